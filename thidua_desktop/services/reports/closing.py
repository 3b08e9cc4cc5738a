"""Closing a year, opening it again with a reason, and opening the next year from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from thidua_desktop.db.tables.closing import YearEvent
from thidua_desktop.db.tables.decisions import PrizePayment
from thidua_desktop.db.tables.organisation import Bloc
from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.db.tables.settings import Office
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.council.members import members
from thidua_desktop.queries.organisation.units import units_in
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.reports.closing import checklist, is_closed
from thidua_desktop.queries.scoring.blocs import rotations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import next_year as planning
from thidua_desktop.services.scoring import blocs as scoring

_SHORTEST_REASON: Final = 5
"""Letters a reason needs to be one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the new year began with. ``units``: alive on its first day; ``ended``: members of the council
    whose term ends before it, who have to be appointed again."""

    year: int
    plans: int
    blocs: int
    units: int
    members: int
    ended: tuple[str, ...]
    changes: Changes


def close_year(app: AppContext, year: int, *, reason: str = "") -> Changes:
    """Locks the records of a year. With work left a reason is asked for, and what was left is stored.

    OfficeError ``closing.already``, ``closing.not_begun``, ``closing.left``.
    """
    with app.database.writing("close_year", year=year) as uow:
        inside = app.within(uow)
        if inside.read(is_closed, year=year):
            raise OfficeError("closing.already", year=year)
        if year > app.today().year:
            raise OfficeError("closing.not_begun", year=year)
        left = {one.key: len(one.items) for one in inside.read(checklist, year=year) if one.items}
        if left and len(clean(reason)) < _SHORTEST_REASON:
            raise OfficeError("closing.left", count=sum(left.values()), year=year)
        uow.add(YearEvent, year=year, kind="closed", reason=clean(reason), left=left or None, made_at=uow.at)
    return uow.changes


def reopen_year(app: AppContext, year: int, *, reason: str) -> Changes:
    """Lets the records of a year be written again. OfficeError ``closing.not_closed``, ``closing.no_reason``."""
    words = clean(reason)
    with app.database.writing("reopen_year", year=year, reason=words) as uow:
        if not app.within(uow).read(is_closed, year=year):
            raise OfficeError("closing.not_closed", year=year)
        if len(words) < _SHORTEST_REASON:
            raise OfficeError("closing.no_reason", year=year)
        uow.add(YearEvent, year=year, kind="reopened", reason=words, made_at=uow.at)
    return uow.changes


def pay_prizes(app: AppContext, decision_ids: Sequence[int], *, paid_on: dt.date) -> Changes:
    """Notes that the prizes of decisions were paid out on a day. OfficeError ``closing.paid_later``."""
    if paid_on > app.today():
        raise OfficeError("closing.paid_later", day=f"{paid_on:%d/%m/%Y}")
    with app.database.writing("pay_prizes", count=len(decision_ids)) as uow:
        stored = select(PrizePayment.decision_id).where(PrizePayment.decision_id.in_(decision_ids))
        known = set(uow.connection.execute(stored).scalars())
        fresh = [one for one in dict.fromkeys(decision_ids) if one not in known]
        uow.insert(PrizePayment, [{"decision_id": one, "paid_on": paid_on} for one in fresh])
    return uow.changes


def open_next_year(app: AppContext, year: int) -> Opened:
    """Begins the year after ``year``: its plans moved on, its blocs rotated, the working year set.

    What the new year holds already is left as it is. OfficeError ``closing.locked`` when it is closed itself.
    """
    new = year + 1
    with app.database.writing("open_next_year", year=new) as uow:
        inside, read = app.within(uow), uow.connection.execute
        copied = set(
            read(select(Plan.copied_from_id).where(Plan.year == new, Plan.deleted_at.is_(None))).scalars()
        )
        to_copy = [one.id for one in inside.read(plans, year=year) if one.id not in copied]
        for plan_id in to_copy:
            planning.copy_within(inside, uow, plan_id, year=new)
        has_blocs = read(select(Bloc.id).where(Bloc.year == new, Bloc.deleted_at.is_(None))).first()
        made = 0
        if not has_blocs and inside.read(rotations, from_year=year, to_year=new):
            made = scoring.copy_within(inside, uow, from_year=year, to_year=new)
        uow.update(Office, 1, current_year=new)
        first = dt.date(new, 1, 1)
        alive = inside.read(units_in, new)
        council = inside.read(members)
        ended = tuple(
            one.full_name
            for one in council
            if one.valid_to is not None and dt.date(year, 1, 1) <= one.valid_to < first
        )
        staying = sum(one.valid_to is None or one.valid_to >= first for one in council)
    return Opened(new, len(to_copy), made, len(alive), staying, ended, uow.changes)
