"""Tables of figures declared as data: columns, groups of rows, totals; one source for paper and workbook.

A computed column names the columns it is made of, so a workbook can carry it as a live formula and paper can
print the same figure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ColumnKind = Literal["serial", "text", "id", "date", "count", "points", "money", "percent"]
Cell = str | int | Decimal | dt.date | None
Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn:
    """One column.

    ``width`` in characters, 0 for what its kind usually needs; neighbours with one ``over`` share that
    heading above them; ``plus`` and ``minus`` name columns whose sum and difference this one is;
    ``share_of`` (part, whole…) makes it a percentage of the sum of the columns after the first; ``summed``
    shows it in total rows. ``id`` is text even when it looks like a number; ``percent`` is a fraction of 1.
    ``decimals`` are those shown, never a rounding of the value.
    """

    key: str
    heading: str
    kind: ColumnKind = "text"
    width: float = 0.0
    over: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    share_of: tuple[str, ...] = ()
    summed: bool = False
    decimals: int = 0

    @property
    def computed(self) -> bool:
        return bool(self.plus or self.minus or self.share_of)


Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under ``heading`` (none when empty), closed by a subtotal row when ``subtotal`` names it."""

    rows: tuple[Row, ...]
    heading: str = ""
    subtotal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """``total`` names the closing row over all groups (none when empty). Serial numbers restart in a group
    that has a heading."""

    title: str
    columns: tuple[FigureColumn, ...]
    groups: tuple[RowGroup, ...]
    total: str = ""

    def value(self, row: Row, column: FigureColumn) -> Cell:
        """The cell as shown: given, or computed; None is blank and is not 0."""
        if column.share_of:
            part, *parts = (self._number(row, key) or 0 for key in column.share_of)
            whole = sum(parts)
            return Decimal(part) / Decimal(whole) if whole else None
        if column.computed:
            plus, minus = ([self._number(row, key) for key in keys] for keys in (column.plus, column.minus))
            if all(number is None for number in (*plus, *minus)):
                return None
            return sum(number or 0 for number in plus) - sum(number or 0 for number in minus)
        return row.get(column.key)

    def _number(self, row: Row, key: str) -> Number | None:
        """The figure of column ``key`` in ``row``, itself given or computed."""
        column = next((column for column in self.columns if column.key == key), None)
        given = row.get(key)
        return _number(self.value(row, column) if column and given is None else given)

    def totals(self, rows: Iterable[Row]) -> dict[str, Cell]:
        """Values of a total row over ``rows``: sums, and shares of those sums."""
        rows = list(rows)
        totals: dict[str, Cell] = {}
        for column in self.columns:
            if column.summed and not column.share_of:
                numbers = [_number(self.value(row, column)) for row in rows]
                totals[column.key] = sum(number or 0 for number in numbers)
        for column in self.columns:
            if column.summed and column.share_of:
                totals[column.key] = self.value(totals, column)
        return totals

    def rows(self) -> Iterator[Row]:
        for group in self.groups:
            yield from group.rows


def _number(cell: Cell) -> Number | None:
    return cell if isinstance(cell, int | Decimal) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSigner:
    """``titles`` one a line; ``name`` may be empty when it is signed by hand."""

    titles: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """Who issues the sheet and what it is called. ``titles`` one a line, the first the largest;
    ``number_line`` and ``superior`` may be empty."""

    issuer: str
    titles: tuple[str, ...]
    superior: str = ""
    number_line: str = ""
    place_date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallySheet:
    """Bảng tổng hợp: one wide table with notes and signatures. ``tab`` names the workbook's sheet."""

    head: SheetHead
    table: FigureTable
    tab: str
    notes: tuple[str, ...] = ()
    signers: tuple[SheetSigner, ...] = ()
    created: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    """A year's figures in several tables. ``tabs`` name the workbook's sheets, one a table; ``intro`` and
    ``notes`` are paragraphs; ``recipients`` without dash and end mark."""

    head: SheetHead
    tables: tuple[FigureTable, ...]
    tabs: tuple[str, ...]
    intro: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signers: tuple[SheetSigner, ...] = ()
    created: dt.datetime | None = None
