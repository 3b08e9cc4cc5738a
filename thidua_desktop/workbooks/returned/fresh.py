"""A workbook with the cells of a file that is no .xlsx itself: values, merges, hidden rows and columns."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from thidua_desktop.workbooks.reading.grid import Grid, Opened, Value, column_letter
from thidua_desktop.workbooks.staging.legacy import decode_legacy

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_TAB: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TAB: Final = 31
_WIDEST: Final = 42
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


def sheet_titles(opened: Opened) -> dict[str, str]:
    """Name of each sheet in the new workbook by its name in the file."""
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for number, grid in enumerate(opened.grids, start=1):
        title = _NOT_IN_TAB.sub(" ", grid.name).strip("' ")[:_LONGEST_TAB] or str(number)
        if title.lower() in taken:
            title = f"{title[: _LONGEST_TAB - 4]} {number}"
        taken.add(title.lower())
        titles[grid.name] = title
    return titles


def fresh_copy(opened: Opened) -> Workbook:
    """The sheets of an opened file as a workbook; old fonts' text is written in Unicode."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    titles = sheet_titles(opened)
    for grid in opened.grids:
        decode_legacy(grid)
        sheet = book.create_sheet(titles[grid.name])
        _fill(sheet, grid)
    if not book.worksheets:
        book.create_sheet("1")
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return book


def put_row_in(grid: Grid, place: int) -> None:
    """Makes room for a row before the one at ``place``, from 0; everything below moves down."""

    def moved(row: int) -> int:
        return row + (row >= place)

    grid.rows.insert(place, [])
    grid.hidden_rows = frozenset(map(moved, grid.hidden_rows))
    grid.merges = tuple(
        ((moved(top), left), (moved(bottom), right)) for (top, left), (bottom, right) in grid.merges
    )
    grid.marks = {(moved(row), column): code for (row, column), code in grid.marks.items()}


def _fill(sheet: Worksheet, grid: Grid) -> None:
    from openpyxl.styles import Alignment, Font

    font, wrap = Font("Times New Roman", 12), Alignment(wrap_text=True, vertical="top")
    widths: dict[int, int] = {}
    for row, values in enumerate(grid.rows[:_LAST_ROW], start=1):
        for column, value in enumerate(values[:_LAST_COLUMN], start=1):
            if value == "":
                continue
            cell = sheet.cell(row, column)
            cell.font = font
            cell.alignment = wrap
            _put(cell, value)
            widths[column] = max(widths.get(column, 6), min(len(str(value)) + 2, _WIDEST))
    filled = [row for row in grid.rows if sum(value != "" for value in row) > 2]
    for column, width in widths.items():
        reported = max((len(str(row[column - 1])) for row in filled if column <= len(row)), default=width) + 2
        sheet.column_dimensions[column_letter(column - 1)].width = max(6, min(reported, width))
    for (top, left), (bottom, right) in grid.merges:
        sheet.merge_cells(start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1)
    for row in grid.hidden_rows:
        sheet.row_dimensions[row + 1].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[column_letter(column)].hidden = True
    if grid.hidden:
        sheet.sheet_state = "hidden"


def _put(cell: object, value: Value) -> None:
    from openpyxl.cell.cell import Cell

    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = _CONTROLS.sub("", value)
        cell.data_type = "s"  # text stays text, also when it looks like a formula
        cell.number_format = "@"
        return
    cell.value = value
    if isinstance(value, dt.datetime | dt.date):
        cell.number_format = "DD/MM/YYYY"
