"""Tables of a web page as sheets: cells over several rows and columns, tables in tables, the lines above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from thidua_desktop.workbooks.reading.grid import Cell, Grid, Value
from thidua_desktop.workbooks.reading.zip_parts import MAX_CELLS, UnsafeFile

_MAX_SPAN: Final = 200
_DEEPEST: Final = 20
_LINES_ABOVE: Final = 25
_BREAKS: Final = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"}
_UNSEEN: Final = {"style", "script", "title", "xml"}
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True)
class _Table:
    """A table being read. ``taken``: places that a cell above or beside reaches over."""

    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[Cell, Cell]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    taken: set[Cell] = field(default_factory=set)
    cell: list[str] | None = None
    size: tuple[int, int] = (1, 1)


class HtmlTables(HTMLParser):
    """Feed it the page; a table inside a cell of another is a sheet of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[_Table] = []
        self._open: list[_Table] = []
        self._lines: list[str] = []
        self._unseen = 0
        self._cells = 0

    def grids(self) -> list[Grid]:
        """Sheets ``Bảng 1``, ``Bảng 2`` … of the tables that hold something."""
        while self._open:
            self._end_table()
        filled = [table for table in self._found if any(map(any, table.rows))]
        return [
            Grid(
                f"Bảng {place}",
                table.rows,
                hidden_rows=frozenset(table.hidden),
                merges=tuple(table.merges),
            )
            for place, table in enumerate(filled, 1)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        table = self._open[-1] if self._open else None
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and table:
            self._end_cell(table)
            table.rows.append([])
            if _HIDDEN.search(dict(attrs).get("style") or ""):
                table.hidden.add(len(table.rows) - 1)
        elif tag in {"td", "th"} and table:
            self._end_cell(table)
            if not table.rows:
                table.rows.append([])
            known = dict(attrs)
            table.size = (_span(known.get("rowspan")), _span(known.get("colspan")))
            table.cell = []
        elif tag in _BREAKS:
            self._take("\n")

    def handle_endtag(self, tag: str) -> None:
        table = self._open[-1] if self._open else None
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == "table" and table:
            self._end_table()
        elif tag in {"td", "th", "tr"} and table:
            self._end_cell(table)
        elif tag in _BREAKS:
            self._take("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._take(_BLANKS.sub(" ", data))

    def _take(self, text: str) -> None:
        if not self._open:
            self._lines.append(text)
        elif (cell := self._open[-1].cell) is not None:
            cell.append(text)

    def _begin_table(self) -> None:
        table = _Table()
        if not self._open:
            lines = [line.strip() for line in "".join(self._lines).split("\n")]
            table.rows.extend([line] for line in [line for line in lines if line][-_LINES_ABOVE:])
            self._lines.clear()
        if len(self._open) >= _DEEPEST:
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        self._found.append(table)
        self._open.append(table)

    def _end_table(self) -> None:
        self._end_cell(self._open[-1])
        self._open.pop()

    def _end_cell(self, table: _Table) -> None:
        if table.cell is None:
            return
        lines = [line.strip() for line in "".join(table.cell).split("\n")]
        table.cell = None
        row = table.rows[-1]
        number = len(table.rows) - 1
        while (number, len(row)) in table.taken:
            row.append("")
        column = len(row)
        height, width = table.size
        row.append("\n".join(line for line in lines if line))
        row.extend([""] * (width - 1))
        if (height, width) != (1, 1):
            table.merges.append(((number, column), (number + height - 1, column + width - 1)))
            table.taken.update(
                (number + down, column + along) for down in range(1, height) for along in range(width)
            )
        self._cells += height * width
        if self._cells > MAX_CELLS:
            raise UnsafeFile("FILE_UNSAFE_BOMB")


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MAX_SPAN) if value and value.isascii() and value.isdigit() else 1
