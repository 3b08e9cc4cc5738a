"""A thin read-only model over a tuple of frozen rows: sorting and filtering are a list of row numbers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from thidua_desktop.domain.text import fold, text_sort_key
from ui.tables.columns import Column, Row
from ui.tables.filters import ColumnFilter
from ui.tables.steps import Steps, Work, at_once, mapped, ordered

Index = QModelIndex | QPersistentModelIndex

# Painting asks tens of thousands of times: comparing ints is twice as fast as comparing enums.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
BADGE_ROLE: Final = SORT_ROLE + 1
_SLICE: Final = 250
"""Rows made ready for a filter between two looks at the clock."""
_AT_ONCE: Final = 3_000
"""Rows that are sorted and filtered before the call returns; more of them in slices."""
_ALIGNMENT: Final = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignCenter),
}


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells of a column say: how often each, and in Vietnamese order each without marks."""

    counts: Counter[str]
    folded: Mapping[str, str]


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows are never changed: ``set_rows`` replaces them, the order and the filter stay.

    Sorting and the filters of columns take effect at once; where there are many rows the window answers in
    between, and ``settling`` and ``settled`` stand around the moment the rows change.
    """

    settling = Signal()
    settled = Signal()

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._order: Sequence[int] = range(0)  # every row, sorted
        self._shown: list[int] = []
        self._folded: list[str] = []  # words without marks of the first rows; of all when it is prepared
        self._sort_keys: dict[int, list[tuple[int, Any]]] = {}
        self._sorting: tuple[tuple[int, bool], ...] = ()
        self._requested = ""
        self._accept: Callable[[Row], bool] | None = None
        self._filters: dict[int, ColumnFilter] = {}
        self._accepted: dict[int, list[bool]] = {}
        self._ordered_by: tuple[tuple[int, bool], ...] = ()
        self._filtering = False
        self._steps, self._reading = Steps(self), Steps(self)

    @property
    def busy(self) -> bool:
        """Whether an order or a filter asked for is not shown yet."""
        return self._steps.busy

    @property
    def total(self) -> int:
        """Rows before the filter."""
        return len(self._rows)

    @property
    def sorting(self) -> tuple[tuple[int, bool], ...]:
        """Columns the rows are ordered by, the first first, each with whether it descends."""
        return self._sorting

    @property
    def filters(self) -> Mapping[int, ColumnFilter]:
        """The filters of columns, by the place of the column."""
        return self._filters

    @property
    def prepared(self) -> bool:
        """Whether the words of every row are ready for a filter."""
        return len(self._folded) == len(self._rows)

    def set_rows(self, rows: Iterable[Row]) -> None:
        self._steps.drop()
        self._reading.drop()
        self.beginResetModel()
        self._rows = tuple(rows)
        self._folded, self._sort_keys, self._accepted = [], {}, {}
        self._order, self._ordered_by = at_once(self._ordered(self._sorting)), self._sorting
        self._refresh()
        self._filtering = False
        self.endResetModel()

    def set_filter(self, words: str, accept: Callable[[Row], bool] | None = None) -> None:
        """Shows rows holding every one of ``words`` in some cell, marks aside, and accepted by ``accept``."""
        self.beginResetModel()
        self._requested, self._accept = fold(words), accept
        self._refresh()
        self.endResetModel()

    def set_column_filters(self, filters: Mapping[int, ColumnFilter]) -> None:
        """Shows rows that pass the filter of each of these columns, beside the other filters."""
        for place in {*self._filters, *filters}:
            if self._filters.get(place) != filters.get(place):
                self._accepted.pop(place, None)
        self._filters = {place: made for place, made in filters.items() if made.is_set}
        self._settle(filtered=True)

    def values(self, place: int) -> Work[Values]:
        """What the cells of a column say and how often, among the rows that pass every other filter."""
        words, rows = self.columns[place].words, self._rows
        found = yield from mapped(lambda number: words(rows[number]), list(self._passing(without=place)))
        counts = Counter(found)
        yield
        each = list(counts)
        keys = yield from mapped(text_sort_key, each)
        folded = yield from mapped(fold, each)
        order = yield from ordered(range(len(each)), keys, descending=False)
        return Values(counts, {each[number]: folded[number] for number in order})

    def read_values(self, place: int, done: Callable[[Values], object]) -> None:
        """Reports the values of a column to ``done``, later where there are many rows."""
        if len(self._rows) <= _AT_ONCE:
            done(at_once(self.values(place)))
        else:
            self._reading.run(self.values(place), done)

    def prepare(self, seconds: float) -> bool:
        """Makes the words for the filter ready for about so long; whether they are now."""
        until = time.perf_counter() + seconds
        while not self.prepared:
            self._fold_to(len(self._folded) + _SLICE)
            if time.perf_counter() >= until:
                break
        return self.prepared

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
        descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by(((column, descending),) if 0 <= column < len(self.columns) else ())

    def sort_by(self, sorting: Sequence[tuple[int, bool]]) -> None:
        """Orders by several columns: rows alike in the first by the second, and so on. Blanks stand last."""
        self._sorting = tuple(sorting)
        self._settle(filtered=False)

    def _settle(self, *, filtered: bool) -> None:
        """Makes what the order and the filters need, at once or in slices, and shows it."""
        self._filtering = self._filtering or filtered
        made = self._ordered_by == self._sorting and self._accepted.keys() >= self._filters.keys()
        if made or len(self._rows) <= _AT_ONCE:
            self._steps.drop()
            at_once(self._make_ready())
            self._show()
        else:
            self._steps.run(self._make_ready(), lambda _: self._show_later())

    def _make_ready(self) -> Work[None]:
        for place, made in self._filters.items():
            if place not in self._accepted:
                passes = partial(_passes, self.columns[place], made)
                self._accepted[place] = yield from mapped(passes, self._rows)
        if self._ordered_by != self._sorting:
            sorting = self._sorting
            self._order = yield from self._ordered(sorting)
            self._ordered_by = sorting

    def _show_later(self) -> None:
        self.settling.emit()
        self._show()
        self.settled.emit()

    def _show(self) -> None:
        """A filter makes other rows; an order alone moves those shown, with what is selected."""
        if self._filtering:
            self._filtering = False
            self.beginResetModel()
            self._refresh()
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        self._refresh()
        place_of = {number: place for place, number in enumerate(self._shown)} if before else {}
        moved = [self.index(place_of[n], old.column()) for n, old in zip(numbers, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _ordered(self, sorting: Sequence[tuple[int, bool]]) -> Work[Sequence[int]]:
        """The order of all rows: filters only leave some of it out, so no filter has to sort again."""
        order: Sequence[int] = range(len(self._rows))
        for column, descending in reversed(sorting):
            if column not in self._sort_keys:
                self._sort_keys[column] = yield from mapped(self.columns[column].sort_value, self._rows)
            keys = self._sort_keys[column]
            order = yield from ordered(order, keys, descending=descending)
            if descending:  # blanks stand last
                order = [n for n in order if not keys[n][0]] + [n for n in order if keys[n][0]]
                yield
        return order

    def _refresh(self) -> None:
        if not self._steps.busy:  # else the rows shown stay until all that was asked for is made
            self._shown = list(self._passing())

    def _passing(self, *, without: int = -1) -> Iterator[int]:
        """Numbers of the rows in order that pass every filter but that of the column ``without``."""
        shown: Iterable[int] = self._order
        for place in self._filters:
            if place != without:
                shown = filter(self._accepted_by(place).__getitem__, shown)
        if self._requested:
            self._fold_to(len(self._rows))
            folded = self._folded
            words = self._requested.split()
            shown = (number for number in shown if all(word in folded[number] for word in words))
        if self._accept is not None:
            accept, rows = self._accept, self._rows
            shown = (number for number in shown if accept(rows[number]))
        return iter(shown)

    def _accepted_by(self, place: int) -> list[bool]:
        """For each row whether the filter of a column lets it pass; made once a filter."""
        if place not in self._accepted:
            passes = partial(_passes, self.columns[place], self._filters[place])
            self._accepted[place] = [passes(row) for row in self._rows]
        return self._accepted[place]

    def _fold_to(self, end: int) -> None:
        columns = self.columns
        self._folded += [
            fold("\t".join([column.words(row) for column in columns]))
            for row in self._rows[len(self._folded) : end]
        ]


def _passes(column: Column[Row], made: ColumnFilter, row: Row) -> bool:
    return made.accepts(column.words(row), column.value(row))
