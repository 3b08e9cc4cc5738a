"""The guide: F1 opens the page of the place, the box finds words with or without marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import app, bare_app, nameless, officer, open_page, real_window, settle
from ui.pages.system.help import PAGES, HelpSection
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def guide(window: MainWindow) -> HelpSection:
    tab = window.page("system").tab("help")
    assert isinstance(tab, HelpSection)
    return tab


@pytest.mark.parametrize(
    ("page", "target", "about"),
    [
        ("overview", None, "start"),
        ("tasks", None, "plan"),
        ("registration", None, "registration"),
        ("blocs", "scoring", "scoring"),
        ("commendation", "council", "council"),
        ("commendation", "certificates", "printing"),
        ("lookup", None, "reports"),
        ("system", "bin", "safety"),
        ("system", "units", "start"),
    ],
)
def test_f1_opens_the_page_about_the_place(
    real_window: MainWindow, qtbot: QtBot, page: str, target: str | None, about: str
) -> None:
    open_page(real_window, page, target)
    qtbot.keyClick(real_window, Qt.Key.Key_F1)
    settle(real_window)
    assert (real_window.current_key, real_window.page("system").place_key()) == ("system", "help")
    assert PAGES[guide(real_window).list.currentRow()] == about


def test_words_are_found_with_and_without_marks(real_window: MainWindow, qtbot: QtBot) -> None:
    open_page(real_window, "system", "help")
    settle(real_window)
    tab = guide(real_window)
    assert nameless(tab) == []
    tab.search.setFocus()
    qtbot.keyClicks(tab.search, "thung rac")
    shown = [PAGES[place] for place in range(tab.list.count()) if not tab.list.item(place).isHidden()]
    assert "safety" in shown
    assert "printing" not in shown
    assert PAGES[tab.list.currentRow()] in shown
    tab.list.setCurrentRow(PAGES.index("safety"))
    marked = [selection.cursor.selectedText() for selection in tab.page.extraSelections()]
    assert {"Thùng", "rác"} <= set(marked)
    tab.search.setText("xyzxyz")
    assert tab.nothing.isVisible()
    tab.search.clear()
    assert not any(tab.list.item(place).isHidden() for place in range(tab.list.count()))
    assert tab.page.extraSelections() == []
