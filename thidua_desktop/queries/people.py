"""Persons as the register shows them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.organisation import Unit
from thidua_desktop.db.people import Household, Membership, Person
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.text import marked_key, search_key
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person with the present place of work and the number of awards received."""

    id: int
    full_name: str
    born: PartialDate | None
    sex: str | None
    national_id: str | None
    position: str
    unit_id: int | None
    unit_name: str
    grant_count: int
    sort_key: str
    ethnicity: str | None = None
    is_leader: bool | None = None
    """The recorded answer of the present place of work."""


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One family of the register."""

    id: int
    name: str
    address: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What matching needs of a person already in the register."""

    id: int
    full_name: str
    born: PartialDate | None
    sex: str | None
    unit_id: int | None
    position: str
    ethnicity: str | None = None


def persons_by_id(connection: Connection, ids: Iterable[int]) -> tuple[PersonRow, ...]:
    """These persons with their present place of work, who is in the bin left out."""
    query = _listing().where(Person.id.in_(sorted(set(ids))))
    rows = {row.id: row for row in fetch(connection, query, PersonRow)}
    return tuple(rows.values())


def persons(
    connection: Connection, *, words: str = "", unit_id: int | None = None, limit: int = 5_000
) -> tuple[PersonRow, ...]:
    """Persons by given name. ``words`` without marks finds any marks; with marks only those marks."""
    query = _listing().limit(limit)
    if words.strip():
        query = query.where(Person.search_key.contains(search_key(words), autoescape=True))
    if unit_id is not None:
        query = query.where(Membership.unit_id == unit_id)
    rows = {row.id: row for row in fetch(connection, query, PersonRow)}
    return tuple(row for row in rows.values() if _marks_agree(row.full_name, words))


def households(connection: Connection, *, words: str, limit: int = 300) -> tuple[HouseholdRow, ...]:
    """Families whose name holds the words; marks typed must agree."""
    query = (
        select(Household.id, Household.name, Household.address, Household.sort_key)
        .where(
            Household.deleted_at.is_(None),
            Household.search_key.contains(search_key(words), autoescape=True),
        )
        .order_by(Household.sort_key, Household.id)
        .limit(limit)
    )
    return tuple(row for row in fetch(connection, query, HouseholdRow) if _marks_agree(row.name, words))


def _listing() -> Any:
    grant = standing_grants().c
    received = select(func.count()).where(grant.person_id == Person.id).correlate(Person).scalar_subquery()
    return (
        select(
            Person.id,
            Person.full_name,
            Person.born,
            Person.sex,
            Person.national_id,
            func.coalesce(Membership.position, ""),
            Membership.unit_id,
            func.coalesce(Unit.name, ""),
            received,
            Person.sort_key,
            Person.ethnicity,
            Membership.is_leader,
        )
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Person.deleted_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    )


def known_persons(connection: Connection, keys: Iterable[str]) -> dict[str, list[KnownPerson]]:
    """Persons in the register by search key, for the keys of one file."""
    # One list as JSON: the many keys of a large file cost less so than a place in the statement each.
    wanted = func.json_each(json.dumps(sorted(set(keys)), ensure_ascii=False)).table_valued("value")
    query = (
        select(
            Person.search_key,
            Person.id,
            Person.full_name,
            Person.born,
            Person.sex,
            Membership.unit_id,
            func.coalesce(Membership.position, ""),
            Person.ethnicity,
        )
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .where(Person.search_key.in_(select(wanted.c.value)), Person.deleted_at.is_(None))
        .order_by(Person.id)
    )
    found: dict[str, list[KnownPerson]] = {}
    for key, *values in fetch(connection, query, lambda *row: row):
        found.setdefault(key, []).append(KnownPerson(*values))
    return found


def _marks_agree(name: str, words: str) -> bool:
    """Typing marks narrows to exact marks; typing none finds all."""
    typed = marked_key(words)
    if not typed or typed == search_key(words):
        return True
    return typed in marked_key(name)


def workplaces(
    connection: Connection, person_ids: Iterable[int], *, on: dt.date
) -> dict[int, tuple[int, str, str]]:
    """Where each person worked that day: unit id, unit name, position. Who worked nowhere is left out."""
    wanted = sorted(set(person_ids))
    found: dict[int, tuple[int, str, str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(Membership.person_id, Unit.id, Unit.name, Membership.position)
            .join(Unit, Unit.id == Membership.unit_id)
            .where(
                Membership.person_id.in_(wanted[start : start + _CHUNK]),
                or_(Membership.valid_from.is_(None), Membership.valid_from <= on),
                or_(Membership.valid_to.is_(None), Membership.valid_to >= on),
            )
            .order_by(Membership.id)
        )
        found.update(fetch(connection, query, lambda person, *place: (person, place)))
    return found
