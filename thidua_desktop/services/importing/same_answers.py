"""Whom the rows of a file mean where names are alike: the officer's answers, stored with a batch and its
later versions.

An answer is stored under the row's key: ``{"person": 12}`` this person of the register, ``{"row": key}`` the
one another row speaks of, ``{"apart": [12], "rows": [key]}`` none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch, ImportRow
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.importing.values import Finding, StagedFile, StagedRecord
from thidua_desktop.domain.text import marked_key
from thidua_desktop.services.importing.import_plan import RowToImport
from thidua_desktop.services.importing.returned.sent_file import KEY

Answers = Mapping[str, Mapping[str, Any]]
ASKED: Final = frozenset({"DUP_POSSIBLE", "SAME_NAME_OTHER_PERSON", "SAME_PERSON_OTHER_UNIT"})
"""Findings that ask whether two rows speak of one person."""


def key_of(sheet: str, row: int, name: str) -> str:
    """Names a row of a file, and fits it no more when another name stands there."""
    return f"{sheet}!{row}!{marked_key(name)}"


def key_of_record(record: StagedRecord) -> str:
    """The key of a row just read."""
    return key_of(record.sheet, record.row, record.name)


def with_answers(rows: Sequence[RowToImport], keys: Sequence[str], answers: Answers) -> list[RowToImport]:
    """The rows with what the officer said of them."""
    places = {key: place for place, key in enumerate(keys)}
    return [_answered(row, answers.get(key), places) for row, key in zip(rows, keys, strict=True)]


def without_answered(file: StagedFile, answers: Answers) -> StagedFile:
    """The file without the questions the officer has answered."""
    names = {(record.sheet, record.row, record.column): record.name for record in file.records}

    def open_still(finding: Finding) -> bool:
        if finding.code not in ASKED:
            return True
        sheet, row, column = place_of(finding.ref)
        return key_of(sheet, row, names.get((sheet, row, column), "")) not in answers

    return replace(file, findings=tuple(one for one in file.findings if open_still(one)))


def place_of(ref: str) -> tuple[str, int, str]:
    """``DS!B5`` as sheet, row and column letter."""
    sheet, _, cell = ref.rpartition("!")
    column = cell.rstrip("0123456789")
    return sheet, int(cell[len(column) :] or 0), column


def answers_of(connection: Connection, batch_id: int) -> Answers:
    """What the officer said of the rows of a batch."""
    query = select(ImportBatch.answers).where(ImportBatch.id == batch_id)
    return connection.execute(query).scalar_one_or_none() or {}


def inherited(connection: Connection, *, year: int, sha256: str, former: Iterable[int]) -> Answers:
    """Answers given to this very file before, or to a file it is a later version of.

    Of an imported one the persons its rows became are meant: the same file again makes nobody twice.
    """
    query = (
        select(ImportBatch.id, ImportBatch.state, ImportBatch.answers, ImportBatch.file_sha256)
        .where(
            ImportBatch.year == year,
            ImportBatch.state != "replaced",
            or_(ImportBatch.file_sha256 == sha256, ImportBatch.id.in_(tuple(former))),
        )
        .order_by(ImportBatch.id)
    )
    found: dict[str, Mapping[str, Any]] = {}
    for batch_id, state, answers, digest in connection.execute(query):
        if answers:
            found.update({key: message for key, message in answers.items() if key != KEY or digest == sha256})
            if state == "committed":
                found.update(_became(connection, batch_id, answers))
    return found


def _answered(row: RowToImport, answer: Mapping[str, Any] | None, places: Mapping[str, int]) -> RowToImport:
    if answer is None:
        return row
    return replace(
        row,
        person=answer.get("person"),
        like=places.get(answer.get("row", "")),
        apart=tuple(answer.get("apart", ())),
        apart_rows=tuple(places[key] for key in answer.get("rows", ()) if key in places),
    )


def _became(connection: Connection, batch_id: int, answers: Answers) -> dict[str, Mapping[str, Any]]:
    """The person each row spoken of has become."""
    keys = {
        *answers,
        *(key for message in answers.values() for key in (message.get("row"), *message.get("rows", ()))),
    }
    query = (
        select(ImportRow.sheet, ImportRow.row_number, ImportRow.record, Nomination.person_id)
        .join(Nomination, Nomination.import_row_id == ImportRow.id)
        .where(ImportRow.batch_id == batch_id, Nomination.person_id.is_not(None))
    )
    found: dict[str, Mapping[str, Any]] = {}
    for sheet, row, record, person_id in connection.execute(query):
        key = key_of(sheet, row, record["name"])
        if key in keys:
            found[key] = {"person": person_id}
    return found
