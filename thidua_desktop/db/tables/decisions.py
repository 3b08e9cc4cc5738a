"""Decisions, the grants they make, and the papers stored with them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Dong, Identified
from thidua_desktop.db.tables.nominations import ONE_SUBJECT


class Decision(Identified, Discardable, Base):
    """A decision of this office (``own``) or one recorded from elsewhere (``external``)."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("state IN ('draft', 'signed')", name="state"),)
    topic = "decisions"

    year: Mapped[int] = mapped_column(index=True)
    origin: Mapped[str] = mapped_column(default="own")
    issuer: Mapped[str]
    level: Mapped[str]
    number: Mapped[str | None]
    signed_on: Mapped[dt.date | None] = mapped_column(index=True)
    subject: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft")
    session_id: Mapped[int | None] = mapped_column(ForeignKey("council_session.id"), index=True)
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("signer.id"), index=True)
    signer_name: Mapped[str] = mapped_column(default="")
    signer_lines: Mapped[str] = mapped_column(default="")
    rule_set: Mapped[str | None]
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Everything that was printed besides the grants, so the paper can be made again letter by letter."""
    kind: Mapped[str] = mapped_column(default="award", server_default="award")
    """``award``, or what it does to an earlier decision: ``amend``, ``replace``, ``revoke``."""
    ended_on: Mapped[dt.date | None]
    """The day of the later decision that replaced or revoked the whole of this one."""
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    bases: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Acts left out of its "Căn cứ" and lines of the office added to them; None: those of its day."""


class DecisionChange(Identified, Base):
    """What one decision does to another: a grant corrected, replaced or taken back (None: the whole)."""

    __tablename__ = "decision_change"
    topic = "decisions"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("award_grant.id"), index=True)
    new_grant_id: Mapped[int | None] = mapped_column(ForeignKey("award_grant.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    corrected: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The words that will be printed instead, by column of the grant, stored while the decision is a draft."""


class Grant(Identified, Base):
    """One award given to one subject by one decision, with the words as printed."""

    __tablename__ = "award_grant"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        Index(None, "award_year", "award_code"),
        # With what says whether an award stands: a search counts those of 300 receivers with every key.
        Index(None, "person_id", "ended_on", "decision_id"),
        Index(None, "collective_id", "ended_on", "decision_id"),
        Index(None, "household_id", "ended_on", "decision_id"),
    )
    topic = "grants"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"), index=True)
    position_in_list: Mapped[int]
    subject_type: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    award_code: Mapped[str]
    award_year: Mapped[int]
    year_type: Mapped[str] = mapped_column(default="calendar")
    occasion: Mapped[str] = mapped_column(default="CONG_TRANG")
    name_printed: Mapped[str]
    unit_printed: Mapped[str]
    position_printed: Mapped[str]
    title_printed: Mapped[str]
    salutation: Mapped[str] = mapped_column(default="")
    achievement: Mapped[str] = mapped_column(default="")
    prize: Mapped[Decimal | None] = mapped_column(Dong)
    register_number: Mapped[int | None]
    ended_on: Mapped[dt.date | None]
    """The day from which it no longer stands: its words were corrected, replaced or it was taken back."""
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("award_grant.id"), index=True)
    """The grant whose place this one takes."""


class AwardFund(Identified, Base):
    """The emulation and commendation fund of a year as the officer knows it; prizes are counted from the grants."""

    __tablename__ = "award_fund"
    __table_args__ = (UniqueConstraint("year"),)
    topic = "grants"

    year: Mapped[int]
    total: Mapped[Decimal | None] = mapped_column(Dong)
    spent_otherwise: Mapped[Decimal | None] = mapped_column(Dong)
    """Certificates, frames, ceremonies: what was paid besides prizes."""
    note: Mapped[str] = mapped_column(default="", server_default="")


class PrizePayment(Identified, Base):
    """The prizes of a decision were paid out; without a row they are still owed."""

    __tablename__ = "prize_payment"
    __table_args__ = (UniqueConstraint("decision_id"),)
    topic = "decisions"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    paid_on: Mapped[dt.date]
    note: Mapped[str] = mapped_column(default="", server_default="")


class Submission(Identified, Discardable, Base):
    """A request (tờ trình) for awards the level above decides; number and day may come later."""

    __tablename__ = "submission"
    topic = "decisions"

    year: Mapped[int] = mapped_column(index=True)
    number: Mapped[str | None]
    sent_on: Mapped[dt.date | None]
    addressee: Mapped[str]
    subject: Mapped[str]
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[str]


class SubmissionLine(Identified, Base):
    """One nominee of a request and what was answered."""

    __tablename__ = "submission_line"
    __table_args__ = (
        UniqueConstraint("submission_id", "nomination_id"),
        CheckConstraint("answer IN ('waiting', 'granted', 'refused')", name="answer"),
    )
    topic = "decisions"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    answer: Mapped[str] = mapped_column(default="waiting")
    reason: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    """The decision from above that granted it."""


class Attachment(Identified, Base):
    """A file stored in the data folder under its hash."""

    __tablename__ = "attachment"
    topic = "decisions"

    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    created_at: Mapped[str]


class Paper(Identified, Base):
    """A paper that left the program: which decision or session, which kind, which file."""

    __tablename__ = "paper"
    topic = "decisions"

    kind: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("council_session.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), index=True)
    created_at: Mapped[str]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
