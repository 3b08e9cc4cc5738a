"""What the figures count of persons: sex, ethnic group, position, whether they lead."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.organisation.positions import leads
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person with the present place of work; None and "" where nothing is recorded."""

    person_id: int
    name: str
    unit_name: str
    sex: str | None
    ethnicity: str | None
    membership_id: int | None
    position: str
    is_leader: bool | None

    @property
    def complete(self) -> bool:
        """Whether every figure can count the person."""
        leader = leads(self.position) if self.is_leader is None else self.is_leader
        return self.sex is not None and bool(self.ethnicity) and leader is not None


def person_facts(connection: Connection, ids: Iterable[int] | None = None) -> tuple[PersonFacts, ...]:
    """These persons, or everybody of the register of whom something is not known; by unit, then by name."""
    query = (
        select(
            Person.id,
            Person.full_name,
            func.coalesce(Unit.name, ""),
            Person.sex,
            Person.ethnicity,
            Membership.id,
            func.coalesce(Membership.position, ""),
            Membership.is_leader,
        )
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Person.deleted_at.is_(None))
        .order_by(Unit.sort_key.is_(None), Unit.sort_key, Unit.id, Person.sort_key, Person.id)
    )
    if ids is not None:
        each = func.json_each(json.dumps(sorted(ids))).table_valued("value")
        query = query.where(Person.id.in_(select(each.c.value)))
    found = {row.person_id: row for row in fetch(connection, query, PersonFacts)}
    return tuple(row for row in found.values() if ids is not None or not row.complete)
