"""A unit's self-scores as it sent them: the table found by its headings, its cells, its stated totals.

Blank is blank and 0 is 0: cells are handed on as the unit wrote them, judged by nobody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.workbooks.reading.grid import Grid, Value, cell_text, column_letter
from thidua_desktop.workbooks.reading.reader import open_file

MARK: Final = "score-template/1"
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "own": ("tu cham", "tu danh gia", "don vi cham"),
    "wording": ("noi dung", "tieu chi", "danh muc", "nhiem vu"),
    "number": ("stt", "tt", "so tt", "muc"),
    "standard": ("diem chuan", "diem toi da", "thang diem", "diem quy dinh"),
    "plan": ("ke hoach", "chi tieu giao", "chi tieu"),
    "actual": ("thuc hien", "ket qua"),
    "note": ("minh chung", "ghi chu", "giai trinh"),
    "code": ("ma tieu chi",),
}
_HEAD_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row below the headings; ``cell`` is the address of its self-score (``G12``)."""

    cell: str
    number: str
    wording: str
    own: str
    plan: str
    actual: str
    note: str
    code: str

    @property
    def words(self) -> str:
        """What the unit says: two figures where it gives them, else its points."""
        return f"{self.actual}/{self.plan}" if self.plan and self.actual else self.own or self.actual


@dataclass(frozen=True, slots=True)
class SelfScores:
    """``above``: the lines over the table, where a unit names itself; ``unit_id``: our template says it."""

    sheet: str
    above: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    unit_id: int | None = None
    sheet_id: int | None = None


def read_self_scores(path: Path) -> SelfScores:
    """The first sheet that holds a table of self-scores.

    OfficeError ``scoring.import_unreadable`` (no workbook), ``scoring.import_no_table``.
    """
    opened = open_file(path)
    if opened.status != "ok" or not opened.grids:
        raise OfficeError("scoring.import_unreadable", file=path.name)
    mark = next((grid for grid in opened.grids if _cell(grid, 0, 0) == MARK), None)
    for grid in opened.grids:
        found = None if grid is mark else _table(grid)
        if found is not None:
            unit, sheet = (_number(_cell(mark, row, 0)) for row in (1, 2)) if mark else (None, None)
            return SelfScores(grid.name, found[0], found[1], unit, sheet)
    raise OfficeError("scoring.import_no_table", file=path.name)


def _table(grid: Grid) -> tuple[tuple[str, ...], tuple[ReadRow, ...]] | None:
    for depth in (1, 2):
        for top in range(min(_HEAD_ROWS, len(grid.rows))):
            columns = _columns(grid, top, depth)
            # A title such as "Bảng tự chấm" stands at the left; the points stand right of what they are for.
            if "wording" in columns and columns.get("own", -1) > columns["wording"]:
                # Headings over two rows: the upper one alone has named enough already.
                depth = 2 if depth == 1 and _is_heading(grid, top + 1, columns) else depth
                above = tuple(line for row in grid.rows[:top] if (line := _line(row)))
                return above, tuple(_rows(grid, top + depth, columns))
    return None


def _columns(grid: Grid, top: int, depth: int) -> dict[str, int]:
    wide = max((len(row) for row in grid.rows[top : top + depth]), default=0)
    found: dict[str, int] = {}
    for column in range(wide):
        message = " ".join(fold(_cell(grid, row, column)) for row in range(top, top + depth)).strip()
        if not message or len(message) > 60:
            continue
        for key, names in _KEYS.items():
            exact = key == "number"
            if key not in found and any(
                message.rstrip(".") == name if exact else name in message for name in names
            ):
                found[key] = column
                break
    return found


def _is_heading(grid: Grid, row: int, columns: Mapping[str, int]) -> bool:
    """A second row of headings: words such as ``Điểm`` below a merged heading, none of them a wording."""
    cells = [_cell(grid, row, column) for column in range(len(grid.rows[row]) if row < len(grid.rows) else 0)]
    message = [cell for cell in cells if cell]
    if not message or _cell(grid, row, columns["wording"]):
        return False
    return not any(character.isdigit() for cell in message for character in cell)


def _rows(grid: Grid, first: int, columns: Mapping[str, int]) -> Iterator[ReadRow]:
    for row in range(first, len(grid.rows)):
        message = {key: _cell(grid, row, column) for key, column in columns.items()}
        if not message["wording"] or row in grid.hidden_rows:
            continue
        yield ReadRow(
            cell=f"{column_letter(columns['own'])}{row + 1}",
            number=message.get("number", ""),
            wording=message["wording"],
            own=message["own"],
            plan=message.get("plan", ""),
            actual=message.get("actual", ""),
            note=message.get("note", ""),
            code=message.get("code", ""),
        )


def _cell(grid: Grid | None, row: int, column: int) -> str:
    if grid is None or row >= len(grid.rows) or column >= len(grid.rows[row]):
        return ""
    return clean(cell_text(grid.rows[row][column]))


def _line(row: Sequence[Value]) -> str:
    return " ".join(message for cell in row if (message := clean(cell_text(cell))))


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() else None
