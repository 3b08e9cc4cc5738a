"""The bin: deletions that can still be restored, each with all it took out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.journal import JournalChange, JournalEntry
from thidua_desktop.db.tables.settings import Bin
from thidua_desktop.queries.office.journal import redo_in_effect
from thidua_desktop.queries.office.record_names import record_name

DAYS: Final = 30
_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table that a deletion took out: how many, and the names of the first."""

    table_name: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BinRow:
    """One deletion. ``leaves``: the day from which it can no longer be restored."""

    id: int
    at: str
    action: str
    params: Mapping[str, Any]
    parts: tuple[Part, ...]
    leaves: dt.date
    since: int
    """The entry by which it is in effect: itself, or the redo that brought it back."""


def bin_state(connection: Connection) -> tuple[int, int]:
    """Days a deletion can be restored, and the latest entry that no longer can."""
    row = connection.execute(select(Bin.days, Bin.emptied_to).where(Bin.id == 1)).one_or_none()
    return (DAYS, 0) if row is None else (row.days, row.emptied_to)


def bin_exists(connection: Connection) -> bool:
    """Whether its row was made."""
    return connection.execute(select(Bin.id)).first() is not None


def is_final(connection: Connection, entry_id: int) -> bool:
    """Whether the bin was emptied after this deletion took effect."""
    return (redo_in_effect(connection, entry_id) or entry_id) <= bin_state(connection)[1]


def deletions(connection: Connection, actions: Collection[str]) -> tuple[BinRow, ...]:
    """What waits in the bin, newest first; ``actions``: those that delete."""
    days, emptied_to = bin_state(connection)
    query = (
        select(JournalEntry.id, JournalEntry.at, JournalEntry.action, JournalEntry.params)
        .where(JournalEntry.action.in_(actions), JournalEntry.undone_by.is_(None))
        .order_by(JournalEntry.id.desc())
    )
    found = []
    for row in connection.execute(query).all():
        since = redo_in_effect(connection, row.id) or row.id
        if since <= emptied_to:
            continue
        parts = _parts(connection, row.id)
        if parts:
            at = row.at if since == row.id else _moment(connection, since)
            leaves = dt.datetime.fromisoformat(at).date() + dt.timedelta(days=days)
            found.append(BinRow(row.id, at, row.action, row.params, parts, leaves, since))
    return tuple(found)


def _moment(connection: Connection, entry_id: int) -> str:
    return str(connection.execute(select(JournalEntry.at).where(JournalEntry.id == entry_id)).scalar_one())


def _parts(connection: Connection, entry_id: int) -> tuple[Part, ...]:
    changes = connection.execute(
        select(JournalChange.table_name, JournalChange.row_id, JournalChange.op, JournalChange.before)
        .where(
            JournalChange.entry_id == entry_id,
            (JournalChange.op == "D") | JournalChange.after["deleted_at"].as_string().is_not(None),
        )
        .order_by(JournalChange.id)
    )
    by_table: dict[str, list[tuple[int, Mapping[str, Any] | None]]] = {}
    for change in changes:
        gone = change.before if change.op == "D" else None
        by_table.setdefault(change.table_name, []).append((change.row_id, gone))
    return tuple(
        Part(
            table,
            len(rows),
            tuple(
                name
                for row_id, gone in rows[:_NAMED]
                if (name := record_name(connection, table, row_id, gone=gone))
            ),
        )
        for table, rows in by_table.items()
    )
