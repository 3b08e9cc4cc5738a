"""Keeping the council's list of members, and whom each is close to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from thidua_desktop.db.tables.council import CouncilInterest, CouncilMember
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.council.members import ROLES, members
from thidua_desktop.services.office.context import AppContext


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
