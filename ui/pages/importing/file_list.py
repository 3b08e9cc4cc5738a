"""The files of the year, and every way a list comes in: chosen, a whole folder, pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.queries.importing.batches import BatchRow
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.history import offer_history
from ui.pages.importing.saved_files import SavedBar
from ui.pages.step import Notice, Toolbar
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

COLUMNS: Final = (
    Column[BatchRow]("file", text("commendation.intake.columns.file"), lambda row: row.file_name, 420),
    Column[BatchRow](
        "state",
        text("commendation.intake.columns.state"),
        lambda row: row.state,
        150,
        badge=lambda row: Badge(
            text(f"commendation.intake.states.{row.state}"), "ok" if row.state == "committed" else "info"
        ),
    ),
    Column[BatchRow]("rows", text("commendation.intake.columns.rows"), lambda row: row.rows, 90, "right"),
    Column[BatchRow](
        "errors", text("commendation.intake.columns.errors"), lambda row: row.errors, 110, "right"
    ),
    Column[BatchRow](
        "at",
        text("commendation.intake.columns.at"),
        lambda row: row.created_at,
        160,
        text=lambda at: _moment(at),
    ),
)


@dataclass(frozen=True, slots=True)
class Menus:
    """What the buttons of the list do."""

    open_current: Callable[[], None]
    take_all: Callable[[], None]
    dismiss: Callable[[], None]
    choose: Callable[[], None]
    folder: Callable[[], None]
    paste: Callable[[], None]
    templates: Callable[[], None]


class FileList(QWidget):
    """A notice for what could not be read, the buttons, and the files already read."""

    def __init__(self, context: Context, menus: Menus) -> None:
        super().__init__()
        self._waiting: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.notice = Notice()
        column.addWidget(self.notice)
        self.saved = SavedBar(context)
        column.addWidget(self.saved)
        bar = Toolbar()
        self.templates_button = _button(bar, "templates", "document_table", menus.templates)
        self.paste_button = _button(bar, "paste", "copy", menus.paste)
        self.folder_button = _button(bar, "folder", "folder_open", menus.folder)
        self.choose_button = bar.add_button(
            text("commendation.intake.choose"), "document_text", menus.choose, kind="primary"
        )
        self.choose_button.setToolTip(text("commendation.intake.choose_tip"))
        column.addLayout(bar)
        self.files: TablePanel[BatchRow] = TablePanel(
            COLUMNS,
            key="import_files",
            name=text("commendation.intake.files"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("commendation.intake.empty"), text("commendation.intake.choose_first"), menus.choose
            ),
        )
        offer_history(context, self.files, "import_batch")
        looking = Toolbar()
        self.analyse_button = looking.add_button(text("commendation.intake.look"), "eye", menus.open_current)
        self.dismiss_button = looking.add_button(text("intake.waiting.dismiss"), "delete", menus.dismiss)
        self.dismiss_button.setToolTip(text("intake.waiting.dismiss_tip"))
        self.all_button = looking.add_button(text("intake.waiting.all"), "checkmark", menus.take_all)
        self.all_button.setToolTip(text("intake.waiting.all_tip"))
        self.files.tools.addLayout(looking)
        self.files.act_on_rows(self.analyse_button, self.all_button, delete=self.dismiss_button)
        self.files.selection_changed.connect(self._enable)
        self._enable()
        column.addWidget(self.files, 1)

    def show_files(self, rows: Sequence[BatchRow]) -> None:
        """The files of the year."""
        self.files.set_rows(rows)
        self._waiting = tuple(row.id for row in rows if row.state == "staged")
        self._enable()

    @property
    def waiting(self) -> tuple[int, ...]:
        """Files read and not yet imported."""
        return self._waiting

    def _enable(self) -> None:
        current = self.files.current()
        allow(self.analyse_button, current is not None, "row")
        allow(self.dismiss_button, current is not None and current.id in self._waiting, "waiting_file")
        allow(self.all_button, len(self._waiting) > 1, "several_files")


def clipboard_table() -> str:
    """The table on the clipboard as another program left it; empty when there is none."""
    held = QApplication.clipboard().mimeData()
    if held is None:
        return ""
    if held.hasHtml() and "<table" in held.html().lower():
        return held.html()
    return held.text() if "\t" in held.text() else ""


def _button(bar: Toolbar, key: str, icon: str, pressed: Callable[[], None]) -> QPushButton:
    button = bar.add_button(text(f"intake.{key}.button"), icon, pressed)
    button.setToolTip(text(f"intake.{key}.tip"))
    return button


def _moment(at: object) -> str:
    """``2026-02-05T08:03…`` as 05/02/2026 08:03."""
    words = str(at)
    return f"{words[8:10]}/{words[5:7]}/{words[:4]} {words[11:16]}" if len(words) >= 16 else words
