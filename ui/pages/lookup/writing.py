"""The paragraphs of a report that only the office can write, under the headings of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext


def write_texts(context: Context, report: str, owner: QWidget) -> None:
    """Asks for the text of each heading; the text of the year before is shown beside an empty one."""
    year = context.year

    def read(app: AppContext) -> tuple[dict[str, str], dict[str, str]]:
        from thidua_desktop.services.reports.report_texts import written

        return written(app, year=year, report=report), written(app, year=year - 1, report=report)

    def ask(found: tuple[dict[str, str], dict[str, str]]) -> None:
        from thidua_desktop.services.reports.report_texts import PARTS, save_texts

        now, before = found
        context.ask_and_act(
            text(f"year_report.write.{report}", year=year),
            [
                Field(
                    part,
                    text(f"year_report.parts.{part}"),
                    "multiline",
                    help=text("year_report.write.last_year", year=year - 1, words=before[part])
                    if part in before and part not in now
                    else "",
                )
                for part in PARTS
            ],
            lambda typed: save_texts(
                context.app, {part: typed[part] or "" for part in PARTS}, year=year, report=report
            ),
            values=now,
            lead=text("year_report.write.lead"),
            accept_label=text("year_report.write.accept"),
            owner=owner,
        )

    context.read(read, done=ask, owner=owner)
