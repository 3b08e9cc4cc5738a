"""Lịch sử thay đổi by keyboard: from a list, from the journal, and as a workbook."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
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
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import save_unit
from ui.dialogs.history import HistoryDialog
from ui.pages.system import journal as journal_page
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_a_unit_tells_its_changes_and_saves_them(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext, tmp_path: Path
) -> None:
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    save_unit(app, unit_id=unit.id, name="Phòng <b>Văn hóa</b>", kind="department", member_count=12)
    page = open_page(real_window, "system", "units")
    settle(real_window)
    tab = page.tab("units")
    tab.panel.select([unit.id])
    officer.save_file = tmp_path / "ls.xlsx"
    seen: list[list[str]] = []

    def hand(dialog: HistoryDialog) -> None:
        columns = {column.key: column for column in dialog.panel.model.columns}
        rows = dialog.panel.model.shown_rows()
        seen.extend([[columns[key].words(row) for key in ("field", "before", "after")] for row in rows])
        assert nameless(dialog) == []
        dialog.panel.filter_box.setText("them moi")
        dialog.panel.apply_filter()
        assert 0 < len(dialog.panel.model.shown_rows()) < len(rows)
        press(real_window, qtbot, dialog.export, Qt.Key.Key_Space)
        settle(real_window)
        dialog.accept()

    officer.hands.append(hand)
    tab.panel.view.setFocus()
    qtbot.keyClick(tab.panel.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert ["Tên", "Phòng Nội vụ", "Phòng <b>Văn hóa</b>"] in seen
    assert load_workbook(tmp_path / "ls.xlsx").worksheets[0].max_row > 1


def test_the_journal_shows_what_an_action_changed_and_searches_all_of_it(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    for number in range(journal_page._MOST_AT_FIRST + 5):
        settings.set_current_year(app, 2020 + number % 2)
    page = open_page(real_window, "system", "journal")
    settle(real_window)
    tab = page.tab("journal")
    assert tab.all.isVisible()
    tab.panel.filter_box.setFocus()
    qtbot.keyClicks(tab.panel.filter_box, "khoi co quan")
    settle(real_window)
    tab.panel.apply_filter()
    assert [tab._words(row) for row in tab.panel.model.shown_rows()] == ["Lưu khối, cụm “Khối cơ quan”"]
    tab.panel.view.select_places([0])
    found: list[int] = []

    def hand(dialog: HistoryDialog) -> None:
        found.append(dialog.panel.model.total)
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, tab.details, Qt.Key.Key_Space)
    settle(real_window)
    assert found
    assert found[0] == 2
