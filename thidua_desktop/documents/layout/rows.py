"""What stands in a table, line by line, for every way of writing it down: serial numbers, groups, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from thidua_desktop.documents.layout.blocks import Column, Table


@dataclass(frozen=True, slots=True)
class TableLine:
    """``group``: one heading over all columns; ``row`` and ``total``: one cell for every column."""

    kind: Literal["group", "row", "total"]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``over`` (none when empty) stands above the columns ``first`` to ``last``."""

    over: str
    first: int
    last: int


def table_lines(table: Table) -> Iterator[TableLine]:
    """All lines below the headings; rows are numbered again in each level-1 group."""
    number = 0
    for group in table.groups:
        if group.level == 1:
            number = 0
        if group.heading:
            yield TableLine("group", (group.heading,))
        for row in group.rows:
            number += 1
            yield TableLine("row", _cells(table.columns, row, serial=str(number)))
        if group.total is not None:
            yield TableLine("total", _cells(table.columns, group.total, serial=""))
    if table.total is not None:
        yield TableLine("total", _cells(table.columns, table.total, serial=""))


def _cells(columns: Sequence[Column], row: Sequence[str], *, serial: str) -> tuple[str, ...]:
    contents = iter(row)
    return tuple(serial if column.serial else next(contents) for column in columns)


def headings(columns: Sequence[Column]) -> list[Heading]:
    """Neighbours that share a heading are one entry, every other column has its own."""
    found: list[Heading] = []
    for over, members in groupby(enumerate(columns), key=lambda item: item[1].over):
        places = [place for place, _ in members]
        found += (
            [Heading(over, places[0], places[-1])]
            if over
            else [Heading("", place, place) for place in places]
        )
    return found
