"""The names behind each figure of an award target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.registrations import Registration
from thidua_desktop.queries.decisions.grants import of_year
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.registrations import COUNTED, registration_lines
from thidua_desktop.queries.reports.targets import PASSED_STATES, PRINTED_STATES

Stage = Literal["registered", "nominated", "passed", "decided", "printed"]


@dataclass(frozen=True, slots=True)
class StageLine:
    """One receiver. ``decision``: its number, empty before; ``nomination_id`` where there is one."""

    name: str
    unit: str
    position: str
    decision: str = ""
    nomination_id: int | None = None


def stage_lines(
    connection: Connection, *, year: int, stage: Stage, award_code: str, subject_type: str | None
) -> tuple[StageLine, ...]:
    """Who is counted in a stage, in the order of the list it comes from."""
    found = {
        "registered": _registered,
        "nominated": _nominated,
        "passed": _passed,
        "decided": _decided,
        "printed": _printed,
    }[stage](connection, year)
    return tuple(
        line for code, subject, line in found if code == award_code and subject_type in (None, subject)
    )


_Found = Iterator[tuple[str, str, StageLine]]


def _registered(connection: Connection, year: int) -> _Found:
    names = {row.id: row.name for row in connection.execute(select(Unit.id, Unit.name))}
    stored = set(
        connection.execute(
            select(Registration.id).where(
                Registration.year == year, Registration.state.in_(COUNTED), Registration.deleted_at.is_(None)
            )
        ).scalars()
    )
    for year_type in ("calendar", "school"):
        for line in registration_lines(connection, year=year, year_type=year_type):
            if line.registration_id in stored:
                unit = str(names.get(line.unit_id, ""))
                yield line.award_code, line.subject_type, StageLine(line.name, unit, line.position)


def _nominated(connection: Connection, year: int) -> _Found:
    for row in nominations(connection, year=year):
        yield row.award_code, row.subject_type, StageLine(row.name, row.unit_name, row.position, "", row.id)


def _passed(connection: Connection, year: int) -> _Found:
    for row in nominations(connection, year=year, states=PASSED_STATES):
        yield row.award_code, row.subject_type, StageLine(row.name, row.unit_name, row.position, "", row.id)


def _decided(connection: Connection, year: int) -> _Found:
    for row in of_year(connection, year=year):
        line = StageLine(row.name, row.unit, row.position, row.decision_number or "", row.nomination_id)
        yield row.award_code, row.subject_type, line


def _printed(connection: Connection, year: int) -> _Found:
    query = select(PrintItem.grant_id).where(PrintItem.state.in_(PRINTED_STATES))
    printed = set(connection.execute(query).scalars())
    for row in of_year(connection, year=year):
        if row.id in printed:
            line = StageLine(row.name, row.unit, row.position, row.decision_number or "", row.nomination_id)
            yield row.award_code, row.subject_type, line
