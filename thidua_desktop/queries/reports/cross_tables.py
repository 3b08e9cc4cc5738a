"""Awards that stand, counted by two of their properties in one grouped statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

Axis = Literal["award_code", "subject_type", "unit_id", "occasion", "award_year"]
Value = str | int | None


@dataclass(frozen=True, slots=True)
class AwardCount:
    """Awards of a year that are alike: how many, and their prize money in dong."""

    unit_id: int | None
    unit_printed: str
    award_code: str
    subject_type: str
    occasion: str
    count: int
    prize: Decimal | None


def year_counts(connection: Connection, *, year: int, as_of: dt.date | None = None) -> tuple[AwardCount, ...]:
    """The awards of an award year that stand (``as_of``: on that day), by unit, award, kind of receiver and
    occasion."""
    grant = standing_grants(as_of).c
    axes = (grant.unit_id, grant.unit_printed, grant.award_code, grant.subject_type, grant.occasion)
    query = select(*axes, func.count(), func.sum(grant.prize)).where(grant.award_year == year).group_by(*axes)
    return fetch(connection, query, AwardCount)


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
