"""Lists whose rows stand in one cell each: pasted from a text, a chat or another program."""

from __future__ import annotations

import re
from typing import Final

from thidua_desktop.workbooks.reading.grid import Grid, Value

_FEWEST: Final = 2
_NUMBERED: Final = re.compile(r"\s*(\d{1,3})\s*[.)/-]\s*(?=[^\W\d_])(.+)", re.DOTALL)
_MARKS: Final = ("\t", "|")


def spread_one_column(grid: Grid) -> None:
    """Parts the cells of a sheet with one filled column: at tabs or bars, else the running number from the rest.

    Nothing is changed where fewer than two rows show it, or another column is filled. Rows keep their places.
    """
    if any(cell != "" for row in grid.rows for cell in row[1:]):
        return
    cells = [str(row[0]) if row and isinstance(row[0], str) else "" for row in grid.rows]
    for mark in _MARKS:
        if sum(mark in cell for cell in cells) >= _FEWEST:
            grid.rows = [
                _parted(cell, mark) if mark in cell else row
                for cell, row in zip(cells, grid.rows, strict=True)
            ]
            return
    found = [_NUMBERED.fullmatch(cell) for cell in cells]
    numbers = [int(one[1]) for one in found if one]
    if len(numbers) >= _FEWEST and numbers[0] == 1 and numbers == sorted(numbers):
        grid.rows = [
            [float(one[1]), one[2]] if one else row for one, row in zip(found, grid.rows, strict=True)
        ]


def _parted(cell: str, mark: str) -> list[Value]:
    return [_typed(part.strip()) for part in cell.strip(mark + " ").split(mark)]


def _typed(part: str) -> Value:
    """A short running number as a program would store it."""
    return float(part) if part.isascii() and part.isdigit() and len(part) < 4 and part[0] != "0" else part
