"""A thin read-only model over a tuple of frozen rows: sorting and filtering are a list of row numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from thidua_desktop.domain.text import fold
from ui.tables.columns import Column, Row

Index = QModelIndex | QPersistentModelIndex

# Painting asks tens of thousands of times: comparing ints is twice as fast as comparing enums.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
BADGE_ROLE: Final = SORT_ROLE + 1
_ALIGNMENT: Final = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignCenter),
}


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows are never changed: ``set_rows`` replaces them, the order and the filter stay."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._shown: list[int] = []
        self._folded: list[str] | None = None
        self._sorted_by = -1
        self._descending = False
        self._requested = ""
        self._accept: Callable[[Row], bool] | None = None

    @property
    def total(self) -> int:
        """Rows before the filter."""
        return len(self._rows)

    def set_rows(self, rows: Iterable[Row]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self._folded = None
        self._refresh()
        self.endResetModel()

    def set_filter(self, words: str, accept: Callable[[Row], bool] | None = None) -> None:
        """Shows rows holding every one of ``words`` in some cell, marks aside, and accepted by ``accept``."""
        self.beginResetModel()
        self._requested, self._accept = fold(words), accept
        self._refresh()
        self.endResetModel()

    def row_at(self, place: int) -> Row:
        """The row shown at ``place``."""
        return self._rows[self._shown[place]]

    def every_row(self) -> tuple[Row, ...]:
        """The rows of the filter and those it hides."""
        return self._rows

    def shown_rows(self) -> tuple[Row, ...]:
        """Rows as shown: filtered and in order."""
        return tuple(self._rows[number] for number in self._shown)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        column = self.columns[index.column()]
        if role == _DISPLAY:
            return column.words(self._rows[self._shown[index.row()]])
        if role == _ALIGN:
            return _ALIGNMENT[column.align]
        if role == BADGE_ROLE:
            return column.badge(self.row_at(index.row())) if column.badge else None
        if role == SORT_ROLE:
            return column.sort_value(self.row_at(index.row()))
        if role == _TOOLTIP:
            row = self.row_at(index.row())
            return column.tooltip(row) if column.tooltip else column.words(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role in (_DISPLAY, _TOOLTIP):
                return self.columns[section].title
            if role == _ALIGN:
                return _ALIGNMENT[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders the rows shown; selection and current row follow their rows. ``-1``: as given."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        self._sorted_by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._refresh()
        place_of = {number: place for place, number in enumerate(self._shown)} if before else {}
        moved = [self.index(place_of[n], old.column()) for n, old in zip(numbers, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _refresh(self) -> None:
        shown: Iterable[int] = range(len(self._rows))
        if self._requested:
            words = self._requested.split()
            folded = self._all_folded()
            shown = (number for number in shown if all(word in folded[number] for word in words))
        if self._accept is not None:
            accept = self._accept
            shown = (number for number in shown if accept(self._rows[number]))
        self._shown = list(shown)
        if 0 <= self._sorted_by < len(self.columns):
            column = self.columns[self._sorted_by]
            self._shown.sort(
                key=lambda number: column.sort_value(self._rows[number]), reverse=self._descending
            )

    def _all_folded(self) -> list[str]:
        """Every row's words without marks, made on the first filter and stored until the rows change."""
        if self._folded is None:
            self._folded = [
                fold("\t".join([column.words(row) for column in self.columns])) for row in self._rows
            ]
        return self._folded
