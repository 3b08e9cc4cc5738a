"""What has to be corrected in a file, as a list the sender can walk through by clicking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from thidua_desktop.domain.importing.values import Finding, StagedFile
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import lookup, text
from thidua_desktop.workbooks.reading.grid import column_index, column_letter
from thidua_desktop.workbooks.returned.sentences import finding_sentence

MarkLevel = Literal["error", "warning", "mended"]
Corrected = Mapping[tuple[str, str], str]
"""What the office wrote over cells, by (sheet, ``C5``)."""
_ORDER: Final[tuple[MarkLevel, ...]] = ("error", "warning", "mended")
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LONGEST: Final = 300
_NOTHING: Final[Corrected] = {}


_OWN_WORDS: Final = frozenset({"CELL_COMMENT", "UNITS_NEW", "SAME_PERSON_OTHER_UNIT"})
"""What the sender wrote himself, or only the office can answer: nothing to give back."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to correct. ``cell`` is empty when it concerns a sheet or the file; ``sheet`` when the file.

    Severity ``corrected``: the office has put it right already; it is reported so that the sender agrees.
    """

    sheet: str
    cell: str
    value: str
    severity: MarkLevel
    level: str
    sentence: str
    advice: str


def marks_of(staged: StagedFile, corrected: Corrected = _NOTHING) -> tuple[Mark, ...]:
    """Errors, warnings, then what was corrected: each by sheet, row and column."""
    order = {sheet.name: place for place, sheet in enumerate(staged.sheets)}
    texts = {sheet.name: sheet.rows for sheet in staged.sheets}
    marks: list[Mark] = []
    for finding in staged.findings:
        if finding.severity == "info" or finding.code in _OWN_WORDS:
            continue
        sheet, cell = _place(finding, order)
        column, row = _numbers(cell)
        shown = texts.get(sheet, ())
        value = shown[row][column] if 0 <= row < len(shown) and column < len(shown[row]) else ""
        marks.append(_mark(finding, sheet, cell, value))
    marks += [_corrected(sheet, cell, value) for (sheet, cell), value in corrected.items()]

    def place(mark: Mark) -> tuple[int, ...]:
        column, row = _numbers(mark.cell)
        return _ORDER.index(mark.severity), order.get(mark.sheet, -1), row, column

    return tuple(sorted(marks, key=place))


def raised(mark: Mark, heads: Mapping[str, int]) -> Mark:
    """The mark where it stands in the sender's file, without the header row that was put in."""
    head = heads.get(mark.sheet)
    column, row = _numbers(mark.cell)
    if head is None or column < 0 or row + 1 < head:
        return mark
    return replace(mark, cell=f"{column_letter(column)}{row}" if row + 1 > head else "")


def _mark(finding: Finding, sheet: str, cell: str, value: str) -> Mark:
    advice = lookup(f"feedback.advice.{finding.code}") or text("feedback.advice.other")
    return Mark(
        sheet=sheet,
        cell=cell,
        value=clean(value)[:_LONGEST],
        severity="error" if finding.severity == "error" else "warning",
        level=text(f"feedback.levels.{finding.severity}"),
        sentence=finding_sentence(finding),
        advice=advice,
    )


def _corrected(sheet: str, cell: str, value: str) -> Mark:
    sentence = text("feedback.mended", value=clean(value)) if value else text("feedback.emptied")
    return Mark(
        sheet=sheet,
        cell=cell,
        value=clean(value)[:_LONGEST],
        severity="mended",
        level=text("feedback.levels.mended"),
        sentence=sentence,
        advice=text("feedback.advice.mended"),
    )


def _place(finding: Finding, sheets: dict[str, int]) -> tuple[str, str]:
    sheet, mark, cell = finding.ref.rpartition("!")
    if mark and sheet in sheets:
        return sheet, cell if _CELL.fullmatch(cell) else ""
    return (finding.ref, "") if finding.ref in sheets else ("", "")


def _numbers(cell: str) -> tuple[int, int]:
    """Column and row from 0; (-1, -1) without a cell."""
    found = _CELL.fullmatch(cell)
    return (column_index(found[1]), int(found[2]) - 1) if found else (-1, -1)
