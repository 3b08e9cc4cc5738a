"""The table itself: rows to select, copy and sort; columns to choose; left as the officer set it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from thidua_desktop.texts import text
from ui.style.tokens import ROW_HEIGHT
from ui.tables.columns import Column, Row
from ui.tables.delegate import CellDelegate
from ui.tables.fitting import fitted, stepping_aside
from ui.tables.model import RowsModel

_PRECISION = 30


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

    def __init__(self, model: RowsModel[Row], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._fits, self._fitting = True, False
        self._aside: frozenset[int] = frozenset()
        self._stored: set[int] = (
            set()
        )  # columns the officer asked for: they stay however little room there is
        self.menu_actions: Callable[[QMenu], None] | None = None
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
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 16))
        heads.setResizeContentsPrecision(_PRECISION)
        heads.setSectionsMovable(True)
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setAccessibleName(text("ui.tables.columns"))
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(self.choose_columns)
        heads.sectionResized.connect(self._sized)
        self.setSortingEnabled(True)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
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

    def copy(self, *, headed: bool = False) -> None:
        """Selected rows to the clipboard as a spreadsheet reads them; breaks in cells become blanks."""
        columns = self._columns_shown()
        lines = [[column.title for column in columns]] if headed else []
        lines += [[column.words(row) for column in columns] for row in self.selected()]
        tidy = ["\t".join(_as_text(cell) for cell in line) for line in lines]
        QApplication.clipboard().setText("\n".join(tidy))

    def arrangement(self) -> dict[str, Any]:
        """Widths, order, hidden columns and sort by column key."""
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
        if state.get("sort") in places:
            order = Qt.SortOrder.DescendingOrder if state.get("descending") else Qt.SortOrder.AscendingOrder
            self.sortByColumn(places[state["sort"]], order)

    def choose_columns(self, where: QPoint) -> None:
        """The menu of columns to show; one always stays."""
        menu = self.columns_menu()
        menu.exec(self.horizontalHeader().mapToGlobal(where))
        menu.deleteLater()

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
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (row := self.current()) is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        if self.menu_actions is not None:
            self.menu_actions(menu)
            menu.addSeparator()
        menu.addAction(text("ui.tables.copy")).triggered.connect(lambda: self.copy())
        menu.addAction(text("ui.tables.copy_headed")).triggered.connect(lambda: self.copy(headed=True))
        menu.addAction(text("ui.tables.select_all")).triggered.connect(self.selectAll)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _show_column(self, place: int, shown: bool) -> None:
        if shown or len(self._columns_shown()) > 1:
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

    def _columns_shown(self) -> list[Column[Row]]:
        heads = self.horizontalHeader()
        order = sorted(range(len(self.rows.columns)), key=heads.visualIndex)
        return [self.rows.columns[i] for i in order if self._is_requested(i)]

    def first_column(self) -> int:
        """The first column shown; -1 when none is."""
        return next((i for i in range(len(self.rows.columns)) if not self.isColumnHidden(i)), -1)


def _as_text(cell: str) -> str:
    """One line, and never a formula where it is pasted: an apostrophe makes a spreadsheet take it as text."""
    tidy = " ".join(cell.split())
    begins = tidy[:1] in ("=", "@") or (tidy[:1] in ("+", "-") and not tidy[1:2].isdecimal())
    return f"'{tidy}" if begins and len(tidy) > 1 else tidy
