"""Keeping the year's blocs: members from a day to a day, officers, meetings, and the next year's blocs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from thidua_desktop.db.engine.unit_of_work import Writer
from thidua_desktop.db.tables.blocs import BlocDay, BlocMeeting, BlocTarget
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.settings import Office
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.blocs import MEETINGS, USUAL_DAYS, Officers
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.scoring.blocs import Rotation, rotations
from thidua_desktop.services.office.context import Desk
from thidua_desktop.services.organisation.units import unit_values

KINDS = ("bloc", "cluster")


def save_bloc(
    desk: Desk,
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
    with desk.store.writing("save_bloc", name=clean(name)) as writer:
        if bloc_id is None:
            bloc_id = writer.add(Bloc, **values)
        else:
            writer.update(Bloc, bloc_id, **values)
        present = _members_of(writer, bloc_id)
        wanted = tuple(dict.fromkeys(member_ids))
        writer.remove(BlocMember, [row_id for unit, row_id in present.items() if unit not in wanted])
        _join(writer, bloc_id, [unit for unit in wanted if unit not in present], year=year)
    return writer.changes


def remove_bloc(desk: Desk, bloc_id: int) -> Changes:
    """To the bin, with its list of members kept for when it comes back."""
    with desk.store.writing("remove_bloc") as writer:
        writer.remove(Bloc, [bloc_id])
    return writer.changes


def put_into(
    desk: Desk, unit_ids: Sequence[int], *, bloc_id: int, from_day: dt.date | None = None
) -> Changes:
    """Makes units members, from a day on when one is given. OfficeError ``blocs.unit_ended``."""
    with desk.store.writing("move_member", count=len(unit_ids)) as writer:
        year = _year_of(writer, bloc_id)
        present = _members_of(writer, bloc_id)
        fresh = [unit for unit in dict.fromkeys(unit_ids) if unit not in present]
        _join(writer, bloc_id, fresh, year=year, from_day=from_day)
    return writer.changes


def take_out(desk: Desk, member_ids: Sequence[int], *, last_day: dt.date | None = None) -> Changes:
    """Ends memberships on a day; without one they are taken off the list as if they had never been.

    Officers who leave are no officers any more.
    """
    with desk.store.writing("leave_bloc", count=len(member_ids)) as writer:
        table = BlocMember.__table__
        for row in writer.connection.execute(select(table).where(table.c.id.in_(member_ids))).all():
            _drop_officer(writer, row.bloc_id, row.unit_id)
            if last_day is None:
                writer.remove(BlocMember, [row.id])
            elif row.valid_from is not None and last_day < row.valid_from:
                raise OfficeError("blocs.days_reversed")
            else:
                writer.update(BlocMember, row.id, valid_to=last_day)
    return writer.changes


def set_days(desk: Desk, member_id: int, *, valid_from: dt.date | None, valid_to: dt.date | None) -> Changes:
    """From which to which day a unit is a member (None: whole year). OfficeError ``blocs.days_reversed``."""
    if valid_from and valid_to and valid_to < valid_from:
        raise OfficeError("blocs.days_reversed")
    with desk.store.writing("move_member", count=1) as writer:
        writer.update(BlocMember, member_id, valid_from=valid_from, valid_to=valid_to)
    return writer.changes


def order_members(desk: Desk, member_ids: Sequence[int]) -> Changes:
    """The order in which members take the lead in turn."""
    with desk.store.writing("move_member", count=len(member_ids)) as writer:
        for place, member_id in enumerate(member_ids, start=1):
            writer.update(BlocMember, member_id, position=place)
    return writer.changes


def copy_blocs(
    desk: Desk, *, from_year: int, to_year: int, officers: Mapping[int, Officers] | None = None
) -> Changes:
    """Last year's blocs and their living members for the new year, with the officers given by old bloc.

    Without ``officers`` those stand whom ``queries.blocs.rotations`` proposes.
    OfficeError ``organisation.no_blocs_to_copy``, ``organisation.blocs_already``.
    """
    old = desk.read(rotations, from_year=from_year, to_year=to_year)
    if not old:
        raise OfficeError("organisation.no_blocs_to_copy", year=from_year)
    with desk.store.writing("copy_blocs", year=to_year) as writer:
        if writer.connection.execute(
            select(Bloc.id).where(Bloc.year == to_year, Bloc.deleted_at.is_(None))
        ).first():
            raise OfficeError("organisation.blocs_already", year=to_year)
        for one in old:
            _copy(writer, one, (officers or {}).get(one.bloc.id, one.officers), year=to_year)
    return writer.changes


def save_meeting(
    desk: Desk,
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
    with desk.store.writing("save_meeting") as writer:
        if meeting_id is None:
            writer.add(BlocMeeting, **values)
        else:
            writer.update(BlocMeeting, meeting_id, **values)
        if kind == "signing" and held_on is not None:
            writer.update(Bloc, bloc_id, pledged_on=held_on)
    return writer.changes


def remove_meeting(desk: Desk, meeting_id: int) -> Changes:
    """To the bin."""
    with desk.store.writing("remove_meeting") as writer:
        writer.remove(BlocMeeting, [meeting_id])
    return writer.changes


def save_higher(
    desk: Desk,
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
    with desk.store.writing("save_higher_bloc", name=clean(name)) as writer:
        if bloc_id is None:
            bloc_id = writer.add(Bloc, **values)
            _join(writer, bloc_id, [_own_unit(writer)], year=year)
        else:
            writer.update(Bloc, bloc_id, **values)
    return writer.changes


def save_target(
    desk: Desk,
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
    with desk.store.writing("save_bloc_target") as writer:
        if target_id is None:
            last = select(func.coalesce(func.max(BlocTarget.position), 0)).where(
                BlocTarget.bloc_id == bloc_id
            )
            place = writer.connection.execute(last).scalar_one() + 1
            writer.add(BlocTarget, bloc_id=bloc_id, position=place, **values)
        else:
            writer.update(BlocTarget, target_id, **values)
    return writer.changes


def remove_targets(desk: Desk, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with desk.store.writing("remove_bloc_targets", count=len(ids)) as writer:
        writer.remove(BlocTarget, ids)
    return writer.changes


def save_days(desk: Desk, days: Mapping[str, tuple[int, int]]) -> Changes:
    """The yearly days as (month, day) by code; usual ones are not kept. OfficeError ``blocs.no_such_day``."""
    usual = {one.code: (one.month, one.day) for one in USUAL_DAYS}
    with desk.store.writing("save_bloc_days") as writer:
        kept = {row.code: row.id for row in writer.connection.execute(select(BlocDay.id, BlocDay.code))}
        for code, (month, day) in days.items():
            try:
                dt.date(2023, month, day)
            except ValueError:
                raise OfficeError("blocs.no_such_day", day=day, month=month) from None
            if (month, day) == usual[code]:
                writer.remove(BlocDay, [kept[code]] if code in kept else [])
            elif code in kept:
                writer.update(BlocDay, kept[code], month=month, day=day)
            else:
                writer.add(BlocDay, code=code, month=month, day=day)
    return writer.changes


def _copy(writer: Writer, old: Rotation, officers: Officers, *, year: int) -> None:
    units = [row.unit_id for row in old.members]
    _check_officers(officers, units, name=old.bloc.name)
    bloc_id = writer.add(
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
        units = [_own_unit(writer)]
    _join(writer, bloc_id, units, year=year)


def _check_officers(officers: Officers, member_ids: Sequence[int], *, name: str) -> None:
    if any(unit not in member_ids for unit in officers.chosen):
        raise OfficeError("organisation.head_not_member", name=name)
    if len(set(officers.chosen)) < len(officers.chosen):
        raise OfficeError("blocs.one_office_each")


def _members_of(writer: Writer, bloc_id: int) -> dict[int, int]:
    query = select(BlocMember.id, BlocMember.unit_id).where(BlocMember.bloc_id == bloc_id)
    return {row.unit_id: row.id for row in writer.connection.execute(query)}


def _join(
    writer: Writer, bloc_id: int, units: Sequence[int], *, year: int, from_day: dt.date | None = None
) -> None:
    """Adds members at the end of the turn. A unit that had ended by then is refused."""
    read = writer.connection.execute
    first = from_day or dt.date(year, 1, 1)
    for row in read(select(Unit.name, Unit.valid_to).where(Unit.id.in_(units))):
        if row.valid_to is not None and row.valid_to < first:
            raise OfficeError("blocs.unit_ended", unit=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    last = read(
        select(func.coalesce(func.max(BlocMember.position), 0)).where(BlocMember.bloc_id == bloc_id)
    ).scalar_one()
    writer.insert(
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


def _drop_officer(writer: Writer, bloc_id: int, unit_id: int) -> None:
    table = Bloc.__table__
    bloc = writer.connection.execute(select(table).where(table.c.id == bloc_id)).one()
    for column in ("head_unit_id", "deputy_unit_id", "second_deputy_unit_id"):
        if getattr(bloc, column) == unit_id:
            writer.update(Bloc, bloc_id, **{column: None})


def _year_of(writer: Writer, bloc_id: int) -> int:
    return int(writer.connection.execute(select(Bloc.year).where(Bloc.id == bloc_id)).scalar_one())


def _own_unit(writer: Writer) -> int:
    """The unit that stands for the office itself, made when there is none of its name."""
    name = writer.connection.execute(select(Office.name).where(Office.id == 1)).scalar_one_or_none()
    if name is None:
        raise OfficeError("settings.no_office")
    found = writer.connection.execute(
        select(Unit.id).where(Unit.name == name, Unit.deleted_at.is_(None), Unit.parent_id.is_(None))
    ).scalar()
    return int(found) if found is not None else writer.add(Unit, **unit_values(name, kind="other"))
