"""Lists whose rows say less because a heading above says it: the kind, the award, the unit, the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua_desktop.demo.layouts.flat import sex_word
from thidua_desktop.demo.layouts.page import Page, Written
from thidua_desktop.demo.nominees import Line
from thidua_desktop.documents.phrases import roman


def groups(page: Page, lines: Sequence[Line]) -> list[Written]:
    """Collectives, then persons, each under the name of the award; no column names it."""
    words = page.words
    page.title(words["title"], width=5)
    page.title(words["unit"], width=5, bold=False)
    page.skip()
    page.header(page.book["columns"])
    for part, (subject, heading) in enumerate(
        (("collective", words["collectives"]), ("person", words["persons"])), 1
    ):
        chosen = [line for line in lines if line.nominee.subject_type == subject]
        page.cells((roman(part), heading, "", "", ""), bold=True)
        for number, award in enumerate(awards_of(chosen), 1):
            rows = [line for line in chosen if line.nominee.awards == (award,)]
            counted = subject == "person" and not award.startswith("GK")
            key = "title_group_counted" if counted else "title_group"
            name = page.award_names[award] if not award.startswith("GK") else None
            heading = (
                words[key].format(award=name, count=f"{len(rows):02d}") if name else page.award_names[award]
            )
            page.title(f"{number}. {heading}", width=5)
            _numbered(page, rows)
    page.widths((8, 34, 26, 48, 14))
    return page.written


def sheets(page: Page, lines: Sequence[Line]) -> list[Written]:
    """A cover, then one sheet an award."""
    words = page.words
    page.skip(2)
    page.title(words["cover"], first=2, width=2)
    page.skip()
    page.title(words["unit"], first=2, width=2, bold=False)
    page.widths((6, 60))
    for award in awards_of(lines):
        rows = [line for line in lines if line.nominee.awards == (award,)]
        columns = list(page.book["columns"])
        if all(line.nominee.subject_type == "collective" for line in rows):
            columns[1] = words["collective"]
        page.new_sheet(page.award_names[award])
        page.title(words["title"].format(award=page.award_names[award].upper()), width=len(columns))
        page.header(columns)
        for number, line in enumerate(rows, 1):
            nominee = line.nominee
            summary = nominee.achievement or words["summary"]
            page.line((number, line.name_typed, nominee.position, summary), line)
        page.widths((6, 34, 34, 56))
    return page.written


def unit_groups(page: Page, lines: Sequence[Line]) -> list[Written]:
    """The name of each unit as a merged row above its people."""
    page.title(page.words["title"], width=6)
    page.title(page.words["subtitle"], width=6, bold=False)
    page.skip()
    page.header(page.book["columns"])
    for part, unit in enumerate(dict.fromkeys(line.unit_typed for line in lines), 1):
        page.cells((roman(part), unit, "", "", "", ""), bold=True)
        page.block(unit, first=2, width=6, bold=True)
        for number, line in enumerate((one for one in lines if one.unit_typed == unit), 1):
            nominee = line.nominee
            page.line(
                (
                    number,
                    line.name_typed,
                    nominee.born.year if nominee.born else None,
                    sex_word(nominee.sex),
                    nominee.position,
                    page.award_names[nominee.awards[0]],
                ),
                line,
                born="year",
            )
    page.widths((6, 28, 10, 10, 26, 20))
    return page.written


def awards_of(lines: Iterable[Line]) -> list[str]:
    """The awards of the lines in their first order."""
    return list(dict.fromkeys(line.nominee.awards[0] for line in lines))


def _numbered(page: Page, rows: Sequence[Line]) -> None:
    number = 0
    for line in rows:
        number += 2 if line.flaw == "number_gap" else 1
        nominee = line.nominee
        page.line((number, line.name_typed, nominee.position, nominee.achievement, ""), line)
