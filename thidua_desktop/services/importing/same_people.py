"""Rows whose names are alike: who may be one person, shown side by side, and the officer's answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch, ImportFinding, ImportRow
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.matching import Candidate, suspects
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.decisions.grants import GrantRow, of_subjects
from thidua_desktop.queries.organisation.people import KnownPerson, known_persons
from thidua_desktop.queries.organisation.units import unit_index
from thidua_desktop.services.importing.import_plan import RowToImport, plan_import
from thidua_desktop.services.importing.same_answers import (
    ASKED,
    Answers,
    answers_of,
    key_of,
    place_of,
    with_answers,
)
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class Side:
    """One of those shown side by side: a row of the file (``key``) or a person of the register."""

    name: str
    born: PartialDate | None
    unit: str
    position: str
    key: str = ""
    sheet: str = ""
    row: int = 0
    person_id: int | None = None
    awards: tuple[str, ...] = ()
    past: tuple[GrantRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A row, and those it may speak of: earlier rows of the file, then persons of the register."""

    row: Side
    others: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a batch as stored."""

    id: int
    sheet: str
    number: int
    outcome: str
    requested: RowToImport

    @property
    def key(self) -> str:
        return key_of(self.sheet, self.number, self.requested.name)

    def side(self) -> Side:
        message = self.requested
        return Side(
            name=message.name,
            born=message.dob,
            unit=message.unit or "",
            position=message.position or "",
            key=self.key,
            sheet=self.sheet,
            row=self.number,
            awards=message.awards,
        )


def questions(connection: Connection, batch_id: int) -> tuple[Question, ...]:
    """What is still to be asked of a batch, in the order of the file; nothing of one that does not wait."""
    rows = _rows_waiting(connection, batch_id)
    answers = answers_of(connection, batch_id)
    copies = _copies(connection, batch_id, rows)
    known = _suspected(connection, rows)
    people = _sides(connection, {one.id: one for found in known.values() for one in found})
    found: list[Question] = []
    for row in rows:
        others = (*copies.get(row.id, ()), *(people[one.id] for one in known.get(row.id, ())))
        if others and row.key not in answers:
            found.append(Question(row.side(), others))
    return tuple(found)


def answer(app: AppContext, batch_id: int, reported: Sequence[tuple[Question, Side | None]]) -> Changes:
    """Keeps the officer's answers in one transaction: the side that is the same person, or None for somebody else.

    OfficeError ``importing.not_staged`` when the batch was imported or replaced meanwhile.
    """
    with app.database.writing("tell_same_people", count=len(reported)) as uow:
        rows = _rows_waiting(uow.connection, batch_id)
        if not rows:
            raise OfficeError("importing.not_staged")
        answers = {**answers_of(uow.connection, batch_id), **dict(_stored(reported))}
        uow.update(ImportBatch, batch_id, answers=answers)
        year = uow.connection.execute(select(ImportBatch.year).where(ImportBatch.id == batch_id)).scalar_one()
        planned = plan_import(uow.connection, _answered(rows, answers), year=year)
        for row, outcome in zip(rows, planned.outcomes, strict=True):
            if row.outcome != outcome:
                uow.update(ImportRow, row.id, outcome=outcome)
    return uow.changes


def _stored(reported: Sequence[tuple[Question, Side | None]]) -> Iterable[tuple[str, dict[str, Any]]]:
    for question, same in reported:
        if same is None:
            others = question.others
            apart = [side.person_id for side in others if side.person_id is not None]
            yield question.row.key, {"apart": apart, "rows": [side.key for side in others if side.key]}
        elif same.person_id is not None:
            yield question.row.key, {"person": same.person_id}
        else:
            yield question.row.key, {"row": same.key}


def _answered(rows: Sequence[_Row], answers: Answers) -> list[RowToImport]:
    return with_answers([row.requested for row in rows], [row.key for row in rows], answers)


def _rows_waiting(connection: Connection, batch_id: int) -> list[_Row]:
    query = (
        select(ImportRow.id, ImportRow.sheet, ImportRow.row_number, ImportRow.outcome, ImportRow.record)
        .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .where(ImportRow.batch_id == batch_id, ImportBatch.state == "staged")
        .order_by(ImportRow.id)
    )
    return [
        _Row(number, sheet, row, outcome, RowToImport.from_json(record))
        for number, sheet, row, outcome, record in connection.execute(query)
    ]


def _copies(connection: Connection, batch_id: int, rows: Sequence[_Row]) -> dict[int, list[Side]]:
    """Earlier rows of the same file that a finding names, by the row asked about."""
    by_place: dict[tuple[str, int], list[_Row]] = {}
    for row in rows:
        by_place.setdefault((row.sheet, row.number), []).append(row)
    by_id = {row.id: row for row in rows}
    query = (
        select(ImportFinding.row_id, ImportFinding.of_ref)
        .where(ImportFinding.batch_id == batch_id, ImportFinding.code.in_(ASKED))
        .order_by(ImportFinding.id)
    )
    found: dict[int, list[Side]] = {}
    for row_id, of in connection.execute(query):
        asked = by_id.get(row_id or 0)
        sheet, number, _ = place_of(of or "")
        if asked is None or not asked.requested.importable or asked.requested.subject_type != "person":
            continue
        for other in by_place.get((sheet, number), ()):
            if other.id != asked.id and other.requested.importable:
                late, early = (asked, other) if asked.id > other.id else (other, asked)
                sides = found.setdefault(late.id, [])
                if early.side() not in sides:
                    sides.append(early.side())
    return found


def _suspected(connection: Connection, rows: Sequence[_Row]) -> dict[int, list[KnownPerson]]:
    """Persons of the register each row may speak of, where nobody surely is."""
    people = [row for row in rows if row.requested.subject_type == "person" and row.requested.importable]
    register = known_persons(connection, (search_key(row.requested.name) for row in people))
    units = unit_index(connection)
    found: dict[int, list[KnownPerson]] = {}
    for row in people:
        known = register.get(search_key(row.requested.name), [])
        if known:
            message = row.requested
            doubtful = suspects(
                full_name=message.name,
                born=message.dob,
                unit_id=units.get(search_key(message.unit or "")),
                among=[Candidate(one.id, one.full_name, one.born, one.unit_id) for one in known],
            )
            requested = {one.id for one in doubtful}
            home = units.get(search_key(message.unit or ""))
            requested |= {
                one.id
                for one in known
                if one.born == message.dob and message.dob is not None and one.unit_id not in (home, None)
            }
            found[row.id] = list({one.id: one for one in known if one.id in requested}.values())
    return found


def _sides(connection: Connection, people: dict[int, KnownPerson]) -> dict[int, Side]:
    past = of_subjects(connection, subject_type="person", ids=people)
    requested = {one.unit_id for one in people.values() if one.unit_id is not None}
    names: dict[int, str] = (
        {row.id: row.name for row in connection.execute(select(Unit.id, Unit.name))} if requested else {}
    )
    return {
        one.id: Side(
            name=one.full_name,
            born=one.born,
            unit=names.get(one.unit_id or 0, ""),
            position=one.position,
            person_id=one.id,
            past=tuple(past.get(one.id, ())),
        )
        for one in people.values()
    }
