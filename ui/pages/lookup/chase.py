"""Đôn đốc: the units that owe something, the letter and the message to each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.reports.chase import Chase


class ChaseDialog(Dialog):
    """A row a unit; what came meanwhile has left the list."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(text("chase.title", year=context.year), parent, lead=text("chase.lead"))
        self._context, self._year = context, context.year
        self.units: TablePanel[Chase] = TablePanel(
            (
                Column("unit", text("chase.unit"), lambda one: one.unit, 240, least=0.8),
                Column("what", text("chase.what"), lambda one: "; ".join(one.lines), 340, least=0.8),
                Column("count", text("chase.count"), lambda one: len(one.lines), 90, "right"),
                Column("since", text("chase.since"), lambda one: one.since, 120, text=_day),
                Column("sent", text("chase.sent"), lambda one: one.sent_on, 120, text=_day),
            ),
            key="chase",
            name=text("chase.table"),
            settings=context.settings,
            identity=lambda one: one.unit_id,
            empty=Empty(text("chase.nothing")),
            filterable=False,
        )
        self.body.addWidget(self.units, 1)
        self.letter_button = self.add_button(text("chase.letter"))
        self.copy_button = self.add_button(text("chase.copy"))
        self.mark_button = self.add_button(text("chase.mark"))
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.letter_button.clicked.connect(lambda _: self.save_letter())
        self.copy_button.clicked.connect(lambda _: self.copy_message())
        self.mark_button.clicked.connect(lambda _: self.mark())
        self.units.selection_changed.connect(self._choose)
        self.resize(1040, 540)
        self._choose()
        self.read()

    def read(self) -> None:
        """Lists the units again."""
        year = self._year

        def look(app: AppContext) -> tuple[Chase, ...]:
            from thidua_desktop.services.reports.chase import to_chase

            return to_chase(app, year=year)

        self._context.read(look, done=self._show, owner=self)

    def _show(self, found: tuple[Chase, ...]) -> None:
        self.units.set_rows(found)
        if found and self.units.chosen() is None:
            self.units.select([found[0].unit_id])
        self._choose()

    def _choose(self) -> None:
        for button in (self.letter_button, self.copy_button, self.mark_button):
            allow(button, self.units.chosen() is not None, "row")

    def save_letter(self) -> None:
        """The letter to the unit chosen."""
        from thidua_desktop.services.reports.chase import save_letter

        one, year = self.units.chosen(), self._year
        if one is None:
            return
        path = self._context.dialogs.choose_save_file(
            text("chase.save_title"),
            name=text("chase.file", unit=one.unit),
            patterns=text("chase.patterns"),
            purpose="reports",
        )
        if path is None:
            return

        def work() -> Changes:
            save_letter(self._context.app, path, one, year=year)
            return Changes()

        saved = text("chase.saved", file=path.name)
        self._context.act(
            lambda _: work(),
            label=text("chase.save_title"),
            done=lambda _: self._context.notify(saved),
            owner=self,
        )

    def copy_message(self) -> None:
        """The short message to the clipboard."""
        from thidua_desktop.services.reports.chase import message_to

        one, year = self.units.chosen(), self._year
        if one is None:
            return

        def put(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            self._context.notify(text("chase.copied", unit=one.unit))

        self._context.read(lambda app: message_to(app, one, year=year), done=put, owner=self)

    def mark(self) -> None:
        """Notes that the unit chosen was reminded today."""
        from thidua_desktop.services.reports.chase import note_sent

        one, year = self.units.chosen(), self._year
        if one is not None:
            self._context.act(
                lambda app: note_sent(self._context.app, one.unit_id, year=year),
                label=text("chase.mark").replace("&", ""),
                done=lambda _: self.read(),
                owner=self,
            )


def _day(day: object) -> str:
    return show_date(day) if isinstance(day, dt.date) else ""
