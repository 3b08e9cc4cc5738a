"""A table to type or paste many rows into, as in a spreadsheet; its columns are data.

Enter goes down, Tab goes on, Ctrl+V puts a block from the current cell on, Ctrl+D fills the empty cells below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from thidua_desktop.domain.text import clean, fold
from ui.style.theme import theme

_EMPTY_ROWS: Final = 12
_HEADINGS: Final = 2
"""So many cells of a pasted line that are headings make it the heading line."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """``read`` gives the value of a cell's words or raises OfficeError; None: the column only says who is
    meant. ``needed``: a row that holds anything must have it."""

    key: str
    label: str
    width: int = 140
    read: Callable[[str], Any] | None = clean
    needed: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that is there before anything is typed: its words by column, and why some cells are closed."""

    words: Mapping[str, str]
    closed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block left over: ``too_many`` rows, ``unknown`` headings, ``unmatched`` names no single row has.

    ``by_order``: rows that were there before were filled in the order of the block, which names nobody.
    """

    too_many: int = 0
    unknown: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    by_order: bool = False


class _Marked(QStyledItemDelegate):
    """Paints the ground of a marked cell itself: the style sheet of the cells leaves it out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = index.data(int(Qt.ItemDataRole.BackgroundRole))
        if isinstance(ground, QBrush) and ground.style() != Qt.BrushStyle.NoBrush:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class PasteGrid(QTableWidget):
    """``growing``: rows are added below as they are needed."""

    pasted = Signal(object)  # Pasted

    def __init__(
        self, columns: Sequence[GridColumn], rows: Sequence[GridRow], *, growing: bool, name: str
    ) -> None:
        super().__init__(len(rows) or _EMPTY_ROWS, len(columns))
        self.columns, self._growing = columns, growing
        self.setHorizontalHeaderLabels([column.label for column in columns])
        self.setAccessibleName(name)
        self.verticalHeader().setVisible(growing)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Marked(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        for place in range(self.rowCount()):
            self._fill_row(place, rows[place] if rows else None)
        for column, one in enumerate(columns):
            self.setColumnWidth(column, one.width)
        self.horizontalHeader().setStretchLastSection(True)
        first = next(place for place, one in enumerate(columns) if one.read is not None)
        self.setCurrentCell(0, first)

    def _fill_row(self, place: int, row: GridRow | None) -> None:
        for column, one in enumerate(self.columns):
            item = QTableWidgetItem(row.words.get(one.key, "") if row else "")
            why = row.closed.get(one.key) if row else None
            if one.read is None or why is not None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setForeground(theme().colour("text_muted"))
                item.setToolTip(why or item.text())
            self.setItem(place, column, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.matches(QKeySequence.StandardKey.Delete):
            for index in self.selectedIndexes():
                self._put(index.row(), index.column(), "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing and not control:
            self._down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes to the one below."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def _down(self) -> None:
        self._grow(self.currentRow() + 2)
        self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), self.currentColumn())

    def _grow(self, count: int) -> None:
        if self._growing and count > self.rowCount():
            before = self.rowCount()
            self.blockSignals(True)
            self.setRowCount(count)
            for place in range(before, count):
                self._fill_row(place, None)
            self.blockSignals(False)
            self.model().layoutChanged.emit()

    def _put(self, row: int, column: int, words: str) -> None:
        item = self.item(row, column)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable and item.text() != words:
            item.setText(words)

    def paste(self) -> None:
        """The clipboard's block from the current cell on."""
        lines = QGuiApplication.clipboard().text().rstrip("\r\n").split("\n")
        self.put_block([line.rstrip("\r").split("\t") for line in lines])

    def put_block(self, block: Sequence[Sequence[str]]) -> None:
        """Writes a block; a heading line of its own says which column is which.

        Rows that were there before are found by the names of the block, whatever its order.
        """
        left = max(self.currentColumn(), 0)
        places: list[int | None] = list(range(left, self.columnCount()))
        unknown: tuple[str, ...] = ()
        at, named = self._headings(block)
        if named is not None:
            cells = zip(block[at], named, strict=True)
            unknown = tuple(words for words, place in cells if place is None and clean(words))
            places, block = named, block[at + 1 :]
        if not self._growing:
            places = self._with_names(block, places, headed=named is not None)
        if not self._growing and any(self._names(place) for place in places):
            lines, unmatched = self._matched(block, places)
            self._write(lines, places)
            self.pasted.emit(Pasted(0, unknown, unmatched))
            return
        top = max(self.currentRow(), 0)
        self._grow(top + len(block))
        room = self.rowCount() - top
        self._write([(top + down, line) for down, line in enumerate(block[:room])], places)
        many = not self._growing and len(block) > 1
        self.pasted.emit(Pasted(max(0, len(block) - room), unknown, by_order=many))

    def _write(self, lines: Sequence[tuple[int, Sequence[str]]], places: Sequence[int | None]) -> None:
        for row, line in lines:
            for place, words in zip(places, line, strict=False):
                if place is not None and clean(words):
                    self._put(row, place, clean(words))

    def _names(self, place: int | None) -> bool:
        return place is not None and self.columns[place].read is None

    def _key(self, row: int, place: int) -> str:
        item = self.item(row, place)
        return fold(item.text()) if item is not None else ""

    def _with_names(
        self, block: Sequence[Sequence[str]], places: list[int | None], *, headed: bool
    ) -> list[int | None]:
        """The places with the column that holds the names of the rows, if most of its cells are such names."""
        first = next((place for place in range(self.columnCount()) if self._names(place)), None)
        if first is None or (first in places[: max(map(len, block), default=0)] and headed):
            return places
        known = {self._key(row, first) for row in range(self.rowCount())}
        width = max(map(len, block), default=0)
        for column in range(width):
            hits = sum(column < len(line) and fold(line[column]) in known for line in block)
            if hits and hits * 2 > len(block):
                if headed:
                    return [first if place == column else one for place, one in enumerate(places)]
                shifted = [place - column + first for place in range(width)]
                return [place if 0 <= place < self.columnCount() else None for place in shifted]
        return places

    def _matched(
        self, block: Sequence[Sequence[str]], places: Sequence[int | None]
    ) -> tuple[list[tuple[int, Sequence[str]]], tuple[str, ...]]:
        """Each line with the one row of its names; the names of lines that no row or several rows have."""
        naming = [
            (cell, place) for cell, place in enumerate(places) if place is not None and self._names(place)
        ]
        found, unmatched = [], []
        for line in block:
            wanted = [
                (place, fold(line[cell])) for cell, place in naming if cell < len(line) and clean(line[cell])
            ]
            if not wanted:
                continue
            rows = [
                row
                for row in range(self.rowCount())
                if all(self._key(row, place) == words for place, words in wanted)
            ]
            if len(rows) == 1:
                found.append((rows[0], line))
            else:
                unmatched.append(clean(line[naming[0][0]]))
        return found, tuple(unmatched)

    def _headings(self, block: Sequence[Sequence[str]]) -> tuple[int, list[int | None] | None]:
        """The line that names the columns, among the first of the block, and the place of each cell."""
        known = {fold(one.label): place for place, one in enumerate(self.columns)}
        for at, line in enumerate(block[:10]):
            places = [known.get(fold(words)) for words in line]
            if sum(place is not None for place in places) >= min(_HEADINGS, len(self.columns)):
                return at, places
        return 0, None

    def fill_down(self) -> None:
        """The current cell into the selected ones of its column, or into the empty ones below it."""
        row, column = self.currentRow(), self.currentColumn()
        item = self.item(row, column)
        if item is None or not item.text():
            return
        chosen = [one.row() for one in self.selectedIndexes() if one.column() == column and one.row() != row]
        words = item.text()
        for place in chosen or range(row + 1, self.rowCount()):
            below = self.item(place, column)
            if below is not None and (chosen or not below.text()):
                self._put(place, column, words)

    def copy(self) -> None:
        """The selected cells as a spreadsheet takes them."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))
