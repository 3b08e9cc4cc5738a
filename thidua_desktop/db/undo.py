"""Takes back one journal entry: later edits of hers stay, and are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from thidua_desktop.db.rowtext import from_json, to_json
from thidua_desktop.db.schema import table_named
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.errors import OfficeError

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that was changed again after the entry: left as it is."""

    table_name: str
    row_id: int


def undo_entry(writer: Writer, entry_id: int) -> tuple[Conflict, ...]:
    """Restores the state before the entry, inside the caller's transaction.

    Rows touched by later actions are kept and returned. OfficeError ``journal.already_undone`` or
    ``journal.no_such_entry``.
    """
    connection = writer.connection
    entry, change = table_named("journal_entry"), table_named("journal_change")
    row = connection.execute(select(entry).where(entry.c.id == entry_id)).one_or_none()
    if row is None:
        raise OfficeError("journal.no_such_entry")
    if row.undone_by is not None:
        raise OfficeError("journal.already_undone")
    steps = connection.execute(
        select(change).where(change.c.entry_id == entry_id).order_by(change.c.id.desc())
    ).all()
    writer.undoes = entry_id
    conflicts: list[Conflict] = []
    for step in steps:
        table = table_named(step.table_name)
        later = _touched_later(connection, entry_id, step.table_name, step.row_id, step.last_id)
        conflicts.extend(Conflict(step.table_name, number) for number in sorted(later))
        _take_back(writer, table, step, kept=later, conflicts=conflicts)
    return tuple(conflicts)


def _take_back(writer: Writer, table: Table, step: Any, *, kept: set[int], conflicts: list[Conflict]) -> None:
    connection = writer.connection
    if step.op == "I":
        ids = [row_id for row_id in range(step.row_id, step.last_id + 1) if row_id not in kept]
        for start in range(0, len(ids), _CHUNK):
            stay = _delete(writer, table, ids[start : start + _CHUNK])
            conflicts.extend(Conflict(table.name, row_id) for row_id in stay)
    elif step.op == "D":
        connection.execute(insert(table).values(**from_json(table, step.before)))
        writer.note_raw(table, step.row_id, op="I")
    elif step.row_id not in kept:
        before = from_json(table, step.before)
        connection.execute(update(table).where(table.c.id == step.row_id).values(**before))
        writer.note_raw(table, step.row_id, op="U", before=step.after, after=step.before)


def _delete(writer: Writer, table: Table, ids: list[int]) -> list[int]:
    """Deletes the rows together, or by halves where something made later points at them; those that stay."""
    connection = writer.connection
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    if not rows:
        return []
    try:
        with connection.begin_nested():
            connection.execute(delete(table).where(table.c.id.in_(ids)))
    except IntegrityError:
        if len(ids) == 1:
            return ids
        half = len(ids) // 2
        return [*_delete(writer, table, ids[:half]), *_delete(writer, table, ids[half:])]
    for row in rows:
        writer.note_raw(table, row["id"], op="D", before=to_json(dict(row)))
    return []


def _touched_later(connection: Connection, entry_id: int, table_name: str, first: int, last: int) -> set[int]:
    change, entry = table_named("journal_change"), table_named("journal_entry")
    rows: Sequence[Any] = connection.execute(
        select(change.c.row_id, change.c.last_id)
        .join(entry, entry.c.id == change.c.entry_id)
        .where(
            change.c.table_name == table_name,
            change.c.entry_id > entry_id,
            change.c.row_id <= last,
            change.c.last_id >= first,
            entry.c.undone_by.is_(None),
            entry.c.action != "undo",
        )
    ).all()
    return {n for low, high in rows for n in range(max(low, first), min(high, last) + 1)}
