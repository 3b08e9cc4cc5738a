"""Registrations of a year: who has sent what, and how it compares with what followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.rows import fetch, number_of
from thidua_desktop.queries.standing_grants import standing_grants

COUNTED = ("pending", "approved")
"""What was given back and not sent again does not count as registered."""


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One unit of the year; ``id`` None and state ``not_sent`` while nothing was ever recorded."""

    unit_id: int
    unit_name: str
    sort_key: str
    kind: str
    id: int | None
    state: str
    sent_on: dt.date | None
    decided_on: dt.date | None
    return_reason: str
    note: str
    lines: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One registered title."""

    id: int
    registration_id: int
    unit_id: int
    subject_type: SubjectType
    subject_id: int
    name: str
    sort_key: str
    position: str
    award_code: str
    target: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One unit and award: how many were registered, nominated, decided."""

    unit_id: int | None
    unit_name: str
    award_code: str
    subject_type: str
    registered: int
    nominated: int
    decided: int


def registrations(
    connection: Connection, *, year: int, year_type: str, on: dt.date
) -> tuple[RegistrationRow, ...]:
    """Every unit that lived on the day, with what it registered; schools only for the school year."""
    query = (
        select(
            Unit.id,
            Unit.name,
            Unit.sort_key,
            Unit.kind,
            Registration.id,
            func.coalesce(Registration.state, "not_sent"),
            Registration.sent_on,
            Registration.decided_on,
            func.coalesce(Registration.return_reason, ""),
            func.coalesce(Registration.note, ""),
            number_of(
                RegistrationLine.registration_id == Registration.id, RegistrationLine.deleted_at.is_(None)
            ),
        )
        .outerjoin(
            Registration,
            and_(
                Registration.unit_id == Unit.id,
                Registration.year == year,
                Registration.year_type == year_type,
                Registration.deleted_at.is_(None),
            ),
        )
        .where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None))
        .where(lives_on(on) | Registration.id.is_not(None))
        .order_by(Unit.sort_key, Unit.id)
    )
    if year_type == "school":
        query = query.where((Unit.kind == "school") | (Registration.id.is_not(None)))
    return fetch(connection, query, RegistrationRow)


def registration_lines(
    connection: Connection, *, year: int, year_type: str, unit_id: int | None = None
) -> tuple[LineRow, ...]:
    """Registered titles of the year: collectives before persons, each in Vietnamese order."""
    collective = aliased(Unit)
    sort = func.coalesce(Person.sort_key, collective.sort_key, Household.sort_key)
    query = (
        select(
            RegistrationLine.id,
            RegistrationLine.registration_id,
            Registration.unit_id,
            RegistrationLine.subject_type,
            func.coalesce(
                RegistrationLine.person_id, RegistrationLine.collective_id, RegistrationLine.household_id
            ),
            func.coalesce(Person.full_name, collective.name, Household.name),
            sort,
            RegistrationLine.position,
            RegistrationLine.award_code,
            RegistrationLine.target,
        )
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .outerjoin(Person, Person.id == RegistrationLine.person_id)
        .outerjoin(collective, collective.id == RegistrationLine.collective_id)
        .outerjoin(Household, Household.id == RegistrationLine.household_id)
        .where(
            Registration.year == year,
            Registration.year_type == year_type,
            Registration.deleted_at.is_(None),
            RegistrationLine.deleted_at.is_(None),
        )
        .order_by(RegistrationLine.subject_type, sort, RegistrationLine.id)
    )
    if unit_id is not None:
        query = query.where(Registration.unit_id == unit_id)
    return fetch(connection, query, LineRow)


def registered_counts(connection: Connection, *, year: int) -> Mapping[tuple[str, str], int]:
    """Lines registered for a year by (award_code, subject_type), calendar and school year together.

    What was given back and not sent again is not counted.
    """
    query = (
        select(RegistrationLine.award_code, RegistrationLine.subject_type, func.count())
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(
            Registration.year == year,
            Registration.state.in_(COUNTED),
            Registration.deleted_at.is_(None),
            RegistrationLine.deleted_at.is_(None),
        )
        .group_by(RegistrationLine.award_code, RegistrationLine.subject_type)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def reached_counts(
    connection: Connection,
    *,
    year: int,
    implied: Mapping[str, frozenset[str]],
    as_of: dt.date | None = None,
) -> Mapping[tuple[str, str], tuple[int, int]]:
    """By (award_code, subject_type): lines registered for a year, and how many of them were reached.

    A line is reached by a standing award of its subject in the year: the award registered or, by ``implied``,
    a title whose holders meet it. One award reaches one line of a title, in whichever of the two cycles.
    """
    grant = standing_grants(as_of).c
    given: dict[tuple[str, int], list[str]] = {}
    awards = select(grant.subject_type, grant.subject_id, grant.award_code).where(grant.award_year == year)
    for kind, subject, code in connection.execute(awards):
        given.setdefault((kind, subject), []).append(code)
    line = RegistrationLine
    lines = (
        select(
            line.award_code,
            line.subject_type,
            func.coalesce(line.person_id, line.collective_id, line.household_id),
            func.count(),
        )
        .join(Registration, Registration.id == line.registration_id)
        .where(
            Registration.year == year,
            Registration.state.in_(COUNTED),
            Registration.deleted_at.is_(None),
            line.deleted_at.is_(None),
        )
        .group_by(line.award_code, line.subject_type, line.person_id, line.collective_id, line.household_id)
    )
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for code, kind, subject, count in connection.execute(lines):
        enough = {code} | implied.get(code, frozenset())
        met = sum(one in enough for one in given.get((kind, subject), ()))
        registered, reached = found.get((code, kind), (0, 0))
        found[code, kind] = (registered + count, reached + min(count, met))
    return found


def compared(connection: Connection, *, year: int, year_type: str) -> tuple[ComparedRow, ...]:
    """Registered, nominated and decided by unit and award, the unit of the time."""
    names = {
        row[0]: (row[1], row[2]) for row in connection.execute(select(Unit.id, Unit.name, Unit.sort_key))
    }
    found: dict[tuple[int | None, str, str], list[int]] = {}
    for place, query in enumerate(_three(year, year_type)):
        for unit, award, kind, count in fetch(connection, query, lambda *row: row):
            found.setdefault((unit, award, kind), [0, 0, 0])[place] = count
    rows = [
        ComparedRow(unit, names.get(unit or 0, ("", ""))[0], award, kind, *counts)
        for (unit, award, kind), counts in found.items()
    ]
    return tuple(
        sorted(
            rows, key=lambda row: (names.get(row.unit_id or 0, ("", ""))[1], row.subject_type, row.award_code)
        )
    )


def _three(year: int, year_type: str) -> tuple[Any, Any, Any]:
    registered = (
        select(
            Registration.unit_id,
            RegistrationLine.award_code,
            RegistrationLine.subject_type,
            func.count(),
        )
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(
            Registration.year == year,
            Registration.year_type == year_type,
            Registration.state.in_(COUNTED),
            Registration.deleted_at.is_(None),
            RegistrationLine.deleted_at.is_(None),
        )
        .group_by(Registration.unit_id, RegistrationLine.award_code, RegistrationLine.subject_type)
    )
    nominated = (
        select(Nomination.unit_id, Nomination.award_code, Nomination.subject_type, func.count())
        .where(
            Nomination.year == year,
            Nomination.year_type == year_type,
            Nomination.deleted_at.is_(None),
        )
        .group_by(Nomination.unit_id, Nomination.award_code, Nomination.subject_type)
    )
    grant = standing_grants().c
    decided = (
        select(grant.unit_id, grant.award_code, grant.subject_type, func.count())
        .where(grant.award_year == year, grant.year_type == year_type)
        .group_by(grant.unit_id, grant.award_code, grant.subject_type)
    )
    return registered, nominated, decided
