"""A table of points in a sender's sheet: its heading row found, its rows handed on as they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.schemes.paper import PaperRow
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.workbooks.reading.grid import Grid, cell_text, column_letter

_HEADS: Final = {
    "number": ("stt", "tt", "so tt", "ma", "ma so", "muc", "so thu tu"),
    "name": ("noi dung", "tieu chi", "chi tieu", "tieu chuan", "noi dung cham diem", "noi dung thi dua"),
    "points": ("diem", "diem chuan", "diem toi da", "thang diem", "so diem", "diem quy dinh"),
}
_DEEP: Final = 60


@dataclass(frozen=True, slots=True)
class FoundTable:
    """``heading`` as the sheet counts rows, from 1; ``columns`` letter by part."""

    sheet: str
    title: str
    heading: int
    columns: Mapping[str, str]
    rows: tuple[PaperRow, ...]


def find_table(grids: Sequence[Grid]) -> FoundTable | None:
    """The first visible sheet with columns of words and points; None when there is none."""
    for grid in grids:
        if grid.hidden:
            continue
        for place, cells in enumerate(grid.rows[:_DEEP]):
            columns = _columns([fold(clean(cell_text(one))) for one in cells])
            if "name" in columns and "points" in columns:
                return _table(grid, place, columns)
    return None


def _columns(heads: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part, words in _HEADS.items():
        exact = [column for column, head in enumerate(heads) if head.rstrip(" .:") in words]
        near = [
            column
            for column, head in enumerate(heads)
            if part != "number" and head.startswith(words) and column not in exact
        ]
        for column in (*exact, *near):
            if column not in found.values():
                found[part] = column
                break
    if "number" not in found and found.get("name", 0) > 0:
        found["number"] = found["name"] - 1
    return found


def _table(grid: Grid, place: int, columns: Mapping[str, int]) -> FoundTable:
    title = next(
        (
            words
            for cells in reversed(grid.rows[:place])
            for words in [" ".join(filter(None, (clean(cell_text(one)) for one in cells)))]
            if len(words) > 8 and words.upper() == words
        ),
        "",
    )
    rows = []
    for number, cells in enumerate(grid.rows[place + 1 :], start=place + 2):
        message = {
            part: clean(cell_text(cells[at])) if at < len(cells) else "" for part, at in columns.items()
        }
        if message["name"] or (message.get("number") and message["points"]):
            rows.append(PaperRow(number, message.get("number", ""), message["name"], message["points"]))
    letters = {part: column_letter(at) for part, at in columns.items()}
    return FoundTable(grid.name, title, place + 1, letters, _until_signatures(rows))


def _until_signatures(rows: Sequence[PaperRow]) -> tuple[PaperRow, ...]:
    """Rows below the last one with a number or points are signatures and remarks."""
    last = max((place for place, row in enumerate(rows) if row.number or row.points), default=-1)
    return tuple(rows[: last + 1])
