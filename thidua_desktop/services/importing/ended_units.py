"""Rows that nominate somebody of a unit which had ended before the year of the award."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.importing.values import Finding, StagedRecord
from thidua_desktop.services.importing.import_plan import ImportPlan
from thidua_desktop.texts import text


def of_ended_units(
    connection: Connection, plan: ImportPlan, records: Sequence[StagedRecord], *, year: int
) -> list[Finding]:
    """A warning at each such row: when the unit ended and which one took its place."""
    heir = aliased(Unit)
    query = (
        select(Unit.id, Unit.name, Unit.valid_to, heir.name.label("heir"))
        .outerjoin(heir, heir.id == Unit.successor_id)
        .where(Unit.valid_to < dt.date(year, 1, 1))
    )
    ended = {row.id: row for row in connection.execute(query)}
    found: dict[int, Finding] = {}
    for one in plan.nominations if ended else ():
        unit = ended.get(one.unit_id or 0)
        if unit is None:
            continue
        record = records[one.place]
        after = text("importing.ended_heir", unit=unit.heir) if unit.heir else ""
        found[one.place] = Finding(
            ref=record.ref(record.column),
            code="UNIT_ENDED",
            severity="warning",
            params={"value": unit.name, "day": f"{unit.valid_to:%d/%m/%Y}", "heir": after},
        )
    return [found[place] for place in sorted(found)]
