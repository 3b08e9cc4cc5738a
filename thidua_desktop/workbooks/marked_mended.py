"""The sender's workbook with some cells corrected by the office, everything else as it came."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from thidua_desktop.workbooks.grid import column_index
from thidua_desktop.workbooks.marked import anchor, editable, saved
from thidua_desktop.workbooks.marked_list import written
from thidua_desktop.workbooks.reader import open_file


def mended_copy(path: Path, values: Mapping[tuple[str, str], str]) -> bytes:
    """A workbook with the texts given at (sheet, cell); an empty text empties the cell.

    KeyError when the file has no such sheet. OSError from the disk.
    """
    opened = open_file(path)
    book, names = editable(path, opened)
    for (sheet_name, place), value in values.items():
        cell = anchor(book[names[sheet_name]], place)
        if value:
            written(cell, value)
            cell.number_format = "@"
        else:
            cell.value = None
        grid = next(one for one in opened.grids if one.name == sheet_name)
        letters = place.rstrip("0123456789")
        # A formula there is gone: what it once gave must not come back.
        row, column = int(place[len(letters) :]) - 1, column_index(letters)
        if row < len(grid.rows) and column < len(grid.rows[row]):
            grid.rows[row][column] = value
    return saved(book, opened)
