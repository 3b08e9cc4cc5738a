"""Who the receivers of a year's awards are: women, ethnic minorities, leaders and direct workers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.people import Membership, Person
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

MAJORITY: Final = "Kinh"
"""Any other people is counted as an ethnic minority; nothing recorded is not counted."""


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """One award of a person; None: not known. ``leader`` by the place of work it was given at."""

    award_code: str
    woman: bool | None
    minority: bool | None
    leader: bool


def receivers(connection: Connection, *, year: int, as_of: dt.date | None = None) -> tuple[ReceiverRow, ...]:
    """Every award of a person in the year that stands."""
    leading = {
        (row[0], row[1])
        for row in connection.execute(
            select(Membership.person_id, Membership.unit_id).where(Membership.is_leader.is_(True))
        )
    }
    grant = standing_grants(as_of).c
    query = (
        select(grant.award_code, grant.person_id, grant.unit_id, Person.sex, Person.ethnicity)
        .join(Person, Person.id == grant.person_id)
        .where(grant.award_year == year)
        .order_by(grant.id)
    )

    def row(award: str, person: int, unit: int | None, sex: str | None, people: str | None) -> ReceiverRow:
        return ReceiverRow(
            award,
            None if sex is None else sex == "F",
            None if not people else people != MAJORITY,
            (person, unit) in leading,
        )

    return fetch(connection, query, row)
