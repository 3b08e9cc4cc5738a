"""From a sender's file to nominations: stage it, look, then import all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import load_awards
from thidua_desktop.db.importing import AwardAlias, HeaderAlias, ImportBatch, ImportFinding, ImportRow
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.organisation import Unit
from thidua_desktop.db.people import Household, Membership, Person
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing import Finding, Known, StagedFile, StagedRecord
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.importing import entry_of_import
from thidua_desktop.queries.importing import origins as origins_of
from thidua_desktop.queries.organisation import unit_aliases
from thidua_desktop.services import attachments, journal
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.import_plan import SUBJECT_COLUMN, ImportPlan, RowToImport, plan_import
from thidua_desktop.texts import text
from thidua_desktop.workbooks.sentences import finding_sentence
from thidua_desktop.workbooks.staging import read_file

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
    desk: Desk, path: Path, *, year: int, progress: Progress = silent, password: str | None = None
) -> StagedFile:
    """Reads a file with everything learned so far; writes nothing. Bad files come back with their status."""
    known = desk.read(known_words, year=year)
    staged = read_file(path, known=known, progress=progress, password=password)
    plan = desk.read(plan_import, [row_to_import(record) for record in staged.records], year=year)
    return _with_other_files(desk, staged, plan)


def read_unknown(path: Path, *, password: str | None = None) -> StagedFile:
    """Reads a file with nothing learned: before there is a database."""
    return read_file(path, known=Known(awards=load_awards()), password=password)


def finding_words(finding: Finding) -> str:
    """The Vietnamese sentence of a finding."""
    return finding_sentence(finding)


def stage(
    desk: Desk, path: Path, *, year: int, progress: Progress = silent, password: str | None = None
) -> Staged:
    """Reads a file and keeps it as a batch with its rows, findings and the file itself.

    OfficeError ``importing.unreadable`` with the reason in words: nothing is kept then.
    """
    staged = read(desk, path, year=year, progress=progress, password=password)
    if staged.open_status != "ok":
        raise OfficeError("importing.unreadable", reason=finding_words(staged.findings[0]))
    rows = [row_to_import(record) for record in staged.records]
    plan = desk.read(plan_import, rows, year=year)
    data = path.read_bytes()
    with desk.store.writing("stage_file", file=path.name) as writer:
        _replace_former(writer, sha256=staged.sha256, year=year)
        batch_id = writer.add(
            ImportBatch,
            year=year,
            file_name=path.name,
            file_sha256=staged.sha256,
            attachment_id=attachments.keep(desk, writer, name=path.name, data=data),
            open_status=staged.open_status,
            created_at=writer.at,
        )
        _keep_rows(writer, batch_id, staged, rows, plan)
    return Staged(batch_id, staged, Counter(plan.outcomes), writer.changes)


def commit(desk: Desk, batch_id: int, *, progress: Progress = silent) -> Imported:
    """Imports a staged batch in one transaction: all of it or nothing; undone by ``undo``.

    OfficeError ``importing.not_staged`` when it was imported or replaced already.
    """
    batch, rows = desk.read(_batch_rows, batch_id)
    with desk.store.writing("commit_import", file=batch.file_name) as writer:
        progress(0, 3, text("importing.progress.matching"))
        plan = plan_import(writer.connection, [row for _, row in rows], year=batch.year)
        progress(1, 3, text("importing.progress.writing"))
        count = _apply(writer, plan, row_ids=[row_id for row_id, _ in rows])
        writer.update(ImportBatch, batch_id, state="committed")
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


def learn_award(desk: Desk, *, spelling: str, award_code: str) -> Changes:
    """From now on this spelling means this award. OfficeError ``importing.unknown_award``."""
    if award_code not in {award.code for award in load_awards()}:
        raise OfficeError("importing.unknown_award", code=award_code)
    with desk.store.writing("learn_award", spelling=clean(spelling)) as writer:
        _learn(writer, AwardAlias, search_key(spelling), award_code=award_code)
    return writer.changes


def learn_header(desk: Desk, *, heading: str, field: str) -> Changes:
    """From now on this column heading means this field."""
    with desk.store.writing("learn_header", heading=clean(heading)) as writer:
        _learn(writer, HeaderAlias, search_key(heading), field=field)
    return writer.changes


def known_words(connection: Connection, *, year: int) -> Known:
    """What the reader may know: awards, the register of units, spellings and headings learned."""
    names = connection.execute(
        select(Unit.name).where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None)).order_by(Unit.id)
    )
    awards = connection.execute(select(AwardAlias.alias_key, AwardAlias.award_code))
    headers = connection.execute(select(HeaderAlias.alias_key, HeaderAlias.field))
    return Known(
        awards=load_awards(),
        units=tuple(names.scalars()),
        unit_aliases=unit_aliases(connection),
        award_aliases={row.alias_key: row.award_code for row in awards},
        header_aliases={row.alias_key: row.field for row in headers},
        review_year=year,
    )


def row_to_import(record: StagedRecord) -> RowToImport:
    """The part of a staged record that matching needs."""
    names = RowToImport.__dataclass_fields__
    return RowToImport(**{name: getattr(record, name) for name in names})


def _with_other_files(desk: Desk, staged: StagedFile, plan: ImportPlan) -> StagedFile:
    """Adds what only the register can tell: rows that another file has nominated already."""
    origins = desk.read(origins_of, plan.met.values())
    found = []
    for place, nomination_id in plan.met.items():
        origin = origins.get(nomination_id)
        if origin is None or origin.sha256 == staged.sha256:
            continue
        record = staged.records[place]
        found.append(
            Finding(
                ref=record.ref(_name_column(staged, record)),
                code="DUP_OTHER_FILE",
                severity="error",
                params={"other": text("importing.other_file", file=origin.file_name, row=origin.row_number)},
                of=f"{Path(origin.file_name).stem}!{origin.sheet}!{origin.row_number}",
            )
        )
    return replace(staged, findings=(*staged.findings, *found)) if found else staged


def _name_column(staged: StagedFile, record: StagedRecord) -> str:
    for sheet in staged.sheets:
        if sheet.name == record.sheet:
            return next((column for column, field in sheet.fields.items() if field == "name"), "A")
    return "A"


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
    at = {(record.sheet, record.row): number for record, number in zip(staged.records, ids, strict=True)}
    writer.insert(
        ImportFinding,
        [
            {
                "batch_id": batch_id,
                "row_id": at.get(_place(finding.ref)),
                "ref": finding.ref,
                "code": finding.code,
                "severity": finding.severity,
                "params": dict(finding.params),
                "of_ref": finding.of,
            }
            for finding in staged.findings
        ],
    )


def _place(ref: str) -> tuple[str, int]:
    sheet, _, cell = ref.rpartition("!")
    digits = "".join(char for char in cell if char.isdigit())
    return sheet, int(digits or 0)


def _batch_rows(connection: Connection, batch_id: int) -> tuple[Any, list[tuple[int, RowToImport]]]:
    batch = connection.execute(
        select(ImportBatch.file_name, ImportBatch.year, ImportBatch.state).where(ImportBatch.id == batch_id)
    ).one_or_none()
    if batch is None or batch.state != "staged":
        raise OfficeError("importing.not_staged")
    rows = connection.execute(
        select(ImportRow.id, ImportRow.record).where(ImportRow.batch_id == batch_id).order_by(ImportRow.id)
    )
    return batch, [(row.id, RowToImport.from_json(row.record)) for row in rows]


def _apply(writer: Writer, plan: ImportPlan, *, row_ids: Sequence[int]) -> int:
    """Writes the plan; negative numbers become the ids given. Returns how many nominations were added."""
    top = [unit for unit in plan.units if unit["parent_id"] is None or unit["parent_id"] > 0]
    if len(top) == len(plan.units):
        units: Sequence[int] = writer.insert(Unit, plan.units)
    else:
        units = _units_in_turn(writer, plan.units)
    persons = writer.insert(Person, plan.persons)
    households = writer.insert(Household, _resolved(plan.households, {"unit_id": units}))
    writer.insert(Membership, _resolved(plan.memberships, {"person_id": persons, "unit_id": units}))
    made: dict[str, Sequence[int]] = {
        "unit_id": units,
        SUBJECT_COLUMN["person"]: persons,
        SUBJECT_COLUMN["collective"]: units,
        SUBJECT_COLUMN["household"]: households,
    }
    nominations = [
        {
            **{name: value for name, value in row.items() if name != "place"},
            "import_row_id": row_ids[row["place"]],
            "created_at": writer.at,
        }
        for row in _resolved(plan.nominations, made)
    ]
    writer.insert(Nomination, nominations)
    for number, values in plan.nomination_updates.items():
        writer.update(Nomination, number, **values)
    for number, values in plan.person_updates.items():
        writer.update(Person, number, **values)
    return len(nominations)


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


def _learn(writer: Writer, model: type[AwardAlias] | type[HeaderAlias], key: str, **values: str) -> None:
    known = writer.connection.execute(select(model.id).where(model.alias_key == key)).scalar_one_or_none()
    if known is None:
        writer.add(model, alias_key=key, **values)
    else:
        writer.update(model, known, **values)
