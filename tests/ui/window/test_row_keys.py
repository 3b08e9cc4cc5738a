"""The same keys act on the rows of every table: Insert adds, Delete asks, Enter opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from tests.ui.window.test_small_screens import places_of
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from ui.pages.registry import PAGES
from ui.tables.panel import TablePanel
from ui.widgets.forms import plain_label
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_where_a_button_removes_rows_the_delete_key_presses_it(real_window: MainWindow) -> None:
    without, seen = [], 0
    for entry in PAGES:
        page: Any = open_page(real_window, entry.key)
        for name, go in places_of(page, entry.key):
            go()
            settle(real_window)
            for panel in page.findChildren(TablePanel):
                removing = [one for one in panel.row_buttons() if plain_label(one.text()).startswith("Xóa")]
                seen += bool(removing)
                if removing and panel.delete_button not in removing:
                    without.append(f"{name}: {panel.key}")
    assert (without, seen > 8) == ([], True)


def test_a_list_of_the_plan_is_filled_and_emptied_by_keys(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    page.tabs.setCurrentWidget(page.lists)
    settle(real_window)
    view = page.lists.panels["movement"].view

    def names() -> list[str]:
        return [one.name for one in app.read(query.parts, page.plan().id).movements]

    before = names()
    officer.forms.append({"name": "Giúp nhau thoát nghèo"})
    page.lists.open_list("movement")
    press(real_window, qtbot, page.lists.panels["movement"].filter_box, Qt.Key.Key_Insert)
    assert names() == [*before, "Giúp nhau thoát nghèo"]
    page.lists.panels["movement"].view.select_places([len(before)])
    officer.forms.append({"name": "Giúp nhau làm giàu"})
    press(real_window, qtbot, view, Qt.Key.Key_Return)
    assert names()[-1] == "Giúp nhau làm giàu"
    officer.yes = True
    press(real_window, qtbot, view, Qt.Key.Key_Delete)
    assert names() == before
