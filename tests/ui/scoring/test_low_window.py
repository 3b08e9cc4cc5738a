"""A 1366x768 screen at 150 %: eight units in the score grid and ten in the ranking are seen at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.services.scored_bloc import scored
from tests.ui.page_app import Officer, app, bare_app, officer, open_page, opened, settle
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.style import screen

__all__ = ["app", "bare_app", "officer"]


def test_eight_units_are_scored_and_ten_ranked_in_sight(
    qtbot: QtBot,
    app: AppContext,
    settings: MachineSettings,
    officer: Officer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scored(app)
    monkeypatch.setattr(screen, "available", lambda _: QRect(0, 0, 910, 485))
    for window in opened(qtbot, app, settings, officer):
        window.resize(screen.room_inside(window))
        settle(window)
        tab = open_page(window, "blocs", "scoring").tab("scoring")
        for view, least, table in (("sheet", 8, tab.sheet.grid), ("results", 10, tab.results.panel.view)):
            tab.show_view(view)
            settle(window)
            assert isinstance(table, QTableView)
            assert table.viewport().height() // table.rowHeight(0) >= least
