"""What the office itself writes in the reports of a year."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

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
