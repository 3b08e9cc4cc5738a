"""The year's plan, and its targets with what was reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.queries.rows import fetch

PASSED_STATES = ("passed", "decided")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan or directive of the year."""

    id: int
    year: int
    kind: str
    title: str
    theme: str
    number: str | None
    issued_on: dt.date | None


def plans(connection: Connection, *, year: int) -> tuple[PlanRow, ...]:
    """Plans of a year in the order they were added."""
    query = (
        select(Plan.id, Plan.year, Plan.kind, Plan.title, Plan.theme, Plan.number, Plan.issued_on)
        .where(Plan.year == year, Plan.deleted_at.is_(None))
        .order_by(Plan.id)
    )
    return fetch(connection, query, PlanRow)
