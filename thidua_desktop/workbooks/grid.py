"""A sheet as read: values cell by cell, and what its file says about rows, columns and cells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from thidua_desktop.domain.importing import OpenStatus

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Cell = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows`` starts at the sheet's first row; a missing cell is ``""``. All places count from
    0.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[Cell, Cell], ...] = ()
    marks: dict[Cell, str] = field(default_factory=dict)
    """Cells whose formula or value needs a word: code ``FORMULA_NO_CACHE | FORMULA_ERROR |
    FILE_EXTERNAL_LINK``.
    """


@dataclass(slots=True)
class Opened:
    """A file as opened. ``code`` and ``params`` say why nothing can be read when ``status`` is not ``ok``."""

    status: OpenStatus
    grids: list[Grid] = field(default_factory=list)
    code: str | None = None
    params: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    encoding: str | None = None
    """The encoding guessed for a text file that does not name its own."""


def column_letter(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """``A`` -> 0, ``AA`` -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_text(value: Value | None) -> str:
    """The cell as the sender would see it, before any cleaning."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)
