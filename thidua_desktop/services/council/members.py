"""Keeping the council's list of members, and whom each is close to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from thidua_desktop.db.tables.council import CouncilInterest, CouncilMember
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.entering import RowDoubt
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.council.members import ROLES, MemberRow, members
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_SHORT_ROLES: Final = {"chu tich": "chair", "pho chu tich": "deputy"}


def save_member(
    app: AppContext,
    *,
    full_name: str,
    role: str,
    position: str = "",
    votes: bool = True,
    person_id: int | None = None,
    unit_id: int | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    member_id: int | None = None,
) -> Changes:
    """Adds or changes a member.

    OfficeError ``council_members.name_empty``, ``dates_reversed``, ``second_chair``, ``same_member``.
    """
    name = clean(full_name)
    if not name or role not in ROLES:
        raise OfficeError("council_members.name_empty")
    if valid_from and valid_to and valid_to < valid_from:
        raise OfficeError("council_members.dates_reversed", name=name)
    start, end = valid_from or dt.date.min, valid_to or dt.date.max
    with app.database.writing("save_council_member", name=name) as uow:
        inside = app.within(uow)
        for other in inside.read(members):
            if other.id == member_id:
                continue
            if not ((other.valid_from or dt.date.min) <= end and start <= (other.valid_to or dt.date.max)):
                continue
            if role == "chair" and other.role == "chair":
                raise OfficeError("council_members.second_chair", name=other.full_name)
            if search_key(other.full_name) == search_key(name) and other.position == clean(position):
                raise OfficeError("council_members.same_member", name=name)
        values = {
            "full_name": name,
            "position": clean(position),
            "role": role,
            "votes": votes,
            "person_id": person_id,
            "unit_id": unit_id,
            "valid_from": valid_from,
            "valid_to": valid_to,
        }
        if member_id is None:
            uow.add(CouncilMember, **values)
        else:
            uow.update(CouncilMember, member_id, **values)
    return uow.changes


def read_role(words: str) -> str:
    """The role a cell names. OfficeError ``council_members.unknown_role``."""
    key = search_key(words)
    for role in ROLES:
        if key in (role, search_key(text(f"council_members.roles.{role}"))):
            return role
    if key not in _SHORT_ROLES:
        raise OfficeError("council_members.unknown_role", words=words)
    return _SHORT_ROLES[key]


def member_doubts(app: AppContext, rows: Sequence[Mapping[str, Any]]) -> tuple[RowDoubt, ...]:
    """Members who sit already, and a second chair: both stop the block."""
    sitting = _sitting(app)
    known = {(search_key(row.full_name), row.position) for row in sitting}
    chair = next((row.full_name for row in sitting if row.role == "chair"), None)
    found = []
    for place, row in enumerate(rows):
        key = (search_key(row["name"]), row.get("position") or "")
        if key in known:
            found.append(
                RowDoubt(place, text("council_members.errors.same_member", name=row["name"]), stops=True)
            )
        known.add(key)
        if row.get("role") == "chair":
            if chair is not None:
                found.append(
                    RowDoubt(place, text("council_members.errors.second_chair", name=chair), stops=True)
                )
            chair = row["name"]
    return tuple(found)


def add_members(app: AppContext, rows: Sequence[Mapping[str, Any]]) -> Changes:
    """Adds members with ``name``, ``position`` and ``role`` who may vote.

    OfficeError ``first_lists.nothing``, ``council_members.block_refused`` as ``member_doubts`` words it.
    """
    with app.database.writing("add_council_members", count=len(rows)) as uow:
        if not rows:
            raise OfficeError("first_lists.nothing")
        refused = member_doubts(app.within(uow), rows)
        if refused:
            raise OfficeError("council_members.block_refused", why=refused[0].sentence)
        for row in rows:
            uow.add(
                CouncilMember,
                full_name=row["name"],
                position=row.get("position") or "",
                role=row.get("role") or "member",
                votes=True,
            )
    return uow.changes


def _sitting(app: AppContext) -> list[MemberRow]:
    today = app.today()
    return [row for row in app.read(members) if row.valid_to is None or row.valid_to >= today]


def remove_members(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin; sessions keep them as they were named."""
    with app.database.writing("remove_council_members", count=len(ids)) as uow:
        uow.remove(CouncilMember, ids)
    return uow.changes


def add_interest(
    app: AppContext,
    *,
    member_id: int,
    unit_id: int | None = None,
    person_id: int | None = None,
    reason: str = "",
) -> Changes:
    """Declares that a member is close to a unit or a person. OfficeError ``council_members.one_party``."""
    if (unit_id is None) == (person_id is None):
        raise OfficeError("council_members.one_party")
    with app.database.writing("save_council_interest") as uow:
        uow.add(
            CouncilInterest, member_id=member_id, unit_id=unit_id, person_id=person_id, reason=clean(reason)
        )
    return uow.changes


def remove_interests(app: AppContext, ids: Sequence[int]) -> Changes:
    """No longer close."""
    with app.database.writing("save_council_interest") as uow:
        uow.remove(CouncilInterest, ids)
    return uow.changes
