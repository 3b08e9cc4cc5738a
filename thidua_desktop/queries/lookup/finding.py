"""Search as typed: persons, collectives, households, decisions, tasks and plans by name or number."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import ColumnElement, String, bindparam, func, literal, null, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Membership, Person
from thidua_desktop.db.tables.plan import Plan, PlanTask
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.office.names import Table, ids_bearing
from thidua_desktop.queries.standing_grants import number_given, recorded_grants

R = TypeVar("R")
Kind = Literal["person", "collective", "household", "decision", "task", "plan"]
RECEIVERS: Final[tuple[SubjectType, ...]] = ("person", "collective", "household")
_TABLES: Final[dict[Kind, Table]] = {
    "person": "person",
    "collective": "unit",
    "household": "household",
    "decision": "decision",
    "task": "plan_task",
    "plan": "plan",
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person, collective or household; ``count``: the awards it received that stand."""

    subject_type: SubjectType
    id: int
    name: str
    born: PartialDate | None
    unit: str
    """Place of work, the unit a team belongs to, or the address of a household."""
    sort_key: str
    count: int

    @property
    def key(self) -> tuple[SubjectType, int]:
        return self.subject_type, self.id


@dataclass(frozen=True, slots=True)
class FoundReceivers:
    """Receivers by kind, whole words before parts of words; ``more``: kinds of which some were left out."""

    rows: tuple[Receiver, ...]
    more: frozenset[SubjectType] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A decision, task or plan that bears the words: what it is called and in which year it stands."""

    kind: Kind
    id: int
    name: str
    detail: str
    year: int
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    rows: tuple[Place, ...]
    more: bool = False


def find_receivers(
    connection: Connection, words: str, *, limit: int, kinds: Iterable[SubjectType] = RECEIVERS
) -> FoundReceivers:
    """Who bears the words, at most ``limit`` of each kind, each with the number of awards that stand.

    Who waits in the bin is found as long as something was given to it.
    """
    rows: list[Receiver] = []
    cut: set[SubjectType] = set()
    for kind in kinds:
        found = ids_bearing(connection, _TABLES[kind], words, limit=limit, with_granted=True)
        rows += _receivers(connection, kind, found.ids)
        if found.more:
            cut.add(kind)
    return FoundReceivers(tuple(rows), frozenset(cut))


def receiver_of_grant(connection: Connection, grant_id: int) -> Receiver | None:
    """Who received this award; None without such an award."""
    grant = recorded_grants().c
    query = select(grant.person_id, grant.collective_id, grant.household_id).where(grant.id == grant_id)
    for ids in connection.execute(query):
        for kind, number in zip(RECEIVERS, ids, strict=True):
            if number is not None:
                return next(iter(_receivers(connection, kind, (number,))), None)
    return None


def find_places(connection: Connection, kind: Kind, words: str, *, limit: int) -> FoundPlaces:
    """Decisions by number or subject, tasks by wording, plans by number or title. KeyError for receivers."""
    found = ids_bearing(connection, _TABLES[kind], words, limit=limit)
    rows = {row.id: row for row in _fetch(connection, _PLACES[kind](), found.ids, Place)}
    return FoundPlaces(tuple(rows[number] for number in found.ids if number in rows), found.more)


def _receivers(connection: Connection, kind: SubjectType, ids: tuple[int, ...]) -> list[Receiver]:
    rows = {row.id: row for row in _fetch(connection, _LISTINGS[kind](), ids, Receiver)}
    return [rows[number] for number in ids if number in rows]


def _fetch(connection: Connection, query: Any, ids: tuple[int, ...], make: Callable[..., R]) -> list[R]:
    return [make(*row) for row in connection.execute(query, {"ids": json.dumps(ids)})] if ids else []


def _among(column: Any) -> ColumnElement[bool]:
    """Whether the column is among the ids found: a statement is built once, not with every key."""
    each = func.json_each(bindparam("ids", type_=String)).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found


@cache
def _persons() -> Any:
    count = number_given("person", Person.id)
    return (
        select(
            *_constants("person", Person.id),
            Person.full_name,
            Person.born,
            func.coalesce(Unit.name, ""),
            Person.sort_key,
            count,
        )
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(_among(Person.id))
        .order_by(Membership.id)
    )


@cache
def _collectives() -> Any:
    parent = aliased(Unit)
    count = number_given("collective", Unit.id)
    return (
        select(
            *_constants("collective", Unit.id),
            Unit.name,
            null(),
            func.coalesce(parent.name, ""),
            Unit.sort_key,
            count,
        )
        .outerjoin(parent, parent.id == Unit.parent_id)
        .where(_among(Unit.id))
    )


@cache
def _households() -> Any:
    count = number_given("household", Household.id)
    return select(
        *_constants("household", Household.id),
        Household.name,
        null(),
        Household.address,
        Household.sort_key,
        count,
    ).where(_among(Household.id))


@cache
def _decisions() -> Any:
    return select(
        *_constants("decision", Decision.id),
        func.coalesce(Decision.number, ""),
        Decision.subject,
        Decision.year,
        Decision.signed_on,
    ).where(_among(Decision.id))


@cache
def _tasks() -> Any:
    return (
        select(*_constants("task", PlanTask.id), PlanTask.wording, PlanTask.lead, Plan.year, PlanTask.ends_on)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(_among(PlanTask.id), Plan.deleted_at.is_(None))
    )


@cache
def _plans() -> Any:
    return select(
        *_constants("plan", Plan.id), Plan.title, func.coalesce(Plan.number, ""), Plan.year, Plan.issued_on
    ).where(_among(Plan.id))


def _constants(kind: str, key: Any) -> tuple[Any, Any]:
    return literal(kind), key


_LISTINGS: Final = {"person": _persons, "collective": _collectives, "household": _households}
_PLACES: Final = {"decision": _decisions, "task": _tasks, "plan": _plans}
