"""The workbook a unit fills in: its name on top, choices from the catalogue, read back without a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.texts import text
from thidua_desktop.workbooks.importing.template_example import example_rows
from thidua_desktop.workbooks.reading.grid import column_letter
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SUBJECTS: Final[tuple[SubjectType, ...]] = ("person", "collective", "household")
COLUMNS: Final = (
    ("number", 6), ("subject_type", 14), ("name", 32), ("dob", 13), ("sex", 9), ("national_id", 17),
    ("position", 20), ("award", 34), ("achievement", 44), ("note", 16),
)  # fmt: skip
HEAD_ROW: Final = 5
"""Row of the headings, from 0; the rows to fill stand below it."""
_BORDERED: Final = 20
_PREPARED: Final = 1_000
_CENTRED: Final = frozenset({"number", "subject_type", "dob", "sex", "national_id"})
_LINE: Final = "#8A94A3"


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """What a template says. ``choices``: names of awards by the kind of subject that may receive them."""

    unit: str
    year: int
    office: str
    choices: Mapping[SubjectType, Sequence[str]]
    created: dt.datetime | None = None


def template_workbook(sheet: TemplateSheet) -> bytes:
    """The .xlsx to send to the unit."""
    title = text("templates.title", year=sheet.year)
    book = FigureBook(title=f"{title} - {sheet.unit}", author=text("templates.author"), created=sheet.created)
    page = book.book.add_worksheet(text("templates.sheets.list"))
    example = book.book.add_worksheet(text("templates.sheets.example"))
    choices = book.book.add_worksheet(text("templates.sheets.choices"))
    ranges = _choices(choices, sheet)
    choices.hide()
    _head(book, page, sheet, title=title)
    _rows(book, page, ranges)
    _page_setup(page)
    _head(book, example, sheet, title=text("templates.example.title"))
    _example(book, example, sheet)
    _page_setup(example)
    page.activate()
    page.set_selection(HEAD_ROW + 1, 1, HEAD_ROW + 1, 1)
    return book.finish()


def _choices(page: Worksheet, sheet: TemplateSheet) -> dict[SubjectType, str]:
    """Writes the lists the choices come from; the range of each."""
    ranges: dict[SubjectType, str] = {}
    name = text("templates.sheets.choices")
    for column, subject in enumerate(SUBJECTS):
        names = sheet.choices[subject]
        page.write_string(0, column, text(f"templates.subjects.{subject}"))
        for row, award in enumerate(names, start=1):
            page.write_string(row, column, award)
        letter = column_letter(column)
        ranges[subject] = f"'{name}'!${letter}$2:${letter}${max(len(names), 1) + 1}"
    return ranges


def _head(book: FigureBook, page: Worksheet, sheet: TemplateSheet, *, title: str) -> None:
    last = len(COLUMNS) - 1
    lines: tuple[tuple[str, dict[str, object], int], ...] = (
        (title, {"bold": True, "font_size": 15, "align": "center"}, 26),
        (text("templates.unit", unit=sheet.unit), {"bold": True, "align": "center"}, 20),
        (text("templates.receiver", office=sheet.office), {"align": "center"}, 20),
        (text("templates.hint"), {"italic": True, "text_wrap": True, "font_color": "#444444"}, 34),
    )
    for row, (line, appearance, height) in enumerate(lines):
        page.merge_range(row, 0, row, last, "", book.format(**appearance))
        page.write_string(row, 0, line, book.format(**appearance))
        page.set_row(row, height)
    heading = book.format(
        bold=True, align="center", text_wrap=True, border=1, border_color=_LINE, bg_color="#DCE6F2"
    )
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width, _analyse(book, name))
        page.write_string(HEAD_ROW, column, text(f"templates.columns.{name}"), heading)
    page.set_row(HEAD_ROW, 36)
    page.freeze_panes(HEAD_ROW + 1, 3)


def _analyse(book: FigureBook, name: str, **more: object) -> Format:
    """Every column but the number holds text: nothing typed there is turned into a date or a number."""
    appearance: dict[str, object] = {"text_wrap": True, "valign": "top", **more}
    if name != "number":
        appearance["num_format"] = "@"
    if name in _CENTRED:
        appearance["align"] = "center"
    return book.format(**appearance)


def _rows(book: FigureBook, page: Worksheet, ranges: Mapping[SubjectType, str]) -> None:
    first, last = HEAD_ROW + 1, HEAD_ROW + _PREPARED
    for row in range(first, first + _BORDERED):
        for column, (name, _) in enumerate(COLUMNS):
            page.write_blank(row, column, None, _analyse(book, name, border=1, border_color=_LINE))
    border = book.format(border=1, border_color=_LINE)
    page.conditional_format(
        first + _BORDERED, 0, last, len(COLUMNS) - 1,
        {"type": "formula", "criteria": f'=$C{first + _BORDERED + 1}<>""', "format": border},
    )  # fmt: skip
    for name, rule in _rules(ranges, first + 1).items():
        column = next(place for place, (known, _) in enumerate(COLUMNS) if known == name)
        page.data_validation(first, column, last, column, rule)


def _rules(ranges: Mapping[SubjectType, str], row: int) -> dict[str, dict[str, object]]:
    """What each column offers and explains; ``row`` is the first row to fill, as Excel counts."""
    refused = {
        "error_title": text("templates.messages.choose_title"),
        "error_message": text("templates.messages.choose"),
    }
    subjects = {one: text(f"templates.subjects.{one}") for one in SUBJECTS}
    award = (
        f'=IF($B{row}="{subjects["collective"]}",{ranges["collective"]},'
        f'IF($B{row}="{subjects["household"]}",{ranges["household"]},{ranges["person"]}))'
    )
    return {
        "subject_type": {"validate": "list", "source": list(subjects.values()), **refused},
        "sex": {
            "validate": "list",
            "source": [text("templates.sexes.male"), text("templates.sexes.female")],
            **refused,
        },
        # A title outside the list may be meant: it is asked about at import, not forbidden here.
        "award": {
            "validate": "list", "source": award, "error_type": "warning", **refused, **_message("award")
        },
        "name": {"validate": "any", **_message("name")},
        "dob": {"validate": "any", **_message("dob")},
        "national_id": {"validate": "any", **_message("national_id")},
    }  # fmt: skip


def _message(name: str) -> dict[str, object]:
    return {
        "input_title": text(f"templates.messages.{name}_title"),
        "input_message": text(f"templates.messages.{name}"),
    }


def _example(book: FigureBook, page: Worksheet, sheet: TemplateSheet) -> None:
    for row, values in enumerate(example_rows(sheet.choices), start=HEAD_ROW + 1):
        page.set_row(row, 34)
        for column, (name, _) in enumerate(COLUMNS):
            appearance = _analyse(book, name, border=1, border_color=_LINE, font_color="#1F4E79")
            page.write(row, column, values.get(name, ""), appearance)


def _page_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.set_footer(f"&C{text('templates.page')}")
