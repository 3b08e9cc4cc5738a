"""Lists with one heading row: the clean template, the letter with titles and signatures, the split name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from thidua_desktop.demo.layouts.page import Cell, Page, Written
from thidua_desktop.demo.nominees import Line
from thidua_desktop.domain.dates import Precision
from thidua_desktop.texts import text


def template(page: Page, lines: Sequence[Line]) -> list[Written]:
    """The office's own template: the heading in row 1, nothing else."""
    page.header(page.book["columns"])
    types = page.book["types"]
    for number, line in enumerate(lines, 1):
        nominee = line.nominee
        born, shown = _born(line)
        page.line(
            (
                number,
                types[nominee.subject_type],
                line.name_typed,
                born,
                sex_word(nominee.sex),
                nominee.position,
                line.unit_typed,
                page.award_names[nominee.awards[0]],
                nominee.achievement,
            ),
            line,
            born=shown,
        )
    page.widths((6, 14, 30, 14, 10, 24, 34, 34, 40))
    return page.written


def titled(page: Page, lines: Sequence[Line]) -> list[Written]:
    """A list annexed to a letter: national title, table from row 8, total and signatures below."""
    words, count = page.words, len(lines)
    page.skip()
    page.block(words["superior"], first=1, width=3)
    page.block(words["nation"], first=4, width=7, bold=True)
    page.skip()
    page.block(words["agency"], first=1, width=3, bold=True)
    page.block(words["motto"], first=4, width=7, bold=True)
    page.skip()
    page.title(words["title"], width=7)
    page.title(words["letter"], width=7, bold=False)
    page.skip(2)
    page.header(page.book["columns"])
    for number, line in enumerate(lines, 1):
        nominee = line.nominee
        page.line(
            (
                number,
                line.name_typed,
                nominee.born.year if nominee.born else None,
                nominee.position,
                line.unit_typed,
                page.award_names[nominee.awards[0]],
                nominee.achievement,
            ),
            line,
            born="year",
        )
    page.title(words["total"].format(count=count), width=7)
    page.title(words["closing"].format(count=count), width=7, bold=False)
    page.skip()
    page.title(words["place_date"], first=5, width=7, bold=False)
    page.skip()
    page.block(words["maker"], first=2, width=3, bold=True)
    page.block(words["head"], first=5, width=7, bold=True)
    page.title(words["seal"], first=5, width=7, bold=False)
    page.widths((6, 28, 11, 34, 22, 34, 44))
    return page.written


def split(page: Page, lines: Sequence[Line]) -> list[Written]:
    """The name over two columns: family and middle names, given name."""
    page.title(page.words["title"], width=7)
    page.skip()
    page.header(page.book["columns"])
    page.block(page.book["columns"][1], first=2, width=3, bold=True)
    for number, line in enumerate(lines, 1):
        nominee = line.nominee
        before, _, given = line.name_typed.rpartition(" ")
        if line.flaw == "one_cell":
            before, given = line.name_typed, ""
        elif line.flaw == "no_given":
            given = ""
        page.line(
            (
                number,
                before,
                given,
                nominee.born,
                nominee.position,
                line.unit_typed,
                page.award_names[nominee.awards[0]],
            ),
            line,
            born="day",
        )
    page.widths((6, 22, 10, 14, 22, 40, 14))
    return page.written


def sex_word(sex: str | None) -> str:
    return text(f"demo.sex.{sex}") if sex else ""


def _born(line: Line) -> tuple[Cell, Precision | None]:
    """The birth date as this line has it: a true date, text with bare digits, or only the year."""
    born: dt.date | None = line.nominee.born
    if born is None:
        return None, None
    if line.flaw == "born_text":
        return f"{born.day}/{born.month}/{born.year}", "day"
    if line.flaw == "born_year":
        return born.year, "year"
    return born, "day"
