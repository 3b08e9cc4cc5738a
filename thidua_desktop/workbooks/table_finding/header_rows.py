"""Rows reported from headers: one that counts the columns, one with more unknown than known headings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import Grid, Value
from thidua_desktop.workbooks.table_finding.headers import NAME_FIELDS, HeaderIndex

_NUMBERING: Final = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
_SHORT: Final = 60
_TYPED_ROWS: Final = 6
"""So many rows below a doubtful header are looked at."""


def heads_a_list(grid: Grid, row: int, texts: list[str], headers: HeaderIndex) -> bool:
    """Is a row with more unknown than known words a header all the same?

    One cell is, word for word, how a column of names is headed, no two cells say the same, all are short, and
    the rows below fill the same columns otherwise: with numbers or days, or with a third known heading above.
    """
    heads = {column: text for column, text in enumerate(texts) if text}
    whole = {headers.field(text) for text in heads.values() if headers.is_whole(text)}
    named = any(headers.field(text) in NAME_FIELDS and not headers.is_unsure(text) for text in heads.values())
    if not (named and whole & NAME_FIELDS) or len(set(heads.values())) < len(heads):
        return False
    if any(len(text) > _SHORT for text in heads.values()):
        return False
    below = [cells for cells in grid.rows[row + 1 : row + 1 + _TYPED_ROWS] if not is_numbering(cells)]
    filled = [{c for c, cell in enumerate(cells) if cell != "" and c in heads} for cells in below]
    if not any(2 * len(columns) >= len(heads) for columns in filled):
        return False
    typed = any(
        isinstance(cell, int | float | dt.date)
        for cells in below
        for c, cell in enumerate(cells)
        if c in heads
    )
    return typed or len(whole - {None}) > 2


def is_numbering(cells: list[Value]) -> bool:
    """(1) (2) (3) … or A B 1 2 … under a header."""
    marks = [clean(shown(cell)).lower() for cell in cells if cell != ""]
    if len(marks) < 3 or not all(_NUMBERING.fullmatch(mark) for mark in marks):
        return False
    numbers = [int(digits[0]) for mark in marks if (digits := re.findall(r"\d+", mark))]
    return (
        len(numbers) + 2 >= len(marks)
        and len(numbers) >= 2
        and numbers == sorted(set(numbers))
        and numbers[0] <= 2
    )


def shown(cell: Value) -> str:
    """A number as it is seen: ``1``, not ``1.0``."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def says_more(texts: Mapping[int, str], upper: list[Value], headers: HeaderIndex) -> bool:
    """One heading alone below another of the same meaning: it says more of that column."""
    if len(texts) != 1:
        return False
    ((column, text),) = texts.items()
    above = upper[column] if column < len(upper) else ""
    meaning = headers.field(text)
    return meaning is not None and isinstance(above, str) and headers.field(clean(above)) == meaning
