"""A scheme as a printable sheet: numbers are numbers, headings add up their parts; it reads in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import text
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS: Final = (("number", 9), ("name", 62), ("points", 11), ("way", 34), ("scorers", 30), ("note", 34))
_HEAD: Final = 4
_LINE: Final = "#8A94A3"


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line; ``parts``: places (from 0) of the lines a heading adds up, none: points as they are."""

    number: str
    name: str
    depth: int
    points: Decimal | None
    way: str
    scorers: str
    note: str
    heading: bool
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeSheet:
    """What the sheet says. ``rules``: lines below the table, on ranking and awards."""

    title: str
    source: str
    unsure: str
    lines: Sequence[BookLine]
    rules: Sequence[str]
    created: dt.datetime | None = None


def scheme_workbook(sheet: SchemeSheet) -> bytes:
    """The .xlsx, A4 landscape, heading repeated."""
    book = FigureBook(title=sheet.title, author=text("templates.author"), created=sheet.created)
    page = book.book.add_worksheet(text("schemes.book.tab"))
    last = len(COLUMNS) - 1
    heads: tuple[tuple[str, dict[str, object], int], ...] = (
        (sheet.title, {"bold": True, "font_size": 14, "align": "center", "text_wrap": True}, 38),
        (text("schemes.state.source", source=sheet.source), {"align": "center", "text_wrap": True}, 34),
        (sheet.unsure, {"italic": True, "align": "center"}, 20),
    )
    for row, (words, appearance, height) in enumerate(heads):
        page.merge_range(row, 0, row, last, "", book.format(**appearance))
        page.write_string(row, 0, words, book.format(**appearance))
        page.set_row(row, height)
    heading = book.format(
        bold=True, align="center", text_wrap=True, border=1, border_color=_LINE, bg_color="#DCE6F2"
    )
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, text(f"schemes.book.{name}"), heading)
    page.set_row(_HEAD, 30)
    for place, line in enumerate(sheet.lines):
        _write(book, page, place, line)
    below = _HEAD + 2 + len(sheet.lines)
    for row, rule in enumerate(sheet.rules, start=below):
        page.merge_range(row, 0, row, last, "", book.format(text_wrap=True))
        page.write_string(row, 0, rule, book.format(text_wrap=True))
    page.freeze_panes(_HEAD + 1, 2)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD)
    page.set_footer(f"&C{text('templates.page')}")
    return book.finish()


def _height(line: BookLine) -> float:
    """Room for the cell with the most lines: not every program makes it when it opens the file."""
    widths = dict(COLUMNS)
    cells = {"name": line.name, "way": line.way, "scorers": line.scorers, "note": line.note}
    indent = {"name": 2 * line.depth}
    most = max(
        -(-len(words) * 10 // ((widths[name] - indent.get(name, 0)) * 9)) for name, words in cells.items()
    )
    return 17.0 * max(most, 1) + 3


def _write(book: FigureBook, page: Worksheet, place: int, line: BookLine) -> None:
    row = _HEAD + 1 + place
    page.set_row(row, _height(line))
    appearance: dict[str, object] = {
        "border": 1,
        "border_color": _LINE,
        "valign": "top",
        "bold": line.heading,
    }
    if line.heading:
        appearance["bg_color"] = "#F2F6FA"
    words = book.format(text_wrap=True, **appearance)
    page.write_string(row, 0, line.number, book.format(align="center", **appearance))
    page.write_string(row, 1, line.name, book.format(text_wrap=True, indent=line.depth, **appearance))
    number = book.format(align="right", num_format="#,##0.##;-#,##0.##", **appearance)
    if line.parts and line.points is not None:
        cells = ",".join(f"C{_HEAD + 2 + part}" for part in line.parts)
        page.write_formula(row, 2, f"=SUM({cells})", number, float(line.points))
    elif line.points is not None:
        page.write_number(row, 2, float(line.points), number)
    else:
        page.write_blank(row, 2, None, number)
    for column, message in ((3, line.way), (4, line.scorers), (5, line.note)):
        page.write_string(row, column, message, words)
