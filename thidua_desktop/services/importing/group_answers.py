"""Doubts of one cause answered once for all their rows: the order of dates, the kind of nominee, a unit nobody names.

An answer is typed into the cells it is about, in the copy that is read; a column the list lacks is added at its
right. The file as sent stays stored, and the sender can be shown what was read instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.domain.dates import reads_both_ways
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.services.importing.preview import Preview
from thidua_desktop.services.importing.returned.corrections import correct_cells
from thidua_desktop.services.importing.same_answers import place_of
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import column_index, column_letter

Cause = Literal["date_order", "subject", "unit"]
DATE_ORDERS: Final = ("day_first", "month_first")
SUBJECTS: Final = ("person", "collective", "household")
_MONTHS: Final = 12
_PARTS: Final = re.compile(r"\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """One cause in one sheet. ``cells``: row (from 1) and what stands there; ``column`` and ``heading``: where
    the answer is typed, with the heading of a column to be added there, if it is one.
    """

    cause: Cause
    sheet: str
    column: str
    cells: tuple[tuple[int, str], ...]
    heading: tuple[int, str] | None = None


def group_questions(preview: Preview) -> tuple[GroupQuestion, ...]:
    """What of the file one answer settles for several rows, or for one."""
    if preview.batch.state != "staged":
        return ()
    return (*_date_orders(preview), *_subjects(preview), *_units(preview))


def answer_groups(
    app: AppContext, batch_id: int, answers: Mapping[GroupQuestion, str], *, progress: Progress = silent
) -> Staged:
    """Types the answers over all the cells they are about and reads the file again: one action.

    ``answers``: one of ``DATE_ORDERS`` or ``SUBJECTS``, or the name of a unit. OfficeError as ``correct_cells``.
    """
    values: dict[tuple[str, str], str] = {}
    for question, answer in answers.items():
        if question.heading is not None:
            values[question.sheet, f"{question.column}{question.heading[0]}"] = question.heading[1]
        for row, typed in question.cells:
            values[question.sheet, f"{question.column}{row}"] = _words(question.cause, typed, answer)
    return correct_cells(app, batch_id, values, progress=progress)


def _words(cause: Cause, typed: str, answer: str) -> str:
    if cause == "subject":
        return text(f"importing.subjects.{answer}")
    found = _PARTS.match(typed) if cause == "date_order" else None
    if found is None:
        return answer
    day, month = (1, 2) if (answer == "day_first") != _one_way(found, answer) else (2, 1)
    return text("importing.typed_day", day=found[day], month=found[month], year=found[3])


def _one_way(found: re.Match[str], answer: str) -> bool:
    """A date that has no month in the order answered, and one in the other: it was never in doubt."""
    month, other = (found[2], found[1]) if answer == "day_first" else (found[1], found[2])
    return int(month) > _MONTHS >= int(other)


def _date_orders(preview: Preview) -> Iterator[GroupQuestion]:
    """Dates of one column that can be read both ways; the others of the column are read in the same order."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for finding in preview.file.findings:
        typed = finding.params.get("value", "")
        if finding.code == "DOB_AMBIGUOUS" and _PARTS.match(typed) and reads_both_ways(typed):
            sheet, row, column = place_of(finding.ref)
            found.setdefault((sheet, column), []).append((row, typed))
    for (sheet, column), cells in found.items():
        doubtful = {row for row, _ in cells}
        rest = [one for one in _dates_of(preview, sheet, column) if one[0] not in doubtful]
        yield GroupQuestion("date_order", sheet, column, (*cells, *rest))


def _dates_of(preview: Preview, sheet: str, column: str) -> Iterator[tuple[int, str]]:
    """The dates in figures of a column, in the rows of nominees."""
    shown = next((one for one in preview.file.sheets if one.name == sheet), None)
    place = column_index(column)
    for row in sorted({record.row for record in preview.file.records if record.sheet == sheet}):
        cells = shown.rows[row - 1] if shown is not None else ()
        if place < len(cells) and _PARTS.match(cells[place]):
            yield row, cells[place]


def _subjects(preview: Preview) -> Iterator[GroupQuestion]:
    """Nominees of whom nobody can say whether they are a person, a collective or a household."""
    found: dict[str, list[tuple[int, str]]] = {}
    for finding in preview.file.findings:
        if finding.code == "SUBJECT_UNCLEAR":
            sheet, row, _ = place_of(finding.ref)
            found.setdefault(sheet, []).append((row, finding.params.get("value", "")))
    for sheet, cells in found.items():
        if (place := _column(preview, sheet, "subject_type")) is not None:
            yield GroupQuestion("subject", sheet, place[0], tuple(cells), place[1])


def _units(preview: Preview) -> Iterator[GroupQuestion]:
    """Rows whose unit stands nowhere."""
    reported = {place_of(one.ref)[0] for one in preview.file.findings if one.code == "UNIT_MISSING"}
    for sheet in sorted(reported):
        rows = [
            (record.row, record.name)
            for record in preview.file.records
            if record.sheet == sheet and record.unit is None and record.subject_type != "household"
        ]
        if rows and (place := _column(preview, sheet, "unit")) is not None:
            yield GroupQuestion("unit", sheet, place[0], tuple(rows), place[1])


def _column(preview: Preview, sheet: str, field: str) -> tuple[str, tuple[int, str] | None] | None:
    """The column of a field, or the first free one with its heading; None where a sheet has no one header."""
    shown = next((one for one in preview.file.sheets if one.name == sheet), None)
    tables = preview.tables.get(sheet, ())
    if shown is None or len(tables) != 1 or tables[0].put_in or not shown.header_rows:
        return None
    for letter, name in shown.fields.items():
        if name == field:
            return letter, None
    free = column_letter(max((len(row) for row in shown.rows), default=0))
    return free, (min(shown.header_rows), text(f"importing.fields.{field}"))
