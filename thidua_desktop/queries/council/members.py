"""The council's people: who sits when, whom they are close to, who came to a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Case, case, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from thidua_desktop.db.tables.council import CouncilAttendance, CouncilInterest, CouncilMember
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Person
from thidua_desktop.domain.council.interests import Ties
from thidua_desktop.queries.rows import fetch

ROLES: Final = ("chair", "deputy", "standing", "member", "secretary")
"""Roles in the order they are listed on paper."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member; ``unit_name`` and ``person_name`` are empty where the register knows none."""

    id: int
    full_name: str
    position: str
    role: str
    votes: bool
    person_id: int | None
    unit_id: int | None
    unit_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    interests: int


@dataclass(frozen=True, slots=True)
class InterestRow:
    """A unit or a person a member is close to."""

    id: int
    member_id: int
    unit_id: int | None
    person_id: int | None
    party: str
    reason: str


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member at one session, as named that day; ``attended``: present, absent, written."""

    member_id: int
    name: str
    position: str
    role: str
    votes: bool
    attended: str


def members(connection: Connection, *, on: dt.date | None = None) -> tuple[MemberRow, ...]:
    """Members by role, then in the order they were added; with ``on`` only those of that day."""
    close = (
        select(CouncilInterest.member_id, func.count().label("n"))
        .group_by(CouncilInterest.member_id)
        .subquery()
    )
    query = (
        select(
            CouncilMember.id,
            CouncilMember.full_name,
            CouncilMember.position,
            CouncilMember.role,
            CouncilMember.votes,
            CouncilMember.person_id,
            CouncilMember.unit_id,
            func.coalesce(Unit.name, ""),
            CouncilMember.valid_from,
            CouncilMember.valid_to,
            func.coalesce(close.c.n, 0),
        )
        .outerjoin(Unit, Unit.id == CouncilMember.unit_id)
        .outerjoin(close, close.c.member_id == CouncilMember.id)
        .where(CouncilMember.deleted_at.is_(None))
        .order_by(_rank(CouncilMember.role), CouncilMember.id)
    )
    if on is not None:
        query = query.where(
            or_(CouncilMember.valid_from.is_(None), CouncilMember.valid_from <= on),
            or_(CouncilMember.valid_to.is_(None), CouncilMember.valid_to >= on),
        )
    return fetch(connection, query, MemberRow)


def interests(connection: Connection, *, member_id: int) -> tuple[InterestRow, ...]:
    """Units and persons a member is close to besides the own unit."""
    query = (
        select(
            CouncilInterest.id,
            CouncilInterest.member_id,
            CouncilInterest.unit_id,
            CouncilInterest.person_id,
            func.coalesce(Unit.name, Person.full_name, ""),
            CouncilInterest.reason,
        )
        .outerjoin(Unit, Unit.id == CouncilInterest.unit_id)
        .outerjoin(Person, Person.id == CouncilInterest.person_id)
        .where(CouncilInterest.member_id == member_id)
        .order_by(CouncilInterest.id)
    )
    return fetch(connection, query, InterestRow)


def ties(connection: Connection) -> Mapping[int, Ties]:
    """Whom each member is close to, by the member's id: the own unit, oneself, and what was declared."""
    units: dict[int, set[int]] = {}
    persons: dict[int, set[int]] = {}
    for table in (CouncilMember, CouncilInterest):
        owner = CouncilMember.id if table is CouncilMember else CouncilInterest.member_id
        for member, unit, person in connection.execute(select(owner, table.unit_id, table.person_id)):
            units.setdefault(member, set()).update(() if unit is None else (unit,))
            persons.setdefault(member, set()).update(() if person is None else (person,))
    return {member: Ties(frozenset(units[member]), frozenset(persons[member])) for member in units}


def attendance(connection: Connection, session_id: int) -> tuple[AttendanceRow, ...]:
    """Who came to a session and who did not, by role."""
    query = (
        select(
            CouncilAttendance.member_id,
            CouncilAttendance.name,
            CouncilAttendance.position,
            CouncilAttendance.role,
            CouncilAttendance.votes,
            CouncilAttendance.attended,
        )
        .where(CouncilAttendance.session_id == session_id)
        .order_by(_rank(CouncilAttendance.role), CouncilAttendance.member_id)
    )
    return fetch(connection, query, AttendanceRow)


def _rank(role: InstrumentedAttribute[str]) -> Case[int]:
    return case({name: place for place, name in enumerate(ROLES)}, value=role, else_=len(ROLES))
