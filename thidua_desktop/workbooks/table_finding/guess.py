"""A list without any header row, known by what stands in its columns."""

from __future__ import annotations

from typing import Final

from thidua_desktop.workbooks.reading.grid import Grid, Value
from thidua_desktop.workbooks.table_finding.evidence import field_of
from thidua_desktop.workbooks.table_finding.shapes import Shapes
from thidua_desktop.workbooks.table_finding.tables import Table

_SAMPLE: Final = 300
_FEWEST: Final = 2


class ColumnGuess:
    """Finds lists that no row heads."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def whole_table(self, grid: Grid) -> Table | None:
        """Names of persons and one more column that leaves no doubt; None when nothing looks like a list."""
        rows = [row for row in grid.rows[:_SAMPLE] if sum(cell != "" for cell in row) > 1]
        rows = self._from_first_person(rows)
        columns: dict[str, int] = {}
        for column in range(max(map(len, rows), default=0)):
            found = field_of(self._shapes.column(rows, column), headless=True)
            if found and found not in columns:
                columns[found] = column
        if "name" not in columns:
            return None
        named = columns["name"]
        people = [
            place
            for place, row in enumerate(grid.rows)
            if named < len(row)
            and row[named] != ""
            and self._shapes.of(row[named]) in {"person", "household"}
        ]
        if len(people) < _FEWEST:
            return None
        first = people[0]
        if len(columns) < _FEWEST and not (named == 1 and _counts(grid.rows[first:])):
            return None
        if 0 not in columns.values() and _counts(grid.rows[first:]):
            columns["number"] = 0
        return Table(grid, (), columns, body=(first, len(grid.rows)), above=(0, first))

    def _from_first_person(self, rows: list[list[Value]]) -> list[list[Value]]:
        """Without the rows above the first person: titles and headings say nothing of what a column holds."""
        for place, row in enumerate(rows):
            if any(self._shapes.of(cell) in {"person", "household"} for cell in row if cell != ""):
                return rows[place:]
        return rows


def _counts(rows: list[list[Value]]) -> bool:
    """Does the first column count 1, 2, 3 …?"""
    cells = [str(row[0]).rstrip(".") for row in rows if row and row[0] != ""]
    numbers = [int(float(cell)) for cell in cells if cell.replace(".", "", 1).isdigit() and len(cell) < 7]
    return len(numbers) >= _FEWEST and numbers[0] == 1 and numbers == sorted(numbers)
