"""A table of the screen on paper, A4 on its side when it is wide; PDF and .docx from the same blocks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Align,
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Rule,
    Section,
    Table,
)
from thidua_desktop.domain.number_tables import Cell, FigureColumn, TallySheet

_WIDE: Final = 90.0
"""Letters of all columns together that need the paper on its side."""
_MILLIMETRES: Final = 2.0
_NUMBERS: Final = frozenset({"count", "points", "money", "percent"})


def shown_paper(sheet: TallySheet) -> Paper:
    """The table as blocks; its heading is repeated on every page."""
    head, table = sheet.head, sheet.table
    first, *others = head.titles
    wide = sum(column.width for column in table.columns) > _WIDE
    columns = tuple(_column(column) for column in table.columns)
    rows = tuple(tuple(cell_words(row.get(c.key), c) for c in table.columns) for row in table.rows())
    total = None
    if table.total:
        sums = table.totals(table.rows())
        named = next((c.key for c in table.columns if c.kind not in _NUMBERS), "")
        total = tuple(
            table.total if c.key == named else cell_words(sums.get(c.key), c) for c in table.columns
        )
    blocks: tuple[Block, ...] = (
        Letterhead(
            superior=head.superior,
            issuer=head.issuer,
            number_line="",
            place_date=head.place_date,
        ),
        Paragraph.plain(first, d.TYPE_NAME),
        *(Paragraph.plain(title, d.SUBJECT) for title in others),
        Rule(d.SUBJECT_LINE, after=8),
        Table(
            columns=(Column("TT", 10, "center", serial=True), *columns),
            groups=(Group("", rows),),
            total=total,
            size=11.0,
        ),
        *(Paragraph.plain(note, d.ANNEX_REFERENCE) for note in sheet.notes),
    )
    return Paper(title=first, author=head.issuer, sections=(Section(blocks, landscape=wide),))


def cell_words(cell: Cell, column: FigureColumn) -> str:
    """A cell as printed: 1.170.000, 95,5, 05/12/2026."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int | Decimal):
        places = column.decimals
        return f"{cell:,.{places}f}".translate(str.maketrans(",.", ".,"))
    return cell


def _column(column: FigureColumn) -> Column:
    align: Align = "right" if column.kind in _NUMBERS else "center" if column.kind == "date" else "left"
    return Column(column.heading, column.width * _MILLIMETRES, align)
