"""The guide: the box finds words with or without marks and says when no page has them."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from tests.ui.page_app import app, bare_app, nameless, officer, open_page, real_window, settle
from thidua_desktop.config import resource
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


def test_every_picture_of_the_guide_is_there_and_shown(real_window: MainWindow) -> None:
    open_page(real_window, "system", "help")
    view = real_window.page("system").tab("help").view
    shown = 0
    for name in PAGES:
        view.open(name)
        for found in re.findall(
            r"!\[[^]]+\]\(([^)]+)\)", (resource("help") / f"{name}.md").read_text("utf-8")
        ):
            picture = view.page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(found))
            assert picture, found
            shown += 1
    assert shown >= 9
