"""Keeping the register of persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.organisation.positions import people_of
from thidua_desktop.domain.text import clean, search_key, sort_key
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import refuse_ended


def person_values(
    name: str, *, born: PartialDate | None, sex: str | None, national_id: str | None = None
) -> dict[str, Any]:
    """The columns of a person row, with the keys for finding and ordering."""
    return {
        "full_name": name,
        "born": born,
        "sex": sex,
        "national_id": national_id,
        "search_key": search_key(name),
        "sort_key": sort_key(name),
    }


def save_person(
    app: AppContext,
    *,
    full_name: str,
    born: PartialDate | None = None,
    sex: str | None = None,
    national_id: str | None = None,
    unit_id: int | None = None,
    position: str = "",
    ethnicity: str | None = None,
    is_leader: bool | None = None,
    person_id: int | None = None,
    ask_alike: bool = False,
) -> Changes:
    """Adds or changes a person and the present place of work; ``ethnicity`` None leaves what is recorded.

    ``ask_alike`` refuses a person whose name is another's but for capitals and marks, born on the same day
    or on a day not known, with OfficeError ``people.alike``: the officer is asked and tries again without it.
    OfficeError ``people.name_empty``, ``people.born_in_future``, ``people.ethnicity_unread``,
    ``organisation.unit_ended`` for a person who comes to a unit that is no more.
    """
    name = clean(full_name)
    if not name:
        raise OfficeError("people.name_empty")
    if born is not None and born.value > app.today().isoformat():
        raise OfficeError("people.born_in_future", name=name, born=born.vietnamese())
    values = person_values(name, born=born, sex=sex, national_id=clean(national_id or "") or None)
    if ethnicity is not None:
        values["ethnicity"] = people_of(ethnicity)
        if clean(ethnicity) and values["ethnicity"] is None:
            raise OfficeError("people.ethnicity_unread", words=clean(ethnicity))
    with app.database.writing("save_person", name=name) as uow:
        inside = app.within(uow)
        if unit_id != _workplace(inside, person_id):
            refuse_ended(inside, unit_id, on=inside.today())
        if ask_alike:
            _refuse_alike(uow, name, born, except_id=person_id)
        if person_id is None:
            person_id = uow.add(Person, **values)
        else:
            uow.update(Person, person_id, **values)
        _work_in(uow, person_id, unit_id, clean(position), is_leader=is_leader, today=app.today())
    return uow.changes


def _work_in(
    uow: UnitOfWork,
    person_id: int,
    unit_id: int | None,
    position: str,
    *,
    is_leader: bool | None,
    today: dt.date,
) -> None:
    """The present place of work: changed in place while it is the same unit, else ended and followed."""
    now = uow.connection.execute(
        select(Membership.id, Membership.unit_id).where(
            Membership.person_id == person_id, Membership.valid_to.is_(None)
        )
    ).first()
    if now is not None and now.unit_id == unit_id:
        uow.update(Membership, now.id, position=position, is_leader=is_leader)
        return
    if now is not None:
        uow.update(Membership, now.id, valid_to=today)
    if unit_id is not None:
        uow.add(
            Membership,
            person_id=person_id,
            unit_id=unit_id,
            position=position,
            is_leader=is_leader,
            valid_from=today if now is not None else None,
        )


def _refuse_alike(uow: UnitOfWork, name: str, born: PartialDate | None, *, except_id: int | None) -> None:
    rows = uow.connection.execute(
        select(Person.id, Person.full_name, Person.born).where(
            Person.search_key == search_key(name), Person.deleted_at.is_(None)
        )
    )
    for row in rows:
        if row.id != except_id and (born is None or row.born is None or row.born == born):
            day = f" ({row.born.vietnamese()})" if row.born is not None else ""
            raise OfficeError("people.alike", name=name, other=f"{row.full_name}{day}")


def _workplace(app: AppContext, person_id: int | None) -> int | None:
    """The unit the person works in now."""
    if person_id is None:
        return None
    with app.database.reading() as connection:
        query = select(Membership.unit_id).where(
            Membership.person_id == person_id, Membership.valid_to.is_(None)
        )
        return connection.execute(query).scalars().first()


def remove_persons(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin. Grants keep the name as printed."""
    with app.database.writing("remove_persons", count=len(ids)) as uow:
        uow.remove(Person, ids)
    return uow.changes
