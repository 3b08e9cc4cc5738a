"""Entering many units or persons at once, from a typed or pasted table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from thidua_desktop.db.tables.organisation import Unit, UnitAlias
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.entering import RowDoubt
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import UnitRow, units_on
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import person_values
from thidua_desktop.services.organisation.units import KINDS, unit_values
from thidua_desktop.texts import text

_KIND_WORDS: Final = {
    "thon": "other",
    "ban": "other",
    "to dan pho": "other",
    "xa": "commune",
    "truong": "school",
}

Rows = Sequence[Mapping[str, Any]]


def read_kind(words: str) -> str:
    """The kind of a unit as its word in the list says it, or as the name begins. OfficeError
    ``organisation.unknown_kind``."""
    key = search_key(words)
    for kind in KINDS:
        name = search_key(text(f"organisation.kinds.{kind}"))
        if key in (kind, name) or (len(key) > 1 and name.startswith(key)):
            return kind
    if key in _KIND_WORDS:
        return _KIND_WORDS[key]
    raise OfficeError("organisation.unknown_kind", kind=words)


def unit_doubts(app: AppContext, rows: Rows) -> tuple[RowDoubt, ...]:
    """Names that are in the register or twice in the block: equal ones stop, alike ones are asked."""
    known = {row.search_key: row.name for row in _alive(app)}
    return _named_twice(rows, "name", known, same="first_lists.same_unit", alike="first_lists.alike_unit")


def add_units(app: AppContext, rows: Rows) -> Changes:
    """Adds units: ``name``, ``kind`` and, where given, ``short_name`` and ``member_count``.

    OfficeError ``first_lists.nothing``, ``organisation.same_name``, ``organisation.unknown_kind``.
    """
    with app.database.writing("add_units", count=len(rows)) as uow:
        if not rows:
            raise OfficeError("first_lists.nothing")
        inside = app.within(uow)
        taken = {row.name for row in _alive(inside)}
        for row in rows:
            name, kind = row["name"], row.get("kind") or "other"
            if name in taken:
                raise OfficeError("organisation.same_name", name=name)
            if kind not in KINDS:
                raise OfficeError("organisation.unknown_kind", kind=kind)
            taken.add(name)
            values = unit_values(name, kind=kind, short_name=row.get("short_name") or "")
            uow.add(Unit, **values, member_count=row.get("member_count"))
    return uow.changes


def person_doubts(app: AppContext, rows: Rows) -> tuple[RowDoubt, ...]:
    """Units nobody knows stop; persons like one of the register or of the block are asked."""
    known = _unit_ids(app)
    found = [
        RowDoubt(place, text("first_lists.unknown_unit", words=row["unit"]), stops=True)
        for place, row in enumerate(rows)
        if row.get("unit") and search_key(row["unit"]) not in known
    ]
    with app.database.reading() as connection:
        stored = connection.execute(
            select(Person.search_key, Person.full_name, Person.born).where(Person.deleted_at.is_(None))
        ).all()
    people: dict[str, list[tuple[str, PartialDate | None]]] = {}
    for one in stored:
        people.setdefault(one.search_key, []).append((one.full_name, one.born))
    for place, row in enumerate(rows):
        key, born = search_key(row["name"]), row.get("born")
        for other, day in people.get(key, ()):
            if born is None or day is None or born == day:
                shown = f"{other} ({day.vietnamese()})" if day else other
                found.append(RowDoubt(place, text("first_lists.alike_person", name=row["name"], other=shown)))
                break
        people.setdefault(key, []).append((row["name"], born))
    return tuple(sorted(found, key=lambda one: one.row))


def add_persons(app: AppContext, rows: Rows) -> Changes:
    """Adds persons: ``name`` and, where given, ``born``, ``sex``, ``ethnicity``, ``national_id``, ``unit``
    (a name or spelling of the register), ``position``, ``is_leader``.

    OfficeError ``first_lists.nothing``, ``first_lists.no_such_unit``, ``people.born_in_future``.
    """
    with app.database.writing("add_persons", count=len(rows)) as uow:
        if not rows:
            raise OfficeError("first_lists.nothing")
        inside = app.within(uow)
        known, today = _unit_ids(inside), inside.today().isoformat()
        for row in rows:
            name, born, unit = row["name"], row.get("born"), row.get("unit")
            if born is not None and born.value > today:
                raise OfficeError("people.born_in_future", name=name, born=born.vietnamese())
            if unit and search_key(unit) not in known:
                raise OfficeError("first_lists.no_such_unit", words=unit)
            values = person_values(name, born=born, sex=row.get("sex"), national_id=row.get("national_id"))
            person = uow.add(Person, **values, ethnicity=row.get("ethnicity"))
            if unit:
                uow.add(
                    Membership,
                    person_id=person,
                    unit_id=known[search_key(unit)],
                    position=row.get("position") or "",
                    is_leader=row.get("is_leader"),
                )
            elif row.get("position") or row.get("is_leader") is not None:
                raise OfficeError("person_facts.no_unit", name=name)
    return uow.changes


def _named_twice(
    rows: Rows, key: str, known: Mapping[str, str], *, same: str, alike: str
) -> tuple[RowDoubt, ...]:
    seen, found = dict(known), []
    for place, row in enumerate(rows):
        name = row[key]
        other = seen.get(search_key(name))
        if other is not None:
            code = same if other == name else alike
            found.append(RowDoubt(place, text(code, name=name, other=other), stops=other == name))
        seen.setdefault(search_key(name), name)
    return tuple(found)


def _alive(app: AppContext) -> list[Any]:
    with app.database.reading() as connection:
        query = select(Unit.search_key, Unit.name, Unit.valid_to).where(
            Unit.deleted_at.is_(None), Unit.parent_id.is_(None)
        )
        return [row for row in connection.execute(query) if (row.valid_to or app.today()) >= app.today()]


def _unit_ids(app: AppContext) -> dict[str, int]:
    """Units alive by the keys of their names, short names and learned spellings; unclear short names stay out."""
    alive: list[UnitRow] = [*app.read(units_on, app.today())]
    ids = {row.id for row in alive}
    short: dict[str, list[int]] = {}
    for row in alive:
        if row.short_name:
            short.setdefault(search_key(row.short_name), []).append(row.id)
    found = {key: those[0] for key, those in short.items() if len(those) == 1}
    with app.database.reading() as connection:
        aliases = connection.execute(select(UnitAlias.alias_key, UnitAlias.unit_id)).all()
    found.update({row.alias_key: row.unit_id for row in aliases if row.unit_id in ids})
    found.update({search_key(row.name): row.id for row in alive})
    return found
