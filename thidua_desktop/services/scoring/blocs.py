"""Keeping the year's blocs: members from a day to a day, officers, meetings, and the next year's blocs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.blocs import BlocDay, BlocMeeting, BlocTarget
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.settings import Office
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.blocs import MEETINGS, USUAL_DAYS, Officers
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.scoring.blocs import Rotation, rotations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import unit_values

KINDS = ("bloc", "cluster")


def save_bloc(
    app: AppContext,
    *,
    year: int,
    name: str,
    kind: str,
    member_ids: Sequence[int],
    head_unit_id: int | None = None,
    deputy_unit_id: int | None = None,
    second_deputy_unit_id: int | None = None,
    bloc_id: int | None = None,
    **particulars: Any,
) -> Changes:
    """Adds or changes a bloc and its members; of those who stay the days of membership stay.

    ``particulars``: scheme_code, council_member, pledged_on, note; what is not named stays as it is.
    OfficeError ``blocs.no_name``, ``organisation.head_not_member``, ``blocs.one_office_each``,
    ``blocs.unit_ended``.
    """
    if not clean(name):
        raise OfficeError("blocs.no_name")
    officers = Officers(head_unit_id, deputy_unit_id, second_deputy_unit_id)
    _check_officers(officers, member_ids, name=clean(name))
    values = {
        "year": year,
        "name": clean(name),
        "kind": kind,
        "head_unit_id": head_unit_id,
        "deputy_unit_id": deputy_unit_id,
        "second_deputy_unit_id": second_deputy_unit_id,
        **{key: clean(one) if isinstance(one, str) else one for key, one in particulars.items()},
    }
    with app.database.writing("save_bloc", name=clean(name)) as uow:
        if bloc_id is None:
            bloc_id = uow.add(Bloc, **values)
        else:
            uow.update(Bloc, bloc_id, **values)
        present = _members_of(uow, bloc_id)
        requested = tuple(dict.fromkeys(member_ids))
        uow.remove(BlocMember, [row_id for unit, row_id in present.items() if unit not in requested])
        _join(uow, bloc_id, [unit for unit in requested if unit not in present], year=year)
    return uow.changes


def remove_bloc(app: AppContext, bloc_id: int) -> Changes:
    """To the bin, with its list of members stored for when it comes back."""
    with app.database.writing("remove_bloc") as uow:
        uow.remove(Bloc, [bloc_id])
    return uow.changes


def put_into(
    app: AppContext, unit_ids: Sequence[int], *, bloc_id: int, from_day: dt.date | None = None
) -> Changes:
    """Makes units members, from a day on when one is given. OfficeError ``blocs.unit_ended``."""
    with app.database.writing("move_member", count=len(unit_ids)) as uow:
        year = _year_of(uow, bloc_id)
        present = _members_of(uow, bloc_id)
        fresh = [unit for unit in dict.fromkeys(unit_ids) if unit not in present]
        _join(uow, bloc_id, fresh, year=year, from_day=from_day)
    return uow.changes


def take_out(app: AppContext, member_ids: Sequence[int], *, last_day: dt.date | None = None) -> Changes:
    """Ends memberships on a day; without one they are taken off the list as if they had never been.

    Officers who leave are no officers any more.
    """
    with app.database.writing("leave_bloc", count=len(member_ids)) as uow:
        table = BlocMember.__table__
        for row in uow.connection.execute(select(table).where(table.c.id.in_(member_ids))).all():
            _drop_officer(uow, row.bloc_id, row.unit_id)
            if last_day is None:
                uow.remove(BlocMember, [row.id])
            elif row.valid_from is not None and last_day < row.valid_from:
                raise OfficeError("blocs.days_reversed")
            else:
                uow.update(BlocMember, row.id, valid_to=last_day)
    return uow.changes


def set_days(
    app: AppContext, member_id: int, *, valid_from: dt.date | None, valid_to: dt.date | None
) -> Changes:
    """From which to which day a unit is a member (None: whole year). OfficeError ``blocs.days_reversed``."""
    if valid_from and valid_to and valid_to < valid_from:
        raise OfficeError("blocs.days_reversed")
    with app.database.writing("move_member", count=1) as uow:
        uow.update(BlocMember, member_id, valid_from=valid_from, valid_to=valid_to)
    return uow.changes


def order_members(app: AppContext, member_ids: Sequence[int]) -> Changes:
    """The order in which members take the lead in turn."""
    with app.database.writing("move_member", count=len(member_ids)) as uow:
        for place, member_id in enumerate(member_ids, start=1):
            uow.update(BlocMember, member_id, position=place)
    return uow.changes


def copy_blocs(
    app: AppContext, *, from_year: int, to_year: int, officers: Mapping[int, Officers] | None = None
) -> Changes:
    """Last year's blocs and their living members for the new year, with the officers given by old bloc.

    Without ``officers`` those stand whom ``queries.blocs.rotations`` proposes.
    OfficeError ``organisation.no_blocs_to_copy``, ``organisation.blocs_already``.
    """
    with app.database.writing("copy_blocs", year=to_year) as uow:
        copy_within(app.within(uow), uow, from_year=from_year, to_year=to_year, officers=officers)
    return uow.changes


def copy_within(
    inside: AppContext,
    uow: UnitOfWork,
    *,
    from_year: int,
    to_year: int,
    officers: Mapping[int, Officers] | None = None,
) -> int:
    """``copy_blocs`` inside the caller's transaction; how many blocs were made."""
    old = inside.read(rotations, from_year=from_year, to_year=to_year)
    if not old:
        raise OfficeError("organisation.no_blocs_to_copy", year=from_year)
    if uow.connection.execute(select(Bloc.id).where(Bloc.year == to_year, Bloc.deleted_at.is_(None))).first():
        raise OfficeError("organisation.blocs_already", year=to_year)
    for one in old:
        _copy(uow, one, (officers or {}).get(one.bloc.id, one.officers), year=to_year)
    return len(old)


def save_meeting(
    app: AppContext,
    *,
    bloc_id: int,
    kind: str,
    held_on: dt.date | None = None,
    place: str = "",
    chair: str = "",
    secretary: str = "",
    notes: str = "",
    elected: Officers | None = None,
    meeting_id: int | None = None,
) -> Changes:
    """Adds or changes a meeting; a signing on a day is the day of the giao ước.

    OfficeError ``blocs.unknown_meeting``, ``blocs.one_office_each``.
    """
    if kind not in MEETINGS:
        raise OfficeError("blocs.unknown_meeting", kind=kind)
    chosen = elected if elected is not None and kind == "closing" else Officers()
    _check_officers(chosen, chosen.chosen, name="")
    values = {
        "bloc_id": bloc_id,
        "kind": kind,
        "held_on": held_on,
        "place": clean(place),
        "chair": clean(chair),
        "secretary": clean(secretary),
        "notes": notes.strip(),
        "next_head_unit_id": chosen.head,
        "next_deputy_unit_id": chosen.deputy,
        "next_second_deputy_unit_id": chosen.second_deputy,
    }
    with app.database.writing("save_meeting") as uow:
        if meeting_id is None:
            uow.add(BlocMeeting, **values)
        else:
            uow.update(BlocMeeting, meeting_id, **values)
        if kind == "signing" and held_on is not None:
            uow.update(Bloc, bloc_id, pledged_on=held_on)
    return uow.changes


def remove_meeting(app: AppContext, meeting_id: int) -> Changes:
    """To the bin."""
    with app.database.writing("remove_meeting") as uow:
        uow.remove(BlocMeeting, [meeting_id])
    return uow.changes


def save_higher(
    app: AppContext,
    *,
    year: int,
    name: str,
    kind: str,
    head_name: str = "",
    size: int | None = None,
    scheme_code: str = "",
    pledged_on: dt.date | None = None,
    note: str = "",
    awarded_points: str = "",
    awarded_rank: int | None = None,
    bloc_id: int | None = None,
) -> Changes:
    """A bloc of a higher level this office is a scored member of; the office becomes a unit for it.

    OfficeError ``blocs.no_name``, ``blocs.not_points``, ``settings.no_office``.
    """
    if not clean(name):
        raise OfficeError("blocs.no_name")
    if clean(awarded_points) and read_number(awarded_points, typed=True) is None:
        raise OfficeError("blocs.not_points", value=clean(awarded_points))
    values = {
        "year": year,
        "name": clean(name),
        "kind": kind,
        "level": "higher",
        "head_name": clean(head_name),
        "size": size,
        "scheme_code": scheme_code,
        "pledged_on": pledged_on,
        "note": note.strip(),
        "awarded_points": clean(awarded_points),
        "awarded_rank": awarded_rank,
    }
    with app.database.writing("save_higher_bloc", name=clean(name)) as uow:
        if bloc_id is None:
            bloc_id = uow.add(Bloc, **values)
            _join(uow, bloc_id, [_own_unit(uow)], year=year)
        else:
            uow.update(Bloc, bloc_id, **values)
    return uow.changes


def save_target(
    app: AppContext,
    *,
    bloc_id: int,
    wording: str,
    registered: str = "",
    result: str = "",
    plan_target_id: int | None = None,
    target_id: int | None = None,
) -> Changes:
    """Adds or changes what the office registered in a higher bloc. OfficeError ``blocs.no_wording``."""
    if not clean(wording):
        raise OfficeError("blocs.no_wording")
    values = {
        "wording": clean(wording),
        "registered": clean(registered),
        "result": clean(result),
        "plan_target_id": plan_target_id,
    }
    with app.database.writing("save_bloc_target") as uow:
        if target_id is None:
            last = select(func.coalesce(func.max(BlocTarget.position), 0)).where(
                BlocTarget.bloc_id == bloc_id
            )
            place = uow.connection.execute(last).scalar_one() + 1
            uow.add(BlocTarget, bloc_id=bloc_id, position=place, **values)
        else:
            uow.update(BlocTarget, target_id, **values)
    return uow.changes


def remove_targets(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with app.database.writing("remove_bloc_targets", count=len(ids)) as uow:
        uow.remove(BlocTarget, ids)
    return uow.changes


def save_days(app: AppContext, days: Mapping[str, tuple[int, int]]) -> Changes:
    """The yearly days as (month, day) by code; usual ones are not stored. OfficeError ``blocs.no_such_day``."""
    usual = {one.code: (one.month, one.day) for one in USUAL_DAYS}
    with app.database.writing("save_bloc_days") as uow:
        stored = {row.code: row.id for row in uow.connection.execute(select(BlocDay.id, BlocDay.code))}
        for code, (month, day) in days.items():
            try:
                dt.date(2023, month, day)
            except ValueError:
                raise OfficeError("blocs.no_such_day", day=day, month=month) from None
            if (month, day) == usual[code]:
                uow.remove(BlocDay, [stored[code]] if code in stored else [])
            elif code in stored:
                uow.update(BlocDay, stored[code], month=month, day=day)
            else:
                uow.add(BlocDay, code=code, month=month, day=day)
    return uow.changes


def _copy(uow: UnitOfWork, old: Rotation, officers: Officers, *, year: int) -> None:
    units = [row.unit_id for row in old.members]
    _check_officers(officers, units, name=old.bloc.name)
    bloc_id = uow.add(
        Bloc,
        year=year,
        name=old.bloc.name,
        kind=old.bloc.kind,
        level=old.bloc.level,
        head_unit_id=officers.head,
        deputy_unit_id=officers.deputy,
        second_deputy_unit_id=officers.second_deputy,
        scheme_code=old.bloc.scheme_code,
        council_member=old.bloc.council_member,
        size=old.bloc.size,
    )
    if old.bloc.level == "higher":
        units = [_own_unit(uow)]
    _join(uow, bloc_id, units, year=year)


def _check_officers(officers: Officers, member_ids: Sequence[int], *, name: str) -> None:
    if any(unit not in member_ids for unit in officers.chosen):
        raise OfficeError("organisation.head_not_member", name=name)
    if len(set(officers.chosen)) < len(officers.chosen):
        raise OfficeError("blocs.one_office_each")


def _members_of(uow: UnitOfWork, bloc_id: int) -> dict[int, int]:
    query = select(BlocMember.id, BlocMember.unit_id).where(BlocMember.bloc_id == bloc_id)
    return {row.unit_id: row.id for row in uow.connection.execute(query)}


def _join(
    uow: UnitOfWork, bloc_id: int, units: Sequence[int], *, year: int, from_day: dt.date | None = None
) -> None:
    """Adds members at the end of the turn. A unit that had ended by then is refused."""
    read = uow.connection.execute
    first = from_day or dt.date(year, 1, 1)
    for row in read(select(Unit.name, Unit.valid_to).where(Unit.id.in_(units))):
        if row.valid_to is not None and row.valid_to < first:
            raise OfficeError("blocs.unit_ended", unit=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    last = read(
        select(func.coalesce(func.max(BlocMember.position), 0)).where(BlocMember.bloc_id == bloc_id)
    ).scalar_one()
    uow.insert(
        BlocMember,
        [
            {
                "bloc_id": bloc_id,
                "unit_id": unit,
                "valid_from": from_day,
                "valid_to": None,
                "position": last + place,
            }
            for place, unit in enumerate(units, start=1)
        ],
    )


def _drop_officer(uow: UnitOfWork, bloc_id: int, unit_id: int) -> None:
    table = Bloc.__table__
    bloc = uow.connection.execute(select(table).where(table.c.id == bloc_id)).one()
    for column in ("head_unit_id", "deputy_unit_id", "second_deputy_unit_id"):
        if getattr(bloc, column) == unit_id:
            uow.update(Bloc, bloc_id, **{column: None})


def _year_of(uow: UnitOfWork, bloc_id: int) -> int:
    return int(uow.connection.execute(select(Bloc.year).where(Bloc.id == bloc_id)).scalar_one())


def _own_unit(uow: UnitOfWork) -> int:
    """The unit that stands for the office itself, made when there is none of its name."""
    name = uow.connection.execute(select(Office.name).where(Office.id == 1)).scalar_one_or_none()
    if name is None:
        raise OfficeError("settings.no_office")
    found = uow.connection.execute(
        select(Unit.id).where(Unit.name == name, Unit.deleted_at.is_(None), Unit.parent_id.is_(None))
    ).scalar()
    return int(found) if found is not None else uow.add(Unit, **unit_values(name, kind="other"))
