"""Keeping the register of units: names, spellings, lifetime, successors, blocs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.organisation import Bloc, BlocMember, Unit, UnitAlias
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key, text_sort_key
from thidua_desktop.services.desk import Desk

KINDS = ("commune", "department", "school", "party", "vertical", "enterprise", "team", "other")


def save_unit(
    desk: Desk,
    *,
    name: str,
    kind: str,
    short_name: str = "",
    member_count: int | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    successor_id: int | None = None,
    unit_id: int | None = None,
) -> Changes:
    """Adds or changes a unit.

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
    with desk.store.writing("save_unit", name=name) as writer:
        _refuse_same_name(writer, name, except_id=unit_id, valid_from=valid_from, valid_to=valid_to)
        if unit_id is None:
            writer.add(Unit, **values)
        else:
            writer.update(Unit, unit_id, **values)
    return writer.changes


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


def learn_spelling(desk: Desk, *, unit_id: int, spelling: str) -> Changes:
    """From now on this spelling means this unit."""
    key = search_key(spelling)
    with desk.store.writing("learn_spelling", spelling=clean(spelling)) as writer:
        known = writer.connection.execute(
            select(UnitAlias.id).where(UnitAlias.alias_key == key)
        ).scalar_one_or_none()
        if known is None:
            writer.add(UnitAlias, unit_id=unit_id, alias_key=key)
        else:
            writer.update(UnitAlias, known, unit_id=unit_id)
    return writer.changes


def forget_spelling(desk: Desk, spelling_id: int) -> Changes:
    """The spelling no longer means its unit: it is asked again when met."""
    with desk.store.writing("forget_spelling") as writer:
        writer.remove(UnitAlias, [spelling_id])
    return writer.changes


def remove_units(desk: Desk, ids: Sequence[int]) -> Changes:
    """To the bin. History keeps pointing at them."""
    with desk.store.writing("remove_units", count=len(ids)) as writer:
        writer.remove(Unit, ids)
    return writer.changes


def save_bloc(
    desk: Desk,
    *,
    year: int,
    name: str,
    kind: str,
    member_ids: Sequence[int],
    head_unit_id: int | None = None,
    deputy_unit_id: int | None = None,
    bloc_id: int | None = None,
) -> Changes:
    """Adds or changes a bloc and its members. OfficeError ``organisation.head_not_member``."""
    for officer in (head_unit_id, deputy_unit_id):
        if officer is not None and officer not in member_ids:
            raise OfficeError("organisation.head_not_member", name=clean(name))
    values = {
        "year": year,
        "name": clean(name),
        "kind": kind,
        "head_unit_id": head_unit_id,
        "deputy_unit_id": deputy_unit_id,
    }
    with desk.store.writing("save_bloc", name=clean(name)) as writer:
        if bloc_id is None:
            bloc_id = writer.add(Bloc, **values)
        else:
            writer.update(Bloc, bloc_id, **values)
        present = {
            row.unit_id: row.id
            for row in writer.connection.execute(
                select(BlocMember.id, BlocMember.unit_id).where(BlocMember.bloc_id == bloc_id)
            )
        }
        wanted = dict.fromkeys(member_ids)
        writer.remove(BlocMember, [row_id for unit, row_id in present.items() if unit not in wanted])
        writer.insert(BlocMember, [{"bloc_id": bloc_id, "unit_id": u} for u in wanted if u not in present])
    return writer.changes


def remove_bloc(desk: Desk, bloc_id: int) -> Changes:
    """To the bin, with its list of members kept for when it comes back."""
    with desk.store.writing("remove_bloc") as writer:
        writer.remove(Bloc, [bloc_id])
    return writer.changes


def copy_blocs(desk: Desk, *, from_year: int, to_year: int) -> Changes:
    """Last year's blocs and their living members, officers too, for the new year.

    OfficeError ``organisation.no_blocs_to_copy``, ``organisation.blocs_already``.
    """
    with desk.store.writing("copy_blocs", year=to_year) as writer:
        read = writer.connection.execute
        if read(select(Bloc.id).where(Bloc.year == to_year, Bloc.deleted_at.is_(None))).first():
            raise OfficeError("organisation.blocs_already", year=to_year)
        old = read(
            select(Bloc.__table__).where(Bloc.year == from_year, Bloc.deleted_at.is_(None)).order_by(Bloc.id)
        ).all()
        if not old:
            raise OfficeError("organisation.no_blocs_to_copy", year=from_year)
        for row in old:
            _copy_bloc(writer, row, year=to_year)
    return writer.changes


def _copy_bloc(writer: Writer, old: Any, *, year: int) -> None:
    living = set(
        writer.connection.execute(
            select(BlocMember.unit_id)
            .join(Unit, Unit.id == BlocMember.unit_id)
            .where(
                BlocMember.bloc_id == old.id,
                Unit.deleted_at.is_(None),
                (Unit.valid_to.is_(None)) | (Unit.valid_to >= dt.date(year, 1, 1)),
            )
        ).scalars()
    )
    bloc_id = writer.add(
        Bloc,
        year=year,
        name=old.name,
        kind=old.kind,
        head_unit_id=old.head_unit_id if old.head_unit_id in living else None,
        deputy_unit_id=old.deputy_unit_id if old.deputy_unit_id in living else None,
    )
    writer.insert(BlocMember, [{"bloc_id": bloc_id, "unit_id": unit} for unit in sorted(living)])


def _refuse_same_name(
    writer: Writer, name: str, *, except_id: int | None, valid_from: dt.date | None, valid_to: dt.date | None
) -> None:
    rows = writer.connection.execute(
        select(Unit.id, Unit.name, Unit.valid_from, Unit.valid_to).where(
            Unit.search_key == search_key(name), Unit.deleted_at.is_(None), Unit.parent_id.is_(None)
        )
    )
    start, end = valid_from or dt.date.min, valid_to or dt.date.max
    for row in rows:
        overlap = (row.valid_from or dt.date.min) <= end and start <= (row.valid_to or dt.date.max)
        if row.id != except_id and row.name == name and overlap:
            raise OfficeError("organisation.same_name", name=name)
