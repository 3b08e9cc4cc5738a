"""Đăng ký thi đua: what a unit promises at the start of a year, and the persons and titles it names."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified
from thidua_desktop.db.tables.nominations import ONE_SUBJECT


class Registration(Identified, Discardable, Base):
    """One unit's registration of one year. A unit without a row has not sent anything."""

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("state IN ('not_sent', 'pending', 'returned', 'approved')", name="state"),
        Index(None, "year", "year_type", "unit_id"),
    )
    topic = "registrations"

    year: Mapped[int]
    year_type: Mapped[str] = mapped_column(default="calendar")
    """``calendar`` or ``school``: school year 2026-2027 is stored as 2027."""
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[str] = mapped_column(default="not_sent")
    sent_on: Mapped[dt.date | None]
    decided_on: Mapped[dt.date | None]
    """The day it was approved or given back."""
    return_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)


class RegistrationLine(Identified, Discardable, Base):
    """One person, collective or household and the title it aims at; ``target`` in the unit's own words."""

    __tablename__ = "registration_line"
    __table_args__ = (CheckConstraint(ONE_SUBJECT, name="one_subject"),)
    topic = "registrations"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    subject_type: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    position: Mapped[str] = mapped_column(default="")
    award_code: Mapped[str]
    target: Mapped[str] = mapped_column(default="")
