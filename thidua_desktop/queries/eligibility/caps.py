"""How many of each unit are proposed for each title this year, with its members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.queries.eligibility.sources import holders
from thidua_desktop.queries.standing_grants import still_proposed


@dataclass(frozen=True, slots=True)
class Proposed:
    """By unit: titles held or asked for, members, name; ``collectives``: (unit, award) proposed."""

    titles: Mapping[int, Mapping[str, int]]
    members: Mapping[int, int | None]
    names: Mapping[int, str]
    collectives: tuple[tuple[int, str], ...]


def proposed(connection: Connection, *, year: int, implied: Mapping[str, frozenset[str]]) -> Proposed:
    """Nominations of the year that were not given back or turned down, nor lost their award since."""
    query = select(
        Nomination.unit_id, Nomination.award_code, Nomination.person_id, Nomination.collective_id
    ).where(
        Nomination.year == year,
        still_proposed(),
    )
    titled: dict[int, dict[str, set[int]]] = {}
    collectives: list[tuple[int, str]] = []
    for unit, code, person, collective in connection.execute(query):
        if person is not None and unit is not None:
            titled.setdefault(unit, {}).setdefault(code, set()).add(person)
        elif collective is not None:
            collectives.append((collective, code))
    members = {row[0]: row[1] for row in connection.execute(select(Unit.id, Unit.member_count))}
    recorded = select(YearRecord.unit_id, YearRecord.member_count).where(
        YearRecord.year == year, YearRecord.unit_id.is_not(None), YearRecord.member_count.is_not(None)
    )
    members |= {row[0]: row[1] for row in connection.execute(recorded) if row[0] is not None}
    names = {row[0]: row[1] for row in connection.execute(select(Unit.id, Unit.name))}
    return Proposed(
        {unit: holders(of_unit, implied) for unit, of_unit in titled.items()},
        members,
        names,
        tuple(collectives),
    )
