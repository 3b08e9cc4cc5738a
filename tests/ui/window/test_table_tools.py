"""Tables as in a spreadsheet: filters of columns, several sortings, sums, saved views, menus, many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import COLUMNS, LINES, Line
from ui.core.machine_settings import MachineSettings
from ui.tables import menus, views
from ui.tables.columns import Column
from ui.tables.filter_popup import FilterPopup
from ui.tables.filters import ColumnFilter, from_state
from ui.tables.panel import TablePanel

SUMMED = tuple(
    Column[Line](
        one.key, one.title, one.value, one.width, align=one.align, badge=one.badge, sums=one.key == "money"
    )
    for one in COLUMNS
)


def made(settings: MachineSettings, key: str = "t") -> TablePanel[Line]:
    return TablePanel(SUMMED, key=key, name="Thử", settings=settings, identity=lambda row: row.id)


@pytest.fixture
def panel(qtbot: QtBot, settings: MachineSettings) -> Iterator[TablePanel[Line]]:
    panel = made(settings)
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.set_rows(LINES)
    panel.show()
    yield panel


def names(panel: TablePanel[Line]) -> list[str]:
    return [row.name for row in panel.model.shown_rows()]


def labels(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0].replace("&", "") for action in menu.actions()]


def answering(monkeypatch: pytest.MonkeyPatch, act: Callable[[FilterPopup], None]) -> None:
    """What the officer does in the filter of a column."""

    def run(popup: FilterPopup) -> int:
        popup.show()
        act(popup)
        return popup.result()

    monkeypatch.setattr(FilterPopup, "exec", run)


def test_a_column_is_filtered_by_ticks_words_and_numbers(panel: TablePanel[Line]) -> None:
    panel.set_column_filter(1, ColumnFilter(values=frozenset({"Trạm Y tế"})))
    assert names(panel) == ["Đạt", "Dung"]
    panel.set_column_filter(2, ColumnFilter(least=Decimal(400_000)))
    assert names(panel) == ["Dung"]
    assert "Đơn vị: Trạm Y tế" in panel.totals_line.text()
    assert "Tiền thưởng từ 400.000" in panel.totals_line.text()
    panel.set_column_filter(1, None)
    assert names(panel) == ["Ước", "Dung"]
    panel.set_column_filter(0, ColumnFilter(words="uoc"))
    assert names(panel) == ["Ước"]
    panel.clear_filters()
    assert len(names(panel)) == 4


def test_alt_and_down_open_the_filter_and_enter_filters(
    panel: TablePanel[Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(popup: FilterPopup) -> None:
        assert popup.windowTitle() == "Lọc cột Đơn vị"
        assert popup.every.count() == 3
        popup.words.setText("tram")
        assert [popup.every.item(n).text() for n in range(popup.every.count())] == ["Trạm Y tế (2)"]
        popup.accept()

    answering(monkeypatch, act)
    panel.view.setCurrentIndex(panel.model.index(0, 1))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(panel) == ["Đạt", "Dung"]


def test_values_are_ticked_and_what_is_not_listed_stays_out(
    panel: TablePanel[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(popup: FilterPopup) -> None:
        popup.none_button.click()
        popup.every.item(1).setCheckState(Qt.CheckState.Checked)
        popup.accept()

    answering(monkeypatch, act)
    menus.open_filter(panel, 1)
    assert names(panel) == ["Ánh"]
    answering(monkeypatch, lambda popup: popup.drop_button.click())
    menus.open_filter(panel, 1)
    assert len(names(panel)) == 4


def test_the_funnel_of_a_heading_opens_its_filter(
    panel: TablePanel[Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    answering(monkeypatch, lambda popup: opened.append(popup.windowTitle()))
    heads = panel.view.heads
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=heads.funnel_of(1).center())
    assert opened == ["Lọc cột Đơn vị"]
    assert not panel.model.sorting, "the click was for the funnel"


def test_shift_and_a_click_sort_by_one_more_column(panel: TablePanel[Line], qtbot: QtBot) -> None:
    heads = panel.view.heads

    def click(section: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        where = QPoint(heads.sectionViewportPosition(section) + 12, heads.height() // 2)
        qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, keys, where)

    click(3)
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert panel.model.sorting == ((3, False), (2, False))
    assert heads.ranks == {3: (1, False), 2: (2, False)}
    assert names(panel)[-3:] == ["Đạt", "Dung", "Ước"] or names(panel)[:3] == ["Đạt", "Dung", "Ước"]
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert panel.model.sorting == ((3, False), (2, True))


def test_blanks_stand_last_in_both_directions(panel: TablePanel[Line]) -> None:
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.view.sortByColumn(2, order)
        assert names(panel)[-1] == "Ánh"


def test_the_selection_is_added_up(panel: TablePanel[Line]) -> None:
    panel.select([1, 3, 4])
    assert panel.totals_line.text() == "Tổng Tiền thưởng: 2.252.000"
    panel.select([1])
    assert panel.totals_line.text() == ""


def test_a_view_is_saved_and_comes_back(
    panel: TablePanel[Line], settings: MachineSettings, qtbot: QtBot
) -> None:
    panel.set_column_filter(1, ColumnFilter(values=frozenset({"Trạm Y tế"})))
    panel.view.sort_by(((3, False), (0, True)))
    panel.view.setColumnHidden(2, True)
    views.save_view(panel, "Trạm y tế")
    panel.reset()
    assert len(names(panel)) == 4 and not panel.model.sorting and not panel.view.isColumnHidden(2)
    again = made(settings)
    qtbot.addWidget(again)
    again.set_rows(LINES)
    again.apply_state(views.views_of(again)["Trạm y tế"])
    assert names(again) == ["Đạt", "Dung"]
    assert again.model.sorting == ((3, False), (0, True)) and again.view.isColumnHidden(2)
    assert "Trạm y tế" in labels(views.views_menu(again, again))
    views.remove_view(again, "Trạm y tế")
    assert views.views_of(again) == {}


def test_filters_of_columns_are_as_left(
    panel: TablePanel[Line], settings: MachineSettings, qtbot: QtBot
) -> None:
    panel.set_column_filter(1, ColumnFilter(words="hoa sen", most=None))
    panel.save_state()
    again = made(settings)
    qtbot.addWidget(again)
    again.set_rows(LINES)
    assert names(again) == ["Ánh"]


@pytest.mark.parametrize("state", [None, 3, {}, {"values": 3}, {"least": "x"}, {"most": "NaN"}])
def test_a_damaged_filter_is_none(state: object) -> None:
    assert from_state(state) is None


def test_the_menu_of_a_row_has_the_actions_of_its_page(panel: TablePanel[Line]) -> None:
    edit, remove, chip = QPushButton("&Sửa"), QPushButton("&Xóa"), QPushButton("Lọc")
    chip.setCheckable(True)
    for button in (edit, remove, chip):
        panel.tools.addWidget(button)
        button.show()
    panel.act_on_rows(delete=remove)
    remove.setEnabled(False)
    pressed: list[str] = []
    edit.clicked.connect(lambda: pressed.append("edit"))
    panel.opened.connect(lambda row: pressed.append(row.name))
    panel.select([1])
    menu = QMenu(panel)
    menus.fill_row_menu(panel, menu)
    assert labels(menu)[:3] == ["Mở", "Sửa", "Xóa"]
    actions = {action.text().split("\t")[0].replace("&", ""): action for action in menu.actions()}
    assert not actions["Xóa"].isEnabled()
    actions["Sửa"].trigger()
    actions["Mở"].trigger()
    assert pressed == ["edit", "Ước"]


def test_delete_presses_the_button_of_the_page(panel: TablePanel[Line], qtbot: QtBot) -> None:
    remove = QPushButton("&Xóa")
    panel.tools.addWidget(remove)
    panel.act_on_rows(delete=remove)
    panel.select([1])
    panel.view.setFocus()
    with qtbot.waitSignal(remove.clicked):
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)


def test_the_menus_of_table_and_heading_name_everything(panel: TablePanel[Line]) -> None:
    menu = QMenu(panel)
    menus.fill_table_menu(panel, menu)
    assert {"Lọc theo cột", "Bỏ mọi bộ lọc", "Chọn cột hiển thị", "Kiểu xem đã lưu"} <= set(labels(menu))
    panel.view.sort_by(((0, False),))
    heading = QMenu(panel)
    menus.fill_heading_menu(panel, heading, 1)
    assert "Rồi sắp theo cột này, tăng dần" in labels(heading)
    assert "Lọc cột này…" in labels(heading)
