"""The menus of a table: its own, that of a heading, that of a row; all by keyboard too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.style.icons import put_icon
from ui.tables import export, views
from ui.tables.filter_popup import ask_filter
from ui.tables.model import Values
from ui.tables.row_dialog import RowDialog
from ui.widgets.allowing import allow, reason_of
from ui.widgets.forms import plain_label

if TYPE_CHECKING:
    from ui.tables.panel import TablePanel

EXCEL = "Ctrl+Shift+E"
PAPER = "Ctrl+Shift+P"


def menu_button() -> QToolButton:
    """The button beside the filter that opens the table's own menu."""
    button = QToolButton()
    button.setAccessibleName(text("ui.tables.menu"))
    button.setToolTip(text("ui.tables.menu_tip"))
    put_icon(button, "column_triple")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button


def connect(panel: TablePanel[Any]) -> None:
    """Menus and keys of a table."""
    view, own = panel.view, panel.menu_button.menu()
    own.aboutToShow.connect(lambda: fill_table_menu(panel, own))
    view.filter_requested.connect(lambda place: open_filter(panel, place))
    view.heading_menu.connect(
        lambda place, where: _pop_up(lambda menu: fill_heading_menu(panel, menu, place), panel, where)
    )
    view.row_menu.connect(lambda where: _pop_up(lambda menu: fill_row_menu(panel, menu), panel, where))
    for keys, way in ((EXCEL, export.save_workbook), (PAPER, export.show_as_paper)):
        shortcut = QShortcut(QKeySequence(keys), panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(_export, panel, way))


def _export(panel: TablePanel[Any], way: Callable[[TablePanel[Any], Context], None]) -> None:
    context = export.context_of(panel)
    if context is not None:
        way(panel, context)


def fill_table_menu(panel: TablePanel[Any], menu: QMenu) -> None:
    """Filters, columns, saved views, copying and the ways out of the program."""
    menu.clear()
    filters = menu.addMenu(text("ui.tables.filter_by"))
    for place in _places_shown(panel):
        title = panel.model.columns[place].title.replace("&", "&&")
        action = filters.addAction(title)
        action.setCheckable(True)
        action.setChecked(place in panel.model.filters)
        action.triggered.connect(lambda _=False, place=place: open_filter(panel, place))
    _add(menu, "clear_filters", panel.clear_filters, enabled=panel.is_filtered())
    _add(menu, "unsort", lambda: panel.view.sort_by(()), enabled=bool(panel.model.sorting))
    menu.addSeparator()
    menu.addMenu(_parented(panel.view.columns_menu(), menu))
    menu.addMenu(views.views_menu(panel, menu))
    menu.addSeparator()
    _add_copies(panel, menu)
    _add_exports(panel, menu)


def fill_heading_menu(panel: TablePanel[Any], menu: QMenu, place: int) -> None:
    """What can be done with the column under the pointer."""
    view = panel.view
    if place >= 0 and view.isSortingEnabled():  # else its last row is a total and stays last
        _add(menu, "filter_this", partial(open_filter, panel, place), keys="Alt+Down")
        if place in panel.model.filters:
            _add(menu, "filter_drop", partial(panel.set_column_filter, place, None))
        menu.addSeparator()
        for key, down in (("sort_up", False), ("sort_down", True)):
            _add(menu, key, partial(view.sort_by, ((place, down),)))
        others = tuple((other, down) for other, down in panel.model.sorting if other != place)
        if others:
            for key, down in (("then_up", False), ("then_down", True)):
                _add(menu, key, partial(view.sort_by, (*others, (place, down))))
            _add(menu, "unsort", partial(view.sort_by, ()))
        menu.addSeparator()
    menu.addMenu(_parented(view.columns_menu(), menu))


def fill_row_menu(panel: TablePanel[Any], menu: QMenu) -> None:
    """The actions of the page for the rows selected, then those of every table."""
    menu.setToolTipsVisible(True)
    row = panel.current()
    if row is not None:
        _add(menu, "open", lambda: panel.view.opened.emit(row), keys="Return")
    for fill in panel.menu_fillers:
        fill(menu)
    for button in () if panel.menu_fillers else panel.row_buttons():
        _add_button(menu, button, deletes=button is panel.delete_button)
    for fill in panel.menu_endings:
        fill(menu)
    menu.addSeparator()
    _add_copies(panel, menu)
    _add(menu, "select_all", panel.view.selectAll, keys="Ctrl+A")
    _add_exports(panel, menu)


def open_filter(panel: TablePanel[Any], place: int) -> None:
    """The filter of a column below its heading."""
    if not 0 <= place < len(panel.model.columns) or not panel.view.isSortingEnabled():
        return
    column, view = panel.model.columns[place], panel.view
    numbers = column.badge is None and any(
        export.is_number(column.value(row)) for row in panel.model.every_row()[:200]
    )
    left = view.heads.sectionViewportPosition(place)
    where = view.heads.mapToGlobal(QPoint(max(left, 0), view.heads.height()))
    former = panel.model.filters.get(place)

    def ask(values: Values) -> None:
        made = ask_filter(
            column.title, values, former, numbers=numbers, parent=panel, where=where, run=_run_of(panel)
        )
        if made != former:
            panel.set_column_filter(place, made)

    panel.model.read_values(place, ask)


def show_row(panel: TablePanel[Any], row: Any) -> None:
    """Every column of a row in full."""
    dialog = RowDialog(panel.view.accessibleName(), panel.model.columns, row, panel.window())
    _run_of(panel)(dialog)


def _run_of(panel: TablePanel[Any]) -> Callable[[Any], bool]:
    context = export.context_of(panel)
    return context.dialogs.run if context is not None else lambda dialog: bool(dialog.exec())


def _pop_up(fill: Callable[[QMenu], None], panel: TablePanel[Any], where: QPoint) -> None:
    menu = QMenu(panel)
    fill(menu)
    menu.exec(where)
    menu.deleteLater()


def _add_copies(panel: TablePanel[Any], menu: QMenu) -> None:
    some = bool(panel.selected())
    _add(menu, "copy_headed", lambda: panel.view.copy(headed=True), keys="Ctrl+C", enabled=some)
    _add(menu, "copy", lambda: panel.view.copy(), keys="Ctrl+Shift+C", enabled=some)


def _add_exports(panel: TablePanel[Any], menu: QMenu) -> None:
    menu.addSeparator()
    for key, way, keys in (
        ("export_xlsx", export.save_workbook, EXCEL),
        ("export_paper", export.show_as_paper, PAPER),
    ):
        _add(menu, key, partial(_export, panel, way), keys=keys, enabled=panel.model.rowCount() > 0)


def _add(
    menu: QMenu, key: str, act: Callable[[], object], *, keys: str = "", enabled: bool = True
) -> QAction:
    """An entry; ``keys`` are shown only, the table itself answers them."""
    label = text(f"ui.tables.{key}")
    if keys:
        label += f"\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"
    action = menu.addAction(label)
    allow(action, enabled, "nothing")
    action.triggered.connect(lambda _=False: act())
    return action


def _add_button(menu: QMenu, button: QPushButton, *, deletes: bool) -> None:
    label = plain_label(button.text()).replace("&", "&&")
    if button.menu() is not None:
        below = button.menu()
        below.aboutToShow.emit()
        entry = menu.addMenu(label)
        entry.addActions(below.actions())
        allow(entry.menuAction(), button.isEnabled(), words=reason_of(button))
        return
    action = menu.addAction(button.icon(), label + ("\tDel" if deletes else ""))
    action.setToolTip(button.toolTip())
    allow(action, button.isEnabled(), words=reason_of(button))
    action.triggered.connect(lambda _=False: button.click())


def _parented(below: QMenu, menu: QMenu) -> QMenu:
    below.setParent(menu, below.windowFlags())
    return below


def _places_shown(panel: TablePanel[Any]) -> list[int]:
    shown = set(map(id, panel.view.columns_shown()))
    return [place for place, column in enumerate(panel.model.columns) if id(column) in shown]
