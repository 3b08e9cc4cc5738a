"""Turns the TCVN3 and VNI columns of a sheet into Unicode before anything is cleaned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from thidua_desktop.domain.importing.legacy_text import (
    Encoding,
    decode,
    detect,
    reads_no_worse,
    tells_unicode,
)
from thidua_desktop.workbooks.reading.grid import Grid

_LOOKED_AT: Final = 1000
_SAMPLE: Final = 400
_OLD: Final = frozenset({"tcvn3", "vni"})


@dataclass(slots=True)
class _Column:
    """What the cells of a column that hold letters beyond ASCII say of their encoding."""

    verdict: Encoding | None = None
    modern: bool = False
    """Some cells can only be Unicode."""
    doubtful: list[str] = field(default_factory=list)
    """Cells that could be either."""


def decode_legacy(grid: Grid) -> tuple[dict[int, str], dict[tuple[int, int], str]]:
    """Turns TCVN3 and VNI columns into Unicode in place: the columns with their encoding, the cells as they
    were.

    A column typed partly in an old font and partly in Unicode is turned cell by cell; one that says nothing
    for itself (``L§TT``) follows the others of its sheet.
    """
    columns = _columns(grid)
    usual = Counter(column.verdict for column in columns.values() if column.verdict).most_common(1)
    if not usual:
        return {}, {}
    turned: dict[int, str] = {}
    as_typed: dict[tuple[int, int], str] = {}
    for place, column in columns.items():
        verdict = column.verdict
        if verdict in _OLD and usual[0][0] == "unicode" and len(column.doubtful) < 3:
            continue
        if verdict in _OLD and not column.modern:
            reported = _turn(grid, place, verdict, lambda _text, _encoding: True)
        elif column.modern and column.doubtful:
            verdict = detect([text for text in column.doubtful if _is_western(text)])
            reported = _turn(grid, place, verdict, _reads_better) if verdict in _OLD else {}
        elif usual[0][0] in _OLD and not column.modern:
            verdict = usual[0][0]
            reported = _turn(grid, place, verdict, reads_no_worse)
        else:
            continue
        if reported and verdict:
            turned[place] = verdict
            as_typed.update(reported)
    return turned, as_typed


def _columns(grid: Grid) -> dict[int, _Column]:
    columns: dict[int, _Column] = {}
    for row in grid.rows[:_LOOKED_AT]:
        for place, cell in enumerate(row):
            if cell.__class__ is not str or cell.isascii() or len(cell.strip()) < 2:
                continue  # a single letter of a symbol font is a mark, no text
            column = columns.setdefault(place, _Column())
            if tells_unicode(str(cell)):
                column.modern = True
            elif len(column.doubtful) < _SAMPLE:
                column.doubtful.append(str(cell))
    for column in columns.values():
        column.verdict = "unicode" if column.modern else detect(column.doubtful)
    return columns


def _turn(
    grid: Grid, place: int, encoding: Encoding | None, fits: Callable[[str, Encoding], bool]
) -> dict[tuple[int, int], str]:
    """Decodes the cells of a column that fit; the cells as they were."""
    as_typed: dict[tuple[int, int], str] = {}
    if encoding is None:
        return as_typed
    for number, row in enumerate(grid.rows):
        if place < len(row) and isinstance(text := row[place], str) and not text.isascii() and len(text) > 1:
            if not fits(text, encoding):
                continue
            as_typed[number, place] = text
            row[place] = decode(text, encoding)
    return as_typed


def _reads_better(text: str, encoding: Encoding) -> bool:
    return _is_western(text) and detect([text]) == encoding


def _is_western(text: str) -> bool:
    """As a text in an old font looks in a workbook: no letter beyond Western Europe's."""
    return not any(letter.isalpha() and (ord(letter) >= 0x180 or letter in "ĂăĐđ") for letter in text)
