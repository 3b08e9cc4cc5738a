"""Bảng tổng hợp chấm điểm: a true .xlsx whose sections, totals and ranks are live formulas with their values.

The second sheet holds the points of every criterion; the first takes its sections from there, so a corrected
point moves sections, totals and ranks. Both are A4 on its side with repeated headings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from thidua_desktop.domain.number_tables import SheetHead, SheetSigner
from thidua_desktop.domain.text import nfc
from thidua_desktop.texts import text
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook, sheet_tabs
from thidua_desktop.workbooks.xlsx.figure_sheets import LINE_HEIGHT, FigureSheet, lines_needed

_DECIMALS = 9
"""Decimals to which totals are compared: sums of binary fractions must not part equal units."""
_UNIT_WIDTH, _NOTE_WIDTH, _NUMBER_WIDTH = 30.0, 30.0, 9.5


@dataclass(frozen=True, slots=True)
class TallyLine:
    """A row of the detail. ``parts``: numbers of the lines it sums up (a section); none: ``points`` given.

    ``points`` are signed, one a unit; None while a unit waits. ``level`` 0 stands at the top.
    """

    code: str
    name: str
    level: int
    standard: Decimal | None
    points: tuple[Decimal | None, ...]
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyUnit:
    """``rank`` None: not ranked. ``split``: what tie-breaks add to the rank that totals alone give."""

    name: str
    total: Decimal
    rank: int | None
    split: int
    proposal: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTally:
    """``columns``: numbers of the lines shown beside each unit; ``lines`` parents before their parts."""

    head: SheetHead
    units: tuple[TallyUnit, ...]
    lines: tuple[TallyLine, ...]
    columns: tuple[int, ...]
    notes: tuple[str, ...] = ()
    signers: tuple[SheetSigner, ...] = ()
    created: dt.datetime | None = None


def score_tally_workbook(tally: ScoreTally) -> bytes:
    """The workbook's bytes."""
    title = " ".join(tally.head.titles)
    book = FigureBook(title=title, author=tally.head.issuer, created=tally.created)
    names = sheet_tabs((text("score_tally.tab"), text("score_tally.detail_tab")))
    main, detail = _Main(book, names[0]), _Detail(book, names[1])
    places = detail.write(tally)
    main.write(tally, names[1], places)
    main.sheet.activate()
    return book.finish()


def _as_written(formula: str, expand_future_functions: bool = False) -> str:
    """SUM, ROUND, IF and SUMPRODUCT need no look through the list of newer functions, cell after cell."""
    return formula.removeprefix("=")


class _TallySheet(FigureSheet):
    """A sheet of known formulas."""

    def __init__(self, book: FigureBook, name: str) -> None:
        super().__init__(book, name)
        self.sheet._prepare_formula = _as_written


class _Detail(_TallySheet):
    """Criteria below each other, units side by side."""

    def __init__(self, book: FigureBook, name: str) -> None:
        super().__init__(book, name)
        self._known: dict[tuple[bool, int], tuple[Format, Format, Format]] = {}

    def write(self, tally: ScoreTally) -> list[int]:
        """Writes the sheet; the row of each line, from 0."""
        last = 2 + len(tally.units)
        self._merge(
            0,
            last,
            text("score_tally.detail_title"),
            self._book.format(bold=True, font_size=14, align="center"),
        )
        self._row += 2
        self._heads(tally)
        first = self._row
        places = [first + number for number in range(len(tally.lines))]
        for number, line in enumerate(tally.lines):
            self._line(line, places[number], [places[part] for part in line.parts])
        self._row = first + len(tally.lines)
        self.page(landscape=True)
        return places

    def _heads(self, tally: ScoreTally) -> None:
        appearance = self._book.format(
            bold=True, align="center", border=1, text_wrap=True, bg_color="#E8EEF4"
        )
        turned = self._book.format(
            bold=True, align="center", border=1, text_wrap=True, bg_color="#E8EEF4", rotation=90
        )
        heads = (text("score_tally.code"), text("score_tally.criterion"), text("score_tally.standard"))
        for place, head in enumerate(heads):
            self.sheet.write_string(self._row, place, head, appearance)
        for place, unit in enumerate(tally.units, start=3):
            self.sheet.write_string(self._row, place, nfc(unit.name), turned)
        self.sheet.set_row(self._row, 130)
        self.sheet.set_column(0, 0, 8)
        self.sheet.set_column(1, 1, 42)
        self.sheet.set_column(2, 2, 8)
        self.sheet.set_column(3, 2 + len(tally.units), 8)
        self.sheet.repeat_rows(self._row)
        self.sheet.freeze_panes(self._row + 1, 3)
        self._row += 1

    def _line(self, line: TallyLine, row: int, parts: Sequence[int]) -> None:
        code, words, number = self._appearances(bool(line.parts), line.level)
        sheet = self.sheet
        sheet.write_string(row, 0, line.code, code)
        sheet.write_string(row, 1, nfc(line.name), words)
        if line.standard is None:
            sheet.write_blank(row, 2, None, number)
        else:
            sheet.write_number(row, 2, float(line.standard), number)
        for place, points in enumerate(line.points, start=3):
            if parts:
                letter = xl_col_to_name(place)
                formula = "=SUM(" + ",".join(_spans(letter, parts)) + ")"
                sheet.write_formula(row, place, formula, number, float(points or 0))
            elif points is None:
                sheet.write_blank(row, place, None, number)
            else:
                sheet.write_number(row, place, float(points), number)

    def _appearances(self, bold: bool, level: int) -> tuple[Format, Format, Format]:
        """Formats of code, words and numbers of a line."""
        key = (bold, level)
        if key not in self._known:
            background = {"bg_color": "#F3F6FA"} if bold else {}
            book, base = self._book, {"border": 1, "bold": bold, **background}
            self._known[key] = (
                book.format(**base, align="center", num_format="@"),
                book.format(**base, text_wrap=True, num_format="@", indent=level),
                book.format(**base, align="center", num_format="#,##0.00"),
            )
        return self._known[key]


class _Main(_TallySheet):
    """Units below each other: sections, total, rank, proposal, note."""

    def write(self, tally: ScoreTally, detail: str, places: Sequence[int]) -> None:
        shown = [tally.lines[number] for number in tally.columns]
        rank = 3 + len(shown)
        last = rank + 2
        self.head(tally.head, last)
        self._heads(shown, rank)
        first = self._row
        end = first + len(tally.units) - 1
        for number, unit in enumerate(tally.units):
            rows = [places[line] for line in tally.columns]
            self._unit(number, unit, shown, detail=detail, rows=rows, span=(first, end))
        self._row = end + 1
        self.sheet.set_column(last + 1, last + 2, None, None, {"hidden": True})
        self.closing(tally.notes, tally.signers, last)
        self.sheet.print_area(0, 0, self._row, last)
        self.page(landscape=True)

    def _heads(self, shown: Sequence[TallyLine], rank: int) -> None:
        appearance = self._book.format(
            bold=True, align="center", border=1, text_wrap=True, bg_color="#E8EEF4"
        )
        words = [text("score_tally.serial"), text("score_tally.unit")]
        words += [line.name if not line.code else f"{line.code}. {line.name}" for line in shown]
        words += [text(f"score_tally.{key}") for key in ("total", "rank", "proposal", "note")]
        widths = [5.0, _UNIT_WIDTH, *(max(_NUMBER_WIDTH, 12.0) for _ in shown), 10.0, 8.0, 15.0, _NOTE_WIDTH]
        for place, (head, width) in enumerate(zip(words, widths, strict=True)):
            self.sheet.write_string(self._row, place, nfc(head), appearance)
            self.sheet.set_column(place, place, width)
        lines = max(lines_needed(head, width) for head, width in zip(words, widths, strict=True))
        self.sheet.set_row(self._row, LINE_HEIGHT * min(lines, 9) + 6)
        self.sheet.repeat_rows(self._row)
        self.sheet.freeze_panes(self._row + 1, 2)
        self._row += 1

    def _unit(
        self,
        number: int,
        unit: TallyUnit,
        shown: Sequence[TallyLine],
        *,
        detail: str,
        rows: Sequence[int],
        span: tuple[int, int],
    ) -> None:
        sheet, row = self.sheet, self._row + number
        words = self._book.format(border=1, text_wrap=True, num_format="@")
        middle = self._book.format(border=1, align="center")
        points = self._book.format(border=1, align="center", num_format="#,##0.00")
        strong = self._book.format(border=1, align="center", num_format="#,##0.00", bold=True)
        sheet.write_number(row, 0, number + 1, middle)
        sheet.write_string(row, 1, nfc(unit.name), words)
        letter = xl_col_to_name(3 + number)
        for place, (line, source) in enumerate(zip(shown, rows, strict=True), start=2):
            value = line.points[number]
            sheet.write_formula(row, place, f"='{detail}'!{letter}{source + 1}", points, float(value or 0))
        total = 2 + len(shown)
        ends = (xl_col_to_name(2), xl_col_to_name(total - 1))
        formula = f"=ROUND(SUM({ends[0]}{row + 1}:{ends[1]}{row + 1}),{_DECIMALS})"
        sheet.write_formula(row, total, formula, strong, round(float(unit.total), _DECIMALS))
        self._rank(row, total + 1, unit, span=span)
        sheet.write_string(row, total + 2, nfc(unit.proposal), words)
        sheet.write_string(row, total + 3, nfc(unit.note), words)
        need = max(lines_needed(unit.name, _UNIT_WIDTH), lines_needed(unit.note, _NOTE_WIDTH))
        sheet.set_row(row, LINE_HEIGHT * need + 4)

    def _rank(self, row: int, place: int, unit: TallyUnit, *, span: tuple[int, int]) -> None:
        """Units with a higher total, one more, and what tie-breaks add; two hidden columns say the rest."""
        ranked, split = place + 3, place + 4
        middle = self._book.format(border=1, align="center", bold=True)
        self.sheet.write_number(row, ranked, 1 if unit.rank is not None else 0)
        self.sheet.write_number(row, split, unit.split)
        totals, flags = (
            f"${xl_col_to_name(one)}${span[0] + 1}:${xl_col_to_name(one)}${span[1] + 1}"
            for one in (place - 1, ranked)
        )
        own, flag, more = (f"{xl_col_to_name(one)}{row + 1}" for one in (place - 1, ranked, split))
        formula = f'=IF({flag}=1,SUMPRODUCT(({flags}=1)*({totals}>{own}))+1+{more},"–")'
        self.sheet.write_formula(row, place, formula, middle, unit.rank if unit.rank is not None else "–")


def _spans(letter: str, rows: Sequence[int]) -> list[str]:
    """Neighbouring rows as one range."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][1] + 1 == row:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return [
        f"{letter}{one + 1}" if one == two else f"{letter}{one + 1}:{letter}{two + 1}" for one, two in spans
    ]
