"""Number series: the next number of decisions and of the register, which the officer may set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.settings import NumberSeries
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.decisions import highest_number
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

KINDS: Final = ("decision", "register")


def set_next(app: AppContext, *, kind: str, year: int, next_number: int) -> Changes:
    """The number the series goes on with; never one that is given already.

    OfficeError ``number_series.unknown_kind``, ``number_series.not_positive``, ``number_series.used``.
    """
    if kind not in KINDS:
        raise OfficeError("number_series.unknown_kind", kind=kind)
    name = text(f"number_series.kinds.{kind}", year=year)
    if next_number < 1:
        raise OfficeError("number_series.not_positive")
    with app.database.writing("save_series", kind=name) as uow:
        used = used_up_to(uow.connection, kind=kind, year=year)
        if next_number <= used:
            raise OfficeError("number_series.used", kind=name, used=used)
        known = uow.connection.execute(
            select(NumberSeries.id).where(NumberSeries.kind == kind, NumberSeries.year == year)
        ).scalar()
        if known is None:
            uow.add(NumberSeries, kind=kind, year=year, pattern="{number}", next_number=next_number)
        else:
            uow.update(NumberSeries, known, next_number=next_number)
    return uow.changes


def next_numbers(connection: Connection, *, year: int) -> Mapping[str, int]:
    """The number each series goes on with: after the highest given, or as it was set; 1 where it begins."""
    rows = select(NumberSeries.kind, NumberSeries.next_number).where(NumberSeries.year == year)
    stored = {row.kind: row.next_number for row in connection.execute(rows)}
    return {
        kind: max(used_up_to(connection, kind=kind, year=year) + 1, stored.get(kind, 1)) for kind in KINDS
    }


def used_up_to(connection: Connection, *, kind: str, year: int) -> int:
    """The highest number given so far, 0 for none."""
    if kind == "decision":
        return highest_number(connection, year=year)
    highest = connection.execute(
        select(func.max(Grant.register_number))
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.award_year == year, Decision.deleted_at.is_(None))
    ).scalar()
    return highest or 0
