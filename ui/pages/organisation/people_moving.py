"""After a unit was split: who goes to which part, person by person or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
)

from thidua_desktop.texts import text
from ui.dialogs.base import Dialog, make_button
from ui.widgets.dates import show_date
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.people import PersonRow
    from thidua_desktop.queries.organisation.unit_changes import UnitChangeRow

_HEADS: Final = ("name", "position", "goes_to")


class MovingDialog(Dialog):
    """Space on a person goes to the next part; a button for each part sends everybody there."""

    def __init__(self, change: UnitChangeRow, people: tuple[PersonRow, ...]) -> None:
        [old] = change.from_names
        super().__init__(
            text("unit_changes.moving.title"),
            lead=text("unit_changes.moving.lead", unit=old, day=show_date(change.on_day), count=len(people)),
        )
        self._people = people
        parts = dict(zip(change.to_ids, change.to_names, strict=True))
        here = {people[0].unit_id or 0}
        self._parts = [(0, text("unit_changes.moving.stays"))]
        self._parts += [(unit, name) for unit, name in parts.items() if unit not in here]
        self.table = _People(self)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        row = WrapRow()
        for at, (_, name) in enumerate(self._parts):
            everybody = make_button(text("unit_changes.moving.everybody", unit=name))
            everybody.clicked.connect(lambda _, at=at: self.send_all(at))
            row.addWidget(everybody)
        row.addStretch(1)
        self._at = [0] * len(people)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.add_button(text("unit_changes.moving.later")).clicked.connect(self.reject)
        self.add_button(text("unit_changes.moving.accept"), kind="primary").clicked.connect(self.accept)
        self.resize(860, 520)
        self._fill()

    def moves(self) -> dict[int, int]:
        """Person -> the part they go to; who stays is left out."""
        return {
            person.id: self._parts[at][0]
            for person, at in zip(self._people, self._at, strict=True)
            if self._parts[at][0]
        }

    def send(self, place: int) -> None:
        """This person goes to the next part."""
        self._at[place] = (self._at[place] + 1) % len(self._parts)
        self._report(place)

    def send_all(self, at: int) -> None:
        self._at = [at] * len(self._people)
        for place in range(len(self._people)):
            self._report(place)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self.table.setRowCount(len(self._people))
        for place, person in enumerate(self._people):
            for column, words in enumerate((person.full_name, person.position)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(place, column, item)
            self._report(place)
        self.table.setCurrentCell(0, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report(self, place: int) -> None:
        name = self._parts[self._at[place]][1]
        item = QTableWidgetItem(name)
        item.setToolTip(name)
        self.table.setItem(place, 2, item)
        moved = len(self.moves())
        self.count.setText(text("unit_changes.moving.count", moved=moved, stays=len(self._people) - moved))


class _People(QTableWidget):
    def __init__(self, dialog: MovingDialog) -> None:
        super().__init__(0, len(_HEADS))
        self._dialog = dialog
        self.setAccessibleName(text("unit_changes.moving.people"))
        self.setHorizontalHeaderLabels([text(f"unit_changes.moving.heads.{one}") for one in _HEADS])
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(220)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self._dialog.send(self.currentRow())
        else:
            super().keyPressEvent(event)
