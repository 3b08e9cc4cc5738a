"""The guide: the box finds words with or without marks and says when no page has them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.page_app import app, bare_app, nameless, officer, open_page, real_window, settle
from ui.pages.system.help import PAGES, HelpSection
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_words_are_found_with_and_without_marks(real_window: MainWindow, qtbot: QtBot) -> None:
    open_page(real_window, "system", "help")
    settle(real_window)
    tab = real_window.page("system").tab("help")
    assert isinstance(tab, HelpSection)
    assert nameless(tab) == []
    view = tab.view
    view.search.setFocus()
    qtbot.keyClicks(view.search, "thung rac")
    shown = [PAGES[place] for place in range(view.list.count()) if not view.list.item(place).isHidden()]
    assert "safety" in shown
    assert "printing" not in shown
    assert view.topic in shown
    assert not view.nothing.isVisible()
    view.search.setText("xyzxyz")
    assert view.nothing.isVisible() and "xyzxyz" in view.nothing.text()
    view.search.clear()
    assert not any(view.list.item(place).isHidden() for place in range(view.list.count()))
