"""The columns of every table of a sender's file: what each means, and which nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.awards.awards import Award
from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.values import Known, StagedFile, StagedSheet
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import column_letter
from thidua_desktop.workbooks.table_finding.headers import HeaderIndex
from thidua_desktop.workbooks.table_finding.vocabulary import load_vocabulary

FIELDS: Final = (
    "name",
    "collective_name",
    "household_name",
    "family_name",
    "middle_name",
    "given_name",
    "salutation",
    "dob",
    "dob_male",
    "dob_female",
    "sex",
    "sex_male",
    "sex_female",
    "national_id",
    "ethnicity",
    "position",
    "position_unit",
    "unit",
    "address",
    "subject_type",
    "award",
    "previous_award",
    "score",
    "score_self",
    "score_appraised",
    "achievement",
    "initiative",
    "initiative_ref",
    "note",
    "number",
    "ignored",
)
"""What a column may be, in the order of the list the officer chooses from."""
_NUMBERING: Final = re.compile(r"\(?\d{1,2}\)?")
_SAMPLE: Final = 60
_FEWEST: Final = 2
"""Rows and columns that make a list of what stands on a sheet without any header."""
FieldOf = Callable[[list[str]], str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. ``heading`` is empty for a column without one; ``place`` is where its heading stands or
    would stand; ``field`` None: nobody knows what it is. ``guessed``: understood by its cells alone.
    ``sample``: what its first row says, where no heading does.
    """

    letter: str
    heading: str
    place: str
    field: str | None
    guessed: bool = False
    sample: str = ""

    @property
    def unknown(self) -> bool:
        return self.field is None or self.guessed


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """The columns of one table from left to right. ``top``: its first row, from 1.

    ``headless``: no row says what its columns are; ``put_in``: a row for that has to be put in before it.
    """

    sheet: str
    top: int
    headings: tuple[Heading, ...]
    headless: bool = False
    put_in: bool = False

    @property
    def unknown(self) -> int:
        """How many columns nobody knows."""
        return sum(heading.unknown for heading in self.headings)


def field_reader(known: Known) -> FieldOf:
    """What a heading means that goes over several rows, by all that is known."""
    awards: tuple[Award, ...] = known.awards
    index = HeaderIndex(load_vocabulary(), AwardIndex(awards, known.award_aliases), known.header_aliases)
    return index.of_path


def tables_of_file(file: StagedFile, field_of: FieldOf) -> dict[str, tuple[ColumnTable, ...]]:
    """The tables of every sheet in sight, by its name."""
    missing = [one.ref for one in file.findings if one.code == "HEADER_MISSING"]
    return {
        sheet.name: tables_of(sheet, missing=missing, field_of=field_of)
        for sheet in file.sheets
        if not sheet.hidden
    }


def tables_of(
    sheet: StagedSheet, *, missing: Iterable[str] = (), field_of: FieldOf = lambda _: None
) -> tuple[ColumnTable, ...]:
    """The tables of a sheet from top to bottom; of a sheet without header rows the list that stands there.

    ``missing``: references of findings that a column has no heading.
    """
    here = {_letter(ref): _row(ref) for ref in missing if ref.rpartition("!")[0] == sheet.name}
    runs = _headers(sheet)
    if not runs:
        found = _headless(sheet, here)
        return (found,) if found is not None else ()
    tables: list[ColumnTable] = []
    above: dict[str, set[str | None]] = {}
    for rows in runs:
        last = rows is runs[-1]
        headings = _headings(sheet, rows, here, field_of, above=above, last=last, alone=len(runs) == 1)
        tables.append(ColumnTable(sheet.name, rows[0], headings))
        for one in headings:
            above.setdefault(one.letter, set()).add(one.field)
    return tuple(tables)


def _headers(sheet: StagedSheet) -> list[list[int]]:
    """Rows of each header, from 1: those that follow each other; one repeated on a later page is the same."""
    runs: list[list[int]] = []
    for row in sorted(sheet.header_rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    seen: list[list[tuple[str, ...]]] = []
    found: list[list[int]] = []
    for rows in runs:
        reported = [sheet.rows[row - 1] for row in rows]
        if reported not in seen:
            seen.append(reported)
            lettered = [row for row in rows if not _only_numbers(sheet.rows[row - 1])]
            found.append(lettered or rows)
    return found


def _headings(
    sheet: StagedSheet,
    rows: list[int],
    missing: dict[str, int],
    field_of: FieldOf,
    *,
    above: Mapping[str, set[str | None]],
    last: bool,
    alone: bool,
) -> tuple[Heading, ...]:
    """The columns under a header. What the sheet reports a letter is reported all its tables together: of
    one among several their own words go first.
    """
    found: list[Heading] = []
    for column in range(max(len(sheet.rows[row - 1]) for row in rows)):
        letter = column_letter(column)
        words = _words(sheet, rows, column)
        guessed = not words and letter in missing and (last or missing[letter] in rows)
        if not words and not guessed:
            continue
        own = sheet.fields.get(letter)
        field = field_of(words)
        if alone or (last and field is None and own not in above.get(letter, ())):
            field = own or field
        found.append(
            Heading(
                letter,
                " ".join(words),
                f"{letter}{rows[-1]}",
                field,
                guessed,
                _sample(sheet, rows[-1], column),
            )
        )
    return tuple(found)


def _headless(sheet: StagedSheet, guessed: dict[str, int]) -> ColumnTable | None:
    """The list on a sheet where no row was understood as a header."""
    top = min(guessed.values()) if guessed else _first_of_list(sheet)
    if top is None:
        return None
    rows = [sheet.rows[row] for row in range(top - 1, min(top - 1 + _SAMPLE, len(sheet.rows)))]
    put_in = top < 2 or any(cell.strip() for cell in sheet.rows[top - 2])
    place = top if put_in else top - 1
    headings = tuple(
        Heading(
            column_letter(column), "", f"{column_letter(column)}{place}",
            sheet.fields.get(column_letter(column)), guessed=True, sample=_sample(sheet, top - 1, column),
        )
        for column in range(max(map(len, rows), default=0))
        if any(column < len(row) and row[column].strip() for row in rows)
    )  # fmt: skip
    if len(headings) < _FEWEST:
        return None
    return ColumnTable(sheet.name, top, headings, headless=True, put_in=put_in)


def _first_of_list(sheet: StagedSheet) -> int | None:
    """The first row, from 1, of rows filled alike; None where nothing looks like a list."""
    rows = [sheet.rows[row] for row in range(min(len(sheet.rows), _SAMPLE))]
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled, default=0)
    full = [place for place, count in enumerate(filled) if count >= max(_FEWEST, 0.6 * widest)]
    return full[0] + 1 if len(full) >= _FEWEST else None


def _sample(sheet: StagedSheet, after: int, column: int) -> str:
    """The first cell of a column below a row, counted from 1."""
    for row in range(after, min(after + _SAMPLE, len(sheet.rows))):
        cells = sheet.rows[row]
        if column < len(cells) and cells[column].strip():
            return clean(cells[column])
    return ""


def _words(sheet: StagedSheet, rows: Sequence[int], column: int) -> list[str]:
    cells = (sheet.rows[row - 1] for row in rows)
    typed = (clean(cell[column]) for cell in cells if column < len(cell))
    return [words for words in typed if words and not _NUMBERING.fullmatch(words)]


def _only_numbers(cells: tuple[str, ...]) -> bool:
    typed = [cell.strip() for cell in cells if cell.strip()]
    return bool(typed) and all(_NUMBERING.fullmatch(cell) for cell in typed)


def _letter(ref: str) -> str:
    return ref.rpartition("!")[2].rstrip("0123456789")


def _row(ref: str) -> int:
    cell = ref.rpartition("!")[2]
    return int(cell[len(_letter(ref)) :] or 0)
