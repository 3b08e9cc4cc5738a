"""A copy only to look at: its window says so, shows every page and refuses every change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, opened, press, settle
from thidua_desktop.bootstrap import open_app
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup.handover import make_book, opened_to_view
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.pages.registry import PAGES
from ui.pages.system.page import SECTIONS
from ui.window import viewing
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer"]


@pytest.fixture
def seen(app: AppContext, tmp_path: Path) -> Iterator[AppContext]:
    book = make_book(app, tmp_path / "x.tdxem", year=2024, view_only=True)
    with opened_to_view(book) as folder:
        opened_app = open_app(folder, clock=app.database.clock)
        yield opened_app
        opened_app.close()


@pytest.fixture
def window(qtbot: QtBot, seen: AppContext, officer: Officer) -> Iterator[MainWindow]:
    yield from opened(qtbot, seen, MachineSettings(seen.folder), officer)


def test_every_page_is_shown_and_no_change_is_taken(
    window: MainWindow, qtbot: QtBot, seen: AppContext, officer: Officer
) -> None:
    marks = [label.text() for label in window.statusBar().findChildren(QLabel)]
    assert text("handover.view_chip") in marks
    for entry in PAGES:
        open_page(window, entry.key)
    for key, _ in SECTIONS:
        if key not in ("bin", "data"):
            open_page(window, "system", key)
    assert officer.errors == []
    page = open_page(window, "system", "units")
    with pytest.raises(KeyError):
        page.tab("data")
    tab = page.tab("units")
    tab.panel.view.select_places([0])
    press(window, qtbot, tab.panel.view, Qt.Key.Key_Delete)
    assert [error.code for error in officer.errors if isinstance(error, OfficeError)] == [
        "database.view_only"
    ]
    assert len(seen.read(units)) == 3


def test_a_book_given_to_the_program_opens_to_look_at_and_leaves_nothing(
    app: AppContext, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make_book(app, tmp_path / "x.tdxem", year=2024, view_only=True)
    shown: list[tuple[Path, bool]] = []
    refused: list[object] = []
    monkeypatch.setattr(viewing, "show_error", lambda _parent, error: refused.append(error))

    class Application:
        def exec(self) -> int:
            windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
            (window,) = [one for one in windows if one.isVisible()]
            settle(window)
            shown.append((window.context.app.folder.root, window.context.app.folder.view_only))
            window.close()
            return 0

    assert viewing.view(cast(QApplication, Application()), book) == 0
    assert refused == []
    assert [view_only for _, view_only in shown] == [True]
    assert not shown[0][0].exists()
