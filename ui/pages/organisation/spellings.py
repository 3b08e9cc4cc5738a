"""The spellings the officer taught for one unit: add one, forget one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog, make_button
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.forms import plain_label
from ui.widgets.lists import give_room
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.units import SpellingRow
    from thidua_desktop.services.office.context import AppContext


class SpellingsDialog(Dialog):
    """Each change is stored at once, like everywhere."""

    def __init__(self, context: Context, unit_id: int, *, name: str) -> None:
        super().__init__(
            text("system.spellings.title", name=name), lead=text("system.spellings.lead", name=name)
        )
        self._context, self._unit_id = context, unit_id
        self.list = QListWidget()
        self.list.setAccessibleName(text("system.spellings.list"))
        self.list.setMinimumHeight(140)
        self.empty = QLabel(text("system.spellings.none"))
        self.empty.setProperty("role", "muted")
        self.line = QLineEdit()
        self.line.setAccessibleName(plain_label(text("system.spellings.field")))
        label = QLabel(text("system.spellings.field"))
        label.setBuddy(self.line)
        self.add = make_button(text("system.spellings.add"))
        self.add.clicked.connect(self._learn)
        self.line.returnPressed.connect(self._learn)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(label)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.body.addLayout(row)
        self.forget = self.add_button(text("system.spellings.forget"), at_left=True)
        self.forget.clicked.connect(self._forget)
        close = self.add_button(text("system.spellings.close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.setMinimumWidth(560)
        self._read()
        self.line.setFocus()

    def _read(self, _changes: Changes | None = None) -> None:
        def read(app: AppContext) -> tuple[SpellingRow, ...]:
            from thidua_desktop.queries.organisation.units import spellings

            return tuple(row for row in app.read(spellings) if row.unit_id == self._unit_id)

        self._context.read(read, done=self._show, owner=self)

    def _show(self, rows: tuple[SpellingRow, ...]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.spelling)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        give_room(self.list)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        allow(self.forget, bool(rows), "row")

    def _learn(self) -> None:
        from thidua_desktop.services.organisation.units import learn_spelling

        spelling = clean(self.line.text())
        if not spelling:
            return
        self.line.clear()
        self._context.act(
            lambda _: learn_spelling(self._context.app, unit_id=self._unit_id, spelling=spelling),
            label=text("system.spellings.add").replace("&", ""),
            done=self._read,
            owner=self,
        )

    def _forget(self) -> None:
        from thidua_desktop.services.organisation.units import forget_spelling

        item = self.list.currentItem()
        if item is None:
            return
        number = item.data(Qt.ItemDataRole.UserRole)
        self._context.act(
            lambda _: forget_spelling(self._context.app, number),
            label=text("system.spellings.forget").replace("&", ""),
            done=self._read,
            owner=self,
        )
