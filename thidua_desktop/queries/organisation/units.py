"""Units as the register shows them, and the spellings that mean them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit, UnitAlias
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit; ``bloc`` is its bloc of the asked year."""

    id: int
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    parent_name: str | None
    member_count: int | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    successor_id: int | None
    successor_name: str | None
    sort_key: str
    bloc: str | None = None

    def exists_on(self, day: dt.date) -> bool:
        """Whether the unit was alive that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def exists_in(self, year: int) -> bool:
        """Whether the unit was alive on some day of the year."""
        return (self.valid_from is None or self.valid_from.year <= year) and (
            self.valid_to is None or year <= self.valid_to.year
        )


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """A spelling the officer taught, as its key without marks."""

    id: int
    unit_id: int
    spelling: str


def lives_in(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    """Whether a unit exists on some day of a time: the one condition of every list and choice of units."""
    return and_(
        or_(Unit.valid_from.is_(None), Unit.valid_from <= last),
        or_(Unit.valid_to.is_(None), Unit.valid_to >= first),
    )


def lives_on(day: dt.date) -> ColumnElement[bool]:
    """Whether a unit exists on the day."""
    return lives_in(day, day)


def units_on(connection: Connection, day: dt.date, *, teams: bool = False) -> tuple[UnitRow, ...]:
    """Units that exist on the day: what is offered where something is chosen as of today."""
    return tuple(row for row in units(connection, teams=teams) if row.exists_on(day))


def units_in(connection: Connection, year: int, *, teams: bool = False) -> tuple[UnitRow, ...]:
    """Units that exist on some day of the year: what is offered for the work of that year."""
    return tuple(row for row in units(connection, teams=teams) if row.exists_in(year))


def units(connection: Connection, *, year: int | None = None, teams: bool = False) -> tuple[UnitRow, ...]:
    """Units in Vietnamese order, ended and coming ones too; teams inside units only when asked for."""
    parent, successor = aliased(Unit), aliased(Unit)
    query = (
        select(
            Unit.id,
            Unit.name,
            Unit.short_name,
            Unit.kind,
            Unit.parent_id,
            parent.name,
            Unit.member_count,
            Unit.valid_from,
            Unit.valid_to,
            Unit.successor_id,
            successor.name,
            Unit.sort_key,
        )
        .outerjoin(parent, parent.id == Unit.parent_id)
        .outerjoin(successor, successor.id == Unit.successor_id)
        .where(Unit.deleted_at.is_(None))
        .order_by(Unit.sort_key, Unit.id)
    )
    if not teams:
        query = query.where(Unit.parent_id.is_(None))
    blocs = bloc_names(connection, year=year) if year is not None else {}
    return fetch(connection, query, lambda *row: replace(UnitRow(*row), bloc=blocs.get(row[0])))


def bloc_names(connection: Connection, *, year: int) -> Mapping[int, str]:
    """Name of the bloc of each unit in a year."""
    query = (
        select(BlocMember.unit_id, Bloc.name)
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None))
    )
    return {row.unit_id: row.name for row in connection.execute(query)}


def unit_index(connection: Connection) -> dict[str, int]:
    """Unit id by folded name, short name and learned spelling; names shared by two units are left out."""
    found: dict[str, set[int]] = {}
    rows = connection.execute(
        select(Unit.id, Unit.name, Unit.short_name).where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None))
    )
    for row in rows:
        for spelling in {search_key(row.name), search_key(row.short_name)} - {""}:
            found.setdefault(spelling, set()).add(row.id)
    index = {spelling: ids.pop() for spelling, ids in found.items() if len(ids) == 1}
    for alias in connection.execute(select(UnitAlias.alias_key, UnitAlias.unit_id)):
        index[alias.alias_key] = alias.unit_id
    return index


def unit_aliases(connection: Connection) -> dict[str, str]:
    """Canonical unit name by learned spelling and by short name."""
    query = select(UnitAlias.alias_key, Unit.name).join(Unit, Unit.id == UnitAlias.unit_id)
    aliases = {
        search_key(row.short_name): row.name
        for row in connection.execute(
            select(Unit.short_name, Unit.name).where(Unit.deleted_at.is_(None), Unit.short_name != "")
        )
    }
    return aliases | {row.alias_key: row.name for row in connection.execute(query)}


def spellings(connection: Connection) -> tuple[SpellingRow, ...]:
    """Every learned spelling, in alphabetical order."""
    query = select(UnitAlias.id, UnitAlias.unit_id, UnitAlias.alias_key).order_by(UnitAlias.alias_key)
    return fetch(connection, query, SpellingRow)
