"""The bin by keyboard: what was deleted is restored, or made final after a question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
)
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.journal.bin import in_bin
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import remove_units, save_unit
from ui.pages.system.bin import BinSection
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def bin_of(window: MainWindow) -> BinSection:
    page = open_page(window, "system", "bin")
    settle(window)
    tab = page.tab("bin")
    assert isinstance(tab, BinSection)
    return tab


def remove(app: AppContext, name: str) -> None:
    save_unit(app, name=name, kind="commune", member_count=1)
    remove_units(app, [unit.id for unit in app.read(units) if unit.name == name])


def test_a_deleted_unit_is_restored_by_keyboard(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    remove(app, "Xã Nà Khoang")
    remove(app, "Xã <b>Pa Cheo</b>")
    tab = bin_of(real_window)
    columns = {column.key: column for column in tab.panel.model.columns}
    rows = tab.panel.model.shown_rows()
    assert [columns["contents"].words(row) for row in rows] == [
        "Đơn vị: Xã <b>Pa Cheo</b>",
        "Đơn vị: Xã Nà Khoang",
    ]
    assert columns["leaves"].words(rows[0]) == "19/01/2025"
    assert nameless(tab) == []
    tab.panel.view.select_places([1])
    press(real_window, qtbot, tab.panel.view, Qt.Key.Key_Return)
    assert "Xã Nà Khoang" in [unit.name for unit in app.read(units)]
    assert len(tab.panel.model.shown_rows()) == 1
    tab.panel.view.select_places([0])
    press(real_window, qtbot, tab.restore, Qt.Key.Key_Space)
    assert in_bin(app)[1] == ()


def test_the_bin_is_emptied_after_a_question_and_its_days_are_set(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    remove(app, "Xã Nà Khoang")
    tab = bin_of(real_window)
    officer.forms.append({"days": 45})
    press(real_window, qtbot, tab.days, Qt.Key.Key_Space)
    assert "45 ngày" in tab.lead.text()
    press(real_window, qtbot, tab.empty, Qt.Key.Key_Space)
    assert in_bin(app) == (45, ())
    assert not tab.empty.isEnabled()
