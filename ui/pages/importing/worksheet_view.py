"""A sender's sheet as the officer knows it from Excel: letters, row numbers, header rows lit, findings marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.importing.values import Finding, Severity, StagedSheet
from thidua_desktop.domain.text import nfc
from thidua_desktop.services.importing.staging import finding_words
from thidua_desktop.texts import text
from ui.pages.importing.column_fields import ColumnTarget
from ui.style.theme import theme
from ui.widgets.cell_refs import TONES, Cell

Index = QModelIndex | QPersistentModelIndex
Marks = Mapping[Cell, tuple[Severity, Sequence[Finding]]]
"""Gravest finding of a cell, and all of it."""
_MARK_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_WIDEST: Final = 260
_NARROWEST: Final = 44
_LEAST_WIDE: Final = 140
_FEW_ROWS: Final = 9
_CORNER: Final = 7
_SAMPLE: Final = 80
_MOST_ROWS: Final = 400
_PADDING: Final = 22
_EDITOR_WIDTH: Final = 180


def letter_of(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class SheetModel(QAbstractTableModel):
    """Cells of one sheet; ``marks`` gives the gravest finding of a cell and its sentences.

    ``typed`` reports row, column and the words typed over a cell; the cell itself stays as the sender wrote it.
    """

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._sheet = StagedSheet("", ())
        self._width = 0
        self._headers: frozenset[int] = frozenset()
        self._widths: list[int] = []
        self._marks: Marks = {}
        self.mendable = False
        self.target = -1

    def show_sheet(self, sheet: StagedSheet, marks: Marks, width: int) -> None:
        self.beginResetModel()
        self._sheet = sheet
        self._width = width
        self._headers = frozenset(row - 1 for row in sheet.header_rows)
        self._marks = marks
        self.endResetModel()

    def widths(self, measure: Callable[[str], int], *, most: int = _WIDEST) -> list[int]:
        """Column widths by the rows of the list; a title's words run over its neighbours instead."""
        widest = [_NARROWEST] * self._width
        first = min(self._headers, default=0)
        for place, row in enumerate(self._sheet.rows[first : first + _SAMPLE], start=first):
            filled = sum(bool(cell) for cell in row)
            if filled > 1 and (filled * 2 >= self._width or place in self._headers):
                bold = 1.08 if place in self._headers else 1
                for column, cell in enumerate(row):
                    widest[column] = max(widest[column], round(measure(cell[:60]) * bold) + _PADDING)
        self._widths = [min(width, most) for width in widest]
        return self._widths

    def overflows(self, measure: Callable[[str], int]) -> list[tuple[int, int, int]]:
        """Row, column and span of long words with nothing beside them: they run over, as in Excel."""
        found = []
        for place, row in enumerate(self._sheet.rows[:_MOST_ROWS]):
            filled = [column for column, cell in enumerate(row) if cell]
            for column, following in zip(filled, [*filled[1:], self._width], strict=False):
                room = self._widths[column] - _PADDING
                if following > column + 1 and measure(row[column]) > room:
                    found.append((place, column, following - column))
        return found

    def mark(self, cell: Cell) -> Severity | None:
        return self._marks[cell][0] if cell in self._marks else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._width

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.mendable and index.isValid() else found

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role == int(Qt.ItemDataRole.EditRole) and nfc(str(value)) != self.data(index):
            self.typed.emit(index.row(), index.column(), nfc(str(value)))
        return False

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell = (index.row(), index.column())
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)):
            row = self._sheet.rows[cell[0]]
            return row[cell[1]].replace("\n", " ") if cell[1] < len(row) else ""
        if role == int(Qt.ItemDataRole.ToolTipRole) and cell in self._marks:
            return "\n".join(map(finding_words, self._marks[cell][1]))
        if role == int(Qt.ItemDataRole.FontRole) and cell[0] in self._headers:
            font = theme().parent().font()  # type: ignore[union-attr]
            font.setBold(True)
            return font
        if role == _MARK_ROLE:
            if cell[1] == self.target:
                return "selection"
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
        if token and not token.startswith("info"):
            painter.fillRect(option.rect, theme().colour(token))
        super().paint(painter, option, index)
        if token and token.endswith("_soft"):
            corner = option.rect.topRight()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour(token.replace("_soft", "_text")))
            painter.drawPolygon([corner, corner - QPoint(_CORNER, 0), corner + QPoint(0, _CORNER)])

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        cell = f"{letter_of(index.column())}{index.row() + 1}"
        line.setAccessibleName(text("intake.mend.editor", cell=cell))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Wider than a narrow column, never beyond what is in sight."""
        room = option.rect
        requested = max(room.width(), _EDITOR_WIDTH)
        around = editor.parentWidget()
        in_sight = around.width() if around is not None else requested
        left = max(0, min(room.left(), in_sight - requested))
        editor.setGeometry(left, room.top(), min(requested, in_sight), room.height())


class _Cells(QTableView):
    """Enter opens the cell like F2."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)


class SheetView(QWidget):
    """The sheets of a file behind tabs; ``cell_chosen`` reports sheet name, row and column from 0.

    ``field_dropped``: row, column and the field that fell on it.
    ``corrected``: sheet, cell (``C5``) and the words typed over it. ``sheet_shown``: name of the sheet in sight.
    """

    cell_chosen = Signal(str, int, int)
    field_dropped = Signal(int, int, str)
    corrected = Signal(str, str, str)
    sheet_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[StagedSheet, ...] = ()
        self._found: Mapping[str, Marks] = {}
        self._widths: Mapping[str, int] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(text("commendation.intake.sheets"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._show)
        self.model = SheetModel()
        self.model.typed.connect(self._report_corrected)
        self.view: QTableView = _Cells()
        self._set_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        self._target = ColumnTarget(self.view)
        self._target.dropped.connect(self.field_dropped)
        self._target.over.connect(self._show_target)
        theme().changed.connect(self.view.viewport().update)

    def _set_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(text("commendation.intake.cells"))
        view.setItemDelegate(_MarkDelegate(view))
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
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
        view.selectionModel().currentChanged.connect(self._report)

    def show_sheets(
        self, sheets: tuple[StagedSheet, ...], marks: Mapping[str, Marks], *, widths: Mapping[str, int]
    ) -> None:
        """The sheets with their findings marked; a cell's sentences are made when it is pointed at.

        ``widths``: how many columns each has.
        """
        self._widths = widths
        self._found = marks
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

    def cell(self) -> Cell | None:
        """Row and column the officer stands on."""
        index = self.view.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def current_sheet_values(self) -> StagedSheet | None:
        """The sheet in sight."""
        place = self.tabs.currentIndex()
        return self._sheets[place] if 0 <= place < len(self._sheets) else None

    def set_mendable(self, mendable: bool) -> None:
        """Whether cells open for correcting."""
        self.model.mendable = mendable

    def correct_here(self) -> None:
        """Opens the cell the officer stands on."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().isValid() and self.model.mendable:
            self.view.edit(self.view.currentIndex())

    def _show_target(self, column: int) -> None:
        """The column a field hangs over stands out."""
        self.model.target = column
        self.view.viewport().update()

    def _report_corrected(self, row: int, column: int, words: str) -> None:
        self.corrected.emit(self.current_sheet(), f"{letter_of(column)}{row + 1}", words)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._sheets):
            self.model.show_sheet(StagedSheet("", ()), {}, 0)
            return
        sheet = self._sheets[place]
        self.model.show_sheet(sheet, self._found.get(sheet.name, {}), self._widths.get(sheet.name, 0))
        self.view.clearSpans()
        self.view.scrollToTop()
        self.view.horizontalScrollBar().setValue(0)
        self._arrange(sheet)
        if not self.isVisible():  # the room there is shows itself with the page
            QTimer.singleShot(
                0, self, lambda: self._arrange(sheet) if self.current_sheet_values() is sheet else None
            )
        self.sheet_shown.emit(sheet.name)

    def _arrange(self, sheet: StagedSheet) -> None:
        """Widths by the room there is; where few rows are in sight the list comes before its titles."""
        measure = self.view.fontMetrics().horizontalAdvance
        most = min(_WIDEST, max(_LEAST_WIDE, self.view.viewport().width() // 3))
        for column, width in enumerate(self.model.widths(measure, most=most)):
            self.view.setColumnWidth(column, width)
        for row, column, count in self.model.overflows(measure):
            self.view.setSpan(row, column, 1, count)
        height = self.view.verticalHeader().defaultSectionSize()
        if sheet.header_rows and self.cell() is None and self.view.viewport().height() < _FEW_ROWS * height:
            first = self.model.index(sheet.header_rows[0] - 1, 0)
            self.view.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def _report(self, index: QModelIndex) -> None:
        if index.isValid():
            self.cell_chosen.emit(self.current_sheet(), index.row(), index.column())
