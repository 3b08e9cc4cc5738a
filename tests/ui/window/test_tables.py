"""Tables: Vietnamese order, filter without marks, copying, columns, words when empty, many rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import COLUMNS, LINES, Line
from ui.core.machine_settings import MachineSettings
from ui.tables.columns import Column, plain_words
from ui.tables.model import RowsModel
from ui.tables.panel import DEBOUNCE_MS, Empty, TablePanel


@pytest.fixture
def panel(qtbot: QtBot, settings: MachineSettings) -> Iterator[TablePanel[Line]]:
    made: TablePanel[Line] = TablePanel(
        COLUMNS, key="t", name="Thử", settings=settings, identity=lambda row: row.id
    )
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.set_rows(LINES)
    made.show()
    yield made


def names(panel: TablePanel[Line]) -> list[str]:
    return [row.name for row in panel.model.shown_rows()]


def test_rows_come_though_the_window_that_had_the_keyboard_is_gone(
    panel: TablePanel[Line], qtbot: QtBot
) -> None:
    panel.set_rows([])
    other = QPushButton()
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus, timeout=60_000)
    panel.await_rows()
    shiboken6.delete(other)
    panel.set_rows(LINES)
    assert len(names(panel)) == len(LINES)


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model: RowsModel[Line] = RowsModel(COLUMNS)
    model.set_rows(LINES)
    qtmodeltester.check(model)


def test_names_stand_in_vietnamese_order(panel: TablePanel[Line]) -> None:
    panel.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(panel) == ["Ánh", "Dung", "Đạt", "Ước"]


def test_blank_amounts_stand_last_and_numbers_in_their_order(panel: TablePanel[Line]) -> None:
    panel.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [row.money for row in panel.model.shown_rows()] == [380_000, 702_000, 1_170_000, None]


def test_the_selection_follows_its_rows_through_sort_filter_and_reload(panel: TablePanel[Line]) -> None:
    panel.select([1, 4])
    panel.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert {row.id for row in panel.selected()} == {1, 4}
    panel.filter_box.setText("truong")
    panel.apply_filter()
    assert {row.id for row in panel.selected()} == {1}
    panel.set_rows([*LINES, Line(5, "Bình", "Trường Tiểu học", 1, True)])
    assert {row.id for row in panel.selected()} == {1}


def test_typing_filters_without_marks_after_a_short_pause(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.filter_box.setText("tram dat")
    assert len(names(panel)) == 4
    qtbot.waitUntil(lambda: names(panel) == ["Đạt"], timeout=DEBOUNCE_MS * 10)
    assert panel.count_line.text() == "1 / 4 dòng"


def test_what_a_badge_says_is_found_too(panel: TablePanel[Line]) -> None:
    panel.filter_box.setText("chưa đủ")
    panel.apply_filter()
    assert names(panel) == ["Ánh"]


def test_rows_are_copied_as_a_spreadsheet_reads_them(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.select([1, 3])
    panel.view.setColumnHidden(1, True)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(panel.view, Qt.Key.Key_C, control | shift)
    assert QApplication.clipboard().text() == "Ước\t1.170.000\tĐủ\nĐạt\t380.000\tĐủ"
    qtbot.keyClick(panel.view, Qt.Key.Key_C, control)
    assert QApplication.clipboard().text().startswith("Họ và tên\tTiền thưởng\tĐiều kiện\nƯớc\t")


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-A1", "'-A1"),
        ("-5", "-5"),
        ("+84 912", "+84 912"),
    ],
)
def test_what_looks_like_a_formula_is_pasted_as_text(
    panel: TablePanel[Line], qtbot: QtBot, name: str, copied: str
) -> None:
    panel.set_rows([Line(1, name, "Trạm Y tế", None, True)])
    panel.select([1])
    panel.view.copy()
    assert QApplication.clipboard().text().split("\t")[0] == copied


def test_columns_are_chosen_in_a_menu_and_one_always_stays(panel: TablePanel[Line]) -> None:
    menu = panel.view.columns_menu()
    actions = menu.actions()
    assert [action.text() for action in actions[:4]] == [column.title for column in COLUMNS]
    for action in actions[:4]:
        action.setChecked(False)
    assert [panel.view.isColumnHidden(i) for i in range(4)] == [True, True, True, False]
    actions[-1].trigger()
    assert not any(panel.view.isColumnHidden(i) for i in range(4))


def test_an_empty_table_offers_its_first_row(qtbot: QtBot, settings: MachineSettings) -> None:
    pressed: list[bool] = []
    empty = Empty("Chưa có ai.", "&Thêm người đầu tiên", lambda: pressed.append(True))
    panel: TablePanel[Line] = TablePanel(COLUMNS, key="e", name="Thử", settings=settings, empty=empty)
    qtbot.addWidget(panel)
    panel.show()
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Đang đọc danh sách…" in words and "Chưa có ai." not in words, "nothing is read yet"
    panel.set_rows([])
    button = next(b for b in panel.findChildren(QPushButton) if b.isVisible())
    assert button.text() == "&Thêm người đầu tiên"
    button.click()
    assert pressed == [True]


def test_a_filter_that_finds_nothing_can_be_dropped(panel: TablePanel[Line]) -> None:
    panel.filter_box.setText("không có")
    panel.apply_filter()
    button = next(b for b in panel.findChildren(QPushButton) if b.isVisible())
    button.click()
    assert len(names(panel)) == 4


def test_enter_opens_a_row(panel: TablePanel[Line], qtbot: QtBot) -> None:
    panel.select([3])
    with qtbot.waitSignal(panel.opened) as reported:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert reported.args == [LINES[2]]


def test_only_the_rows_in_sight_are_read_when_a_long_list_opens(
    qtbot: QtBot, settings: MachineSettings
) -> None:
    read: set[int] = set()

    def name(row: Line) -> str:
        read.add(row.id)
        return row.name

    rows = tuple(Line(i, f"Nguyễn Văn {i}", "Trạm Y tế", i, True) for i in range(50_000))
    columns = (Column[Line]("name", "Họ và tên", name, 200), *COLUMNS[1:])
    panel: TablePanel[Line] = TablePanel(columns, key="b", name="Thử", settings=settings)
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.set_rows(rows)
    panel.show()
    panel.grab()  # paints at once: no turn of the event loop, in which the other rows are prepared
    assert 10 <= len(read) <= 1_000
    assert panel.count_line.text() == "50.000 / 50.000 dòng"


@given(st.text(), st.lists(st.text(max_size=12), max_size=8))
def test_any_words_can_be_filtered_and_any_name_shown(words: str, people: list[str]) -> None:
    model: RowsModel[Line] = RowsModel(COLUMNS)
    model.set_rows(Line(i, name, "", None, True) for i, name in enumerate(people))
    model.sort(0)
    model.set_filter(words)
    assert model.rowCount() <= len(people)


def test_numbers_are_written_the_vietnamese_way() -> None:
    from decimal import Decimal

    assert plain_words(1_170_000) == "1.170.000"
    assert plain_words(Decimal("95.5")) == "95,5"
    assert plain_words(None) == ""
