"""Khép sổ năm in the real window: seen, locked, refused, opened again, the next year begun."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.reports.closing import is_closed
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_a_year_is_closed_opened_again_and_followed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    context = real_window.context
    context.set_year(YEAR)
    page = open_page(real_window, "lookup")
    qtbot.keyClick(page.box, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    qtbot.keyClick(page.statistics.choice, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    tab = page.closing
    assert page.tabs.currentWidget() is tab
    assert tab.checks.view.hasFocus()
    left = {one.key: len(one.items) for one in tab.checks.model.shown_rows() if one.items}
    assert left["tasks"]
    tab.checks.select(["tasks"])
    assert tab.items.model.total == left["tasks"]
    assert tab.go_button.isEnabled()

    officer.forms.append({"reason": "Chuyển giao cho người kế nhiệm"})
    qtbot.mouseClick(tab.close_button, Qt.MouseButton.LeftButton)
    settle(real_window)
    assert context.app.read(is_closed, year=YEAR)
    assert "đã khép sổ lúc" in tab.heading.text()
    assert tab.reopen_button.isVisible() and not tab.close_button.isVisible()

    officer.forms.append({"reason": "Bổ sung một quyết định"})
    qtbot.mouseClick(tab.reopen_button, Qt.MouseButton.LeftButton)
    settle(real_window)
    assert not context.app.read(is_closed, year=YEAR)
    assert tab.trace.text().count("\n") == 1

    officer.yes = True
    qtbot.mouseClick(tab.next_button, Qt.MouseButton.LeftButton)
    settle(real_window)
    assert context.year == YEAR + 1
