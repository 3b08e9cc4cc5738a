"""What one action touched, by name: rows of the journal as the officer would call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute, aliased

from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.db.tables.journal import JournalChange
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Membership, Person

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A row by its name; ``award_code`` for a nomination."""

    name: str
    award_code: str = ""


def rows_touched(connection: Connection, entry_id: int) -> dict[str, dict[str, list[int]]]:
    """Ids by ``I`` (added), ``U`` (changed) or ``D`` (deleted) and table, in order."""
    changes = connection.execute(
        select(JournalChange.table_name, JournalChange.op, JournalChange.row_id, JournalChange.last_id)
        .where(JournalChange.entry_id == entry_id)
        .order_by(JournalChange.id)
    )
    found: dict[str, dict[str, list[int]]] = {"I": {}, "U": {}, "D": {}}
    for table, op, first, last in changes:
        found[op].setdefault(table, []).extend(range(first, last + 1))
    return found


def names_of(connection: Connection, table: str, ids: Iterable[int]) -> Mapping[int, Named]:
    """Names of rows of a table; empty for a table whose rows have no name of their own."""
    if table not in _NAMES:
        return {}
    requested = sorted(set(ids))
    found: dict[int, Named] = {}
    for start in range(0, len(requested), _CHUNK):
        query = _NAMES[table](requested[start : start + _CHUNK])
        for row in connection.execute(query):
            found[row[0]] = Named(row[1] or "", row[2] or "")
    return found


def _plain(model: type[Person] | type[Unit] | type[Household], name: InstrumentedAttribute[str]) -> _Maker:
    def make(ids: list[int]) -> Select[int, str, str]:
        return select(model.id, name, func.trim("")).where(model.id.in_(ids))

    return make


def _members(ids: list[int]) -> Select[int, str, str]:
    return (
        select(Membership.id, Person.full_name, func.trim(""))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(ids))
    )


def _nominations(ids: list[int]) -> Select[int, str, str]:
    collective = aliased(Unit)
    return (
        select(
            Nomination.id,
            func.coalesce(Person.full_name, collective.name, Household.name),
            Nomination.award_code,
        )
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(collective, collective.id == Nomination.collective_id)
        .outerjoin(Household, Household.id == Nomination.household_id)
        .where(Nomination.id.in_(ids))
    )


def _batches(ids: list[int]) -> Select[int, str, str]:
    return select(ImportBatch.id, ImportBatch.file_name, func.trim("")).where(ImportBatch.id.in_(ids))


_Maker = Callable[[list[int]], Select[int, str, str]]
_NAMES: dict[str, _Maker] = {
    "person": _plain(Person, Person.full_name),
    "unit": _plain(Unit, Unit.name),
    "household": _plain(Household, Household.name),
    "membership": _members,
    "nomination": _nominations,
    "import_batch": _batches,
}
