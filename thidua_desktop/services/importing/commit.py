"""The import itself: rows that wait become persons, units and nominations, all of them or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import String, select, type_coerce
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.importing import ImportBatch, ImportRow
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Membership, Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.importing.batches import TOGETHER, entry_of_import
from thidua_desktop.services.importing.import_plan import (
    SUBJECT_COLUMN,
    ImportPlan,
    NewNomination,
    RowToImport,
    plan_import,
)
from thidua_desktop.services.importing.same_answers import key_of, with_answers
from thidua_desktop.services.importing.senders import sender_of
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import person_values
from thidua_desktop.texts import text

_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``counts``: rows by outcome; ``nominations``: how many were added."""

    counts: Mapping[str, int]
    nominations: int
    changes: Changes


def commit(app: AppContext, batch_id: int, *, progress: Progress = silent) -> Imported:
    """Imports a staged batch in one transaction: all of it or nothing; undone by ``undo``.

    OfficeError ``importing.not_staged`` when it was imported or replaced already.
    """
    with app.database.writing("commit_import") as uow:
        waiting = _waiting(uow.connection, batch_id)
        uow.describe(file=waiting.file_name)
        done = _write(uow, waiting, progress=progress)
        progress(_STEPS, _STEPS, text("importing.progress.done"))
    return replace(done, changes=uow.changes)


def commit_many(
    app: AppContext, batch_ids: Sequence[int], *, progress: Progress = silent
) -> tuple[Imported, ...]:
    """Imports files that wait in one transaction: all of them or none, each with its own journal entry.

    One of them is taken back by ``undo``, all of them by ``undo_many``. OfficeError
    ``importing.not_staged``; Cancelled when ``progress`` asks: nothing is imported then.
    """
    found: list[Imported] = []
    with app.database.writing("commit_together") as whole:
        waiting = [_waiting(whole.connection, batch_id) for batch_id in batch_ids]
        for place, batch in enumerate(waiting):
            words = text("import_many.importing", number=place + 1, count=len(waiting))
            progress(place, len(waiting), words)
            uow = UnitOfWork(whole.connection, at=whole.at)
            done = _write(uow, batch, progress=silent)
            reported = {"file": batch.file_name, "count": len(waiting), "together": list(batch_ids)}
            uow.finish(TOGETHER, reported)
            found.append(replace(done, changes=uow.changes))
        progress(len(waiting), len(waiting), "")
    return tuple(found)


def undo(app: AppContext, batch_id: int) -> journal.Undone:
    """Takes the whole import of one file back; what the officer changed since stays and is listed.

    OfficeError ``importing.not_committed``.
    """
    entry = app.read(entry_of_import, batch_id)
    if entry is None:
        raise OfficeError("importing.not_committed")
    return journal.undo_all(app, (entry,))


def undo_many(app: AppContext, batch_id: int) -> journal.Undone:
    """Takes back every file imported together with this one, in one transaction; conflicts as ``undo``.

    OfficeError ``importing.not_committed``.
    """
    entry = app.read(entry_of_import, batch_id)
    if entry is None:
        raise OfficeError("importing.not_committed")
    return journal.undo(app, entry)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A batch that waits, with its rows and their ids."""

    batch_id: int
    file_name: str
    year: int
    rows: Sequence[tuple[int, RowToImport]]


def _write(uow: UnitOfWork, waiting: _Waiting, *, progress: Progress) -> Imported:
    progress(0, _STEPS, text("importing.progress.matching"))
    plan = plan_import(uow.connection, [row for _, row in waiting.rows], year=waiting.year)
    progress(1, _STEPS, text("importing.progress.writing"))
    count = _apply(uow, plan, row_ids=[row_id for row_id, _ in waiting.rows], year=waiting.year)
    sender = _sender_now(uow, waiting.batch_id, waiting.rows)
    uow.update(ImportBatch, waiting.batch_id, state="committed", **sender)
    progress(2, _STEPS, text("importing.progress.closing"))
    return Imported(Counter(plan.outcomes), count, uow.changes)


def _sender_now(uow: UnitOfWork, batch_id: int, rows: Sequence[tuple[int, RowToImport]]) -> dict[str, int]:
    """The sender, once its unit is in the register: an import may have just put it there."""
    known = uow.connection.execute(
        select(ImportBatch.sender_unit_id).where(ImportBatch.id == batch_id)
    ).scalar_one()
    if known is not None:
        return {}
    found = sender_of(uow.connection, title=None, unit_names=[row.unit for _, row in rows])
    return {} if found is None else {"sender_unit_id": found}


def _waiting(connection: Connection, batch_id: int) -> _Waiting:
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
    requested = [RowToImport.from_json(record) for record in records]
    if batch.answers:
        keys = [
            key_of(sheet, number, row.name)
            for (_, _, sheet, number), row in zip(rows, requested, strict=True)
        ]
        requested = with_answers(requested, keys, batch.answers)
    numbered = [(row[0], record) for row, record in zip(rows, requested, strict=True)]
    return _Waiting(batch_id, batch.file_name, batch.year, numbered)


def write_subjects(uow: UnitOfWork, plan: ImportPlan) -> Mapping[str, Sequence[int]]:
    """Writes the persons, units and households a plan brings; their ids by kind, in the plan's order."""
    top = [unit for unit in plan.units if unit["parent_id"] is None or unit["parent_id"] > 0]
    if len(top) == len(plan.units):
        units: Sequence[int] = uow.insert(Unit, plan.units)
    else:
        units = _units_in_turn(uow, plan.units)
    persons = uow.insert(Person, [_person(row) for row in plan.persons])
    households = uow.insert(Household, _resolved(plan.households, {"unit_id": units}))
    uow.insert(
        Membership,
        [
            {"person_id": person_id, "unit_id": made_id(unit_id, units), "position": row.position or ""}
            for row, person_id, unit_id in zip(plan.persons, persons, plan.workplaces, strict=True)
            if unit_id is not None
        ],
    )
    return {"person": persons, "collective": units, "household": households}


def _apply(uow: UnitOfWork, plan: ImportPlan, *, row_ids: Sequence[int], year: int) -> int:
    """Writes the plan; negative numbers become the ids given. Returns how many nominations were added."""
    made = write_subjects(uow, plan)
    nominations = [_nomination(new, made, row_ids, at=uow.at, year=year) for new in plan.nominations]
    uow.insert(Nomination, nominations)
    for number, values in plan.nomination_updates.items():
        uow.update(Nomination, number, **values)
    for number, values in plan.person_updates.items():
        uow.update(Person, number, **values)
    return len(nominations)


def _person(row: RowToImport) -> dict[str, Any]:
    known = person_values(row.name, born=row.dob, sex=row.sex, national_id=row.national_id)
    return {**known, "ethnicity": row.ethnicity}


def _nomination(
    new: NewNomination, made: Mapping[str, Sequence[int]], row_ids: Sequence[int], *, at: str, year: int
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "year": year,
        "subject_type": new.row.subject_type,
        "person_id": None,
        "collective_id": None,
        "household_id": None,
        "unit_id": made_id(new.unit_id, made["collective"]),
        "award_code": new.award_code,
        "position": new.row.position or "",
        "achievement": new.row.achievement or "",
        "import_row_id": row_ids[new.place],
        "created_at": at,
    }
    values[SUBJECT_COLUMN[new.row.subject_type]] = made_id(new.subject_id, made[new.row.subject_type])
    return values


def made_id(number: int | None, ids: Sequence[int]) -> int | None:
    """The id given to what was planned under a negative number; any other number is itself."""
    return ids[-number - 1] if number is not None and number < 0 else number


def _units_in_turn(uow: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """A team may belong to a unit of the same file: units go in one by one, parents first as planned."""
    made: list[int] = []
    for row in rows:
        made.append(uow.add(Unit, **next(iter(_resolved([row], {"parent_id": made})))))
    return made


def _resolved(rows: Iterable[Mapping[str, Any]], made: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    def value(name: str, given: Any) -> Any:
        if name in made and isinstance(given, int) and given < 0:
            return made[name][-given - 1]
        return given

    return [{name: value(name, given) for name, given in row.items()} for row in rows]
