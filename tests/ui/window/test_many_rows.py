"""Very many rows are sorted and filtered while the window goes on answering."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tests.ui.window.test_table_tools import answering, made
from tests.ui.window_samples import Line
from ui.core.machine_settings import MachineSettings
from ui.tables import menus, model, steps
from ui.tables.filters import ColumnFilter
from ui.tables.panel import TablePanel
from ui.tables.steps import at_once, ordered

MANY = 20_000
AT_MOST = MANY // 2
"""Cells read between two turns of the event loop. Some pieces of work and the cells in sight are about 4,500;
one reading of a whole column at once would be 20,000."""
TURNS = 5
"""Turns the event loop makes at least while the table works."""


class Counted(Line):
    """A row that counts how often one of its cells is read."""

    reads = 0

    def __getattribute__(self, name: str) -> Any:
        if name in ("name", "unit", "money"):
            Counted.reads += 1
        return super().__getattribute__(name)


@pytest.fixture(scope="module")
def rows() -> tuple[Line, ...]:
    return tuple(
        Counted(n, f"Nguyễn Văn {n * 7919 % MANY}", f"Trường Tiểu học số {n % 90}", n % 1000, True)
        for n in range(MANY)
    )


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the smallest piece of work takes the whole time of a turn."""
    clock = itertools.count()
    moments = SimpleNamespace(perf_counter=lambda: next(clock) / 100)
    monkeypatch.setattr(steps, "time", moments)
    monkeypatch.setattr(model, "time", moments)


@pytest.fixture
def panel(qtbot: QtBot, settings: MachineSettings, rows: tuple[Line, ...]) -> Iterator[TablePanel[Line]]:
    panel = made(settings, "many")
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    panel.set_rows(rows)
    yield panel


def most_reads(
    panel: TablePanel[Line],
    qtbot: QtBot,
    act: Callable[[], object],
    done: Callable[[], bool] = lambda: True,
) -> int:
    """The most cells read in one turn of the event loop until the table shows what was asked for."""
    reads: list[int] = []
    last = [Counted.reads]

    def beat() -> None:
        reads.append(Counted.reads - last[0])
        last[0] = Counted.reads

    timer = QTimer(panel, interval=0)
    timer.timeout.connect(beat)
    timer.start()
    act()
    qtbot.waitUntil(lambda: not panel.model.busy and done(), timeout=60_000)
    qtbot.wait(1)
    timer.stop()
    assert len(reads) > TURNS, "the event loop turned while the table worked"
    return max(reads)


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_sorting_never_holds_the_window_up(
    panel: TablePanel[Line], qtbot: QtBot, order: Qt.SortOrder
) -> None:
    panel.select([77])
    reads = most_reads(panel, qtbot, lambda: panel.view.sortByColumn(0, order))
    assert reads < AT_MOST
    names = [row.name for row in panel.model.shown_rows()]
    keys = [panel.model.columns[0].sort_value(row) for row in panel.model.shown_rows()]
    assert keys == sorted(keys, reverse=order == Qt.SortOrder.DescendingOrder)
    assert len(set(names)) == MANY
    assert [row.id for row in panel.selected()] == [77]


@pytest.mark.usefixtures("slow")
def test_the_filter_of_a_column_never_holds_the_window_up(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.select([5])
    made = ColumnFilter(words="so 5")
    reads = most_reads(panel, qtbot, lambda: panel.set_column_filter(1, made))
    assert reads < AT_MOST
    shown = panel.model.shown_rows()
    assert 0 < len(shown) < MANY
    assert all("5" in row.unit for row in shown)
    assert [row.id for row in panel.selected()] == [5]


@pytest.mark.usefixtures("slow")
def test_words_typed_into_the_filter_never_hold_the_keys_up(panel: TablePanel[Line], qtbot: QtBot) -> None:
    reads = most_reads(
        panel,
        qtbot,
        lambda: panel.filter_box.setText("van 77 so 5"),
        lambda: panel.model.rowCount() < MANY,
    )
    assert reads < AT_MOST
    assert panel.model.rowCount() > 0


@pytest.mark.usefixtures("slow")
def test_the_values_of_a_column_are_read_without_a_stop(
    panel: TablePanel[Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    answering(monkeypatch, lambda popup: seen.append(popup.every.count()))
    reads = most_reads(panel, qtbot, lambda: menus.open_filter(panel, 0), lambda: bool(seen))
    assert (reads < AT_MOST, seen) == (True, [400])


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
