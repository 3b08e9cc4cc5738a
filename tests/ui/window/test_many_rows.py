"""A hundred thousand rows are sorted and filtered while the window goes on answering."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tests.ui.window.test_table_tools import answering, made
from tests.ui.window_samples import Line
from ui.core.machine_settings import MachineSettings
from ui.tables import menus
from ui.tables.filters import ColumnFilter
from ui.tables.panel import TablePanel
from ui.tables.steps import at_once, ordered

MANY = 100_000
STILL = 0.1
"""Seconds of this thread between two turns of the event loop, at most."""


@pytest.fixture(scope="module")
def rows() -> tuple[Line, ...]:
    return tuple(
        Line(n, f"Nguyễn Văn {n * 7919 % MANY}", f"Trường Tiểu học số {n % 90}", n % 1000, True)
        for n in range(MANY)
    )


@pytest.fixture
def panel(qtbot: QtBot, settings: MachineSettings, rows: tuple[Line, ...]) -> Iterator[TablePanel[Line]]:
    panel = made(settings, "many")
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    panel.set_rows(rows)
    yield panel


def longest(panel: TablePanel[Line], qtbot: QtBot, act: Callable[[], object]) -> float:
    """The longest the event loop stood still in this thread until the table shows what was asked for."""
    gaps: list[float] = []
    last = [time.thread_time()]  # others on the machine do not count

    def beat() -> None:
        now = time.thread_time()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(panel, interval=0)
    timer.timeout.connect(beat)
    timer.start()
    act()
    qtbot.waitUntil(lambda: not panel.model.busy, timeout=60_000)
    qtbot.wait(1)
    timer.stop()
    return max(gaps)


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_sorting_never_holds_the_window_up(
    panel: TablePanel[Line], qtbot: QtBot, order: Qt.SortOrder
) -> None:
    panel.select([77])
    still = longest(panel, qtbot, lambda: panel.view.sortByColumn(0, order))
    assert still < STILL
    names = [row.name for row in panel.model.shown_rows()]
    keys = [panel.model.columns[0].sort_value(row) for row in panel.model.shown_rows()]
    assert keys == sorted(keys, reverse=order == Qt.SortOrder.DescendingOrder)
    assert len(set(names)) == MANY
    assert [row.id for row in panel.selected()] == [77]


def test_the_filter_of_a_column_never_holds_the_window_up(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.select([5])
    made = ColumnFilter(words="so 5")
    still = longest(panel, qtbot, lambda: panel.set_column_filter(1, made))
    assert still < STILL
    shown = panel.model.shown_rows()
    assert 0 < len(shown) < MANY
    assert all("5" in row.unit for row in shown)
    assert [row.id for row in panel.selected()] == [5]


def test_the_values_of_a_column_are_read_without_a_stop(
    panel: TablePanel[Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    answering(monkeypatch, lambda popup: seen.append(popup.every.count()))
    still = longest(panel, qtbot, lambda: menus.open_filter(panel, 0))
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert (still < STILL, seen) == (True, [400])


def test_another_order_takes_the_place_of_one_not_done(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    panel.view.sort_by(((1, True), (0, False)))
    panel.set_column_filter(1, ColumnFilter(words="so 8"))
    qtbot.waitUntil(lambda: not panel.model.busy, timeout=60_000)
    shown = panel.model.shown_rows()
    assert shown[0].unit == "Trường Tiểu học số 89"
    key = panel.model.columns[0].sort_value
    first = [key(row) for row in shown if row.unit == shown[0].unit]
    assert first == sorted(first)


def test_rows_that_come_meanwhile_are_ordered_and_filtered(
    panel: TablePanel[Line], qtbot: QtBot, rows: tuple[Line, ...]
) -> None:
    panel.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    panel.set_column_filter(1, ColumnFilter(words="so 7"))
    panel.set_rows(rows[:4000])
    assert not panel.model.busy
    shown = panel.model.shown_rows()
    keys = [panel.model.columns[0].sort_value(row) for row in shown]
    assert keys == sorted(keys, reverse=True)
    assert all("7" in row.unit for row in shown)


def test_merged_runs_are_what_one_sorting_gives() -> None:
    keys = [n * 7919 % 500 for n in range(30_000)]
    for descending in (False, True):
        expected = sorted(range(len(keys)), key=keys.__getitem__, reverse=descending)
        assert at_once(ordered(range(len(keys)), keys, descending=descending)) == expected
