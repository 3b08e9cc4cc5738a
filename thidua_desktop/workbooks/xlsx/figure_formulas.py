"""Formulas of figure tables and the values they show before anything calculates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from thidua_desktop.domain.number_tables import Cell, FigureColumn

LONGEST_SUM: Final = 200
"""Ranges in one SUM; Excel takes 255."""


def row_formula(columns: Sequence[FigureColumn], column: FigureColumn, row: int) -> str:
    """The formula of a computed cell in worksheet row ``row`` (from 1); blank with nothing to count."""
    letters = {other.key: f"{xl_col_to_name(place)}{row}" for place, other in enumerate(columns)}
    if column.share_of:
        part, *parts = (letters[key] for key in column.share_of)
        whole = parts[0] if len(parts) == 1 else f"SUM({','.join(parts)})"
        return f'=IF(N({whole})=0,"",{part}/{whole})'
    plus, minus = ([letters[key] for key in keys] for keys in (column.plus, column.minus))
    total = f"SUM({','.join(plus)})" if plus else "0"
    taken = f"-SUM({','.join(minus)})" if minus else ""
    return f'=IF(COUNT({",".join((*plus, *minus))})=0,"",{total}{taken})'


def column_sum(letter: str, spans: Sequence[tuple[int, int]]) -> str:
    ranges = [f"{letter}{first + 1}:{letter}{last + 1}" for first, last in spans]
    parts = [f"SUM({','.join(chunk)})" for chunk in _chunks(ranges)]
    return "=" + ("+".join(parts) or "0")


def _chunks(ranges: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ranges), LONGEST_SUM):
        yield ranges[start : start + LONGEST_SUM]


def plain_number(cell: int | Decimal) -> int | float:
    return cell if isinstance(cell, int) else float(cell)


def cached(cell: Cell) -> int | float | str:
    """The value a viewer that does not calculate shows."""
    return plain_number(cell) if isinstance(cell, int | Decimal) else ""
