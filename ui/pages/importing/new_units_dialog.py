"""Units a file would add: added, or said to be others written otherwise, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from thidua_desktop.services.importing.units import NewUnit
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog, make_button
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.wrap_row import WrapRow

COLUMNS = ("name", "rows", "becomes")


class NewUnitsDialog(Dialog):
    """Accepted with ``joined``: spelling to the name of the unit it means; a unit not in it is added as written."""

    def __init__(self, units: Sequence[NewUnit], known: Sequence[str], parent: QWidget | None = None) -> None:
        lead = text("intake.units.lead", count=len(units))
        super().__init__(text("intake.units.title"), parent, lead=lead)
        self.joined: dict[str, str] = {}
        self._units = tuple(units)
        self.table = self._make_table()
        self.body.addWidget(self.table, 1)
        self.choice = Combo()
        self.choice.setAccessibleName(text("intake.units.into").replace("&", ""))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(30)
        self.choice.addItems([*known, *(unit.name for unit in units)])
        self.body.addLayout(self._row_of_choice())
        self.add_button(text("intake.units.later"), at_left=True).clicked.connect(self.reject)
        self.accept_button = self.add_button(text("intake.units.accept"), kind="primary")
        self.accept_button.clicked.connect(self.accept)
        self.table.itemSelectionChanged.connect(self._propose)
        self.resize(820, 520)
        self._show()
        self.table.selectRow(0)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self._units), len(COLUMNS))
        table.setAccessibleName(text("intake.units.list"))
        table.setHorizontalHeaderLabels([text(f"intake.units.columns.{key}") for key in COLUMNS])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.setMinimumHeight(table.fontMetrics().lineSpacing() * 10)
        return table

    def _row_of_choice(self) -> WrapRow:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        label = QLabel(text("intake.units.into"))
        label.setBuddy(self.choice)
        self.join_button = make_button(text("intake.units.join"))
        self.keep_button = make_button(text("intake.units.keep"))
        self.join_button.clicked.connect(self._join)
        self.keep_button.clicked.connect(self._keep)
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        row.addWidget(self.join_button)
        row.addWidget(self.keep_button)
        return row

    def _chosen(self) -> list[NewUnit]:
        places = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._units[place] for place in places]

    def _propose(self) -> None:
        """The unit the first chosen row looks like stands ready in the list."""
        chosen = self._chosen()
        like = next((unit.alike for unit in chosen if unit.alike), "")
        if like:
            self.choice.setCurrentText(like)
        for button in (self.join_button, self.keep_button):
            allow(button, bool(chosen), "row")

    def _join(self) -> None:
        into = self.choice.currentText()
        for unit in self._chosen():
            if unit.name != into:
                self.joined[unit.name] = into
        self._show()

    def _keep(self) -> None:
        for unit in self._chosen():
            self.joined.pop(unit.name, None)
        self._show()

    def _show(self) -> None:
        for place, unit in enumerate(self._units):
            words = (unit.name, str(unit.rows), self._becomes(unit))
            for column, said in enumerate(words):
                item = QTableWidgetItem(said)
                item.setToolTip(said)
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)
        allow(self.accept_button, bool(self.joined), "nothing_joined")

    def _becomes(self, unit: NewUnit) -> str:
        if unit.name in self.joined:
            return text("intake.units.same", name=self.joined[unit.name])
        return text("intake.units.alike", name=unit.alike) if unit.alike else text("intake.units.new")
