"""What each column of a table is, weighed: its heading, its cells, its neighbours.

A heading decides where its cells do not speak against it; cells decide where no heading is understood and
they leave no doubt. What is decided by cells alone is reported, and what is filled and not understood is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.workbooks.reading.grid import Grid, Value
from thidua_desktop.workbooks.table_finding.header_rows import is_numbering
from thidua_desktop.workbooks.table_finding.shapes import SAMPLE, ColumnShape, Shape, Shapes
from thidua_desktop.workbooks.table_finding.tables import Table

_ENOUGH: Final = 0.75
_FEWEST: Final = 2
_DIFFERENT: Final = 3
"""So many given names differ: ``Nam`` and ``Nữ`` are none."""
_NAMES: Final = frozenset({"name", "family_name", "given_name", "collective_name", "household_name"})
_KINDS: Final = frozenset({"name", "collective_name", "household_name"})
_YEARS: Final = re.compile(r"\b20\d\d\b")
_WORDS: Final[tuple[Shape, ...]] = ("text", "maybe_person", "long", "position")
_FACTS: Final = frozenset({"ignored", "number", "note", "achievement", "previous_award", "initiative"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A column decided or left by its cells. ``code`` is the finding that says so."""

    column: int
    code: str
    field: str | None = None
    weighty: bool = True
    """Could the column hold something a nomination needs?"""


class ColumnReview:
    """Looks at every table once its rows are known."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def review(self, table: Table) -> list[Guess]:
        """Corrects the columns of a table by their cells; what was decided or could not be."""
        rows = [row for row in table.grid.rows[slice(*table.body)] if row][: 2 * SAMPLE]
        width = min(max((len(row) for row in rows), default=0), table.span[1])
        shown = {column: self._shapes.column(rows, column) for column in range(table.span[0], width)}
        self._kinds(table, rows)
        guesses = self._halves(table, rows)
        guesses += self._units(table, shown)
        guesses += self._against_headings(table, shown)
        guesses += self._matrix(table, shown)
        guesses += self._complete(table, shown)
        guesses += self._unknown(table, shown)
        return guesses

    def unknown(self, table: Table) -> list[Guess]:
        """Of a list without header the columns nobody understands."""
        rows = [row for row in table.grid.rows[slice(*table.body)] if row][: 2 * SAMPLE]
        width = max((len(row) for row in rows), default=0)
        return self._unknown(table, {c: self._shapes.column(rows, c) for c in range(width)})

    def _kinds(self, table: Table, rows: list[list[Value]]) -> None:
        """``Đối tượng`` | ``Tên`` are no two halves of a name when the first says of what kind each row is."""
        family, given = table.columns.get("family_name"), table.columns.get("given_name")
        if family is None or given is None or "subject_type" in table.columns:
            return
        if self._shapes.names_kinds(rows, family):
            del table.columns["family_name"], table.columns["given_name"]
            table.columns |= {"subject_type": family, "name": given}

    def _halves(self, table: Table, rows: list[list[Value]]) -> list[Guess]:
        """``Họ và tên`` over two columns: beside it a column without heading that holds given names."""
        name = table.columns.get("name")
        if name is None or name + 1 in table.headings or name + 1 in table.columns.values():
            return []
        pairs = [
            (clean(str(row[name])), clean(str(row[name + 1])))
            for row in rows
            if name + 1 < len(row) and row[name] != ""
        ]
        given = {last for first, last in pairs if self._shapes.may_be_given(first, last)}
        count = sum(last in given for _, last in pairs)
        open_names = sum(self._shapes.goes_on(first) for first, _ in pairs)
        if len(given) < _DIFFERENT or min(count, open_names) < _ENOUGH * len(pairs):
            return []
        table.columns["family_name"] = table.columns.pop("name")
        table.columns["given_name"] = name + 1
        return [Guess(name + 1, "HEADER_MISSING", "given_name")]

    def _units(self, table: Table, shown: Mapping[int, ColumnShape]) -> list[Guess]:
        """Of two columns of units the wider one is meant: not teams of it; where both could be it is reported."""
        chosen = table.columns.get("unit")
        guesses: list[Guess] = []
        if table.named_by_contrast:
            guesses.append(Guess(table.columns["name"], "HEADER_MISSING", "name"))
        for column in table.more_units:
            if chosen is None or column not in shown or not shown[column].filled:
                continue
            is_unit = shown[column].share("collective") > 0.5
            if is_unit and self._inner(table, chosen) > 0.5 > self._inner(table, column):
                table.columns["unit"] = chosen = column
            elif is_unit and self._inner(table, column) <= 0.5:
                guesses.append(Guess(column, "COLUMN_TWICE", "unit"))
        return guesses

    def _inner(self, table: Table, column: int) -> float:
        rows = table.grid.rows[slice(*table.body)][:SAMPLE]
        cells = [str(row[column]) for row in rows if column < len(row) and row[column] != ""]
        return sum(self._shapes.is_inner(cell) for cell in cells) / len(cells) if cells else 0.0

    def _against_headings(self, table: Table, shown: Mapping[int, ColumnShape]) -> list[Guess]:
        """Headings whose cells are plainly something else."""
        guesses: list[Guess] = []
        for name, column in list(table.columns.items()):
            shape = shown.get(column)
            if shape is None or shape.filled < _FEWEST or name in _FACTS:
                continue
            if not _contradicts(name, shape):
                continue
            if name in _KINDS and not any(other in table.columns for other in _NAMES - {name}):
                continue
            del table.columns[name]
            if (
                "name" not in table.columns
                and not _NAMES & table.columns.keys()
                and "unit" not in table.columns
            ):
                table.columns[name] = column
                continue
            guesses.append(Guess(column, "COLUMN_CONTRADICTS", name))
        return guesses

    def _matrix(self, table: Table, shown: Mapping[int, ColumnShape]) -> list[Guess]:
        """A column headed by an award proposes only where its cells are proved to be marks or awards."""
        stored: list[tuple[int, str]] = []
        guesses: list[Guess] = []
        for column, code in table.matrix:
            shape = shown.get(column)
            if shape is None or not shape.filled:
                stored.append((column, code))
                continue
            marks = shape.share("yes", "no", "award")
            if marks == 0 and shape.share("year", "day") >= _ENOUGH:
                table.previous = (*table.previous, column)
                guesses.append(Guess(column, "COLUMN_OTHER_YEAR", f"award:{code}"))
            else:
                stored.append((column, code))
        table.matrix = tuple(stored)
        return guesses

    def _complete(self, table: Table, shown: Mapping[int, ColumnShape]) -> list[Guess]:
        """Columns no heading explains get the missing field their cells show."""
        taken = {*table.columns.values(), *table.previous, *table.more_awards, *table.ignored}
        taken.update(column for column, _ in table.matrix)
        guesses: list[Guess] = []
        candidates: dict[str, list[int]] = {}
        for column, shape in shown.items():
            if column in taken:
                continue
            found = field_of(shape, headless=False)
            if found == "dob" and _OTHER_DAY.search(search_key(table.headings.get(column, ""))):
                continue
            if found:
                candidates.setdefault(found, []).append(column)
        for name, columns in candidates.items():
            requested = name not in table.columns and not (name == "award" and table.matrix)
            if name == "name" and _NAMES & table.columns.keys():
                requested = False
            if name == "dob" and {"dob_male", "dob_female"} & table.columns.keys():
                requested = False
            if name == "sex" and {"sex_male", "sex_female"} & table.columns.keys():
                requested = False
            if name == "unit" and "position_unit" in table.columns:
                requested = False
            if requested and name == "award" and len(columns) > 1:
                columns = self._latest(table, columns)
            if not requested or len(columns) > 1:
                continue
            table.columns[name] = columns[0]
            guesses.append(Guess(columns[0], "HEADER_MISSING", name))
        return guesses

    def _latest(self, table: Table, columns: list[int]) -> list[int]:
        """Of columns headed by years the latest proposes and the others report of the past."""
        years = {c: max(map(int, _YEARS.findall(table.headings.get(c, ""))), default=0) for c in columns}
        latest = [column for column in columns if years[column] == max(years.values())]
        if len(latest) != 1 or not all(years.values()):
            return columns
        table.previous = (*table.previous, *(column for column in columns if column != latest[0]))
        return latest

    def _unknown(self, table: Table, shown: Mapping[int, ColumnShape]) -> list[Guess]:
        """Columns filled and not understood, each named once."""
        taken = {*table.columns.values(), *table.previous, *table.more_awards, *table.ignored}
        taken.update(column for column, _ in table.matrix)
        return [
            Guess(column, "COLUMN_UNKNOWN", weighty=field_of(shape, headless=False) is not None)
            for column, shape in shown.items()
            if column not in taken and shape.filled and (column in table.headings or shape.filled >= _FEWEST)
        ]


_OTHER_DAY: Final = re.compile(
    r"\b(?:quyet dinh|qd|ban hanh|ky|cap|vao|nhap ngu|bo nhiem|tuyen dung|bat dau|ket thuc|het han|nop|nhan|"
    r"cong nhan|khen|trao|hop|thanh lap|lap)\b"
)
"""Headings of days that are nobody's birthday."""


def _contradicts(name: str, shape: ColumnShape) -> bool:
    share = shape.share
    if name in {"unit", "position"} and share("person") >= _ENOUGH:
        return True
    if name in _NAMES | {"unit", "position"}:
        return share("day", "year", "number", "id") >= 0.9
    if name in {"dob", "dob_male", "dob_female"}:
        return shape.filled > 2 and share("person", "collective", "award", "sex", "position") >= _ENOUGH
    if name == "award":
        other = share("person", "household") >= _ENOUGH or share("day", "id") >= _ENOUGH
        return other or (share("long") >= _ENOUGH and not share("award", "yes"))
    if name == "sex":
        return share("person", "day", "award", "collective") >= _ENOUGH
    return False


def field_of(shape: ColumnShape, *, headless: bool) -> str | None:
    """The field a column's cells show without doubt."""
    if shape.filled < _FEWEST:
        return None
    share = shape.share
    if share("person") >= _ENOUGH or (share("person") >= 0.5 and share("person", "maybe_person") >= 0.9):
        return "name"
    asked = shape.filled - shape.counts["no"]
    if asked >= 1 and shape.counts["award"] >= _ENOUGH * asked and shape.counts["award"] > 1:
        return "award"
    if share("day", "year") >= 0.8:
        return "dob"
    if share("sex") >= 0.9:
        return "sex"
    if share("id") >= 0.8:
        return "national_id"
    if share("collective") >= 0.8:
        return "unit"
    if headless and share("position") >= _ENOUGH:
        return "position"
    return None


class Contrast:
    """Rows that head a list though few of their words are known: what stands below is plainly a list."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def heads(self, grid: Grid, row: int, texts: list[str]) -> int | None:
        """Short different words, none of them a person or an award; below, from the next row on, persons or
        units in one column and at least one more column that looks alike from row to row. Then the column
        of the names.
        """
        heads = {column: text for column, text in enumerate(texts) if text}
        if len(heads) < 3 or any(len(text) > 120 for text in heads.values()):
            return None
        if len(set(heads.values())) * 5 < len(heads) * 4:
            return None
        shapes = [self._shapes.of(text) for text in heads.values()]
        if any(shape in {"person", "household", "day", "id"} for shape in shapes):
            return None
        below = [cells for cells in self._below(grid, row) if sum(cell != "" for cell in cells) > 2]
        if not below or not self._is_data(below[0], heads):
            return None
        named: list[tuple[float, int]] = []
        alike = awarded = 0
        for column in heads:
            shape = self._shapes.column(below, column)
            if not shape.filled:
                continue
            if any(column < len(cells) and cells[column] == heads[column] for cells in below):
                return None  # a heading is not what stands in its own column
            if self._shapes.of(heads[column]) == "collective" and shape.share("collective") >= 0.5:
                return None
            awarded += shape.share("award") >= 0.6
            if shape.share("person", "household") >= 0.6 or shape.share("collective") >= 0.8:
                named.append((shape.share("person", "household"), -column))
            elif max(shape.counts.values()) >= 0.8 * shape.filled and shape.share("text", "long") < 0.5:
                alike += 1
        if not named or len(named) + alike < 2:
            return None
        people, column = max(named)
        return -column if people or awarded else None

    def repeats_header(self, table: Table) -> bool:
        """Is the first row below a header its words in another language: texts where all below is data?"""
        start, end = table.body
        rows = [
            row
            for row in table.grid.rows[start + 1 : min(end, start + 14)]
            if any(cell != "" for cell in row)
        ]
        cells = (
            {c: cell for c, cell in enumerate(table.grid.rows[start]) if cell != ""} if start < end else {}
        )
        if len(cells) < 3 or len(rows) < _FEWEST or not table.header_rows:
            return False
        if not all(isinstance(cell, str) and self._shapes.of(cell) in _WORDS for cell in cells.values()):
            return False
        data = sum(
            1 for c in cells if (shape := self._shapes.column(rows, c)).filled and not shape.share(*_WORDS)
        )
        return data * 2 >= len(cells) and data > 1

    def _below(self, grid: Grid, row: int) -> list[list[Value]]:
        found: list[list[Value]] = []
        for cells in grid.rows[row + 1 : row + 14]:
            if any(cell != "" for cell in cells) and not is_numbering(cells):
                found.append(cells)
        return found

    def _is_data(self, cells: list[Value], heads: Mapping[int, str]) -> bool:
        filled = {column: cell for column, cell in enumerate(cells) if cell != "" and column in heads}
        shapes = [self._shapes.of(cell) for cell in filled.values()]
        return any(shape in {"person", "household", "collective"} for shape in shapes) and len(filled) > 1
