"""Who the receivers of a year's awards are: women, ethnic minorities, leaders and direct workers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.decisions import Decision, Grant
from thidua_desktop.db.people import Membership, Person
from thidua_desktop.queries.grants import standing
from thidua_desktop.queries.rows import fetch

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
    leads = (
        select(Membership.id)
        .where(
            Membership.person_id == Grant.person_id,
            Membership.unit_id == Grant.unit_id,
            Membership.is_leader.is_(True),
        )
        .exists()
    )
    query = (
        select(Grant.award_code, Person.sex, Person.ethnicity, leads)
        .join(Decision, Decision.id == Grant.decision_id)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.award_year == year,
            Decision.state == "signed",
            Decision.deleted_at.is_(None),
            standing(as_of),
        )
        .order_by(Grant.id)
    )

    def row(award: str, sex: str | None, people: str | None, leader: bool) -> ReceiverRow:
        return ReceiverRow(
            award,
            None if sex is None else sex == "F",
            None if not people else people != MAJORITY,
            leader,
        )

    return fetch(connection, query, row)
