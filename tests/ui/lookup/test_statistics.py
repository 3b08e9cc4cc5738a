"""Thống kê: every number leads to its list by the keyboard, copies to a spreadsheet and is saved."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_each_number_opens_its_list_copies_and_is_saved(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    real_window.context.set_year(2023)
    page = open_page(real_window, "lookup")
    qtbot.keyClick(page.box, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    tab = page.statistics
    assert page.tabs.currentWidget() is tab
    assert tab.choice.hasFocus()
    for place in range(tab.choice.count()):
        tab.choice.setCurrentIndex(place)
        settle(real_window)
        numbers = tab.numbers
        assert numbers is not None
        last = numbers.model.rowCount() - 1
        assert last > 0
        for column in range(1, numbers.model.columnCount()):
            if numbers.model.columns[column].key.startswith("share_"):
                continue
            numbers.view.setCurrentIndex(numbers.model.index(last, column))
            press(real_window, qtbot, numbers.view, Qt.Key.Key_Return)
            shown = numbers.model.columns[column].words(numbers.model.row_at(last)) or "0"
            assert tab.grants.view.hasFocus() == (shown != "0")
            assert tab.grants.model.total == int(shown), (tab.name, column)
            assert tab.heading.text().endswith(f": {shown} lượt")
        numbers.view.select_places([last])
        qtbot.keyClick(numbers.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text().splitlines()[1].startswith("Tổng cộng\t")
    tab.choice.setCurrentIndex(0)
    settle(real_window)
    officer.save_file = tmp_path / "tk.xlsx"
    tab.save_button.click()
    settle(real_window)
    assert load_workbook(tmp_path / "tk.xlsx").worksheets[0].max_row > 3
