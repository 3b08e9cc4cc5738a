"""Columns known by what stands in them, where no heading says it: used only when the cells leave no doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.names import looks_like_person
from thidua_desktop.domain.text import clean
from thidua_desktop.domain.units_text import starts_like_unit
from thidua_desktop.workbooks.grid import Grid, Value
from thidua_desktop.workbooks.tables import Table
from thidua_desktop.workbooks.vocabulary import Vocabulary

_ENOUGH: Final = 0.8
_SAMPLE: Final = 300
_FEWEST: Final = 2


class ColumnGuess:
    """Looks at the cells of columns without heading."""

    def __init__(self, vocabulary: Vocabulary, awards: AwardIndex) -> None:
        self._tests: dict[str, Callable[[Value], bool]] = {
            "name": lambda v: isinstance(v, str) and looks_like_person(v, vocabulary.names),
            "award": lambda v: isinstance(v, str) and awards.exact(v) is not None,
            "dob": lambda v: isinstance(v, dt.date) and v.year > 1900,
            "unit": lambda v: isinstance(v, str) and starts_like_unit(v, vocabulary.units),
        }

    def complete(self, table: Table) -> list[int]:
        """Gives unheaded columns of a table the missing field their cells show; the columns so named."""
        named: list[int] = []
        taken = {*table.headings, *table.columns.values()}
        rows = table.grid.rows[slice(*table.body)][:_SAMPLE]
        width = min(max((len(row) for row in rows), default=0), table.span[1])
        for column in range(table.span[0], width):
            if column in taken:
                continue
            field = self._field(rows, column)
            if field and field not in table.columns and not (field == "award" and table.matrix):
                table.columns[field] = column
                named.append(column)
        return named

    def whole_table(self, grid: Grid) -> Table | None:
        """A list without any header row: names of persons and their awards (or birth dates, units) tell."""
        columns: dict[str, int] = {}
        rows = grid.rows[:_SAMPLE]
        for column in range(max((len(row) for row in rows), default=0)):
            field = self._field(rows, column)
            if field and field not in columns:
                columns[field] = column
        if "name" not in columns or len(columns) < 2:
            return None
        first = next(
            place
            for place, row in enumerate(grid.rows)
            if columns["name"] < len(row) and self._tests["name"](row[columns["name"]])
        )
        if _counts(rows[first:]):
            columns["number"] = 0
        return Table(grid, (), columns, body=(first, len(grid.rows)), above=(0, first))

    def _field(self, rows: list[list[Value]], column: int) -> str | None:
        cells = [row[column] for row in rows if column < len(row) and _is_typed(row[column])]
        if len(cells) < _FEWEST:
            return None
        for field, test in self._tests.items():
            if sum(map(test, cells)) >= _ENOUGH * len(cells):
                return field
        return None


def _is_typed(value: Value) -> bool:
    return value != "" and not (isinstance(value, str) and not clean(value))


def _counts(rows: list[list[Value]]) -> bool:
    """Does the first column count 1, 2, 3 …?"""
    numbers = [row[0] for row in rows if row and isinstance(row[0], int | float)]
    return len(numbers) >= _FEWEST and numbers[0] == 1 and numbers == sorted(numbers)
