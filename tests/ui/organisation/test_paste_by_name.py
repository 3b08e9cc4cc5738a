"""A block pasted over rows that are there already finds each row by its name, in whatever order it comes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.widgets.paste_grid import GridColumn, GridRow, Pasted, PasteGrid

COLUMNS = (
    GridColumn("name", "Họ tên", read=None),
    GridColumn("unit", "Đơn vị", read=None),
    GridColumn("rating", "Mức độ hoàn thành"),
    GridColumn("discipline", "Kỷ luật"),
)
PEOPLE = (
    ("Lò Văn An", "Trường A"),
    ("Hà Thị Bình", "Trường A"),
    ("Lò Văn An", "Trường B"),
    ("Vi Văn Chi", "Trường B"),
)


@pytest.fixture
def grid(qtbot: QtBot) -> PasteGrid:
    rows = [GridRow({"name": name, "unit": unit}, {}) for name, unit in PEOPLE]
    made = PasteGrid(COLUMNS, rows, growing=False, name="Dữ kiện")
    qtbot.addWidget(made)
    return made


def paste(qtbot: QtBot, grid: PasteGrid, words: str) -> Pasted:
    QGuiApplication.clipboard().setText(words)
    with qtbot.waitSignal(grid.pasted) as said:
        grid.paste()
    pasted = said.args[0]
    assert isinstance(pasted, Pasted)
    return pasted


def filled(grid: PasteGrid, column: int = 2) -> list[str]:
    found = (grid.item(row, column) for row in range(grid.rowCount()))
    return [item.text() if item is not None else "" for item in found]


@pytest.mark.parametrize(
    "heading", ["Họ tên\tĐơn vị\tMức độ hoàn thành\n", "Tên người\tĐơn vị\tMức độ hoàn thành\n", ""]
)
def test_a_block_in_another_order_reaches_the_right_people(
    qtbot: QtBot, grid: PasteGrid, heading: str
) -> None:
    block = (
        "VI VĂN CHI\tTrường B\tC\nLò Văn An\tTrường B\tB\nHà Thị Bình\tTrường A\tD\nLò Văn An\tTrường A\tA"
    )
    pasted = paste(qtbot, grid, heading + block)
    assert filled(grid) == ["A", "D", "B", "C"]
    assert (pasted.unmatched, pasted.by_order) == ((), False)


def test_a_name_of_two_rows_or_of_none_is_written_nowhere_and_named(qtbot: QtBot, grid: PasteGrid) -> None:
    pasted = paste(qtbot, grid, "Họ tên\tKỷ luật\nLò Văn An\tkhông\nVi Văn Chi\tcó\nAi Đó\tcó")
    assert filled(grid, 3) == ["", "", "", "có"]
    assert pasted.unmatched == ("Lò Văn An", "Ai Đó")


def test_figures_without_names_go_in_order_and_it_is_said(qtbot: QtBot, grid: PasteGrid) -> None:
    pasted = paste(qtbot, grid, "A\nB\nC\nD\nE")
    assert filled(grid) == ["A", "B", "C", "D"]
    assert (pasted.too_many, pasted.by_order) == (1, True)
    assert not paste(qtbot, grid, "A").by_order
