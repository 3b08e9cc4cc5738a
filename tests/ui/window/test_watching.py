"""A full year is judged again while the officer watches: the window goes on living."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, officer, open_page, settle
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.window.main_window import MainWindow
from ui.window.shell import build_window

__all__ = ["officer"]

BENCHMARK = Path(__file__).resolve().parents[3] / "benchmarks" / "eligibility.py"


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("eligibility_benchmark", BENCHMARK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def full_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AppContext, int]]:
    """2,500 nominations with ten years behind them, as the benchmark has them."""
    module = _benchmark()
    app = module.filled(tmp_path_factory.mktemp("year"))
    yield app, module.YEAR
    app.close()


def test_the_window_lives_while_a_full_year_is_judged_again(
    full_year: tuple[AppContext, int],
    settings: MachineSettings,
    officer: Officer,
    qtbot: QtBot,
    record_property: Callable[[str, object], None],
) -> None:
    app, year = full_year
    window = build_window(app, settings, year=year, dialogs=officer)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    step = open_page(window, "commendation", "nominees").steps["nominees"]
    assert step.table.model.total == 2500
    watch = Watch(window)
    step.submit_button.click()
    assert window.context.runner.busy
    settle(window)
    watch.stop()
    assert watch.ticks_while_busy > 2, "nothing happened in the window while the work went on"
    assert {row.state for row in app.read(nominations, year=year)} == {"submitted"}
    assert all(row.verdict for row in app.read(nominations, year=year))
    record_property("beats", watch.ticks_while_busy)
    record_property("longest_stall_ms", round(watch.longest * 1000))
    window.close()


class Watch:
    """Beats in the window's thread; counts beats that fell while the task runner had work under way.

    ``longest``: the longest time without a beat, in seconds; reported with the test's result, never asserted.
    """

    def __init__(self, window: MainWindow) -> None:
        self._runner = window.context.runner
        self.ticks_while_busy = 0
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(window, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        if self._runner.busy:
            self.ticks_while_busy += 1
