"""The workbook in which a unit scores itself: criteria and points locked, its own cells open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from thidua_desktop.domain.text import nfc
from thidua_desktop.texts import text
from thidua_desktop.workbooks.scoring.score_import import MARK
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook
from thidua_desktop.workbooks.xlsx.figure_sheets import LINE_HEIGHT, lines_needed

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["section", "number", "more", "less", "quantity", "choice", "fixed", "other"]
HEAD_ROW: Final = 5
"""Row of the headings, from 0."""
COLUMNS: Final = (
    ("number", 8), ("wording", 46), ("standard", 9), ("plan", 11), ("actual", 11), ("own", 11), ("note", 26),
    ("code", 8), ("earned", 11),
)  # fmt: skip
_PLAN, _ACTUAL, _OWN, _NOTE, _CODE, _EARNED = 3, 4, 5, 6, 7, 8
_LINE: Final = "#8A94A3"
_OPEN_BACKGROUND: Final = "#FFF9E5"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A section or a criterion. ``kind`` says what the unit fills in; ``other``: somebody else scores it.

    ``least`` and ``most`` bound a number (``most`` None: no bound); ``choices`` are offered for ``choice``.
    """

    code: str
    name: str
    kind: Kind
    standard: Decimal | None
    level: int
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    hint: str = ""
    sign: int = 1
    """1: counts to the total, -1: against it, 0: not at all."""
    worth: tuple[tuple[str, Decimal], ...] = ()
    """Points of each choice."""
    each: bool = False
    """The number is a count, each worth the standard points."""
    reckoned: bool = True
    """False: only the program can report what it earns (bands, a comparison with the other units)."""
    cap: Decimal | None = None
    """Most points it can earn."""
    parts: tuple[int, ...] = ()
    """Numbers of the lines a section adds up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfScoreTemplate:
    """``unit_id`` and ``sheet_id`` travel in a hidden sheet, so that it comes back without a question."""

    unit: str
    unit_id: int
    sheet_id: int
    bloc: str
    year: int
    scheme: str
    lines: tuple[TemplateLine, ...]
    created: dt.datetime | None = None


def self_score_template(template: SelfScoreTemplate) -> bytes:
    """The .xlsx to send to the unit."""
    title = text("score_template.title", year=template.year)
    book = FigureBook(title=f"{title} - {template.unit}", author=template.bloc, created=template.created)
    page = book.book.add_worksheet(text("score_template.tab"))
    hidden = book.book.add_worksheet("_thidua")
    for row, value in enumerate((MARK, str(template.unit_id), str(template.sheet_id))):
        hidden.write_string(row, 0, value)
    hidden.very_hidden()
    _head(book, page, template, title=title)
    for number, line in enumerate(template.lines):
        _line(book, page, line, HEAD_ROW + 1 + number)
    _earned(book, page, template.lines)
    _page_setup(page, rows=len(template.lines) + 2)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.activate()
    return book.finish()


def _head(book: FigureBook, page: Worksheet, template: SelfScoreTemplate, *, title: str) -> None:
    last = _EARNED
    lines: tuple[tuple[str, dict[str, object], int], ...] = (
        (title, {"bold": True, "font_size": 15, "align": "center"}, 26),
        (text("score_template.unit", unit=template.unit), {"bold": True, "align": "center"}, 20),
        (text("score_template.bloc", bloc=template.bloc, scheme=template.scheme), {"align": "center"}, 20),
        (text("score_template.hint"), {"italic": True, "text_wrap": True, "font_color": "#444444"}, 50),
    )
    for row, (words, appearance, height) in enumerate(lines):
        page.merge_range(row, 0, row, last, "", book.format(**appearance))
        page.write_string(row, 0, nfc(words), book.format(**appearance))
        page.set_row(row, height)
    heading = book.format(
        bold=True, align="center", text_wrap=True, border=1, border_color=_LINE, bg_color="#DCE6F2"
    )
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width, None, {"hidden": True} if column == _CODE else {})
        page.write_string(HEAD_ROW, column, text(f"score_template.columns.{name}"), heading)
    page.set_row(HEAD_ROW, 36)
    page.freeze_panes(HEAD_ROW + 1, 2)


def _line(book: FigureBook, page: Worksheet, line: TemplateLine, row: int) -> None:
    bold = line.kind == "section"
    background: dict[str, object] = {"bg_color": "#F3F6FA"} if bold else {}
    base: dict[str, object] = {
        "border": 1,
        "border_color": _LINE,
        "bold": bold,
        "text_wrap": True,
        **background,
    }
    words = book.format(**base, num_format="@", indent=line.level)
    middle = book.format(**base, align="center")
    points = book.format(**base, align="center", num_format="0.##")
    page.write_string(row, 0, line.code, book.format(**base, align="center", num_format="@"))
    page.write_string(row, 1, nfc(line.name), words)
    if line.standard is None:
        page.write_blank(row, 2, None, middle)
    else:
        page.write_number(row, 2, float(line.standard), points)
    for column in (_PLAN, _ACTUAL, _OWN, _NOTE):
        page.write_blank(row, column, None, middle)
    page.write_string(row, _CODE, line.code, middle)
    if not bold:
        _inputs(book, page, line, row, base=base)
    most = max(lines_needed(line.name, 44), 2 if line.kind in ("other", "quantity") else 1)
    page.set_row(row, LINE_HEIGHT * most + 6)


def _inputs(
    book: FigureBook, page: Worksheet, line: TemplateLine, row: int, *, base: dict[str, object]
) -> None:
    free = book.format(**{**base, "bg_color": _OPEN_BACKGROUND}, align="center", locked=False)
    page.write_blank(row, _NOTE, None, book.format(**{**base, "bg_color": _OPEN_BACKGROUND}, locked=False))
    middle = book.format(**base, align="center", num_format="0.##")
    match line.kind:
        case "fixed":
            page.write_number(row, _OWN, float(line.standard or 0), middle)
        case "other":
            page.write_string(row, _OWN, text("score_template.other"), middle)
        case "more" | "less" | "quantity":
            for column in (_PLAN, _ACTUAL):
                page.write_blank(row, column, None, free)
                page.data_validation(row, column, row, column, _number_rule(row, column, line, bounded=False))
            _computed(page, line, row, middle)
        case "choice":
            page.write_blank(row, _OWN, None, free)
            page.data_validation(row, _OWN, row, _OWN, _choice_rule(line))
        case _:
            page.write_blank(row, _OWN, None, free)
            page.data_validation(row, _OWN, row, _OWN, _number_rule(row, _OWN, line, bounded=True))


def _computed(page: Worksheet, line: TemplateLine, row: int, appearance: Format) -> None:
    """What the figures earn before any bonus, for the unit's own eyes."""
    plan, actual = f"D{row + 1}", f"E{row + 1}"
    if line.kind == "quantity":
        page.write_string(row, _OWN, text("score_template.counted"), appearance)
        return
    above, below = (actual, plan) if line.kind == "more" else (plan, actual)
    points = float(line.standard or 0)
    empty = f"OR(NOT(ISNUMBER({plan})),NOT(ISNUMBER({actual})),N({below})=0)"
    formula = f'=IF({empty},"",MIN({points:g},{points:g}*{above}/{below}))'
    page.write_formula(row, _OWN, formula, appearance, "")


def _earned(book: FigureBook, page: Worksheet, lines: Sequence[TemplateLine]) -> None:
    """What each line earns as far as the sheet can report, sections and the whole as live sums."""
    values = [line.standard or Decimal(0) if line.kind == "fixed" else Decimal(0) for line in lines]
    for place in reversed(range(len(lines))):
        if lines[place].kind == "section":
            values[place] = sum((values[part] for part in lines[place].parts), Decimal(0))
    first = HEAD_ROW + 1
    for place, line in enumerate(lines):
        bold = line.kind == "section"
        background: dict[str, object] = {"bg_color": "#F3F6FA"} if bold else {}
        appearance = book.format(
            border=1, border_color=_LINE, bold=bold, align="center", num_format="0.##;-0.##;0", **background
        )
        formula = _points_formula(line, first + place, [first + part for part in line.parts])
        if formula:
            page.write_formula(first + place, _EARNED, f"={formula}", appearance, float(values[place]))
        else:
            page.write_string(first + place, _EARNED, "–", appearance)
    inside = {part for line in lines for part in line.parts}
    tops = [place for place in range(len(lines)) if place not in inside]
    row = first + len(lines)
    strong = book.format(border=1, border_color=_LINE, bold=True, align="center", num_format="0.##;-0.##;0")
    words = book.format(border=1, border_color=_LINE, bold=True, align="right")
    page.merge_range(row, 0, row, _NOTE, "", words)
    page.write_string(row, 0, text("score_template.total"), words)
    whole = _sum_of([first + place for place in tops]) or "0"
    total = sum((values[place] for place in tops), Decimal(0))
    page.write_formula(row, _EARNED, f"={whole}", strong, float(total))
    note = book.format(italic=True, text_wrap=True, font_color="#444444")
    page.merge_range(row + 1, 0, row + 1, _EARNED, "", note)
    page.write_string(row + 1, 0, text("score_template.total_note"), note)
    page.set_row(row, LINE_HEIGHT + 8)
    page.set_row(row + 1, 50)


def _points_formula(line: TemplateLine, row: int, parts: Sequence[int]) -> str:
    """What a line earns; empty where the sheet cannot report or nothing counts."""
    own = f"{chr(65 + _OWN)}{row + 1}"
    if line.kind == "section":
        return _sum_of(parts)
    if not line.sign or line.kind in ("other", "quantity") or not line.reckoned:
        return ""
    minus = "-" if line.sign < 0 else ""
    if line.kind == "choice":
        nested = "0"
        for choice, points in reversed(line.worth):
            nested = f'IF(TRIM({own})="{choice}",{points:f},{nested})'
        return f"{minus}{nested}"
    earned = f"ABS(N({own}))" if line.sign < 0 else f"N({own})"
    if line.each:
        earned = f"{earned}*{line.standard or 0:f}"
    if line.cap is not None:
        earned = f"MIN({line.cap:f},{earned})"
    return f"{minus}{earned}"


def _sum_of(rows: Sequence[int]) -> str:
    """The sum of these rows (from 0), neighbours as one range."""
    letter, spans = chr(65 + _EARNED), list[list[int]]()
    for row in rows:
        if spans and spans[-1][1] + 1 == row:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    cells = ",".join(f"{letter}{one + 1}:{letter}{two + 1}" for one, two in spans)
    return f"SUM({cells})" if cells else ""


def _number_rule(row: int, column: int, line: TemplateLine, *, bounded: bool) -> dict[str, object]:
    """A number within its bounds, or KC."""
    cell = f"{chr(65 + column)}{row + 1}"
    least = f"{cell}>={line.least:f}"
    most = f",{cell}<={line.most:f}" if bounded and line.most is not None else ""
    key = "number_most" if most else "number"
    return {
        "validate": "custom",
        "value": f'=OR(UPPER(TRIM({cell}))="KC",AND(ISNUMBER({cell}),{least}{most}))',
        "error_title": text("score_template.wrong_title"),
        "error_message": text(
            f"score_template.messages.{key}",
            least=_message(line.least),
            most=_message(line.most or Decimal(0)),
        ),
        "input_title": line.code[:32],
        "input_message": line.hint[:250],
    }


def _choice_rule(line: TemplateLine) -> dict[str, object]:
    return {
        "validate": "list",
        "source": [*line.choices, "KC"],
        "error_title": text("score_template.wrong_title"),
        "error_message": text("score_template.messages.choice", choices=", ".join(line.choices))[:250],
        "input_title": line.code[:32],
        "input_message": line.hint[:250],
    }


def _message(number: Decimal) -> str:
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")


def _page_setup(page: Worksheet, *, rows: int) -> None:
    page.set_portrait()
    page.set_paper(9)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.print_area(0, 0, HEAD_ROW + rows, _EARNED)
    page.set_footer(f"&C{text('score_template.page')}")
