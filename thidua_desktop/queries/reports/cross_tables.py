"""Awards that stand, counted by two of their properties in one grouped statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

Axis = Literal["award_code", "subject_type", "unit_id", "occasion", "award_year"]
Value = str | int | None


def cross_counts(
    connection: Connection, *, years: Iterable[int], rows: Axis, columns: Axis
) -> dict[tuple[Value, Value], int]:
    """Number of awards by (value of ``rows``, value of ``columns``); pairs without an award are left out.

    ``years`` are award years, so that an award of a school year counts once, in the year it was given for.
    """
    grant = standing_grants().c
    axes = (grant[rows], grant[columns])
    query = select(*axes, func.count()).where(grant.award_year.in_(sorted(years))).group_by(*axes)
    return dict(fetch(connection, query, lambda row, column, count: ((row, column), count)))
