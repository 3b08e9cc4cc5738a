"""Columns fill the window there is, and the keyboard is where the work begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import messy_workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, opened, real_window, settle
from tests.ui.window_samples import COLUMNS
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.tables.columns import Column
from ui.tables.fitting import fitted
from ui.tables.panel import TablePanel
from ui.tables.view import TableView
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

SHARES = st.sampled_from([None, 0.6, 0.85, 1.0])
WIDTHS = st.lists(st.tuples(st.integers(40, 400), SHARES), min_size=1, max_size=9)


@given(columns=WIDTHS, room=st.integers(100, 3000))
def test_no_column_is_squeezed_out_of_reading(columns: list[tuple[int, float | None]], room: int) -> None:
    widths, least = [width for width, _ in columns], [share for _, share in columns]
    made = fitted(widths, least, room=room)
    for before, share, after in zip(widths, least, made, strict=True):
        assert after >= round(before * (share or 1.0))
        assert share is not None or after == before
    smallest = sum(fitted(widths, least, room=0))
    if room < sum(widths):
        assert max(room - len(widths), smallest) <= sum(made) <= max(room, smallest)
    else:
        assert sum(widths) <= sum(made) <= room
    for narrow, wide in pairwise((room, room + 50, room + 500)):
        assert sum(fitted(widths, least, room=narrow)) <= sum(fitted(widths, least, room=wide)) + len(widths)


def test_a_table_without_room_cuts_words_before_it_scrolls(qtbot: QtBot, settings: MachineSettings) -> None:
    panel: TablePanel[Any] = TablePanel(COLUMNS, key="fit", name="Danh sách", settings=settings)
    qtbot.addWidget(panel)
    panel.set_rows([])
    total = sum(column.width for column in COLUMNS if not column.hidden)
    panel.resize(total - 60, 300)
    panel.show()
    view = panel.view
    view.resize(total - 60, 200)
    assert view.horizontalHeader().length() <= view.viewport().width()
    assert view.columnWidth(2) == 120, "figures are never cut"
    view.setColumnWidth(0, 333)
    view.resize(total + 200, 200)
    assert view.columnWidth(0) == 333, "a width she chose stays"
    view.reset_columns()
    assert view.columnWidth(0) != 333


REQUESTED = (
    Column[str]("name", "Họ và tên", str, 160, least=1.0),
    Column[str]("unit", "Đơn vị", str, 200, least=0.5),
    Column[str]("state", "Tình trạng", str, 150, aside=1),
    Column[str]("born", "Ngày sinh", str, 100, aside=2),
)


def in_sight(view: TableView[str]) -> list[str]:
    keys = enumerate(column.key for column in view.rows.columns)
    return [key for place, key in keys if not view.isColumnHidden(place)]


def test_what_matters_less_steps_aside_before_a_table_scrolls(
    qtbot: QtBot, settings: MachineSettings
) -> None:
    panel: TablePanel[str] = TablePanel(REQUESTED, key="aside", name="Danh sách", settings=settings)
    qtbot.addWidget(panel)
    panel.set_rows(["x"])
    panel.show()
    view = panel.view
    seen = []
    for room in (700, 440, 320, 700):
        panel.resize(room, 300)
        QApplication.processEvents()
        seen.append(in_sight(view))
        assert view.horizontalHeader().length() <= view.viewport().width()
    assert seen == [["name", "unit", "state", "born"], ["name", "unit", "state"], ["name", "unit"], seen[0]]
    panel.resize(320, 300)
    QApplication.processEvents()
    assert panel.state()["hidden"] == [], "she hid nothing"
    view.select_places([0])
    view.copy(headed=True)
    assert QApplication.clipboard().text().splitlines()[0].count("\t") == 3, "what is copied is whole"


def test_a_column_the_officer_asks_for_stays_however_little_room_there_is(
    qtbot: QtBot, settings: MachineSettings
) -> None:
    panel: TablePanel[str] = TablePanel(REQUESTED, key="asked", name="Danh sách", settings=settings)
    qtbot.addWidget(panel)
    panel.set_rows(["x"])
    panel.show()
    panel.resize(320, 300)
    QApplication.processEvents()
    assert "born" not in in_sight(panel.view)
    born = panel.view.columns_menu().actions()[3]
    assert born.isChecked()
    born.setChecked(False)
    born.setChecked(True)
    assert "born" in in_sight(panel.view)


def test_widths_nobody_chose_follow_the_next_window(qtbot: QtBot, settings: MachineSettings) -> None:
    for width in (500, 900):
        panel: TablePanel[Any] = TablePanel(COLUMNS, key="fit", name="Danh sách", settings=settings)
        qtbot.addWidget(panel)
        panel.view.resize(width, 200)
        QApplication.processEvents()
        panel.save_state()
    assert panel.state()["fitted"] is True
    assert panel.view.horizontalHeader().length() > 500


@pytest.mark.parametrize(
    ("page", "widget"), [("plan", "TableView"), ("tasks", "TableView"), ("lookup", "QLineEdit")]
)
def test_a_tab_opened_by_its_key_has_the_keyboard_inside(
    real_window: MainWindow, qtbot: QtBot, page: str, widget: str
) -> None:
    real_window.rail.button("overview").setFocus()
    made = open_page(real_window, page)
    settle(real_window)
    focused = QApplication.focusWidget()
    assert type(focused).__name__ == widget
    assert focused is not None
    assert made.isAncestorOf(focused)
    assert not any(real_window.rail.button(key).hasFocus() for key in ("overview", page))


def test_walking_the_tabs_by_arrows_keeps_the_keyboard_on_them(real_window: MainWindow, qtbot: QtBot) -> None:
    rail = real_window.rail
    rail.button("overview").setFocus()
    qtbot.keyClick(rail.button("overview"), Qt.Key.Key_Down)
    qtbot.keyClick(rail.button("plan"), Qt.Key.Key_Space)
    settle(real_window)
    assert rail.button("plan").hasFocus()


@pytest.fixture
def narrow(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    for window in opened(qtbot, app, settings, officer):
        window.resize(1366, 768)
        yield window


@pytest.mark.parametrize("page", ["plan", "tasks", "lookup", "blocs", "system"])
def test_no_table_of_a_tab_scrolls_sideways_on_a_small_screen(narrow: MainWindow, page: str) -> None:
    made = open_page(narrow, page, "Hoàng" if page == "lookup" else None)
    settle(narrow)
    for panel in made.findChildren(TablePanel):
        if panel.view.isVisible():
            bar = panel.view.horizontalScrollBar()
            assert bar.maximum() == 0, (panel.view.accessibleName(), bar.maximum())


def test_coming_back_to_a_tab_the_keyboard_is_where_it_was(real_window: MainWindow) -> None:
    made = open_page(real_window, "tasks")
    made.panel.filter_box.setFocus()
    open_page(real_window, "plan")
    open_page(real_window, "tasks")
    assert made.panel.filter_box.hasFocus()


def test_a_step_opened_by_its_key_stands_on_its_first_row(
    real_window: MainWindow, app: AppContext, tmp_path: Path
) -> None:
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=YEAR).batch_id)
    page = open_page(real_window, "commendation")
    page.open_step("nominees")
    settle(real_window)
    step = page.steps["nominees"]
    assert step.table.view.hasFocus()
    assert len(step.table.selected()) == 1
    assert step.table.selected()[0].name in step.card.toPlainText()
