"""A table with everything around it: filter box, room for the page's filters, count, words when empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic

import shiboken6
from PySide6.QtCore import QMetaMethod, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables import export, menus
from ui.tables.columns import Column, Row, plain_words
from ui.tables.empty import Empty, EmptyFace
from ui.tables.filters import ColumnFilter
from ui.tables.model import RowsModel
from ui.tables.view import TableView
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow

__all__ = ["Empty", "TablePanel"]

DEBOUNCE_MS: Final = 200
_SLICE: Final = 0.012
"""Seconds a table makes itself ready for the filter before the window answers again."""


class TablePanel(QWidget, Generic[Row]):
    """``key`` names the table in the machine's settings; ``identity`` keeps the selection over a reload."""

    opened = Signal(object)  # the row, on Enter or double click
    selection_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: str,
        name: str,
        settings: MachineSettings,
        identity: Callable[[Row], object] = id,
        empty: Empty | None = None,
        filterable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key, self.settings, self._identity = key, settings, identity
        self.menu_fillers: list[Callable[[QMenu], None]] = []
        self.menu_endings: list[Callable[[QMenu], None]] = []  # entries below the actions of the rows
        self.delete_button: QPushButton | None = None
        self._row_buttons: list[QPushButton] = []
        self._empty = empty or Empty(text("ui.tables.empty"))
        self._stored_for: QWidget | None = None  # has the keyboard until there are rows to stand on
        self._accept: Callable[[Row], bool] | None = None
        self._expected: set[object] | None = None
        self._noted: tuple[set[object], object] = (set(), None)
        self._read = False  # until rows came nothing is said of there being none
        self.model: RowsModel[Row] = RowsModel(columns, self)
        self.view: TableView[Row] = TableView(self.model, name=name)
        self.filter_box = QLineEdit(placeholderText=text("ui.tables.filter_hint"), clearButtonEnabled=True)
        self.filter_box.setAccessibleName(text("ui.tables.filter"))
        if not filterable:  # showing it before it has a parent would open a window
            self.filter_box.hide()
        glass = self.filter_box.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        put_icon(glass, "search", "text_muted")
        self._debounce = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._preparing = QTimer(self, interval=0)
        self.count_line = QLabel()
        self.count_line.setProperty("role", "small")
        self.totals_line = Elided("")
        self.totals_line.setProperty("role", "small")
        self.menu_button = menus.menu_button()
        if not filterable:
            self.menu_button.hide()
        self._lay_out()
        self._connect()
        self._restore()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.tools = WrapRow()  # pages add their filters and buttons here
        self.tools.setSpacing(SPACING["s"])
        self.tools.addWidget(self.filter_box, 1)
        self.tools.addWidget(self.menu_button)
        column.addLayout(self.tools)
        background = QWidget()
        self._stack = QStackedLayout(background)
        self._stack.addWidget(self.view)
        self._face = EmptyFace()
        self._empty_button = self._face.button
        self._empty_button.clicked.connect(self._press_empty)
        self._stack.addWidget(self._face)
        column.addWidget(background, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACING["m"])
        foot.addWidget(self.count_line)
        foot.addWidget(self.totals_line, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._debounce.timeout.connect(self._filter_when_ready)
        self._preparing.timeout.connect(self._prepare)
        self.filter_box.textChanged.connect(lambda _: self._debounce.start(DEBOUNCE_MS))
        self.filter_box.returnPressed.connect(self._enter_table)
        self.model.settling.connect(self._note_selection)
        self.model.settled.connect(lambda: self._reselect(self._noted))
        self.view.opened.connect(self._open)
        self.view.picked.connect(self._report_selection)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_filter)
        menus.connect(self)

    def act_on_rows(
        self, *buttons: QPushButton, new: QPushButton | None = None, delete: QPushButton | None = None
    ) -> None:
        """Buttons outside the tools that act on the rows selected; they stand in the row's menu too.

        ``new`` is pressed by the Insert key, ``delete`` by the Delete key.
        """
        self._row_buttons += buttons
        self.delete_button = delete or self.delete_button
        everywhere = Qt.ShortcutContext.WidgetWithChildrenShortcut  # a table without rows has no keyboard
        rows = Qt.ShortcutContext.WidgetShortcut
        for key, button, place, context in (
            (Qt.Key.Key_Insert, new, self, everywhere),
            (Qt.Key.Key_Delete, delete, self.view, rows),
        ):
            if button is not None:
                shortcut = QShortcut(QKeySequence(key), place)
                shortcut.setContext(context)
                shortcut.activated.connect(button.click)

    def row_buttons(self) -> list[QPushButton]:
        """What the menu of a row offers: the buttons beside the filter and those named by the page."""
        items = (self.tools.itemAt(place) for place in range(self.tools.count()))
        tools = [item.widget() for item in items if item is not None]
        found = [one for one in tools if isinstance(one, QPushButton)]
        found += [one for one in (*self._row_buttons, self.delete_button) if one is not None]
        unique = dict.fromkeys(found)
        return [one for one in unique if not one.isCheckable() and not one.isHidden() and one.text()]

    @property
    def opens(self) -> bool:
        """Whether Enter on a row does something."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.opened))

    def _open(self, row: Row) -> None:
        """Where the page has nothing to open a row shows itself in full."""
        if self.opens:
            self.opened.emit(row)
        else:
            menus.show_row(self, row)

    def is_filtered(self) -> bool:
        """Whether typed words or the filter of a column leave rows out."""
        return bool(self.filter_box.text().strip() or self.model.filters)

    def clear_filters(self) -> None:
        """Every row again, but for the page's own choice."""
        self.model.set_column_filters({})
        self.filter_box.clear()
        self.apply_filter()

    def set_column_filter(self, place: int, made: ColumnFilter | None) -> None:
        """Filters by one column, beside the others; None takes its filter away."""
        stored = self._stored()
        others = {other: one for other, one in self.model.filters.items() if other != place}
        self.model.set_column_filters(others if made is None else others | {place: made})
        self._reselect(stored)

    def apply_state(self, state: dict[str, Any]) -> None:
        """The table as ``state`` gave it; the selection stays."""
        stored = self._stored()
        self.view.restore(state)
        self.filter_box.setText(str(state.get("filter", "")))
        self.apply_filter()
        self._reselect(stored)

    def reset(self) -> None:
        """Columns, sorting and filters as the page declared them."""
        self.view.reset_columns()
        self.view.sort_by(())
        self.clear_filters()

    def _prepare(self) -> None:
        """Gets ready for the first key in the filter while nothing else happens."""
        if self.model.prepare(_SLICE):
            self._preparing.stop()

    def _filter_when_ready(self) -> None:
        if self.filter_box.text().strip() and not self.model.prepare(_SLICE * 3):
            self._debounce.start(0)
            return
        self.apply_filter()

    def set_beside(self, widget: QWidget) -> QSplitter:
        """Puts a widget that follows the rows line by line to the right of them; the splitter between."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        self._stack.removeWidget(self.view)
        splitter.addWidget(self.view)
        splitter.addWidget(widget)
        self.view.show()  # the stack hid it when it let go of it
        self._stack.insertWidget(0, splitter)
        self._report()
        return splitter

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Shows other rows; order, filter and the selection of rows still there are stored."""
        stored = self._stored()
        before, self._read = self._expected, True
        self.model.set_rows(rows)
        if not self.model.prepared:
            self._preparing.start()
        self._reselect(stored)
        if before is not None:
            self._show_new(before)

    def expect_new(self) -> None:
        """A row is about to be made: when it comes it is selected and in view, also past the filter."""
        self._expected = {self._identity(row) for row in self.model.every_row()}

    def _show_new(self, before: set[object]) -> None:
        fresh = [self._identity(row) for row in self.model.every_row() if self._identity(row) not in before]
        if not fresh:
            return
        self._expected = None
        shown = {self._identity(row) for row in self.model.shown_rows()}
        if not shown.intersection(fresh):
            self.clear_filters()
        self.select(fresh)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def set_accept(self, accept: Callable[[Row], bool] | None) -> None:
        """A filter of the page's own (a chip, a choice) beside the typed words."""
        self._accept = accept
        self.apply_filter()

    def apply_filter(self) -> None:
        """Filters now instead of after 200 ms."""
        self._debounce.stop()
        stored = self._stored()
        self.model.set_filter(self.filter_box.text(), self._accept)
        self._reselect(stored)

    def selected(self) -> tuple[Row, ...]:
        return self.view.selected()

    def current(self) -> Row | None:
        return self.view.current()

    def chosen(self) -> Row | None:
        """The selected row the keyboard stands on, else the first selected.

        While a selection is being changed the current row is still the former one: ask this instead.
        """
        rows, current = self.selected(), self.current()
        return current if current in rows else next(iter(rows), None)

    def select(self, identities: Iterable[object]) -> None:
        """Selects the rows of these identities among those shown."""
        requested = set(identities)
        rows = self.model.shown_rows()
        self.view.select_places([i for i, row in enumerate(rows) if self._identity(row) in requested])

    def focus_filter(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def take_focus(self) -> None:
        """The keyboard to the rows, as soon as there are any; on the first of them when none is chosen."""
        if self.model.rowCount() and self.view.isVisible():
            self._stored_for = None
            if not self.selected():  # with the keyboard Qt stands on a row without choosing it
                self.view.select_places([max(self.view.currentIndex().row(), 0)])
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._empty_button.isVisible() and self._empty.button:
            self._empty_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.filter_box.isVisible():
            self.filter_box.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.model.rowCount():
            self.await_rows()

    def await_rows(self) -> None:
        """Takes the keyboard when rows come, unless the officer went on with something else meanwhile."""
        self._stored_for = QApplication.focusWidget()

    def state(self) -> dict[str, Any]:
        return self.view.arrangement() | {"filter": self.filter_box.text()}

    def save_state(self) -> None:
        """Keeps widths, order, sort and filter for tomorrow; the main window calls it on closing."""
        self.settings.put_table(self.key, self.state())

    def _restore(self) -> None:
        self.apply_state(self.settings.table(self.key))

    def _stored(self) -> tuple[set[object], object]:
        current = self.current()
        chosen = {self._identity(row) for row in self.selected()}
        return chosen, None if current is None else self._identity(current)

    def _note_selection(self) -> None:
        self._noted = self._stored()

    def _reselect(self, stored: tuple[set[object], object]) -> None:
        chosen, current = stored
        if chosen or current is not None:
            rows = self.model.shown_rows()
            places = [i for i, row in enumerate(rows) if self._identity(row) in chosen]
            places.sort(key=lambda i: self._identity(rows[i]) != current)
            self.view.select_places(places)
        self._report()
        self.selection_changed.emit()

    def _report_selection(self) -> None:
        self._report()
        self.selection_changed.emit()

    def _report(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        selected = len(self.view.selectionModel().selectedRows())
        key = "ui.tables.count_selected" if selected > 1 else "ui.tables.count"
        places = {"shown": shown, "total": total, "selected": selected}
        self.count_line.setText(text(key, **{name: plain_words(number) for name, number in places.items()}))
        words = export.foot_words(self, self.selected() if selected > 1 else ())
        self.totals_line.setText(words)
        self.totals_line.setVisible(bool(words))
        self._stack.setCurrentIndex(0 if shown else 1)
        waiting, self._stored_for = self._stored_for, None if shown else self._stored_for
        if shown and waiting is not None and _still_waits(waiting):
            self.take_focus()
        if not shown:
            self._word_empty(filtered=total > 0)

    def _word_empty(self, *, filtered: bool) -> None:
        words = self.filter_box.text().strip()
        if filtered:
            sentence = (
                text("ui.tables.none_found", words=words) if words else text("ui.tables.none_found_plain")
            )
            self._face.words.setText(sentence)
            self._empty_button.setText(text("ui.tables.clear_filter"))
            self._empty_button.setVisible(self.is_filtered())
        else:
            self._face.words.setText(self._empty.words if self._read else text("ui.tables.reading"))
            self._empty_button.setText(self._empty.button)
            self._empty_button.setVisible(bool(self._empty.button) and self._read)

    def _press_empty(self) -> None:
        if self.model.total:
            self.clear_filters()
        elif self._empty.action is not None:
            self._empty.action()

    def _enter_table(self) -> None:
        self.apply_filter()
        if self.model.rowCount():
            self.view.select_places([0])
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _still_waits(stored: QWidget) -> bool:
    """Whether the keyboard is where it was left, or that widget went away and nothing took it since."""
    focused = QApplication.focusWidget()
    if not shiboken6.isValid(stored):  # a window that was closed meanwhile
        return focused is None
    return stored is focused or not stored.isVisible()
