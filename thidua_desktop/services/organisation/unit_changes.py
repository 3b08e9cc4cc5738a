"""Units merged, split, renamed or dissolved on a day, by a document: their history stays, blocs follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.blocs import UnitChange, UnitChangePart
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit, UnitAlias
from thidua_desktop.db.tables.people import Membership
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import refuse_ended, unit_values

_OFFICES = ("head_unit_id", "deputy_unit_id", "second_deputy_unit_id")


def merge(
    app: AppContext,
    unit_ids: Sequence[int],
    *,
    on_day: dt.date,
    name: str = "",
    kind: str = "",
    into: int | None = None,
    basis: str = "",
    note: str = "",
) -> Changes:
    """From ``on_day`` the units are one: ``into`` (one of them, or another), or a new one called ``name``.

    The others end the day before with it as their successor; people and places in blocs go over to it.
    OfficeError ``unit_changes.too_few``, ``no_name``, ``ended``.
    """
    ending = [unit for unit in dict.fromkeys(unit_ids) if unit != into]
    if len(ending) + (into is not None) < 2:
        raise OfficeError("unit_changes.too_few")
    with app.database.writing("merge_units", count=len(unit_ids)) as uow:
        rows = {unit: _living(uow, unit, on_day) for unit in ending}
        if into is not None:
            target = _living(uow, into, on_day).id
        else:
            target = _make(uow, name, kind or rows[ending[0]].kind, on_day)
        change = _note(uow, "merge", on_day, basis, note)
        _parts(uow, change, [*ending, *([into] if into is not None else [])], "from")
        _parts(uow, change, [target], "to")
        for unit in ending:
            uow.update(Unit, unit, valid_to=_before(on_day), successor_id=target)
            _move_people(uow, unit, target, on_day)
            _follow_in_blocs(uow, unit, [target], on_day)
    return uow.changes


def split(
    app: AppContext,
    unit_id: int,
    *,
    on_day: dt.date,
    names: Sequence[str],
    keeps: bool = False,
    basis: str = "",
    note: str = "",
) -> Changes:
    """From ``on_day`` new units stand in the place of one (``keeps``: beside it, which goes on).

    Nobody can report to which part each person went: they stay where they are until ``move_people`` says.
    OfficeError ``unit_changes.no_name``, ``ended``.
    """
    requested = [clean(name) for name in names if clean(name)]
    if not requested or (len(requested) < 2 and not keeps):
        raise OfficeError("unit_changes.no_name")
    with app.database.writing("split_unit", name=_name_of(app, unit_id)) as uow:
        unit = _living(uow, unit_id, on_day)
        made = [_make(uow, name, unit.kind, on_day) for name in requested]
        change = _note(uow, "split", on_day, basis, note)
        _parts(uow, change, [unit_id], "from")
        _parts(uow, change, [*made, *([unit_id] if keeps else [])], "to")
        if keeps:
            _join_where(uow, unit_id, made, on_day)
        else:
            uow.update(Unit, unit_id, valid_to=_before(on_day), successor_id=made[0])
            _follow_in_blocs(uow, unit_id, made, on_day)
    return uow.changes


def move_people(app: AppContext, moves: Mapping[int, int], *, on_day: dt.date) -> Changes:
    """From ``on_day`` each person works in the unit named for it, in the position held now: person -> unit.

    OfficeError ``organisation.unit_ended`` when such a unit is no more.
    """
    with app.database.writing("move_people", count=len(moves)) as uow:
        inside = app.within(uow)
        for unit in sorted(set(moves.values())):
            refuse_ended(inside, unit, on=on_day)
        table = Membership.__table__
        requested = table.c.person_id.in_(list(moves)) & table.c.valid_to.is_(None)
        for row in uow.connection.execute(select(table).where(requested)).all():
            if row.unit_id != moves[row.person_id]:
                _move(uow, row, moves[row.person_id], on_day)
    return uow.changes


def rename(
    app: AppContext, unit_id: int, *, name: str, on_day: dt.date, basis: str = "", note: str = ""
) -> Changes:
    """The same unit under a new name; the old one is stored in the trace and still means this unit.

    OfficeError ``unit_changes.no_name``, ``same_name``, ``ended``.
    """
    name = clean(name)
    if not name:
        raise OfficeError("unit_changes.no_name")
    with app.database.writing("rename_unit", name=name) as uow:
        unit = _living(uow, unit_id, on_day)
        if unit.name == name:
            raise OfficeError("unit_changes.same_name", name=name)
        _refuse_taken(uow, name, on_day, but=unit_id)
        change = _note(uow, "rename", on_day, basis, note)
        _parts(uow, change, [unit_id], "from")
        keys = unit_values(name, kind=unit.kind)
        uow.update(Unit, unit_id, name=name, search_key=keys["search_key"], sort_key=keys["sort_key"])
        _parts(uow, change, [unit_id], "to")
        _learn(uow, unit_id, unit.name)
    return uow.changes


def dissolve(app: AppContext, unit_id: int, *, on_day: dt.date, basis: str = "", note: str = "") -> Changes:
    """From ``on_day`` the unit is no more, without a successor. OfficeError ``unit_changes.ended``."""
    with app.database.writing("dissolve_unit", name=_name_of(app, unit_id)) as uow:
        _living(uow, unit_id, on_day)
        change = _note(uow, "dissolve", on_day, basis, note)
        _parts(uow, change, [unit_id], "from")
        uow.update(Unit, unit_id, valid_to=_before(on_day))
        _follow_in_blocs(uow, unit_id, [], on_day)
    return uow.changes


def _living(uow: UnitOfWork, unit_id: int, on_day: dt.date) -> Any:
    table = Unit.__table__
    row = uow.connection.execute(select(table).where(table.c.id == unit_id)).one()
    if row.valid_to is not None and row.valid_to < on_day:
        raise OfficeError("unit_changes.ended", name=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    if row.valid_from is not None and on_day <= row.valid_from:
        raise OfficeError("unit_changes.not_yet", name=row.name, day=f"{row.valid_from:%d/%m/%Y}")
    return row


def _make(uow: UnitOfWork, name: str, kind: str, on_day: dt.date) -> int:
    if not clean(name):
        raise OfficeError("unit_changes.no_name")
    _refuse_taken(uow, clean(name), on_day)
    return uow.add(Unit, **unit_values(clean(name), kind=kind), valid_from=on_day)


def _refuse_taken(uow: UnitOfWork, name: str, on_day: dt.date, *, but: int | None = None) -> None:
    """Another unit that goes on beyond the day before has this very name."""
    rows = uow.connection.execute(
        select(Unit.id, Unit.name, Unit.valid_to).where(
            Unit.search_key == search_key(name), Unit.deleted_at.is_(None), Unit.parent_id.is_(None)
        )
    )
    for row in rows:
        alive = row.valid_to is None or row.valid_to >= on_day
        if row.id != but and row.name == name and alive:
            raise OfficeError("organisation.same_name", name=name)


def _note(uow: UnitOfWork, kind: str, on_day: dt.date, basis: str, note: str) -> int:
    return uow.add(UnitChange, kind=kind, on_day=on_day, basis=clean(basis), note=clean(note))


def _parts(uow: UnitOfWork, change: int, units: Iterable[int], side: str) -> None:
    for unit in units:
        name = uow.connection.execute(select(Unit.name).where(Unit.id == unit)).scalar_one()
        uow.add(UnitChangePart, change_id=change, unit_id=unit, side=side, name=name)


def _move_people(uow: UnitOfWork, unit: int, target: int, on_day: dt.date) -> None:
    """Who works in a merged unit works in its successor from that day, in the same position."""
    table = Membership.__table__
    rows = uow.connection.execute(
        select(table).where(table.c.unit_id == unit, table.c.valid_to.is_(None))
    ).all()
    for row in rows:
        _move(uow, row, target, on_day)


def _move(uow: UnitOfWork, row: Any, target: int, on_day: dt.date) -> None:
    """Ends a membership the day before and begins one in ``target``, in the same position."""
    if row.valid_from is not None and row.valid_from >= on_day:
        uow.update(Membership, row.id, unit_id=target)
        return
    uow.update(Membership, row.id, valid_to=_before(on_day))
    uow.add(
        Membership,
        person_id=row.person_id,
        unit_id=target,
        position=row.position,
        is_leader=row.is_leader,
        valid_from=on_day,
    )


def _follow_in_blocs(uow: UnitOfWork, unit: int, heirs: Sequence[int], on_day: dt.date) -> None:
    """Memberships end with the unit; its heirs take its place, its office too when there is one heir."""
    _join_where(uow, unit, heirs, on_day)
    for row in _memberships(uow, unit, on_day):
        if row.year > on_day.year or on_day == dt.date(row.year, 1, 1):
            uow.remove(BlocMember, [row.id])
        else:
            uow.update(BlocMember, row.id, valid_to=_before(on_day))
        for office in _OFFICES:
            if getattr(row, office) == unit:
                heir = heirs[0] if len(heirs) == 1 else None
                others = [getattr(row, other) for other in _OFFICES if other != office]
                uow.update(Bloc, row.bloc_id, **{office: None if heir in others else heir})


def _join_where(uow: UnitOfWork, unit: int, newcomers: Sequence[int], on_day: dt.date) -> None:
    """Newcomers become members of the unit's blocs where they are in none of that year."""
    for row in _memberships(uow, unit, on_day):
        year_blocs = select(Bloc.id).where(Bloc.year == row.year, Bloc.deleted_at.is_(None))
        inside = set(
            uow.connection.execute(
                select(BlocMember.unit_id).where(BlocMember.bloc_id.in_(year_blocs))
            ).scalars()
        )
        start = on_day if on_day > dt.date(row.year, 1, 1) else None
        for one in newcomers:
            if one not in inside:
                uow.add(
                    BlocMember,
                    bloc_id=row.bloc_id,
                    unit_id=one,
                    valid_from=start,
                    valid_to=None,
                    position=row.position,
                )


def _memberships(uow: UnitOfWork, unit: int, on_day: dt.date) -> list[Any]:
    """Where the unit is a member on that day or later."""
    query = (
        select(
            BlocMember.id,
            BlocMember.bloc_id,
            BlocMember.position,
            Bloc.year,
            Bloc.head_unit_id,
            Bloc.deputy_unit_id,
            Bloc.second_deputy_unit_id,
        )
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .where(
            BlocMember.unit_id == unit,
            Bloc.deleted_at.is_(None),
            Bloc.year >= on_day.year,
            BlocMember.valid_to.is_(None) | (BlocMember.valid_to >= on_day),
        )
    )
    return list(uow.connection.execute(query))


def _learn(uow: UnitOfWork, unit_id: int, spelling: str) -> None:
    key = search_key(spelling)
    known = uow.connection.execute(select(UnitAlias.id).where(UnitAlias.alias_key == key)).first()
    if known is None:
        uow.add(UnitAlias, unit_id=unit_id, alias_key=key)


def _name_of(app: AppContext, unit_id: int) -> str:
    with app.database.reading() as connection:
        return str(connection.execute(select(Unit.name).where(Unit.id == unit_id)).scalar_one())


def _before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)
