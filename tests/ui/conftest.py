"""One offscreen application in the program's own look; any warning of Qt fails the test."""

from __future__ import annotations

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import FakeDialogs, ListPage
from thidua_desktop.config import DataFolder
from ui.app import apply_style, make_application
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.core.task_runner import TaskRunner
from ui.pages.registry import PAGES, PageEntry
from ui.window.main_window import MainWindow
from ui.window.shell import build_window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do at many windows; all else must be silent."""
    silent = pytest.mark.qt_log_ignore(
        "This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True
    )
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(silent)


@pytest.fixture(autouse=True)
def _cycles_end_in_the_windows_thread() -> Iterator[None]:
    """As in the program: no widget is destroyed by a task runner's thread. Other tests collect as Python likes."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _no_program_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that presses every button starts no second program, which would outlive it."""
    monkeypatch.setattr(QProcess, "startDetached", staticmethod(lambda *_: True))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    application = make_application(["tests"])
    settings = MachineSettings(DataFolder(tmp_path_factory.mktemp("look")))
    settings.scheme = "light"
    apply_style(application, settings)
    return application


@pytest.fixture
def settings(tmp_path: Path) -> MachineSettings:
    return MachineSettings(DataFolder(tmp_path))


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def context(qapp: QApplication, settings: MachineSettings, dialogs: FakeDialogs) -> Iterator[Context]:
    runner = TaskRunner(on_error=dialogs.error)
    yield Context(app=None, runner=runner, dialogs=dialogs, settings=settings, year=2026, years=(2024, 2025))
    runner.close()


@pytest.fixture
def window(qtbot: QtBot, settings: MachineSettings, dialogs: FakeDialogs) -> Iterator[MainWindow]:
    entries = [PageEntry(entry.key, entry.title, entry.icon, ListPage) for entry in PAGES]
    made = build_window(None, settings, year=2026, entries=entries, dialogs=dialogs)
    qtbot.addWidget(made)
    made.set_office("UBND phường Minh Khai")
    made.resize(1280, 760)
    made.show()
    made.open_page("overview")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=60_000)
    yield made
    made.close()
