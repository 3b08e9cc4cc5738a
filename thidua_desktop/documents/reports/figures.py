"""Tables of figures as blocks of a paper: numbers written the Vietnamese way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from thidua_desktop.documents.layout.blocks import Align, Column, Group, Table
from thidua_desktop.documents.phrases import grouped
from thidua_desktop.domain.number_tables import Cell, ColumnKind, FigureColumn, FigureTable

_ALIGN: Mapping[ColumnKind, Align] = {
    "serial": "center",
    "text": "left",
    "id": "center",
    "date": "center",
    "count": "center",
    "points": "center",
    "money": "right",
    "percent": "center",
}
_WIDTH: Mapping[ColumnKind, float] = {
    "serial": 5,
    "text": 26,
    "id": 14,
    "date": 11,
    "count": 8,
    "points": 8,
    "money": 14,
    "percent": 9,
}


def shown(cell: Cell, column: FigureColumn) -> str:
    """``1.234,50`` · ``35,07%`` · ``05/12/2026``; None is blank."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, str):
        return cell
    step = Decimal(1).scaleb(-column.decimals)
    number = Decimal(cell) * 100 if column.kind == "percent" else Decimal(cell)
    written = grouped(number.quantize(step, rounding=ROUND_HALF_UP))
    return f"{written}%" if column.kind == "percent" else written


def figure_table(table: FigureTable, *, size: float) -> Table:
    """The table as a block; ``size`` of its letters in points."""
    columns = tuple(
        Column(
            column.heading,
            column.width or _WIDTH[column.kind],
            _ALIGN[column.kind],
            column.over,
            serial=column.kind == "serial",
        )
        for column in table.columns
    )
    cells = [column for column in table.columns if column.kind != "serial"]

    def total_row(label: str, totals: Mapping[str, Cell]) -> tuple[str, ...]:
        return tuple(
            label if place == 0 else shown(totals.get(column.key), column)
            for place, column in enumerate(cells)
        )

    groups = tuple(
        Group(
            group.heading,
            tuple(tuple(shown(table.value(row, column), column) for column in cells) for row in group.rows),
            level=1 if group.heading else 2,
            total=total_row(group.subtotal, table.totals(group.rows)) if group.subtotal else None,
        )
        for group in table.groups
    )
    total = total_row(table.total, table.totals(table.rows())) if table.total else None
    return Table(columns=columns, groups=groups, total=total, size=size)
