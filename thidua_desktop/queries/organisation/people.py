"""Persons as the register shows them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.office.names import ids_bearing
from thidua_desktop.queries.rows import fetch, one_of
from thidua_desktop.queries.standing_grants import number_given

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
class FoundPersons:
    """Persons found by words; ``more``: others bear them too and were left out."""

    rows: tuple[PersonRow, ...]
    more: bool = False


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
    """These persons with their present place of work, by given name; who is in the bin is left out."""
    return _fetch(connection, _listing().where(one_of(Person.id, ids)))


def persons(connection: Connection, *, words: str = "", unit_id: int | None = None) -> tuple[PersonRow, ...]:
    """Everybody of the register, of one unit, or who bears the words, by given name; never a part of them.

    ``words`` without marks finds any marks; with marks only those marks.
    """
    query = _listing()
    if words.strip():
        query = query.where(one_of(Person.id, ids_bearing(connection, "person", words).ids))
    if unit_id is not None:
        query = query.where(Membership.unit_id == unit_id)
    return _fetch(connection, query)


def find_persons(connection: Connection, words: str, *, limit: int) -> FoundPersons:
    """Who bears the words: whole words first, then beginnings and parts, each by given name."""
    found = ids_bearing(connection, "person", words, limit=limit)
    rows = {row.id: row for row in persons_by_id(connection, found.ids)}
    return FoundPersons(tuple(rows[number] for number in found.ids if number in rows), found.more)


def find_namesakes(connection: Connection, person_id: int) -> tuple[PersonRow, ...]:
    """Others of the register whose name is the same, marks and small or capital letters aside."""
    other = aliased(Person)
    key = select(other.search_key).where(other.id == person_id).scalar_subquery()
    return _fetch(connection, _listing().where(Person.search_key == key, Person.id != person_id))


def _fetch(connection: Connection, query: Any) -> tuple[PersonRow, ...]:
    """Each person once: of two present places of work the one recorded last."""
    return tuple({row.id: row for row in fetch(connection, query, PersonRow)}.values())


@cache
def _listing() -> Any:
    """Put together once: making a statement takes longer than reading a few persons."""
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
            number_given("person", Person.id),
            Person.sort_key,
            Person.ethnicity,
            Membership.is_leader,
        )
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Person.deleted_at.is_(None))
        .order_by(Person.sort_key, Person.id, Membership.id)
    )


def known_persons(connection: Connection, keys: Iterable[str]) -> dict[str, list[KnownPerson]]:
    """Persons in the register by search key, for the keys of one file."""
    # One list as JSON: the many keys of a large file cost less so than a place in the statement each.
    requested = func.json_each(json.dumps(sorted(set(keys)), ensure_ascii=False)).table_valued("value")
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
        .where(Person.search_key.in_(select(requested.c.value)), Person.deleted_at.is_(None))
        .order_by(Person.id)
    )
    found: dict[str, list[KnownPerson]] = {}
    for key, *values in fetch(connection, query, lambda *row: row):
        found.setdefault(key, []).append(KnownPerson(*values))
    return found


def workplaces(
    connection: Connection, person_ids: Iterable[int], *, on: dt.date
) -> dict[int, tuple[int, str, str]]:
    """Where each person worked that day: unit id, unit name, position. Who worked nowhere is left out."""
    requested = sorted(set(person_ids))
    found: dict[int, tuple[int, str, str]] = {}
    for start in range(0, len(requested), _CHUNK):
        query = (
            select(Membership.person_id, Unit.id, Unit.name, Membership.position)
            .join(Unit, Unit.id == Membership.unit_id)
            .where(
                Membership.person_id.in_(requested[start : start + _CHUNK]),
                or_(Membership.valid_from.is_(None), Membership.valid_from <= on),
                or_(Membership.valid_to.is_(None), Membership.valid_to >= on),
            )
            .order_by(Membership.id)
        )
        found.update(fetch(connection, query, lambda person, *place: (person, place)))
    return found
