"""Keeping the register of units: names, spellings, lifetime, successors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.organisation import Unit, UnitAlias
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key, text_sort_key
from thidua_desktop.services.office.context import AppContext

KINDS = ("commune", "department", "school", "party", "vertical", "enterprise", "team", "other")


def save_unit(
    app: AppContext,
    *,
    name: str,
    kind: str,
    short_name: str = "",
    member_count: int | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    successor_id: int | None = None,
    unit_id: int | None = None,
    ask_alike: bool = False,
) -> Changes:
    """Adds or changes a unit.

    ``ask_alike`` refuses a name that differs from another unit's only in capitals, marks or signs with
    OfficeError ``organisation.alike``: the officer is asked and tries again without it.
    OfficeError ``organisation.name_empty``, ``organisation.unknown_kind``, ``organisation.same_name`` (a unit
    alive at the same time has this name), ``organisation.dates_reversed``, ``organisation.own_successor``.
    """
    name = clean(name)
    if not name:
        raise OfficeError("organisation.name_empty")
    if kind not in KINDS:
        raise OfficeError("organisation.unknown_kind", kind=kind)
    if valid_from and valid_to and valid_to < valid_from:
        raise OfficeError("organisation.dates_reversed", name=name)
    if successor_id is not None and successor_id == unit_id:
        raise OfficeError("organisation.own_successor", name=name)
    values = {
        **unit_values(name, kind=kind, short_name=clean(short_name)),
        "member_count": member_count,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "successor_id": successor_id,
    }
    with app.database.writing("save_unit", name=name) as uow:
        span = (valid_from, valid_to)
        _refuse_same_name(uow, name, except_id=unit_id, span=span, alike=ask_alike)
        if unit_id is None:
            uow.add(Unit, **values)
        else:
            del values["parent_id"]  # a team stays in its unit
            uow.update(Unit, unit_id, **values)
    return uow.changes


def unit_values(
    name: str, *, kind: str, short_name: str = "", parent_id: int | None = None
) -> dict[str, Any]:
    """The columns of a unit row, with its keys for finding and ordering."""
    return {
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "parent_id": parent_id,
        "search_key": search_key(name),
        "sort_key": text_sort_key(name),
    }


def learn_spelling(app: AppContext, *, unit_id: int, spelling: str) -> Changes:
    """From now on this spelling means this unit."""
    with app.database.writing("learn_spelling", spelling=clean(spelling)) as uow:
        put_spelling(uow, unit_id=unit_id, spelling=spelling)
    return uow.changes


def put_spelling(uow: UnitOfWork, *, unit_id: int, spelling: str) -> None:
    """Saves that a spelling means a unit, inside the caller's action."""
    key = search_key(spelling)
    known = uow.connection.execute(
        select(UnitAlias.id).where(UnitAlias.alias_key == key)
    ).scalar_one_or_none()
    if known is None:
        uow.add(UnitAlias, unit_id=unit_id, alias_key=key)
    else:
        uow.update(UnitAlias, known, unit_id=unit_id)


def forget_spelling(app: AppContext, spelling_id: int) -> Changes:
    """The spelling no longer means its unit: it is asked again when met."""
    with app.database.writing("forget_spelling") as uow:
        uow.remove(UnitAlias, [spelling_id])
    return uow.changes


def remove_units(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin. History keeps pointing at them."""
    with app.database.writing("remove_units", count=len(ids)) as uow:
        uow.remove(Unit, ids)
    return uow.changes


def refuse_ended(app: AppContext, unit_id: int | None, *, on: dt.date) -> None:
    """OfficeError ``organisation.unit_ended`` when the unit was no more on that day."""
    if unit_id is None:
        return
    with app.database.reading() as connection:
        row = connection.execute(select(Unit.name, Unit.valid_to).where(Unit.id == unit_id)).one_or_none()
    if row is not None and row.valid_to is not None and row.valid_to < on:
        raise OfficeError("organisation.unit_ended", name=row.name, day=f"{row.valid_to:%d/%m/%Y}")


def _refuse_same_name(
    uow: UnitOfWork,
    name: str,
    *,
    except_id: int | None,
    span: tuple[dt.date | None, dt.date | None],
    alike: bool,
) -> None:
    rows = uow.connection.execute(
        select(Unit.id, Unit.name, Unit.valid_from, Unit.valid_to).where(
            Unit.search_key == search_key(name), Unit.deleted_at.is_(None), Unit.parent_id.is_(None)
        )
    )
    start, end = span[0] or dt.date.min, span[1] or dt.date.max
    for row in rows:
        overlap = (row.valid_from or dt.date.min) <= end and start <= (row.valid_to or dt.date.max)
        if row.id == except_id or not overlap:
            continue
        if row.name == name:
            raise OfficeError("organisation.same_name", name=name)
        if alike:
            raise OfficeError("organisation.alike", name=name, other=row.name)
