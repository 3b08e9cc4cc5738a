"""Lists that spread one thing over several columns: sex by crosses, a former title, one column an award."""

from __future__ import annotations

from collections.abc import Sequence

from thidua_desktop.demo.layouts.page import Cell, Page, Written
from thidua_desktop.demo.nominees import Line

_TICK = "x"


def two_row(page: Page, lines: Sequence[Line]) -> list[Written]:
    """A heading of two merged rows, column numbers below; the title of last year beside this year's."""
    words = page.words
    page.title(words["title"], width=10)
    page.skip()
    page.header(
        (
            words["number"],
            words["name"],
            words["sex"],
            "",
            words["born"],
            words["position"],
            words["unit"],
            words["award"],
            "",
            words["note"],
        )
    )
    for column, key in ((1, "number"), (2, "name"), (5, "born"), (6, "position"), (7, "unit"), (10, "note")):
        page.block(words[key], first=column, width=column, bold=True, rows=2)
    page.block(words["sex"], first=3, width=4, bold=True)
    page.block(words["award"], first=8, width=9, bold=True)
    page.skip()
    for column, key in ((3, "male"), (4, "female"), (8, "former"), (9, "wanted")):
        page.block(words[key], first=column, width=column, bold=True)
    page.cells([f"({number})" for number in range(1, 11)], centred=True)
    for number, line in enumerate(lines, 1):
        nominee = line.nominee
        sex = None if line.flaw == "sex_missing" else nominee.sex
        page.line(
            (
                number,
                line.name_typed,
                _TICK if sex == "M" else "",
                _TICK if sex == "F" else "",
                nominee.born.strftime("%d/%m/%Y") if nominee.born else "",
                nominee.position,
                line.unit_typed,
                page.award_names[nominee.former] if nominee.former else "-",
                page.award_names[nominee.awards[0]],
                "",
            ),
            line,
            born="day",
        )
    page.widths((6, 26, 7, 7, 14, 22, 34, 14, 14, 12))
    return page.written


def matrix(page: Page, lines: Sequence[Line]) -> list[Written]:
    """One column an award with crosses, row and column totals."""
    codes: Sequence[str] = page.book["awards"]
    page.title(page.words["title"], width=len(page.book["columns"]))
    page.skip()
    page.header(page.book["columns"])
    totals = dict.fromkeys(codes, 0)
    for number, line in enumerate(lines, 1):
        nominee = line.nominee
        marked = _marked(line)
        for code in marked:
            totals[code] += 1
        crosses: list[Cell] = [page.words["mark"] if code in marked else "" for code in codes]
        page.line(
            (
                number,
                line.name_typed,
                nominee.born.year if nominee.born else None,
                nominee.position,
                *crosses,
                len(marked),
                nominee.achievement,
            ),
            line,
            awards=marked,
            born="year",
        )
    page.cells(("", page.words["total"], "", "", *totals.values(), sum(totals.values()), ""), bold=True)
    page.widths((6, 30, 10, 32, 9, 9, 9, 10, 9, 8, 40))
    return page.written


def _marked(line: Line) -> tuple[str, ...]:
    if line.flaw == "no_award":
        return ()
    if line.flaw == "wrong_subject":
        return ("TTLDTT",)
    return line.nominee.awards
