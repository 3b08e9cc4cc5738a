"""The table itself: rows to select, copy and sort; columns to choose; left as the officer set it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from thidua_desktop.texts import text
from ui.style.screen import is_low
from ui.style.tokens import ROW_HEIGHT
from ui.tables.columns import Column, Row
from ui.tables.delegate import CellDelegate
from ui.tables.filters import ColumnFilter, from_state
from ui.tables.fitting import fitted, stepping_aside
from ui.tables.header import Heads
from ui.tables.model import RowsModel

_PRECISION = 30
_CLOSE = 7
"""Pixels of a row beside its letters where the window is low."""


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of every unbroken run of ascending numbers."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


class TableView(QTableView, Generic[Row]):
    """Whole rows are selected; ``opened`` is reported on Enter or double click with the row."""

    opened = Signal(object)
    picked = Signal()
    filter_requested = Signal(int)
    heading_menu = Signal(int, QPoint)
    row_menu = Signal(QPoint)

    def __init__(self, model: RowsModel[Row], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._fits, self._fitting = True, False
        self._aside: frozenset[int] = frozenset()
        self._stored: set[int] = (
            set()
        )  # columns the officer asked for: they stay however little room there is
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        self.doubleClicked.connect(lambda index: self.opened.emit(model.row_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())

    def _set_headers(self) -> None:
        rows, heads = self.verticalHeader(), self.heads
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setResizeContentsPrecision(_PRECISION)
        heads.setSectionsMovable(True)
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setAccessibleName(text("ui.tables.columns"))
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(
            lambda where: self.heading_menu.emit(heads.logicalIndexAt(where), heads.mapToGlobal(where))
        )
        heads.filter_requested.connect(self.filter_requested)
        heads.sort_added.connect(self.sort_also)
        heads.sectionResized.connect(self._sized)
        self.fit_rows()
        self.setSortingEnabled(True)
        self.rows.layoutChanged.connect(self.show_marks)
        self.rows.modelReset.connect(self.show_marks)
        self.reset_columns()

    def reset_columns(self) -> None:
        """Columns as the page declared them, filling the width there is."""
        heads = self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            heads.moveSection(heads.visualIndex(place), place)
            self.setColumnHidden(place, column.hidden)
        self._fits, self._aside = True, frozenset()
        self._stored.clear()
        self.fit_columns()

    def fit_columns(self) -> None:
        """Fits the columns shown to the width there is, until the officer sets one herself."""
        if not self._fits:
            return
        scale = max(1.0, self.fontMetrics().height() / 16)
        room = self.viewport().width()
        requested = [place for place in range(len(self.rows.columns)) if self._is_requested(place)]
        columns = [self.rows.columns[place] for place in requested]
        gone = stepping_aside(
            [round(column.width * scale) for column in columns],
            [column.least if column.elastic else None for column in columns],
            [
                0 if place in self._stored else column.aside
                for place, column in zip(requested, columns, strict=True)
            ],
            room=room,
        )
        self._fitting = True
        self._aside = frozenset(requested[place] for place in gone)
        for place in requested:
            if self.isColumnHidden(place) != (place in self._aside):
                self.setColumnHidden(place, place in self._aside)
        shown = [place for place in requested if place not in self._aside]
        columns = [self.rows.columns[place] for place in shown]
        widths = fitted(
            [round(column.width * scale) for column in columns],
            [column.least if column.elastic else None for column in columns],
            room=room,
        )
        for place, width in zip(shown, widths, strict=True):
            self.setColumnWidth(place, width)
        self._fitting = False

    def fit_rows(self) -> None:
        """Rows with air; close together where the window is low, so that more of them are seen."""
        high = self.fontMetrics().height()
        high = high + _CLOSE if is_low(self) else max(ROW_HEIGHT, high + 16)
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_rows()
        self.fit_columns()
        super().resizeEvent(event)

    def _sized(self, place: int, before: int, after: int) -> None:
        """The officer drew a border; the last column follows the others by itself and does not count.

        Nor does one that comes or goes, which Qt reports late.
        """
        heads = self.horizontalHeader()
        last = max(heads.visualIndex(i) for i in range(heads.count()) if not heads.isSectionHidden(i))
        if not self._fitting and before and after and heads.visualIndex(place) != last:
            self._fits = False

    def selected(self) -> tuple[Row, ...]:
        """Rows selected, in the order shown."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.rows.row_at(place) for place in places)

    def current(self) -> Row | None:
        """The row the keyboard stands on."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def select_places(self, places: Sequence[int]) -> None:
        """Selects rows by place and brings the first into view."""
        requested = QItemSelection()
        last = self.rows.columnCount() - 1
        for begin, end in _runs(sorted(places)):  # one range a run: many ranges cost their square
            requested.append(QItemSelectionRange(self.rows.index(begin, 0), self.rows.index(end, last)))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(requested, flags)
        if places:
            first = self.rows.index(places[0], max(self.first_column(), 0))
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def sort_also(self, column: int) -> None:
        """Orders rows that are alike so far by one more column; once more turns it round, then leaves it."""
        if not self.isSortingEnabled():
            return
        sorting = dict(self.rows.sorting)
        if column not in sorting:
            sorting[column] = False
        elif not sorting[column]:
            sorting[column] = True
        else:
            del sorting[column]
        self.sort_by(tuple(sorting.items()))

    def sort_by(self, sorting: Sequence[tuple[int, bool]]) -> None:
        """Orders by several columns; the heading of the first carries the arrow."""
        first, descending = sorting[0] if sorting else (-1, False)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(first, order)
        if len(sorting) > 1:
            self.rows.sort_by(sorting)

    def show_marks(self) -> None:
        """The headings show what is filtered and in which order the columns sort."""
        ranks = {column: (n, down) for n, (column, down) in enumerate(self.rows.sorting, start=1)}
        self.heads.show_marks(frozenset(self.rows.filters), ranks)

    def copy(self, *, headed: bool = False) -> None:
        """Selected rows to the clipboard as a spreadsheet reads them; breaks in cells become blanks."""
        columns = self.columns_shown()
        lines = [[column.title for column in columns]] if headed else []
        lines += [[column.words(row) for column in columns] for row in self.selected()]
        tidy = ["\t".join(_as_text(cell) for cell in line) for line in lines]
        QApplication.clipboard().setText("\n".join(tidy))

    def arrangement(self) -> dict[str, Any]:
        """Widths, order, hidden columns, sort and filters by column key."""
        heads = self.horizontalHeader()
        keys = [column.key for column in self.rows.columns]
        order = sorted(range(len(keys)), key=heads.visualIndex)
        sorted_by = heads.sortIndicatorSection()
        return {
            "fitted": self._fits,
            "widths": {key: self.columnWidth(i) for i, key in enumerate(keys) if not self.isColumnHidden(i)},
            "order": [keys[i] for i in order],
            "hidden": [key for i, key in enumerate(keys) if not self._is_requested(i)],
            "sort": keys[sorted_by] if 0 <= sorted_by < len(keys) else "",
            "descending": heads.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
            "then": [[keys[place], down] for place, down in self.rows.sorting[1:]],
            "filters": {keys[place]: made.state() for place, made in self.rows.filters.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Puts back what ``arrangement`` gave; columns it does not know stay as declared."""
        places = {column.key: i for i, column in enumerate(self.rows.columns)}
        heads = self.horizontalHeader()
        known = [key for key in state.get("order", ()) if key in places]
        for target, key in enumerate(known):
            heads.moveSection(heads.visualIndex(places[key]), target)
        hidden = set(state.get("hidden", ()))
        self._aside = frozenset()
        for key in known:
            self._hide(places[key], key in hidden)
        self.fit_columns()
        for key, width in {} if state.get("fitted") else state.get("widths", {}).items():
            if key in places and isinstance(width, int) and width > 0:
                self.setColumnWidth(places[key], width)
        self._restore_sorting(state, places)
        found = {place: from_state(state.get("filters", {}).get(key)) for key, place in places.items()}
        filters: dict[int, ColumnFilter] = {place: made for place, made in found.items() if made is not None}
        if filters or self.rows.filters:
            self.rows.set_column_filters(filters)

    def _restore_sorting(self, state: dict[str, Any], places: dict[str, int]) -> None:
        if "sort" not in state:
            return
        sorting = [(state["sort"], bool(state.get("descending")))]
        sorting += [(key, bool(down)) for key, down in state.get("then", ())]
        self.sort_by([(places[key], down) for key, down in sorting if key in places])

    def columns_menu(self) -> QMenu:
        menu = QMenu(text("ui.tables.columns"), self)
        for place, column in enumerate(self.rows.columns):
            action = menu.addAction(column.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._is_requested(place))
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown))
        menu.addSeparator()
        menu.addAction(text("ui.tables.columns_reset")).triggered.connect(self.reset_columns)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(headed=True)
        elif event.key() == Qt.Key.Key_C and shifted and _is_control(event):
            self.copy()
        elif event.key() == Qt.Key.Key_Down and alt:
            self.filter_requested.emit(max(self.currentIndex().column(), self.first_column()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (row := self.current()) is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.row_menu.emit(where)

    def _show_column(self, place: int, shown: bool) -> None:
        if shown or len(self.columns_shown()) > 1:
            if shown:
                self._stored.add(place)
            self._aside -= {place}
            self._hide(place, not shown)
            self.fit_columns()

    def _hide(self, place: int, hidden: bool) -> None:
        """A column that comes or goes is no border the officer drew."""
        self._fitting = True
        self.setColumnHidden(place, hidden)
        self._fitting = False

    def _is_requested(self, place: int) -> bool:
        """Whether a column is to be seen, though it may have stepped aside for want of room."""
        return place in self._aside or not self.isColumnHidden(place)

    def columns_shown(self) -> list[Column[Row]]:
        """Columns to be seen, in the order shown."""
        heads = self.horizontalHeader()
        order = sorted(range(len(self.rows.columns)), key=heads.visualIndex)
        return [self.rows.columns[i] for i in order if self._is_requested(i)]

    def first_column(self) -> int:
        """The first column shown; -1 when none is."""
        return next((i for i in range(len(self.rows.columns)) if not self.isColumnHidden(i)), -1)


def _is_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _as_text(cell: str) -> str:
    """One line, and never a formula where it is pasted: an apostrophe makes a spreadsheet take it as text."""
    tidy = " ".join(cell.split())
    begins = tidy[:1] in ("=", "@") or (tidy[:1] in ("+", "-") and not tidy[1:2].isdecimal())
    return f"'{tidy}" if begins and len(tidy) > 1 else tidy
