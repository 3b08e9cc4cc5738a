"""What is recorded of many nominees for the facts of their year, beside each nomination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.queries.organisation.person_facts import PersonFacts, person_facts


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One person or unit; ``person`` is None for a unit."""

    subject_type: str
    subject_id: int
    name: str
    unit_name: str
    rating: str | None
    discipline: str | None
    person: PersonFacts | None


def year_facts(connection: Connection, *, year: int, rows: Sequence[NominationRow]) -> tuple[YearFacts, ...]:
    """Each person and unit of these nominations once, in their order; households have no record of a year."""
    stored = {
        (row.person_id, row.unit_id): row
        for row in connection.execute(
            select(YearRecord.person_id, YearRecord.unit_id, YearRecord.rating, YearRecord.discipline).where(
                YearRecord.year == year
            )
        )
    }
    people = {row.subject_id for row in rows if row.subject_type == "person"}
    persons = {one.person_id: one for one in person_facts(connection, people)}
    found: dict[tuple[str, int], YearFacts] = {}
    for row in rows:
        if row.subject_type == "household":
            continue
        person = row.subject_type == "person"
        record = stored.get((row.subject_id, None) if person else (None, row.subject_id))
        found[row.subject_type, row.subject_id] = YearFacts(
            row.subject_type,
            row.subject_id,
            row.name,
            row.unit_name or "",
            record.rating if record else None,
            record.discipline if record else None,
            persons.get(row.subject_id) if person else None,
        )
    return tuple(found.values())
