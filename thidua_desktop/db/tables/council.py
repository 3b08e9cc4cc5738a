"""The council: its people, its sessions, who came, and the count of every candidate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class CouncilMember(Identified, Discardable, Base):
    """Someone appointed to the council from a day to a day; a secretary may sit without a vote."""

    __tablename__ = "council_member"
    __table_args__ = (
        CheckConstraint("role IN ('chair', 'deputy', 'standing', 'member', 'secretary')", name="role"),
    )
    topic = "council"

    full_name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="member")
    votes: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """The register's person, so that being a candidate oneself is seen."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit the member heads or works in: its candidates are the member's own."""
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]


class CouncilInterest(Identified, Base):
    """A unit or person a member is close to besides the own unit."""

    __tablename__ = "council_interest"
    __table_args__ = (CheckConstraint("(unit_id IS NULL) <> (person_id IS NULL)", name="one_party"),)
    topic = "council"

    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")


class CouncilSession(Identified, Discardable, Base):
    """One meeting. Closing keeps ``snapshot``: what the council saw, whatever the rules become later."""

    __tablename__ = "council_session"
    __table_args__ = (CheckConstraint("state IN ('open', 'closed')", name="state"),)
    topic = "council"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    held_on: Mapped[dt.date | None]
    place: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    total_members: Mapped[int]
    present: Mapped[int]
    absent_written: Mapped[int] = mapped_column(default=0)
    base: Mapped[str]
    """What percentages are counted of: ``total``, ``present`` or ``valid``."""
    threshold: Mapped[str]
    """Share needed, Decimal as text: ``0.8``."""
    state: Mapped[str] = mapped_column(default="open")
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``{"content": id}`` of ``stored_content``: the candidates and who came, when it was closed."""
    strict: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    """More than the threshold is asked, not just as much."""
    secret: Mapped[bool] = mapped_column(default=True, server_default=text("1"))
    exclude_conflicts: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    """Members close to a candidate get no ballot for that candidate and do not count in the base."""
    tie_rule: Mapped[str] = mapped_column(default="none", server_default="none")
    """``none``: equal votes are judged by the threshold alone; ``chair``: the chairman's side prevails."""
    started: Mapped[str | None]
    """``14:30``; ``ended`` likewise."""
    ended: Mapped[str | None]
    guests: Mapped[str] = mapped_column(default="", server_default="")
    """Who was invited, one a line: name, then position after a comma."""
    proceedings: Mapped[str] = mapped_column(default="", server_default="")
    """What was said, one paragraph a line, printed in the minutes."""


class CouncilAttendance(Identified, Base):
    """One member at one session, by the name and position of that day."""

    __tablename__ = "council_attendance"
    __table_args__ = (
        UniqueConstraint("session_id", "member_id"),
        CheckConstraint("attended IN ('present', 'absent', 'written')", name="attended"),
    )
    topic = "council"

    session_id: Mapped[int] = mapped_column(ForeignKey("council_session.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), index=True)
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    votes: Mapped[bool]
    attended: Mapped[str]


class CouncilVote(Identified, Base):
    """The count for one nomination in one session."""

    __tablename__ = "council_vote"
    __table_args__ = (UniqueConstraint("session_id", "nomination_id"),)
    topic = "council"

    session_id: Mapped[int] = mapped_column(ForeignKey("council_session.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    issued: Mapped[int]
    collected: Mapped[int]
    valid: Mapped[int]
    agree: Mapped[int]
    disagree: Mapped[int]
    passed: Mapped[bool | None]
    """None while the meeting is open, and after it for a candidate nobody counted."""
    abstain: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    excluded: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Members with a vote who are left out for this candidate; ``excluded_present`` those in the room."""
    excluded_present: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    close_members: Mapped[str] = mapped_column(default="", server_default="")
    """Names of members close to the candidate, one a line, whether left out or not."""
    chair_agrees: Mapped[bool | None]
    """The chairman's side, asked only where votes are equal and the chairman's side prevails."""
    counted: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    """The figures were typed or filled by the officer; False: only proposed, nobody voted yet."""
