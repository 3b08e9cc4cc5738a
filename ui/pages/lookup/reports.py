"""The year's reports: saved where the officer says, then opened by one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import make_button
from ui.pages.base import Card
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class Report:
    """``key`` names its words; ``save`` writes the file of a year whole or not at all."""

    key: str
    icon: str
    patterns: str
    save: Callable[[AppContext, Path, int], None]
    doubts: Callable[[AppContext, int], tuple[str, ...]] | None = None
    """What does not agree in the file; said once it is saved."""


def _tally(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.statistics import save_tally

    save_tally(app, path, year=year)


def _nominations(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.statistics import save_tally

    save_tally(app, path, year=year, source="nominations")


def _summary(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.statistics import save_summary

    save_summary(app, path, year=year)


def _year_report(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.year_report import save

    save(app, path, year=year)


def _half_report(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.year_report import save

    save(app, path, year=year, report="half")


def _forms(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.forms import save_forms

    save_forms(app, path, year=year)


def _form_doubts(app: AppContext, year: int) -> tuple[str, ...]:
    from thidua_desktop.services.reports.forms import disagreements, filled_forms

    return tuple(line for one in filled_forms(app, year=year) for line in disagreements(one))


def _year_book(app: AppContext, path: Path, year: int) -> None:
    from thidua_desktop.services.reports.year_book import save_year_book

    save_year_book(app, path, year=year)


REPORTS: Final = (
    Report("nominations", "document_table", "lookup.reports.workbook", _nominations),
    Report("tally", "document_table", "lookup.reports.workbook", _tally),
    Report("summary", "document_text", "lookup.reports.summary_files", _summary),
    Report("year_report", "document_text", "lookup.reports.paper_files", _year_report),
    Report("half_report", "document_text", "lookup.reports.paper_files", _half_report),
    Report("forms", "document_table", "lookup.reports.forms_files", _forms, _form_doubts),
    Report("year_book", "document_table", "lookup.reports.workbook", _year_book),
)


class SavedNotice(Card):
    """Says where the last report is, with buttons to the file and its folder; hidden until there is one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path = Path()
        self.body.setContentsMargins(*(SPACING["s"],) * 4)
        row = WrapRow()
        self.words = Elided()
        self.open = make_button(text("lookup.reports.open"))
        self.folder = make_button(text("lookup.reports.folder"), kind="quiet")
        put_icon(self.open, "open")
        put_icon(self.folder, "folder_open", "accent_text")
        self.open.clicked.connect(lambda: show_file(context, self._path))
        self.folder.clicked.connect(lambda: show_file(context, self._path.parent))
        row.addSpacing(SPACING["s"])
        row.addWidget(self.words, 1)
        row.addWidget(self.folder)
        row.addWidget(self.open)
        self.body.addLayout(row)
        self.hide()

    def report(self, path: Path) -> None:
        self._path = path
        self.words.setText(text("lookup.reports.saved", path=path))
        self.show()
        self.open.setFocus()


def save_report(context: Context, report: Report, notice: SavedNotice) -> None:
    """Asks where, writes in the task runner, reports where it is."""
    year = context.year
    path = context.dialogs.choose_save_file(
        text(f"lookup.reports.{report.key}_title"),
        name=text(f"lookup.reports.{report.key}_name", year=year),
        patterns=text(report.patterns),
        purpose="reports",
    )
    if path is None:
        return

    doubts: list[str] = []

    def work() -> Changes:
        report.save(context.app, path, year)
        if report.doubts is not None:
            doubts.extend(report.doubts(context.app, year))
        return Changes()

    def done(_: Changes) -> None:
        notice.report(path)
        if doubts:
            context.dialogs.report(text("lookup.reports.doubts"), "\n".join(doubts))

    context.act(
        lambda _: work(),
        label=text("lookup.reports.making", name=path.name),
        done=done,
        owner=notice,
    )
