"""Everybody who could be proposed this year, and what is proposed or given already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.standing_grants import standing_grants, still_proposed

Subject = tuple[SubjectType, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person with a workplace, or a unit. ``id`` is a running number: nobody nominated them yet."""

    id: int
    subject_type: SubjectType
    subject_id: int
    name: str
    sort_key: str
    unit_id: int | None
    unit_name: str
    position: str
    year: int
    year_type: str = "calendar"
    award_code: str = ""


def candidates(connection: Connection, *, year: int, on: dt.date) -> tuple[Candidate, ...]:
    """Units alive on the day, then persons at work in one."""
    alive = lives_on(on)
    units = connection.execute(
        select(Unit.id, Unit.name, Unit.sort_key)
        .where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None), alive)
        .order_by(Unit.sort_key)
    )
    found = [
        Candidate(-number, "collective", row[0], row[1], row[2], row[0], row[1], "", year)
        for number, row in enumerate(units, start=1)
    ]
    persons = connection.execute(
        select(
            Person.id,
            Person.full_name,
            Person.sort_key,
            func.min(Unit.id),
            func.min(Unit.name),
            func.min(Membership.position),
        )
        .join(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Person.deleted_at.is_(None), Unit.deleted_at.is_(None), alive)
        .group_by(Person.id)
        .order_by(Person.sort_key)
    )
    first = len(found) + 1
    found += [
        Candidate(-number, "person", row[0], row[1], row[2], row[3], row[4], row[5], year)
        for number, row in enumerate(persons, start=first)
    ]
    return tuple(found)


def taken(
    connection: Connection, *, year: int
) -> tuple[Mapping[Subject, set[str]], Mapping[Subject, set[str]]]:
    """Awards by subject: proposed this year and not turned down; given for this year and standing."""
    proposed: dict[Subject, set[str]] = {}
    given: dict[Subject, set[str]] = {}
    asked = select(
        Nomination.subject_type,
        func.coalesce(Nomination.person_id, Nomination.collective_id, Nomination.household_id),
        Nomination.award_code,
    ).where(Nomination.year == year, still_proposed())
    grant = standing_grants().c
    granted = select(grant.subject_type, grant.subject_id, grant.award_code).where(grant.award_year == year)
    kinds: dict[str, SubjectType] = {
        "person": "person",
        "collective": "collective",
        "household": "household",
    }
    for query, into in ((asked, proposed), (granted, given)):
        for kind, subject, award in connection.execute(query):
            into.setdefault((kinds[kind], subject), set()).add(award)
    return proposed, given
