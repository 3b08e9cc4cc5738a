"""What the columns of a sender's sheet mean: asked where nobody knows, remembered for that sender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.importing import ImportBatch
from thidua_desktop.domain.importing import StagedSheet
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean
from thidua_desktop.services import import_preview
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.import_words import learn_header
from thidua_desktop.services.importing import Staged
from thidua_desktop.services.mending import mend_cells
from thidua_desktop.texts import lookup

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
    "position",
    "position_unit",
    "unit",
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
"""What a column may be, in the order of the list she chooses from."""
_NUMBERING: Final = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. ``heading`` is empty for a column without one; ``place`` is where its heading stands or
    would stand; ``field`` None: nobody knows what it is. ``guessed``: understood by its cells alone.
    """

    letter: str
    heading: str
    place: str
    field: str | None
    guessed: bool = False

    @property
    def unknown(self) -> bool:
        return self.field is None or self.guessed


def headings_of(sheet: StagedSheet, *, missing: Iterable[str] = ()) -> tuple[Heading, ...]:
    """The columns of a sheet's first table, from left to right; none when it has no header row.

    ``missing``: references of findings that a column has no heading.
    """
    rows = _first_header(sheet)
    if not rows:
        return ()
    guessed = {_letter(ref) for ref in missing if ref.rpartition("!")[0] == sheet.name}
    width = max(len(sheet.rows[row - 1]) for row in rows)
    found: list[Heading] = []
    for column in range(width):
        letter = _column_letter(column)
        words = _words(sheet, rows, column)
        if words or letter in guessed:
            found.append(
                Heading(
                    letter=letter,
                    heading=" ".join(words),
                    place=f"{letter}{rows[-1]}",
                    field=sheet.fields.get(letter),
                    guessed=not words,
                )
            )
    return tuple(found)


def sender_of_batch(connection: Connection, batch_id: int) -> int | None:
    """The unit a batch was recognised to come from."""
    query = select(ImportBatch.sender_unit_id).where(ImportBatch.id == batch_id)
    return connection.execute(query).scalar_one_or_none()


def tell_columns(
    desk: Desk,
    batch_id: int,
    sheet: str,
    told: Mapping[Heading, str],
    *,
    progress: Progress = silent,
) -> Staged:
    """Remembers what the columns of a sheet are, for their sender, and reads the file again.

    Where the sender is not known it is remembered for every file. A column without a heading is given one in
    the copy that is read. OfficeError as ``importing.stage``.
    """
    sender = desk.read(sender_of_batch, batch_id)
    missing: dict[tuple[str, str], str] = {}
    for column, field in told.items():
        if column.heading:
            learn_header(desk, heading=column.heading, field=field, sender_unit_id=sender)
        else:
            missing[sheet, column.place] = lookup(f"importing.fields.{field}") or field
    if missing:
        return mend_cells(desk, batch_id, missing, progress=progress)
    return import_preview.restage(desk, batch_id, progress=progress)


def _first_header(sheet: StagedSheet) -> list[int]:
    """Rows of the first table's header, counted from 1: those that follow each other."""
    rows = sorted(sheet.header_rows)
    found = rows[:1]
    for row in rows[1:]:
        if row != found[-1] + 1:
            break
        found.append(row)
    lettered = [row for row in found if not _only_numbers(sheet.rows[row - 1])]
    return lettered or found


def _words(sheet: StagedSheet, rows: list[int], column: int) -> list[str]:
    cells = (sheet.rows[row - 1] for row in rows)
    typed = (clean(cell[column]) for cell in cells if column < len(cell))
    return [words for words in typed if words and not _NUMBERING.fullmatch(words)]


def _only_numbers(cells: tuple[str, ...]) -> bool:
    typed = [cell.strip() for cell in cells if cell.strip()]
    return bool(typed) and all(_NUMBERING.fullmatch(cell) for cell in typed)


def _letter(ref: str) -> str:
    return ref.rpartition("!")[2].rstrip("0123456789")


def _column_letter(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
