"""The register of the year with its gaps, and the log of what was printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.queries.certificates.printing import RegisterRow, RunRow, runs
from thidua_desktop.services.certificates import register
from thidua_desktop.services.certificates.register import (
    RegisterBook,
    book_of,
    check_words,
    ended_words,
    save_book,
)
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.printing.paper_dialog import Paper, show_paper
from ui.style.icons import put_icon
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.dates import show_date


class RegisterDialog(Dialog):
    """Sổ khen thưởng: every number once; saved as a workbook to be signed and stored."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        year = context.year
        super().__init__(text("printing.register.dialog", year=year), parent)
        self._context = context
        self.check_line = QLabel()
        self.check_line.setWordWrap(True)
        self.body.addWidget(self.check_line)
        self.panel: TablePanel[RegisterRow] = TablePanel(
            _register_columns(),
            key="register",
            name=text("printing.register.dialog", year=year),
            settings=context.settings,
            identity=lambda row: row.grant_id,
            empty=Empty(text("printing.register.empty", year=year)),
        )
        self.body.addWidget(self.panel, 1)
        self.paper_button = self.add_button(text("printing.register.paper"), at_left=True)
        put_icon(self.paper_button, "print")
        self.paper_button.clicked.connect(lambda _: self._show_paper())
        self.save_button = self.add_button(text("printing.register.save"))
        put_icon(self.save_button, "arrow_export")
        self.save_button.clicked.connect(lambda _: self._save())
        self.add_button(text("printing.close"), kind="primary").clicked.connect(self.accept)
        self.resize(1040, 620)
        context.read(lambda app: book_of(app, year=year), done=self._show, owner=self)

    def _show(self, book: RegisterBook) -> None:
        self.check_line.setText(check_words(book.check) if book.rows else "")
        self.check_line.setProperty("role", "muted" if book.check.whole else "problem")
        self.check_line.style().unpolish(self.check_line)
        self.check_line.style().polish(self.check_line)
        self.panel.set_rows(book.rows)

    def _show_paper(self) -> None:
        """The book as paper: looked at, saved as PDF, printed."""
        app, year = self._context.app, self._context.year
        paper = Paper(
            title=text("printing.register.dialog", year=year),
            label=text("printing.register.drawing"),
            render=lambda progress: register.render(app, year=year, progress=progress),
            name=lambda: text("printing.register.file_pdf", year=year),
            save_docx=lambda path, progress: register.save_docx(app, path, year=year, progress=progress),
        )
        show_paper(self._context, paper, owner=self)

    def _save(self) -> None:
        context, year = self._context, self._context.year
        path = context.dialogs.choose_save_file(
            text("printing.register.save_title"),
            name=text("printing.register.file", year=year),
            patterns=text("commendation.tally.patterns"),
            purpose="register",
        )
        if path is not None:
            context.runner.run(
                lambda _: save_book(context.app, path, year=year),
                done=lambda _: context.notify(text("ui.pdf.saved", name=path.name)),
                label=text("printing.register.save_title"),
                owner=self,
            )


class PrintLogDialog(Dialog):
    """Nhật ký in: when, who, which printer, which stock, how many."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(text("printing.log.title"), parent)
        self.panel: TablePanel[RunRow] = TablePanel(
            _log_columns(),
            key="print_log",
            name=text("printing.log.title"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("printing.log.empty")),
        )
        self.body.addWidget(self.panel, 1)
        self.add_button(text("printing.close"), kind="primary").clicked.connect(self.accept)
        self.resize(1040, 560)
        context.read(lambda app: app.read(runs), done=self._show, owner=self)

    def _show(self, rows: Sequence[RunRow]) -> None:
        self.panel.set_rows(rows)


def _register_columns() -> tuple[Column[RegisterRow], ...]:
    def title(key: str) -> str:
        return text(f"printing.register.columns.{key}")

    return (
        Column("number", title("number"), lambda row: row.number, 92, "right"),
        Column("name", title("name"), lambda row: row.name, 230),
        Column("unit", title("place"), lambda row: row.unit, 220),
        Column("title", title("title"), lambda row: row.title, 240),
        Column("decision", title("decision"), lambda row: row.decision_number, 120),
        Column("day", title("day"), lambda row: row.signed_on, 100, text=_day),
        Column(
            "printed",
            title("printed"),
            lambda row: row.printed,
            180,
            badge=lambda row: (
                Badge(ended_words(row), "danger")
                if row.ended_on
                else Badge(text("printing.register.printed"), "ok")
                if row.printed
                else Badge(text("printing.register.unprinted"))
            ),
        ),
    )


def _log_columns() -> tuple[Column[RunRow], ...]:
    def title(key: str) -> str:
        return text(f"printing.log.columns.{key}")

    return (
        Column("at", title("at"), lambda row: row.started_at, 140, text=_moment),
        Column("what", title("what"), lambda row: row.title, 260),
        Column("printer", title("printer"), lambda row: row.printer, 180),
        Column("stock", title("stock"), lambda row: row.blank_form or "", 140),
        Column("who", title("who"), lambda row: row.operator, 100),
        Column("sheets", title("sheets"), lambda row: row.sheets, 70, "right", sums=True),
        Column("good", title("good"), lambda row: row.good or None, 70, "right"),
        Column("spoiled", title("spoiled"), lambda row: row.spoiled or None, 70, "right"),
        Column(
            "state",
            title("state"),
            lambda row: row.state,
            130,
            badge=lambda row: Badge(text("printing.log.open"), "warn") if row.state == "open" else None,
        ),
    )


def _day(value: object) -> str:
    return show_date(value) if isinstance(value, dt.date) else ""


def _moment(value: object) -> str:
    moment = dt.datetime.fromisoformat(str(value))
    return f"{moment:%d/%m/%Y %H:%M}"
