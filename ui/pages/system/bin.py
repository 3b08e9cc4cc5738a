"""Thùng rác: what was deleted, each deletion restored whole with what hung on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel

from thidua_desktop.domain.changes import EVERY_TOPIC, Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.undoing import undo_entry
from ui.dialogs.base import make_button
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.queries.office.bin import BinRow
    from thidua_desktop.services.office.context import AppContext


class BinSection(Tab):
    """Restoring is the undo of the deletion, refused with the lawful way where something took its place."""

    topics: ClassVar[frozenset[str]] = EVERY_TOPIC

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._days = 0
        self.lead = QLabel()
        self.lead.setWordWrap(True)
        self.lead.setProperty("role", "muted")
        self.column.addWidget(self.lead)
        self.panel: TablePanel[BinRow] = TablePanel(
            _columns(),
            key="bin",
            name=text("bin.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("bin.empty")),
        )
        self.restore = make_button(text("bin.restore"))
        put_icon(self.restore, "arrow_undo")
        self.empty = make_button(text("bin.empty_button"))
        put_icon(self.empty, "delete")
        self.days = make_button(text("bin.days_button"))
        for button, action in (
            (self.restore, self._restore),
            (self.empty, self._empty),
            (self.days, self._ask_days),
        ):
            button.clicked.connect(action)
            self.panel.tools.addWidget(button)
        self.panel.opened.connect(lambda _: self._restore())
        self.panel.selection_changed.connect(self._enable)
        self.column.addWidget(self.panel, 1)
        self._enable()

    def reload(self) -> None:
        def read(app: AppContext) -> tuple[int, tuple[BinRow, ...]]:
            from thidua_desktop.services.journal.bin import in_bin

            return in_bin(app)

        self.context.read(read, done=self._show, owner=self)

    def _show(self, found: tuple[int, tuple[BinRow, ...]]) -> None:
        self._days, rows = found
        self.lead.setText(text("bin.lead", days=self._days))
        self.panel.set_rows(rows)
        self._enable()

    def _enable(self) -> None:
        allow(self.restore, self.panel.chosen() is not None, "row")
        allow(self.empty, self.panel.model.total > 0, "bin_empty")

    def _restore(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            undo_entry(self.context, row.id, asking=False, owner=self)

    def _empty(self) -> None:
        count = self.panel.model.total
        label = text("bin.empty_button").replace("&", "")
        question = text("bin.empty_question", count=count)
        if not self.context.dialogs.confirm(label, question, yes=text("bin.empty_yes"), dangerous=True):
            return

        def work(app: AppContext) -> Changes:
            from thidua_desktop.services.journal.bin import empty

            return empty(app)

        self.context.act(
            lambda _: work(self.context.app),
            label=label,
            done=lambda _: self.context.notify(text("bin.emptied")),
            owner=self,
        )

    def _ask_days(self) -> None:
        from thidua_desktop.services.journal.bin import FEWEST_DAYS, MOST_DAYS, set_days

        field = Field("days", text("bin.days"), "int", required=True, between=(FEWEST_DAYS, MOST_DAYS))
        self.context.ask_and_act(
            text("bin.days_button").replace("&", "").rstrip("…"),
            (field,),
            lambda values: set_days(self.context.app, int(values["days"])),
            values={"days": self._days},
            owner=self,
        )


def _columns() -> tuple[Column[BinRow], ...]:
    def words(row: BinRow) -> str:
        from thidua_desktop.services.journal.bin import deletion_words

        return deletion_words(row)

    def contents(row: BinRow) -> str:
        from thidua_desktop.services.journal.bin import contents_words

        return contents_words(row)

    return (
        Column(
            "at", text("bin.columns.at"), lambda row: row.at, 150, text=_moment, sort=lambda row: row.since
        ),
        Column("action", text("bin.columns.action"), words, 220),
        Column("contents", text("bin.columns.contents"), contents, 420),
        Column("leaves", text("bin.columns.leaves"), lambda row: row.leaves, 110, text=show_date),
    )


def _moment(at: str) -> str:
    moment = dt.datetime.fromisoformat(at)
    return f"{moment:%H:%M} {show_date(moment.date())}"
