"""Figure tables as true worksheets.

Numbers stay numbers, sums are live formulas that already show their value, headings repeat on paper,
identifiers stay text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from thidua_desktop.domain.number_tables import (
    Cell,
    ColumnKind,
    FigureColumn,
    FigureTable,
    Row,
    RowGroup,
    SheetHead,
    SheetSigner,
)
from thidua_desktop.domain.text import nfc
from thidua_desktop.texts import text
from thidua_desktop.workbooks.xlsx.figure_book import FONT, FigureBook
from thidua_desktop.workbooks.xlsx.figure_formulas import cached, column_sum, plain_number, row_formula

LANDSCAPE_CENTIMETRES: Final = {"left": 1.5, "right": 1.0, "top": 1.5, "bottom": 1.5}

_WIDTH: Final[Mapping[ColumnKind, float]] = {
    "serial": 5,
    "text": 10,
    "id": 15,
    "date": 12,
    "count": 9,
    "points": 10,
    "money": 16,
    "percent": 10,
}
_WIDEST_TEXT: Final = 46.0
_ALIGN: Final[Mapping[ColumnKind, str]] = {"text": "left", "money": "right"}


LINE_HEIGHT: Final = 16.0
"""Points of one line of text."""


class FigureSheet:
    """One worksheet, written from top to bottom. Row and column numbers count from 0."""

    def __init__(self, book: FigureBook, name: str) -> None:
        self._book = book
        sheet: Worksheet = book.book.add_worksheet(name)
        self.sheet = sheet
        self._row = 0
        self._serial = 0
        sheet.hide_gridlines(2)

    def head(self, head: SheetHead, last: int) -> None:
        """Letterhead, titles over columns 0 to ``last``."""
        split = max(0, min(last - 1, round(last * 0.38)))
        rows: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
            (head.superior, text("documents.nation"), {"bold": False}, {"bold": True}),
            (head.issuer, text("documents.motto"), {"bold": True}, {"bold": True, "underline": 1}),
            (head.number_line, head.place_date, {"bold": False}, {"italic": True}),
        ]
        for left, right, left_look, right_look in rows:
            self._merge(0, split, left, self._book.format(align="center", shrink=True, **left_look))
            self._merge(split + 1, last, right, self._book.format(align="center", shrink=True, **right_look))
            self._row += 1
        self._row += 1
        for place, title in enumerate(head.titles):
            appearance = self._book.format(
                align="center", bold=True, font_size=14 if place == 0 else 13, text_wrap=True
            )
            self._merge(0, last, title, appearance)
            self.sheet.set_row(self._row, 20)
            self._row += 1
        if head.note:
            self._merge(0, last, head.note, self._book.format(align="center", italic=True))
            self._row += 1
        self._row += 1

    def subtitle(self, content: str, last: int) -> None:
        self._merge(0, last, content, self._book.format(bold=True, align="left", text_wrap=True))
        self._row += 1

    def table(self, table: FigureTable) -> None:
        """Headings, rows and totals; the headings are frozen and repeated on every printed page."""
        first = self._headings(table)
        self.sheet.repeat_rows(first, self._row - 1)
        self.sheet.freeze_panes(self._row, _frozen(table.columns))
        for place, column in enumerate(table.columns):
            self.sheet.set_column(place, place, _width(table, column))
        body = self._row
        spans = [self._group(table, group) for group in table.groups]
        if table.total:
            self._total(table, table.total, spans, table.totals(table.rows()))
        self._quiet_text_numbers(table.columns, body)

    def _headings(self, table: FigureTable) -> int:
        columns = table.columns
        first = self._row
        deep = any(column.over for column in columns)
        appearance = self._book.format(
            bold=True, align="center", border=1, text_wrap=True, bg_color="#E8EEF4"
        )
        for over, members in groupby(enumerate(columns), key=lambda item: item[1].over):
            places = [place for place, _ in members]
            if over:
                self._merge(places[0], places[-1], over, appearance)
            for place in places:
                if over:
                    self.sheet.write_string(first + 1, place, nfc(columns[place].heading), appearance)
                elif deep:
                    self.sheet.merge_range(
                        first, place, first + 1, place, nfc(columns[place].heading), appearance
                    )
                else:
                    self.sheet.write_string(first, place, nfc(columns[place].heading), appearance)
        # Excel does not fit the height of merged boxes by itself.
        lower = max(
            lines_needed(column.heading, _width(table, column))
            for column in columns
            if column.over or not deep
        )
        single = max((lines_needed(column.heading, _width(table, column)) for column in columns), default=1)
        if deep:
            self.sheet.set_row(first, LINE_HEIGHT * max(1, single - lower) + 4)
        self.sheet.set_row(first + deep, LINE_HEIGHT * lower + 4)
        self._row += 1 + deep
        return first

    def _group(self, table: FigureTable, group: RowGroup) -> tuple[int, int]:
        """Write ``group``; the first and last row of its data (last < first when it has none)."""
        if group.heading:
            appearance = self._book.format(bold=True, border=1, align="left", bg_color="#F5F5F5")
            self._merge(0, len(table.columns) - 1, group.heading, appearance)
            self._row += 1
        first = self._row
        if group.heading:
            self._serial = 0
        for row in group.rows:
            self._serial += 1
            self._data_row(table, row)
        span = (first, self._row - 1)
        if group.subtotal:
            self._total(table, group.subtotal, [span], table.totals(group.rows))
        return span

    def _data_row(self, table: FigureTable, row: Row) -> None:
        for place, column in enumerate(table.columns):
            appearance = self._cell_format(column, bold=False)
            if column.kind == "serial":
                self.sheet.write_number(self._row, place, self._serial, appearance)
            elif column.computed:
                value = table.value(row, column)
                formula = row_formula(table.columns, column, self._row + 1)
                self.sheet.write_formula(self._row, place, formula, appearance, cached(value))
            else:
                self._write(place, row.get(column.key), appearance)
        self._row += 1

    def _write(self, place: int, cell: Cell, appearance: Format) -> None:
        if cell is None or cell == "":
            self.sheet.write_blank(self._row, place, None, appearance)
        elif isinstance(cell, str):
            self.sheet.write_string(self._row, place, nfc(cell), appearance)
        elif isinstance(cell, dt.date):
            day = dt.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a calendar day has no zone
            self.sheet.write_datetime(self._row, place, day, appearance)
        else:
            self.sheet.write_number(self._row, place, plain_number(cell), appearance)

    def _total(
        self, table: FigureTable, label: str, spans: Iterable[tuple[int, int]], totals: Mapping[str, Cell]
    ) -> None:
        spans = [span for span in spans if span[1] >= span[0]]
        width = next(
            (place for place, column in enumerate(table.columns) if column.summed), len(table.columns)
        )
        for place, column in enumerate(table.columns):
            appearance = self._cell_format(column, bold=True)
            if place >= width and column.summed:
                letter = xl_col_to_name(place)
                formula = (
                    row_formula(table.columns, column, self._row + 1)
                    if column.share_of
                    else column_sum(letter, spans)
                )
                self.sheet.write_formula(
                    self._row, place, formula, appearance, cached(totals.get(column.key))
                )
            else:
                self.sheet.write_blank(self._row, place, None, appearance)
        appearance = self._book.format(bold=True, border=1, align="center")
        self._merge(0, max(0, width - 1), label, appearance)
        self._row += 1

    def _cell_format(self, column: FigureColumn, *, bold: bool) -> Format:
        appearance: dict[str, object] = {
            "border": 1,
            "align": _ALIGN.get(column.kind, "center"),
            "bold": bold,
        }
        if column.kind in {"text", "id"}:
            appearance |= {"text_wrap": True, "num_format": "@"}
        elif column.kind == "date":
            appearance["num_format"] = "dd/mm/yyyy"
        else:
            decimals = f".{'0' * column.decimals}" if column.decimals else ""
            appearance["num_format"] = f"0{decimals}%" if column.kind == "percent" else f"#,##0{decimals}"
        return self._book.format(**appearance)

    def closing(self, notes: Iterable[str], signers: Sequence[SheetSigner], last: int) -> None:
        """Notes, then the signers side by side with room to sign."""
        for note in notes:
            self._merge(0, last, note, self._book.format(italic=True, align="left"))
            self._row += 1
        if not signers:
            return
        self._row += 1
        top = self._row
        # One signer stands at the right, as on every paper.
        places = max(2, len(signers))
        share = (last + 1) / places
        tallest = max(len(signer.titles) for signer in signers)
        appearance = self._book.format(bold=True, align="center")
        for place, signer in enumerate(signers, start=places - len(signers)):
            first, end = round(place * share), max(round((place + 1) * share) - 1, round(place * share))
            for line, title in enumerate(signer.titles):
                self._row = top + line
                self._merge(first, end, title, appearance)
            self._row = top + tallest + 4
            self._merge(first, end, signer.name, appearance)
        self._row += 1

    def page(self, *, landscape: bool) -> None:
        """A4, as wide as one page, as many pages as needed; page numbers in the foot."""
        sheet = self.sheet
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**{side: size / 2.54 for side, size in LANDSCAPE_CENTIMETRES.items()})
        sheet.center_horizontally()
        sheet.set_footer(f'&C&"{FONT}"&10{text("workbooks_out.page")}')

    def _merge(self, first: int, last: int, content: str, appearance: Format) -> None:
        """One box over columns; a single cell cannot be merged."""
        if first >= last:
            self.sheet.write_string(self._row, first, nfc(content), appearance)
        else:
            self.sheet.merge_range(self._row, first, self._row, last, "", appearance)
            self.sheet.write_string(self._row, first, nfc(content), appearance)

    def _quiet_text_numbers(self, columns: Sequence[FigureColumn], first: int) -> None:
        """No green corner at identifiers that are text on purpose."""
        letters = [
            xl_col_to_name(place) for place, column in enumerate(columns) if column.kind in {"id", "text"}
        ]
        if letters and self._row > first:
            ranges = " ".join(f"{letter}{first + 1}:{letter}{self._row}" for letter in letters)
            self.sheet.ignore_errors({"number_stored_as_text": ranges})


def lines_needed(content: str, width: float) -> int:
    """Lines of bold ``content`` in a cell ``width`` characters wide, counted on the safe side."""
    lines, used = 1, 0.0
    for word in content.split():
        need = len(word) * 1.15
        if used and used + 1 + need > width:
            lines, used = lines + 1, 0.0
        used += need + (1 if used else 0)
    return lines


def _frozen(columns: Sequence[FigureColumn]) -> int:
    """Columns stored in sight: up to the first text column."""
    return next((place + 1 for place, column in enumerate(columns) if column.kind == "text"), 0)


def _width(table: FigureTable, column: FigureColumn) -> float:
    if column.width:
        return column.width
    usual = _WIDTH[column.kind]
    if column.kind != "text":
        return usual
    longest = max((len(str(row.get(column.key) or "")) for row in table.rows()), default=0)
    return min(_WIDEST_TEXT, max(usual, longest * 1.05 + 2))
