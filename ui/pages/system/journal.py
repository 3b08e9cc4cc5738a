"""Nhật ký: what was done, newest first; any of it can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from thidua_desktop.domain.changes import EVERY_TOPIC
from thidua_desktop.services.journal.words import action_words
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.undoing import redo_entry, undo_entry
from ui.dialogs.base import make_button
from ui.dialogs.history import export, show_entry
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date

_MOST_AT_FIRST: Final = 500

if TYPE_CHECKING:
    from thidua_desktop.queries.office.journal import JournalRow
    from thidua_desktop.services.office.context import AppContext


class JournalSection(Tab):
    """An undo is an entry too, so nothing done is ever lost from here; what was undone can be redone."""

    topics: ClassVar[frozenset[str]] = EVERY_TOPIC

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._named: Mapping[int, str] = {}
        self._most: int | None = _MOST_AT_FIRST
        self.panel: TablePanel[JournalRow] = TablePanel(
            self._columns(),
            key="journal",
            name=text("system.journal.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("system.journal.empty")),
        )
        self.undo = make_button(text("system.journal.undo_button"))
        put_icon(self.undo, "arrow_undo")
        self.undo.clicked.connect(self._undo)
        self.panel.tools.addWidget(self.undo)
        self.redo = make_button(text("system.journal.redo_button"))
        put_icon(self.redo, "arrow_redo")
        self.redo.clicked.connect(self._redo)
        self.panel.tools.addWidget(self.redo)
        self.details = make_button(text("history_of.details"))
        put_icon(self.details, "history")
        self.details.clicked.connect(self._show_details)
        self.panel.tools.addWidget(self.details)
        self.panel.opened.connect(lambda _: self._show_details())
        self.export = make_button(text("history_of.export"))
        put_icon(self.export, "arrow_export")
        self.export.clicked.connect(self._export)
        self.panel.tools.addWidget(self.export)
        self.panel.filter_box.textEdited.connect(self._look_further)
        self.all = make_button(text("system.journal.all", most=_MOST_AT_FIRST))
        self.all.clicked.connect(self._show_all)
        self.all.hide()
        self.panel.tools.addWidget(self.all)
        self.panel.selection_changed.connect(self._enable)
        self.column.addWidget(self.panel, 1)

    def _columns(self) -> tuple[Column[JournalRow], ...]:
        return (
            Column(
                "at", text("system.journal.columns.at"), lambda row: row.at, 150, text=_moment, sort=_order
            ),
            Column("action", text("system.journal.columns.action"), self._words, 520),
            Column(
                "state",
                text("system.journal.columns.state"),
                lambda row: row.undone,
                140,
                badge=_state,
            ),
        )

    def reload(self) -> None:
        most = self._most

        def read(app: AppContext) -> tuple[tuple[JournalRow, ...], Mapping[int, str]]:
            from thidua_desktop.services.journal.journal import lines

            return lines(app, limit=None if most is None else most + 1)

        self.context.read(read, done=self._show, owner=self)

    def _show_all(self) -> None:
        """From the first day on; before it is pressed the button says that there is more."""
        self._most = None
        self.reload()

    def _look_further(self, words: str) -> None:
        """A search looks through the whole journal, not only through its latest lines."""
        if words and self.all.isVisible():
            self._show_all()

    def _show_details(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            show_entry(self.context, row.target if row.action in ("undo", "redo") else row.id)

    def _export(self) -> None:
        def save(path: Path) -> None:
            from thidua_desktop.services.journal.history import save_journal

            save_journal(self.context.app, path)

        export(self.context, text("history_of.journal_name"), save)

    def _show(self, found: tuple[tuple[JournalRow, ...], Mapping[int, str]]) -> None:
        rows, self._named = found
        self.all.setVisible(self._most is not None and len(rows) > self._most)
        rows = rows[: self._most]
        self.panel.set_rows(rows)
        self._enable()

    def _words(self, row: JournalRow) -> str:
        words = self._named.get(row.origin) or action_words(row.action, row.params)
        if row.action in ("undo", "redo"):
            return text(f"system.journal.{row.action}_of", action=words)
        if row.count > 1 and not row.step:
            return text("system.journal.several", action=words, count=row.count)
        return words

    def _enable(self) -> None:
        row = self.panel.chosen()
        allow(self.details, row is not None, "row")
        allow(self.undo, row is not None and not row.undone and row.step, "undo_row")
        allow(self.redo, row is not None and row.undone and row.step, "redo_row")

    def _undo(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            undo_entry(self.context, row.id, owner=self)

    def _redo(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            redo_entry(self.context, row.id, owner=self)


def _state(row: JournalRow) -> Badge | None:
    if row.undone and row.step:
        return Badge(text("system.journal.state_undone"))
    if not row.step and row.action not in ("undo", "redo"):
        return Badge(text("system.journal.state_fact"))
    return None


def _moment(at: str) -> str:
    moment = dt.datetime.fromisoformat(at)
    return f"{moment:%H:%M} {show_date(moment.date())}"


def _order(row: JournalRow) -> int:
    return row.id
