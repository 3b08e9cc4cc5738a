"""What the office itself writes: in the reports of a year, and to units whose papers are missing."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Identified


class ReportText(Identified, Base):
    """The paragraphs written under one heading; figures are counted again each time, this text stays."""

    __tablename__ = "report_text"
    __table_args__ = (
        CheckConstraint("report IN ('year', 'half')", name="report"),
        UniqueConstraint("year", "report", "part"),
    )
    topic = "settings"

    year: Mapped[int]
    report: Mapped[str]
    part: Mapped[str]
    """Key of the heading in the wording of the report."""
    body: Mapped[str]


class ChaseNote(Identified, Base):
    """A reminder of papers still missing that was sent to a unit."""

    __tablename__ = "chase_note"
    topic = "settings"

    year: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    sent_on: Mapped[dt.date]
    body: Mapped[str]
    """What was said to be missing."""
