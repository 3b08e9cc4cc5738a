"""When units were last reminded of missing papers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.report_text import ChaseNote
from thidua_desktop.queries.rows import fetch


def last_chased(connection: Connection, *, year: int) -> dict[int, dt.date]:
    """The last day a reminder was sent, by unit."""
    query = select(ChaseNote.unit_id, func.max(ChaseNote.sent_on)).where(ChaseNote.year == year)
    return dict(fetch(connection, query.group_by(ChaseNote.unit_id), lambda unit, day: (unit, day)))
