"""From a sender's file to nominations: stage it, look, then import all of it or nothing."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import load_awards
from thidua_desktop.db.importing import ImportBatch, ImportFinding, ImportRow
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.organisation import Unit
from thidua_desktop.db.people import Household, Membership, Person
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.collecting import no_collection
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing import Finding, Known, StagedFile, StagedRecord
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.importing import entry_of_import
from thidua_desktop.services import attachments, journal
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.import_look import look_at, row_to_import
from thidua_desktop.services.import_plan import (
    SUBJECT_COLUMN,
    ImportPlan,
    NewNomination,
    RowToImport,
    plan_import,
)
from thidua_desktop.services.import_sender import sender_of
from thidua_desktop.services.import_words import known_words, learn_award, learn_header
from thidua_desktop.services.people import person_values
from thidua_desktop.services.restaging import superseded
from thidua_desktop.services.same_answers import key_of, with_answers
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reader_clipboard import pasted_file
from thidua_desktop.workbooks.reader_password import plain_bytes
from thidua_desktop.workbooks.sentences import finding_sentence
from thidua_desktop.workbooks.staging import read_file

__all__ = [
    "READABLE",
    "Imported",
    "Staged",
    "commit",
    "finding_words",
    "known_words",
    "learn_award",
    "learn_header",
    "read",
    "read_unknown",
    "row_to_import",
    "stage",
    "stage_pasted",
    "undo",
]
READABLE = ("ok", "html")
"""Statuses whose rows may be imported: a web page under a workbook's name is told, and read."""
_BATCH_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Staged:
    """A file read and kept, not yet imported. ``counts``: rows by outcome; they add up to the rows read."""

    batch_id: int
    file: StagedFile
    counts: Mapping[str, int]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``counts``: rows by outcome; ``nominations``: how many were added."""

    counts: Mapping[str, int]
    nominations: int
    changes: Changes


def read(
    desk: Desk,
    path: Path,
    *,
    year: int,
    progress: Progress = silent,
    password: str | None = None,
    sender_unit_id: int | None = None,
) -> StagedFile:
    """Reads a file with everything learned so far; writes nothing. Bad files come back with their status."""
    return look_at(
        desk, path, year=year, progress=progress, password=password, sender_unit_id=sender_unit_id
    ).file


def read_unknown(path: Path, *, password: str | None = None) -> StagedFile:
    """Reads a file with nothing learned: before there is a database."""
    return read_file(path, known=Known(awards=load_awards()), password=password)


def finding_words(finding: Finding) -> str:
    """The Vietnamese sentence of a finding."""
    return finding_sentence(finding)


def stage(
    desk: Desk,
    path: Path,
    *,
    year: int,
    progress: Progress = silent,
    password: str | None = None,
    sender_unit_id: int | None = None,
    mends: int | None = None,
) -> Staged:
    """Reads a file and keeps it as a batch with its rows, findings and the file itself.

    A protected file is kept opened: its password is needed once. A mended file takes the place of the file it
    mends when that was not imported yet; ``mends`` names that batch when it is known.
    OfficeError ``importing.unreadable`` with the reason in words: nothing is kept then.
    """
    look = look_at(
        desk,
        path,
        year=year,
        progress=progress,
        password=password,
        sender_unit_id=sender_unit_id,
        mends=mends,
    )
    staged = look.file
    if staged.open_status not in READABLE or not staged.records:
        raise OfficeError("importing.unreadable", reason=finding_words(staged.findings[0]))
    data = plain_bytes(path, password)
    with desk.store.writing("stage_file", file=path.name) as writer:
        _replace_former(writer, sha256=staged.sha256, year=year)
        for former in superseded(look.others, look.former, file_name=path.name, mends=mends):
            writer.update(ImportBatch, former, state="replaced")
        batch_id = writer.add(
            ImportBatch,
            year=year,
            file_name=path.name,
            file_sha256=staged.sha256,
            attachment_id=attachments.keep(desk, writer, name=path.name, data=data),
            sender_unit_id=look.sender_unit_id,
            open_status=staged.open_status,
            created_at=writer.at,
            answers=dict(look.answers),
        )
        _keep_rows(writer, batch_id, staged, look.rows, look.plan)
    return Staged(batch_id, staged, Counter(look.plan.outcomes), writer.changes)


def stage_pasted(desk: Desk, pasted: str, *, year: int, progress: Progress = silent) -> Staged:
    """Keeps a pasted table (tabbed text or a piece of a web page) like a file. OfficeError as ``stage``."""
    ending, data = pasted_file(pasted)
    at = desk.store.clock().strftime("%d-%m-%Y %H.%M.%S")
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / f"{text('importing.pasted')} {at}{ending}"
        path.write_bytes(data)
        return stage(desk, path, year=year, progress=progress)


@no_collection()
def commit(desk: Desk, batch_id: int, *, progress: Progress = silent) -> Imported:
    """Imports a staged batch in one transaction: all of it or nothing; undone by ``undo``.

    OfficeError ``importing.not_staged`` when it was imported or replaced already.
    """
    batch, rows = desk.read(_batch_rows, batch_id)
    with desk.store.writing("commit_import", file=batch.file_name) as writer:
        progress(0, 3, text("importing.progress.matching"))
        plan = plan_import(writer.connection, [row for _, row in rows], year=batch.year)
        progress(1, 3, text("importing.progress.writing"))
        count = _apply(writer, plan, row_ids=[row_id for row_id, _ in rows], year=batch.year)
        writer.update(ImportBatch, batch_id, state="committed", **_sender_now(writer, batch_id, rows))
        progress(2, 3, text("importing.progress.closing"))
    progress(3, 3, text("importing.progress.done"))
    return Imported(Counter(plan.outcomes), count, writer.changes)


def undo(desk: Desk, batch_id: int) -> journal.Undone:
    """Takes a whole import back; what she changed since stays and is listed.

    OfficeError ``importing.not_committed``.
    """
    entry = desk.read(entry_of_import, batch_id)
    if entry is None:
        raise OfficeError("importing.not_committed")
    return journal.undo(desk, entry)


def _replace_former(writer: Writer, *, sha256: str, year: int) -> None:
    """A file staged again takes the place of its former staging."""
    former = writer.connection.execute(
        select(ImportBatch.id).where(
            ImportBatch.file_sha256 == sha256, ImportBatch.year == year, ImportBatch.state == "staged"
        )
    )
    for batch_id in former.scalars().all():
        writer.update(ImportBatch, batch_id, state="replaced")


def _keep_rows(
    writer: Writer, batch_id: int, staged: StagedFile, rows: Sequence[RowToImport], plan: ImportPlan
) -> None:
    ids = writer.insert(
        ImportRow,
        [
            {
                "batch_id": batch_id,
                "sheet": record.sheet,
                "row_number": record.row,
                "cells": dict(record.cells),
                "record": row.to_json(),
                "outcome": outcome,
            }
            for record, row, outcome in zip(staged.records, rows, plan.outcomes, strict=True)
        ],
    )
    at = _by_cell(staged.records, ids)
    writer.insert(
        ImportFinding,
        [
            {
                "batch_id": batch_id,
                "row_id": at(finding.ref),
                "ref": finding.ref,
                "code": finding.code,
                "severity": finding.severity,
                "params": dict(finding.params),
                "of_ref": finding.of,
            }
            for finding in staged.findings
        ],
    )


def _by_cell(records: Sequence[StagedRecord], ids: Sequence[int]) -> Callable[[str], int | None]:
    """Which kept row a cell belongs to; where tables stand side by side, the one that holds the cell."""
    at: dict[tuple[str, int], list[tuple[StagedRecord, int]]] = {}
    for record, number in zip(records, ids, strict=True):
        at.setdefault((record.sheet, record.row), []).append((record, number))

    def find(ref: str) -> int | None:
        sheet, row, column = _place(ref)
        known = at.get((sheet, row), [])
        holding = (number for record, number in known if column in record.cells or column == record.column)
        return next(holding, known[0][1] if known else None)

    return find


def _place(ref: str) -> tuple[str, int, str]:
    """``DS!B5`` as sheet, row and column."""
    sheet, _, cell = ref.rpartition("!")
    column = cell.rstrip("0123456789")
    return sheet, int(cell[len(column) :] or 0), column


def _sender_now(writer: Writer, batch_id: int, rows: Sequence[tuple[int, RowToImport]]) -> dict[str, int]:
    """The sender, once its unit is in the register: an import may have just put it there."""
    known = writer.connection.execute(
        select(ImportBatch.sender_unit_id).where(ImportBatch.id == batch_id)
    ).scalar_one()
    if known is not None:
        return {}
    found = sender_of(writer.connection, title=None, unit_names=[row.unit for _, row in rows])
    return {} if found is None else {"sender_unit_id": found}


def _batch_rows(connection: Connection, batch_id: int) -> tuple[Any, list[tuple[int, RowToImport]]]:
    batch = connection.execute(
        select(ImportBatch.file_name, ImportBatch.year, ImportBatch.state, ImportBatch.answers).where(
            ImportBatch.id == batch_id
        )
    ).one_or_none()
    if batch is None or batch.state != "staged":
        raise OfficeError("importing.not_staged")
    rows = connection.execute(
        select(ImportRow.id, type_coerce(ImportRow.record, String), ImportRow.sheet, ImportRow.row_number)
        .where(ImportRow.batch_id == batch_id)
        .order_by(ImportRow.id)
    ).all()
    # Parsed as one list: a parser called once a row costs three times as much.
    records = json.loads(f"[{','.join(row[1] for row in rows)}]")
    wanted = [RowToImport.from_json(record) for record in records]
    if batch.answers:
        keys = [
            key_of(sheet, number, row.name) for (_, _, sheet, number), row in zip(rows, wanted, strict=True)
        ]
        wanted = with_answers(wanted, keys, batch.answers)
    return batch, [(row[0], record) for row, record in zip(rows, wanted, strict=True)]


def _apply(writer: Writer, plan: ImportPlan, *, row_ids: Sequence[int], year: int) -> int:
    """Writes the plan; negative numbers become the ids given. Returns how many nominations were added."""
    top = [unit for unit in plan.units if unit["parent_id"] is None or unit["parent_id"] > 0]
    if len(top) == len(plan.units):
        units: Sequence[int] = writer.insert(Unit, plan.units)
    else:
        units = _units_in_turn(writer, plan.units)
    persons = writer.insert(Person, [_person(row) for row in plan.persons])
    households = writer.insert(Household, _resolved(plan.households, {"unit_id": units}))
    writer.insert(
        Membership,
        [
            {"person_id": person_id, "unit_id": _made(unit_id, units), "position": row.position or ""}
            for row, person_id, unit_id in zip(plan.persons, persons, plan.workplaces, strict=True)
            if unit_id is not None
        ],
    )
    made = {"person": persons, "collective": units, "household": households}
    nominations = [_nomination(new, made, row_ids, at=writer.at, year=year) for new in plan.nominations]
    writer.insert(Nomination, nominations)
    for number, values in plan.nomination_updates.items():
        writer.update(Nomination, number, **values)
    for number, values in plan.person_updates.items():
        writer.update(Person, number, **values)
    return len(nominations)


def _person(row: RowToImport) -> dict[str, Any]:
    return person_values(row.name, born=row.dob, sex=row.sex, national_id=row.national_id)


def _nomination(
    new: NewNomination, made: Mapping[str, Sequence[int]], row_ids: Sequence[int], *, at: str, year: int
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "year": year,
        "subject_type": new.row.subject_type,
        "person_id": None,
        "collective_id": None,
        "household_id": None,
        "unit_id": _made(new.unit_id, made["collective"]),
        "award_code": new.award_code,
        "position": new.row.position or "",
        "achievement": new.row.achievement or "",
        "import_row_id": row_ids[new.place],
        "created_at": at,
    }
    values[SUBJECT_COLUMN[new.row.subject_type]] = _made(new.subject_id, made[new.row.subject_type])
    return values


def _made(number: int | None, ids: Sequence[int]) -> int | None:
    """The id given to what was planned under a negative number; any other number is itself."""
    return ids[-number - 1] if number is not None and number < 0 else number


def _units_in_turn(writer: Writer, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """A team may belong to a unit of the same file: units go in one by one, parents first as planned."""
    made: list[int] = []
    for row in rows:
        made.append(writer.add(Unit, **next(iter(_resolved([row], {"parent_id": made})))))
    return made


def _resolved(rows: Iterable[Mapping[str, Any]], made: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    def value(name: str, given: Any) -> Any:
        if name in made and isinstance(given, int) and given < 0:
            return made[name][-given - 1]
        return given

    return [{name: value(name, given) for name, given in row.items()} for row in rows]
