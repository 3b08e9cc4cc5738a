"""A grey control says why: every disabled button, field and menu entry of every page, full or empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.services.scored_bloc import scored
from tests.ui.award_samples import messy_workbook
from tests.ui.page_app import Officer, app, bare_app, officer, opened, settle
from tests.ui.screen_faults import unexplained
from tests.ui.window.test_small_screens import places_of
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.pages.registry import PAGES
from ui.tables.panel import TablePanel
from ui.widgets.allowing import allow, reason_of
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer"]


def walked(window: MainWindow, *, rows: int | None) -> tuple[list[str], int]:
    """Disabled controls without a reason on every page and tab, and how many were grey at all.

    ``rows``: how many rows of each table are selected; None: as the page chose.
    """
    found, grey = [], 0
    for entry in PAGES:
        window.open_page(entry.key)
        settle(window)
        page: Any = window.page(entry.key)
        for name, go in places_of(page, entry.key):
            go()
            settle(window)
            for panel in page.findChildren(TablePanel):
                if rows is not None and panel.view.isVisible():
                    panel.view.select_places(list(range(min(rows, panel.model.rowCount()))))
            settle(window)
            found += [f"[{name}] {words}" for words in unexplained(window)]
            grey += sum(not one.isEnabled() and one.isVisible() for one in page.findChildren(QPushButton))
    return found, grey


@pytest.mark.parametrize("rows", [None, 0, 2])
@pytest.mark.parametrize("full", [False, True])
def test_every_grey_control_says_why(
    qtbot: QtBot,
    app: AppContext,
    settings: MachineSettings,
    officer: Officer,
    tmp_path: Path,
    *,
    full: bool,
    rows: int | None,
) -> None:
    if full:
        scored(app)
        staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=2024).batch_id)
    for window in opened(qtbot, app, settings, officer):
        found, grey = walked(window, rows=rows)
        assert not found, "\n".join(dict.fromkeys(found))
        assert grey > 5 or rows != 0, "the walk met grey buttons"


def test_the_usual_tip_comes_back_with_the_control(qtbot: QtBot) -> None:
    button, menu = QPushButton("Xóa"), QMenu()
    qtbot.addWidget(button)
    qtbot.addWidget(menu)
    button.setToolTip("Xóa dòng đang chọn")
    for _ in range(2):
        allow(button, False, "row")
        assert button.toolTip() == reason_of(button) == button.accessibleDescription() != ""
        assert "chọn" in button.toolTip()
    allow(button, True, "row")
    assert (button.toolTip(), reason_of(button)) == ("Xóa dòng đang chọn", "")
    action = QAction("Xóa", menu)
    menu.addAction(action)
    allow(action, False, "row")
    assert action.toolTip() and menu.toolTipsVisible()
