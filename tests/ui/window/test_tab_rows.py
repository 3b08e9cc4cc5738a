"""Tabs stand in one row, all in sight, on a small screen and with large letters."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabWidget

from tests.ui.page_app import app, bare_app, officer, open_page, real_window, settle
from ui.pages.registry import PAGES
from ui.style.theme import theme
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@pytest.mark.parametrize("points", [10, 14])
def test_every_tab_of_every_page_is_in_sight_in_one_row(real_window: MainWindow, points: int) -> None:
    try:
        theme().apply("light", points=points)
        real_window.resize(1366, 728)
        seen = 0
        for entry in PAGES:
            page = open_page(real_window, entry.key)
            settle(real_window)
            tabs = getattr(page, "tabs", None)
            if not isinstance(tabs, QTabWidget):
                continue
            bar, places = tabs.tabBar(), range(tabs.count())
            assert len({bar.tabRect(place).y() for place in places}) == 1, entry.key
            assert bar.tabRect(tabs.count() - 1).right() <= bar.width(), entry.key
            seen += 1
        assert seen >= 5
    finally:
        theme().apply("light")
