"""Who the receivers of a year's awards are: women, ethnic minorities, leaders and direct workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.organisation.positions import is_minority, leads
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

FACTS: Final = ("woman", "minority", "leader")
"""What is counted of a receiver; each may be unknown."""

_Place = tuple[int | None, bool | None, str]
"""Unit, the recorded answer whether the person leads there, and the position."""


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """One award of a person; a fact is None where it is not known."""

    grant_id: int
    person_id: int
    award_code: str
    woman: bool | None
    minority: bool | None
    leader: bool | None


def receivers(connection: Connection, *, year: int, as_of: dt.date | None = None) -> tuple[ReceiverRow, ...]:
    """Every award of a person in the year that stands, in the order of recording.

    ``leader``: the recorded answer for the unit of the award, else what the position printed with the award
    says, else what is recorded of another place of work of the person.
    """
    grant = standing_grants(as_of).c
    query = (
        select(
            grant.id,
            grant.person_id,
            grant.award_code,
            grant.unit_id,
            grant.position_printed,
            Person.sex,
            Person.ethnicity,
        )
        .join(Person, Person.id == grant.person_id)
        .where(grant.award_year == year)
        .order_by(grant.id)
    )
    places = _places(connection, select(grant.person_id).where(grant.award_year == year))

    def row(number: int, person: int, award: str, unit: int | None, printed: str, *facts: Any) -> ReceiverRow:
        sex, people = facts
        return ReceiverRow(
            number,
            person,
            award,
            None if sex is None else sex == "F",
            is_minority(people),
            _leads(unit, printed, places.get(person, ())),
        )

    return fetch(connection, query, row)


def _places(connection: Connection, persons: Select[Any]) -> Mapping[int, list[_Place]]:
    """Places of work of these persons that say something of their holder, the present ones first."""
    query = (
        select(Membership.person_id, Membership.unit_id, Membership.is_leader, Membership.position)
        .where(
            Membership.person_id.in_(persons),
            or_(Membership.is_leader.is_not(None), Membership.position != ""),
        )
        .order_by(Membership.valid_to.is_not(None), Membership.id)
    )
    found: dict[int, list[_Place]] = {}
    for person, unit, answer, position in connection.execute(query):
        found.setdefault(person, []).append((unit, answer, position))
    return found


def _leads(unit: int | None, printed: str, places: Iterable[_Place]) -> bool | None:
    here = [place for place in places if place[0] == unit]
    recorded = {place[1] for place in here if place[1] is not None}
    if recorded:
        return True in recorded
    message = leads(printed)
    if message is not None:
        return message
    others = [place for place in places if place[0] != unit]
    for _, answer, position in (*here, *others):
        known = leads(position) if answer is None else answer
        if known is not None:
            return known
    return None
