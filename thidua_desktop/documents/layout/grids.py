"""Tables as slices: headings over one or two rows, groups, totals, serial numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from thidua_desktop.documents.layout.blocks import Table
from thidua_desktop.documents.layout.decree30 import CELL_SIDE, CELL_TOP, MM, TABLE_BEFORE, TABLE_LINE
from thidua_desktop.documents.layout.flow import Slice
from thidua_desktop.documents.layout.fonts import BOLD, REGULAR, unit_width
from thidua_desktop.documents.layout.rows import TableLine, headings, table_lines
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import Line, cell_lines, lines_of, plain
from thidua_desktop.domain.text import nfc

_LEADING = 1.15
NAME_SHARE: Final = 0.36
"""The largest share of the table a column of names is widened to."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A box from the left edge ``x`` to ``end`` (points) with its text."""

    x: float
    end: float
    lines: list[Line]
    top: float = 0.0
    """Where the box starts below the top of its slice."""
    height: float = 0.0
    """0: as tall as the slice."""


def table_slices(table: Table, x: float, width: float) -> Iterator[Slice]:
    """The heading and then row by row, each laid out when it is asked for."""
    edges = column_edges(table, x, width)
    header = _header(table, edges)
    header.before = TABLE_BEFORE
    yield header
    for slice_ in _rows(table, edges):
        slice_.header = header
        yield slice_


def column_edges(table: Table, x: float, width: float) -> list[float]:
    """Column borders: the declared shares, but no heading word is cut and no person's name broken."""
    columns = table.columns
    total = sum(column.width for column in columns)
    requested = [column.width / total * width for column in columns]
    floors = [_floor(table, place, width) for place in range(len(columns))]
    short = sum(max(0.0, floor - want) for floor, want in zip(floors, requested, strict=True))
    spare = sum(max(0.0, want - floor) for floor, want in zip(floors, requested, strict=True))
    give = min(1.0, short / spare) if spare else 0.0
    scale = 1.0 if short <= spare else width / sum(map(max, floors, requested))
    edges = [x]
    for floor, want in zip(floors, requested, strict=True):
        own = want - (want - floor) * give if want > floor and scale == 1.0 else max(floor, want)
        edges.append(edges[-1] + own * scale)
    return edges


def _floor(table: Table, place: int, width: float) -> float:
    """The least width of a column in points, with its side blanks."""
    column = table.columns[place]
    size, sides = table.size, 2 * CELL_SIDE * MM + 0.5
    limit = NAME_SHARE * width
    least = max((unit_width(nfc(word), BOLD) * size for word in column.heading.split()), default=0.0)
    if column.serial:
        return least + sides
    own = sum(not other.serial for other in table.columns[:place])
    for total in (table.total, *(group.total for group in table.groups)):
        # A sum is in bold and wider than what it sums up; a label may be broken between its words.
        words = total[own].split() if total else ()
        least = max([least, *(unit_width(nfc(word), BOLD) * size for word in words)])
    for cell in (row[own] for group in table.groups for row in group.rows):
        # A person's name counts whole; what is longer is no person's name and may be broken.
        whole = unit_width(nfc(cell), REGULAR) * size if column.names and "\n" not in cell else limit + 1
        pieces = (
            [whole] if whole <= limit else [unit_width(nfc(word), REGULAR) * size for word in cell.split()]
        )
        least = max([least, *(piece for piece in pieces if piece <= limit)])
    return least + sides


def _header(table: Table, edges: Sequence[float]) -> Slice:
    """One row of headings, or two when neighbours share a heading above them."""
    size, leading = table.size, table.size * _LEADING

    def cell(content: str, first: int, last: int) -> list[Line]:
        room = edges[last + 1] - edges[first] - 2 * CELL_SIDE * MM
        return lines_of(plain(content, bold=True), size=size, width=room, align="center")

    def tall(lines: Sequence[Line]) -> float:
        return len(lines) * leading + 2 * CELL_TOP

    spans = [(heading.over, heading.first, heading.last) for heading in headings(table.columns)]
    upper = {first: cell(over, first, last) for over, first, last in spans if over}
    upper_height = max((tall(lines) for lines in upper.values()), default=0.0)
    own = [cell(column.heading, place, place) for place, column in enumerate(table.columns)]
    paired = list(zip(own, table.columns, strict=True))
    lower = max((tall(lines) for lines, column in paired if column.over), default=0.0)
    single = max((tall(lines) for lines, column in paired if not column.over), default=0.0)
    height = max(upper_height + lower, single)
    cells: list[_Cell] = []
    for over, first, last in spans:
        if over:
            cells.append(_Cell(edges[first], edges[last + 1], upper[first], 0.0, upper_height))
            cells += [
                _Cell(edges[place], edges[place + 1], own[place], upper_height, height - upper_height)
                for place in range(first, last + 1)
            ]
        else:
            cells.append(_Cell(edges[first], edges[first + 1], own[first]))
    return _slice(cells, height, size=size, centred=True, keep=True, opens=True)


def _rows(table: Table, edges: Sequence[float]) -> Iterator[Slice]:
    for line in table_lines(table):
        if line.kind == "group":
            yield _group_row(line.cells[0], edges, table.size)
        else:
            yield _row(table, edges, line)


def _group_row(heading: str, edges: Sequence[float], size: float) -> Slice:
    room = edges[-1] - edges[0] - 2 * CELL_SIDE * MM
    lines = lines_of(plain(heading, bold=True), size=size, width=room)
    height = len(lines) * size * _LEADING + 2 * CELL_TOP
    return _slice([_Cell(edges[0], edges[-1], lines)], height, size=size, keep=True)


def _row(table: Table, edges: Sequence[float], line: TableLine) -> Slice:
    size = table.size
    name = BOLD if line.kind == "total" else REGULAR
    cells = [
        _Cell(
            start,
            end,
            cell_lines(
                content, name=name, size=size, width=end - start - 2 * CELL_SIDE * MM, align=column.align
            ),
        )
        for content, column, (start, end) in zip(line.cells, table.columns, pairwise(edges), strict=True)
    ]
    height = max(len(cell.lines) for cell in cells) * size * _LEADING + 2 * CELL_TOP
    return _slice(cells, max(height, table.least * MM), size=size, centred=True)


def _slice(
    cells: Sequence[_Cell],
    height: float,
    *,
    size: float,
    centred: bool = False,
    keep: bool = False,
    opens: bool = False,
) -> Slice:
    """A row of boxes with their borders; ``opens`` draws the line above too."""
    leading = size * _LEADING

    def draw(surface: Surface, top: float) -> None:
        if opens:
            surface.horizontal(cells[0].x, cells[-1].end, top, thickness=TABLE_LINE)
        for cell in cells:
            box_top, box = top + cell.top, cell.height or height
            spare = box - len(cell.lines) * leading
            surface.block(
                cell.lines,
                x=cell.x + CELL_SIDE * MM,
                top=box_top + (spare / 2 if centred else CELL_TOP),
                size=size,
                leading=leading,
            )
            surface.horizontal(cell.x, cell.end, box_top + box, thickness=TABLE_LINE)
            surface.vertical(cell.x, box_top, box_top + box, thickness=TABLE_LINE)
        surface.vertical(cells[-1].end, top, top + height, thickness=TABLE_LINE)

    return Slice(height, draw, keep=keep)
