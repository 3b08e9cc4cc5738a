"""Writing the paragraphs of a report that only the office can write."""

from __future__ import annotations

from collections.abc import Mapping

from thidua_desktop.db.tables.report_text import ReportText
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.text import nfc
from thidua_desktop.queries.reports.report_texts import report_texts
from thidua_desktop.services.office.context import AppContext

PARTS = ("guidance", "movements", "awards", "upkeep", "judgement", "next")
"""Keys of the headings in their order."""


def written(app: AppContext, *, year: int, report: str = "year") -> dict[str, str]:
    """What the office wrote, by the key of the heading; only headings with text."""
    return {
        part: body for part, (_, body) in app.read(report_texts, year=year, report=report).items() if body
    }


def save_texts(app: AppContext, texts: Mapping[str, str], *, year: int, report: str = "year") -> Changes:
    """Stores the text of each given heading; an empty one takes it out of the report."""
    with app.database.writing("save_report_texts", year=year) as uow:
        known = app.within(uow).read(report_texts, year=year, report=report)
        for part in PARTS:
            if part not in texts:
                continue
            body = "\n".join(line.strip() for line in nfc(texts[part]).splitlines() if line.strip())
            if part in known:
                uow.update(ReportText, known[part][0], body=body)
            elif body:
                uow.add(ReportText, year=year, report=report, part=part, body=body)
    return uow.changes
