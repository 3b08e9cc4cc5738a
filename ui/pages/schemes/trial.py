"""Thử: figures typed for two units show at once what they earn, and each number explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.editing import tree
from thidua_desktop.domain.schemes.scheme import Criterion, Scheme, Section
from thidua_desktop.domain.schemes.written import write_number
from thidua_desktop.texts import error_sentence, text
from ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from thidua_desktop.services.scoring.scheme_trial import TrialUnit

_UNITS: Final = ("a", "b")
_ENTRIES: Final = {3: 0, 5: 1}
"""Column typed into -> unit; what it earns stands right of it."""


class TrialDialog(Dialog):
    """Type, Enter: the next line. What was typed is forgotten on closing."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__(text("schemes.trial.title", name=scheme.name), lead=text("schemes.trial.lead"))
        self._scheme = scheme
        self._names = tuple(text(f"schemes.trial.unit_{one}") for one in _UNITS)
        self.lines = list(tree(scheme))
        self.grid = QTableWidget(len(self.lines), 7)
        self.grid.setAccessibleName(text("schemes.trial.grid"))
        self.totals = QLabel()
        self.totals.setProperty("role", "heading")
        self.totals.setWordWrap(True)
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.steps.setMinimumHeight(84)
        self.steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.scored: dict[str, TrialUnit] = {}
        self._shape()
        for widget in (self.grid, self.totals, self.steps):
            self.body.addWidget(widget, 1 if widget is self.grid else 0)
        self.add_button(text("schemes.buttons.close"), kind="primary").clicked.connect(self.accept)
        self.resize(1040, 680)
        self._fill()
        self.score()
        self.grid.itemChanged.connect(self._typed)
        self.grid.currentCellChanged.connect(lambda *_: self._explain())
        first = next((n for n, one in enumerate(self.lines) if self._entered(one.line)), 0)
        self.grid.setCurrentCell(first, 3)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def score(self) -> None:
        """Scores what stands in the grid and shows it."""
        from thidua_desktop.services.scoring.scheme_trial import try_out

        typed = {
            name: {
                one.line.code: self._words(place, column)
                for place, one in enumerate(self.lines)
                if isinstance(one.line, Criterion)
            }
            for name, column in zip(self._names, _ENTRIES, strict=True)
        }
        self.scored = {}
        try:
            self.scored = dict(try_out(self._scheme, typed))
        except OfficeError as error:
            self.totals.setText(error_sentence(error))
            return
        self.grid.blockSignals(True)
        for place, one in enumerate(self.lines):
            for name, column in zip(self._names, _ENTRIES, strict=True):
                cell = self.scored[name].cells.get(one.line.code)
                words = "" if cell is None else text("schemes.trial.open") if cell.points is None else ""
                if cell is not None and cell.points is not None:
                    words = write_number(round(cell.points, 4))
                if cell is not None and cell.refused:
                    words = text("schemes.trial.refused")
                item = self.grid.item(place, column + 1)
                if item is not None:
                    item.setText(words)
        self.grid.blockSignals(False)
        self.totals.setText("   ·   ".join(self._total(name) for name in self._names))
        self._explain()

    def _total(self, name: str) -> str:
        unit = self.scored[name]
        key = "schemes.trial.total" if unit.rank is not None else "schemes.trial.total_open"
        return text(key, unit=name, total=write_number(round(unit.total, 4)), rank=unit.rank)

    def _shape(self) -> None:
        heads = [text(f"schemes.trial.heads.{one}") for one in ("code", "name", "how")]
        for name in self._names:
            heads += [name, text("schemes.trial.heads.earned")]
        self.grid.setHorizontalHeaderLabels(heads)
        self.grid.verticalHeader().hide()
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        header = self.grid.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 70), (2, 190), (3, 104), (4, 84), (5, 104), (6, 84)):
            self.grid.setColumnWidth(column, width)

    def _fill(self) -> None:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for place, one in enumerate(self.lines):
            line = one.line
            how = "" if isinstance(line, Section) else text(f"schemes.trial.entry.{_entry(line)}")
            words = (line.code, "   " * one.depth + line.name, how, "", "", "", "")
            for column, message in enumerate(words):
                item = QTableWidgetItem(message)
                typed = column in _ENTRIES and self._entered(line)
                item.setFlags(plain | Qt.ItemFlag.ItemIsEditable if typed else plain)
                if column >= 3:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if isinstance(line, Section):
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                item.setToolTip(message)
                self.grid.setItem(place, column, item)

    def _entered(self, line: Section | Criterion) -> bool:
        return isinstance(line, Criterion) and line.method != "fixed"

    def _typed(self, item: QTableWidgetItem) -> None:
        if item.column() in _ENTRIES:
            self.score()
            below = item.row() + 1
            while below < len(self.lines) and not self._entered(self.lines[below].line):
                below += 1
            if below < len(self.lines):
                self.grid.setCurrentCell(below, item.column())

    def _words(self, place: int, column: int) -> str:
        item = self.grid.item(place, column)
        return item.text() if item is not None else ""

    def _explain(self) -> None:
        """How the number of the line stood on came about, and the total of its unit."""
        place, column = self.grid.currentRow(), self.grid.currentColumn()
        if not self.scored or place < 0:
            return
        name = self._names[_ENTRIES.get(column, _ENTRIES.get(column - 1, 0))]
        unit = self.scored[name]
        cell = unit.cells.get(self.lines[place].line.code)
        reported = [f"{self.lines[place].line.code}: {cell.refused or ' '.join(cell.steps)}"] if cell else []
        reported.append(text("schemes.trial.in_all", unit=name, steps=" ".join(unit.steps)))
        self.steps.setText("\n".join(reported))


def _entry(one: Criterion) -> str:
    if one.method in ("more", "less") or one.basis != "value":
        return "quantity"
    return one.method
