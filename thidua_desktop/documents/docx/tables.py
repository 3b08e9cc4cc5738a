"""Lists and tables: repeated headings, rows never cut, group rows over all columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from thidua_desktop.documents.docx.paragraphs import Own, styled
from thidua_desktop.documents.docx.styles import TWIPS, NamedStyle, cell_style
from thidua_desktop.documents.docx.xml import element, flags, run
from thidua_desktop.documents.layout.blocks import Column, Table
from thidua_desktop.documents.layout.closing import ROWS_AT_SIGNATURE
from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.documents.layout.grids import column_edges
from thidua_desktop.documents.layout.rows import TableLine, headings, table_lines
from thidua_desktop.documents.layout.wrapping import dashes_held


def table(block: Table, width: float, *, signed: bool) -> str:
    """``signed``: the signatures follow, so the last rows stay with them."""
    edges = [round(edge * TWIPS) for edge in column_edges(block, 0.0, width)]
    widths = [end - start for start, end in pairwise(edges)]
    regular, bold = cell_style(block.size), cell_style(block.size, bold=True)
    lines = list(table_lines(block))
    held = len(lines) - ROWS_AT_SIGNATURE if signed else len(lines)
    rows = (
        _row(line, block, widths, bold if line.kind != "row" else regular, keep_with_next=place >= held)
        for place, line in enumerate(lines)
    )
    appearance = element(
        "tblPr",
        element("tblStyle", val="List"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
    )
    grid = element("tblGrid", *(element("gridCol", w=wide) for wide in widths))
    return element("tbl", appearance, grid, *_header(block.columns, widths, bold), *rows)


def _cell(width: int, *paragraphs: str, span: int = 1, merge: str = "") -> str:
    """``merge``: ``restart`` or ``continue`` of a cell over several rows."""
    appearance = (
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=span) if span > 1 else "",
        element("vMerge", val=merge) if merge else "",
        element("vAlign", val="center"),
    )
    return element("tc", element("tcPr", *appearance), *paragraphs)


def _header(columns: Sequence[Column], widths: Sequence[int], bold: NamedStyle) -> Iterator[str]:
    """One row of headings, or two when neighbours share a heading above them; repeated on every page."""

    def heading(content: str) -> str:
        return styled(bold, run(dashes_held(content)), own=Own(align="center", keep_with_next=True))

    appearance = element("trPr", flags({"cantSplit": True, "tblHeader": True}))
    spans = headings(columns)
    if not any(span.over for span in spans):
        cells = (_cell(width, heading(one.heading)) for width, one in zip(widths, columns, strict=True))
        yield element("tr", appearance, *cells)
        return
    upper, lower = [], []
    for span in spans:
        own = range(span.first, span.last + 1)
        if span.over:
            upper.append(_cell(sum(widths[place] for place in own), heading(span.over), span=len(own)))
            lower += [_cell(widths[place], heading(columns[place].heading)) for place in own]
        else:
            first = span.first
            upper.append(_cell(widths[first], heading(columns[first].heading), merge="restart"))
            lower.append(_cell(widths[first], heading(""), merge="continue"))
    yield element("tr", appearance, *upper)
    yield element("tr", appearance, *lower)


def _row(
    line: TableLine, block: Table, widths: Sequence[int], named: NamedStyle, *, keep_with_next: bool
) -> str:
    columns = block.columns
    whole = flags({"cantSplit": True})
    if line.kind == "group":
        heading = styled(named, run(dashes_held(line.cells[0])), own=Own(keep_with_next=True))
        return element("tr", element("trPr", whole), _cell(sum(widths), heading, span=len(columns)))
    cells = (
        _cell(
            width,
            styled(named, run(dashes_held(cell)), own=Own(align=column.align, keep_with_next=keep_with_next)),
        )
        for cell, column, width in zip(line.cells, columns, widths, strict=True)
    )
    tall = element("trHeight", val=block.least * MM * TWIPS, hRule="atLeast") if block.least else ""
    return element("tr", element("trPr", whole, tall), *cells)
