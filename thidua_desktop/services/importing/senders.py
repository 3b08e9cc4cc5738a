"""Which unit sent a file, and which units sent nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import UnitRow, unit_index, units


def sender_of(connection: Connection, *, title: str | None, unit_names: Iterable[str | None]) -> int | None:
    """The registered unit a file comes from: the one its title names, else the one most of its rows name.

    None when neither is in the register, or no unit stands in more than half of the rows.
    """
    index = unit_index(connection)
    titled = index.get(search_key(title or ""))
    if titled is not None:
        return titled
    named: Counter[str] = Counter()
    for name, count in Counter(unit_names).items():
        if name:
            named[search_key(name)] += count
    for key, count in named.most_common(1):
        if 2 * count > named.total():
            return index.get(key)
    return None


def sender_of_batch(connection: Connection, batch_id: int) -> int | None:
    """The unit a batch was recognised to come from."""
    query = select(ImportBatch.sender_unit_id).where(ImportBatch.id == batch_id)
    return connection.execute(query).scalar_one_or_none()


def sender_name(connection: Connection, batch_id: int) -> str | None:
    """Name of the unit a batch was recognised to come from."""
    query = (
        select(Unit.name)
        .join(ImportBatch, ImportBatch.sender_unit_id == Unit.id)
        .where(ImportBatch.id == batch_id)
    )
    return connection.execute(query).scalar_one_or_none()


def still_waiting(connection: Connection, batch_ids: Iterable[int]) -> frozenset[int]:
    """Of these batches those that wait to be imported: no later version has taken their place."""
    query = select(ImportBatch.id).where(ImportBatch.id.in_(tuple(batch_ids)), ImportBatch.state == "staged")
    return frozenset(connection.execute(query).scalars())


def not_sent(connection: Connection, *, year: int, today: dt.date) -> tuple[UnitRow, ...]:
    """Units alive today that sent no file and are nominated nowhere in this year, in Vietnamese order."""
    batches = select(ImportBatch.sender_unit_id).where(
        ImportBatch.year == year, ImportBatch.state != "replaced", ImportBatch.sender_unit_id.is_not(None)
    )
    nominated = select(Nomination.unit_id).where(
        Nomination.year == year, Nomination.deleted_at.is_(None), Nomination.unit_id.is_not(None)
    )
    spoke = {*connection.execute(batches).scalars(), *connection.execute(nominated).scalars()}
    return tuple(
        unit for unit in units(connection, year=year) if unit.id not in spoke and unit.exists_on(today)
    )
