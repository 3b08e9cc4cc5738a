"""A sender's sheet as she knows it from Excel: letters, row numbers, header rows lit, findings marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.importing import Severity, StagedSheet
from thidua_desktop.texts import text
from ui.theme import theme
from ui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int]
TONES: Final[Mapping[Severity, Tone]] = {"error": "danger", "warning": "warn", "info": "info"}
_ORDER: Final = ("error", "warning", "info")
_REF: Final = re.compile(r"([A-Z]{1,3})(\d+)")
_MARK_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_WIDEST: Final = 260
_NARROWEST: Final = 44


def letter_of(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(ref: str) -> tuple[str, Cell | None]:
    """``DS!B5`` -> sheet ``DS``, row 4 and column 1 from 0. No cell: None."""
    sheet, mark, cell = ref.rpartition("!")
    found = _REF.fullmatch(cell)
    if not mark or found is None:
        return ref, None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return sheet, (int(found[2]) - 1, column - 1)


class SheetModel(QAbstractTableModel):
    """Cells of one sheet; ``marks`` gives the gravest finding of a cell and its sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = StagedSheet("", ())
        self._width = 0
        self._headers: frozenset[int] = frozenset()
        self._marks: dict[Cell, tuple[Severity, list[str]]] = {}

    def show_sheet(self, sheet: StagedSheet, findings: Iterable[tuple[Cell, Severity, str]]) -> None:
        self.beginResetModel()
        self._sheet = sheet
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._headers = frozenset(row - 1 for row in sheet.header_rows)
        self._marks = {}
        for cell, severity, sentence in findings:
            worst, said = self._marks.get(cell, (severity, []))
            self._marks[cell] = (min(worst, severity, key=_ORDER.index), [*said, sentence])
        self.endResetModel()

    def mark(self, cell: Cell) -> Severity | None:
        return self._marks[cell][0] if cell in self._marks else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell = (index.row(), index.column())
        if role == int(Qt.ItemDataRole.DisplayRole):
            row = self._sheet.rows[cell[0]]
            return row[cell[1]].replace("\n", " ") if cell[1] < len(row) else ""
        if role == int(Qt.ItemDataRole.ToolTipRole) and cell in self._marks:
            return "\n".join(self._marks[cell][1])
        if role == int(Qt.ItemDataRole.FontRole) and cell[0] in self._headers:
            font = theme().parent().font()  # type: ignore[union-attr]
            font.setBold(True)
            return font
        if role == _MARK_ROLE:
            if cell in self._marks:
                return f"{TONES[self._marks[cell][0]]}_soft"
            return "rail_selected" if cell[0] in self._headers else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == int(Qt.ItemDataRole.DisplayRole):
            return letter_of(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


class _MarkDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        token = index.data(_MARK_ROLE)
        if token:
            painter.fillRect(option.rect, theme().colour(token))
        super().paint(painter, option, index)


class SheetView(QWidget):
    """The sheets of a file behind tabs; ``cell_chosen`` tells sheet name, row and column from 0."""

    cell_chosen = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[StagedSheet, ...] = ()
        self._findings: dict[str, list[tuple[Cell, Severity, str]]] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(text("commendation.intake.sheets"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._show)
        self.model = SheetModel()
        self.view = QTableView()
        self._set_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        theme().changed.connect(self.view.viewport().update)

    def _set_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(text("commendation.intake.cells"))
        view.setItemDelegate(_MarkDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        rows, heads = view.verticalHeader(), view.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(view.fontMetrics().height() + 11)
        rows.setAccessibleName(text("commendation.intake.row_numbers"))
        heads.setAccessibleName(text("commendation.intake.letters"))
        heads.setResizeContentsPrecision(60)
        view.selectionModel().currentChanged.connect(self._tell)

    def show_sheets(
        self, sheets: tuple[StagedSheet, ...], findings: Iterable[tuple[str, Severity, str]]
    ) -> None:
        """``findings``: reference, severity and sentence of each."""
        self._findings = {}
        for ref, severity, sentence in findings:
            sheet, cell = place_of(ref)
            if cell is not None:
                self._findings.setdefault(sheet, []).append((cell, severity, sentence))
        self._sheets = sheets
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for one in sheets:
            place = self.tabs.addTab(one.name.replace("&", "&&"))
            self.tabs.setTabVisible(place, not one.hidden)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(sheets) > 1)
        first = next((i for i, sheet in enumerate(sheets) if sheet.header_rows), 0)
        self.tabs.setCurrentIndex(first)
        self._show(self.tabs.currentIndex())

    def current_sheet(self) -> str:
        place = self.tabs.currentIndex()
        return self._sheets[place].name if 0 <= place < len(self._sheets) else ""

    def go_to(self, sheet: str, cell: Cell) -> None:
        """Opens the sheet and stands on the cell."""
        names = [one.name for one in self._sheets]
        if sheet not in names:
            return
        self.tabs.setCurrentIndex(names.index(sheet))
        index = self.model.index(*cell)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._sheets):
            self.model.show_sheet(StagedSheet("", ()), ())
            return
        sheet = self._sheets[place]
        self.model.show_sheet(sheet, self._findings.get(sheet.name, ()))
        self.view.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = min(max(self.view.columnWidth(column), _NARROWEST), _WIDEST)
            self.view.setColumnWidth(column, width)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.cell_chosen.emit(self.current_sheet(), index.row(), index.column())
