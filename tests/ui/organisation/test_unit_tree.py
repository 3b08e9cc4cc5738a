"""Danh mục › Đơn vị: teams stand below their unit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.queries.organisation.units import UnitRow, units
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import unit_values
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def by_name(app: AppContext) -> dict[str, UnitRow]:
    return {one.name: one for one in app.read(units, teams=True)}


def add_team(app: AppContext, name: str, unit: str) -> None:
    parent_id = by_name(app)[unit].id
    with app.database.writing("save_unit", name=name) as uow:
        uow.add(Unit, **unit_values(name, kind="other", parent_id=parent_id))


def test_a_team_stands_below_its_unit_and_stays_in_it(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    add_team(app, "Tổ A1", "UBND xã Khau Vạt")
    section = open_page(real_window, "registers").open_tab("units")
    section.reload()
    settle(real_window)
    column = section.panel.model.columns[0]
    words = [column.words(row) for row in section.panel.model.shown_rows()]
    at = words.index("UBND xã Khau Vạt")
    assert words[at + 1] == "\u2003\u2003Tổ A1"
    section.panel.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [column.words(row) for row in section.panel.model.shown_rows()] == words
    section.panel.view.select_places([at + 1])
    assert not section.change_button.isEnabled()
    officer.forms.append({"name": "Tổ A2"})
    press(real_window, qtbot, section.panel.view, Qt.Key.Key_Return)
    assert by_name(app)["Tổ A2"].parent_name == "UBND xã Khau Vạt"
