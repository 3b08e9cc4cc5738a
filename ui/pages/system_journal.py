"""Nhật ký: what was done, newest first; any of it can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Final

from thidua_desktop.domain import changes as topic
from thidua_desktop.texts import text
from ui.context import Context
from ui.dates import show_date
from ui.dialogs.base import make_button
from ui.icons import put_icon
from ui.pages.tabs import Tab
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.undoing import action_words, undo_asked

_MOST_AT_FIRST: Final = 500

if TYPE_CHECKING:
    from thidua_desktop.queries.journal import JournalRow
    from thidua_desktop.services.desk import Desk


class JournalSection(Tab):
    """An undo is an entry too, so nothing done is ever lost from here."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {
            topic.ORGANISATION,
            topic.PEOPLE,
            topic.PLAN,
            topic.TASKS,
            topic.SCORING,
            topic.IMPORTING,
            topic.NOMINATIONS,
            topic.COUNCIL,
            topic.DECISIONS,
            topic.GRANTS,
            topic.SETTINGS,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: dict[int, JournalRow] = {}
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
                badge=lambda row: Badge(text("system.journal.state_undone")) if row.undone else None,
            ),
        )

    def reload(self) -> None:
        most = self._most

        def read(desk: Desk) -> tuple[JournalRow, ...]:
            from thidua_desktop.queries.journal import recent

            return desk.read(recent, limit=None if most is None else most + 1)

        self.context.read(read, done=self._show, owner=self)

    def _show_all(self) -> None:
        """From the first day on; before it is pressed the button says that there is more."""
        self._most = None
        self.reload()

    def _show(self, rows: tuple[JournalRow, ...]) -> None:
        self.all.setVisible(self._most is not None and len(rows) > self._most)
        rows = rows[: self._most]
        self._rows = {row.id: row for row in rows}
        self.panel.set_rows(rows)
        self._enable()

    def _words(self, row: JournalRow) -> str:
        taken_back = self._rows.get(int(row.params.get("entry", 0))) if row.action == "undo" else None
        if taken_back is not None:
            return text("system.journal.undo_of", action=action_words(taken_back))
        return action_words(row)

    def _enable(self) -> None:
        row = self.panel.chosen()
        self.undo.setEnabled(row is not None and not row.undone and row.action != "undo")

    def _undo(self) -> None:
        undo_asked(self.context, self.panel.chosen())


def _moment(at: str) -> str:
    moment = dt.datetime.fromisoformat(at)
    return f"{moment:%H:%M} {show_date(moment.date())}"


def _order(row: JournalRow) -> int:
    return row.id
