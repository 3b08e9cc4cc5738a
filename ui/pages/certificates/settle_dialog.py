"""“Đã in đúng chưa?”: what became of each sheet of a batch, settled with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from thidua_desktop.queries.certificates.printing import ItemRow
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.style.theme import theme

_OUTCOMES: Final = ("good", "spoiled", "left")
_KEYS: Final = {Qt.Key.Key_D: "good", Qt.Key.Key_H: "spoiled", Qt.Key.Key_C: "left"}
_TONES: Final = {"good": "ok_text", "spoiled": "danger_text", "left": "warn_text"}


class SettleDialog(Dialog):
    """``spoiled`` and ``left`` hold places once it was accepted. Sheets never sent are shown as such."""

    def __init__(self, items: Sequence[ItemRow], *, title: str, parent: QWidget | None = None) -> None:
        super().__init__(
            text("printing.settle.title"), parent, lead=text("printing.settle.lead", title=title)
        )
        self.table = OutcomeTable(items)
        self.body.addWidget(self.table, 1)
        self.add_button(text("printing.settle.later")).clicked.connect(self.reject)
        self.add_button(text("printing.settle.save"), kind="primary").clicked.connect(self.accept)
        self.resize(720, 520)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def spoiled(self) -> frozenset[int]:
        return self.table.places("spoiled")

    @property
    def left(self) -> frozenset[int]:
        return self.table.places("left")


class OutcomeTable(QTableWidget):
    """Space goes on to the next outcome; Đ, H, C set one for every row chosen (D where there is no Đ)."""

    def __init__(self, items: Sequence[ItemRow]) -> None:
        super().__init__(len(items), 4)
        self._items = tuple(items)
        self._outcomes = {one.place: "left" if one.state == "waiting" else "good" for one in items}
        self.setAccessibleName(text("printing.settle.title"))
        self.setHorizontalHeaderLabels(
            [text(f"printing.settle.columns.{key}") for key in ("place", "number", "name", "outcome")]
        )
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for place, one in enumerate(self._items):
            for column, words in enumerate((str(one.place), str(one.register_number or ""), one.name)):
                self.setItem(place, column, QTableWidgetItem(words))
            self._show(place)
        self.resizeColumnsToContents()
        self.setColumnWidth(3, max(self.columnWidth(3), 150))
        if items:
            self.setCurrentCell(0, 3)
        self.cellDoubleClicked.connect(lambda place, _column: self._turn([place]))

    def places(self, outcome: str) -> frozenset[int]:
        return frozenset(place for place, found in self._outcomes.items() if found == outcome)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()}) or [self.currentRow()]
        key = Qt.Key(event.key())
        if event.text().lower() == "đ":
            self._set(rows, "good")
        elif key in _KEYS and not event.modifiers():
            self._set(rows, _KEYS[key])
        elif key == Qt.Key.Key_Space:
            self._turn(rows)
        else:
            super().keyPressEvent(event)

    def _turn(self, rows: Sequence[int]) -> None:
        now = self._outcomes[self._items[rows[0]].place]
        self._set(rows, _OUTCOMES[(_OUTCOMES.index(now) + 1) % len(_OUTCOMES)])

    def _set(self, rows: Sequence[int], outcome: str) -> None:
        for row in rows:
            self._outcomes[self._items[row].place] = outcome
            self._show(row)

    def _show(self, row: int) -> None:
        outcome = self._outcomes[self._items[row].place]
        cell = QTableWidgetItem(text(f"printing.settle.outcomes.{outcome}"))
        cell.setForeground(theme().colour(_TONES[outcome]))
        self.setItem(row, 3, cell)
