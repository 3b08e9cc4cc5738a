"""Nominations: one subject proposed for one award in one year."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified

ONE_SUBJECT = "(person_id IS NOT NULL) + (collective_id IS NOT NULL) + (household_id IS NOT NULL) = 1"


class Nomination(Identified, Discardable, Base):
    """``state``: draft, submitted, returned, passed, failed, decided."""

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'passed', 'failed', 'decided')", name="state"
        ),
        Index(None, "year", "state"),
        Index(None, "year", "award_code"),
    )
    topic = "nominations"

    year: Mapped[int]
    year_type: Mapped[str] = mapped_column(default="calendar")
    """``calendar`` or ``school``: school year 2023-2024 is stored as 2024."""
    occasion: Mapped[str] = mapped_column(default="CONG_TRANG")
    subject_type: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit that proposed; for a collective the unit it belongs to."""
    position: Mapped[str] = mapped_column(default="")
    award_code: Mapped[str]
    achievement: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="draft")
    verdict: Mapped[str | None]
    verdict_findings: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Ids of ``stored_content``, one a finding."""
    rule_set: Mapped[str | None]
    override_reason: Mapped[str | None]
    override_verdict: Mapped[str | None]
    import_row_id: Mapped[int | None] = mapped_column(ForeignKey("import_row.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    """The decision it was put into, from the draft on."""
    created_at: Mapped[str]
    batch: Mapped[str] = mapped_column(default="", server_default="")
    """Đợt: the name the officer gives to nominations handled together; empty: the year's usual round."""
    received_on: Mapped[dt.date | None]
    """The day it was received for appraisal: which law it follows may hang on it."""
    return_reason: Mapped[str] = mapped_column(default="", server_default="")
    confirmed_facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the officer confirmed herself for this nomination: ``{"solidarity": true}``; absent: not said."""
