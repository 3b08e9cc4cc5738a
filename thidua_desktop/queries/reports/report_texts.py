"""What the office wrote in the reports of a year."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.report_text import ReportText


def report_texts(connection: Connection, *, year: int, report: str) -> dict[str, tuple[int, str]]:
    """Id and text by the key of the heading; ``report``: year or half."""
    query = select(ReportText.part, ReportText.id, ReportText.body).where(
        ReportText.year == year, ReportText.report == report
    )
    return {part: (number, body) for part, number, body in connection.execute(query)}
