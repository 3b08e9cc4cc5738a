"""What the journal knows of one record or one action: each changed value, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.rowtext import from_json, to_json
from thidua_desktop.db.engine.schema import table_named
from thidua_desktop.db.tables.journal import JournalChange, JournalEntry
from thidua_desktop.queries.office.record_names import record_name

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "bloc": ("bloc_member", "bloc_meeting", "bloc_target", "bloc_day"),
    "council_member": ("council_interest",),
    "council_session": ("council_vote", "council_attendance"),
    "decision": ("award_grant", "decision_change", "paper"),
    "initiative": ("initiative_author", "initiative_use"),
    "nomination": ("council_vote", "dossier_paper", "initiative_use", "award_grant", "submission_line"),
    "person": ("membership", "year_record"),
    "plan_target": ("target_actual",),
    "plan_task": ("task_evidence",),
    "registration": ("registration_line",),
    "score_sheet": ("score_entry", "score_event"),
    "submission": ("submission_line",),
    "unit": ("unit_alias", "year_record", "unit_change_part"),
}
"""Tables whose rows belong to a record and are shown with it, by the record's table."""
HIDDEN: Final = frozenset({"id", "search_key", "sort_key"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one row. ``op``: I (``after``: all values of the new row by column), D (``before``: those
    of the row taken out) or U (``column`` from ``before`` to ``after``)."""

    entry_id: int
    at: str
    action: str
    params: Mapping[str, Any]
    undone: bool
    op: str
    table_name: str
    row_id: int
    count: int
    name: str
    column: str
    before: Any
    after: Any


def of_record(connection: Connection, table_name: str, row_id: int) -> tuple[Change, ...]:
    """Everything that happened to a record and to the rows that belong to it, newest first."""
    found = list(_of_row(connection, table_name, row_id))
    for part in PARTS.get(table_name, ()):
        for number in _part_ids(connection, part, table_name, row_id):
            found += _of_row(connection, part, number)
    return tuple(sorted(found, key=lambda change: -change.entry_id))


def of_entry(connection: Connection, entry_id: int) -> tuple[Change, ...]:
    """Every value one action changed; rows added in one stroke are one line that counts them."""
    found: list[Change] = []
    for row in _changes(connection, JournalChange.entry_id == entry_id):
        name = record_name(connection, row.table_name, row.row_id, gone=_gone(row))
        found += _made(row, name, row.row_id, after=None)
    return tuple(found)


def _of_row(connection: Connection, table_name: str, row_id: int) -> Iterator[Change]:
    """From today back to the first line: each step back gives the values before it."""
    table = table_named(table_name)
    values = connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
    state = to_json(dict(values)) if values is not None else {}
    name = record_name(connection, table_name, row_id) if values is not None else ""
    rows = _changes(
        connection,
        (JournalChange.table_name == table_name)
        & (JournalChange.row_id <= row_id)
        & (JournalChange.last_id >= row_id),
    )
    for row in reversed(rows):
        if row.op == "D" and row.before:
            state = dict(row.before)
            name = name or record_name(connection, table_name, row_id, gone=from_json(table, state))
        yield from _made(row, name, row_id, after=dict(state))
        if row.op == "U":
            state.update(row.before or {})


def _made(row: Row[Any], name: str, row_id: int, *, after: Mapping[str, Any] | None) -> Iterator[Change]:
    table = table_named(row.table_name)
    fixed = (row.entry_id, row.at, row.action, row.params, row.undone_by is not None, row.op)
    count = 1 if after is not None else row.last_id - row.row_id + 1
    if row.op == "U":
        for column in row.before or {}:
            if column not in HIDDEN:
                old = from_json(table, {column: row.before[column]})[column]
                new = from_json(table, {column: (row.after or {}).get(column)})[column]
                yield Change(*fixed, row.table_name, row_id, count, name, column, old, new)
        return
    filled = from_json(table, (row.before if row.op == "D" else after) or {})
    pair = (filled, None) if row.op == "D" else (None, filled)
    yield Change(*fixed, row.table_name, row_id, count, name, "", *pair)


def _changes(connection: Connection, where: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return connection.execute(
        select(
            JournalChange.entry_id,
            JournalEntry.at,
            JournalEntry.action,
            JournalEntry.params,
            JournalEntry.undone_by,
            JournalChange.table_name,
            JournalChange.row_id,
            JournalChange.last_id,
            JournalChange.op,
            JournalChange.before,
            JournalChange.after,
        )
        .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
        .where(where)
        .order_by(JournalChange.id)
    ).all()


def _part_ids(connection: Connection, part: str, table_name: str, row_id: int) -> Sequence[int]:
    """Rows of a part that belong to the record today, and those that did when they were taken out."""
    table = table_named(part)
    columns = [
        column
        for column in table.c
        if any(key.column.table.name == table_name for key in column.foreign_keys)
    ]
    found: set[int] = set()
    for column in columns:
        found.update(connection.execute(select(table.c.id).where(column == row_id)).scalars())
        found.update(
            connection.execute(
                select(JournalChange.row_id).where(
                    JournalChange.table_name == part,
                    JournalChange.op == "D",
                    JournalChange.before[column.name].as_integer() == row_id,
                )
            ).scalars()
        )
    return sorted(found)


def _gone(row: Row[Any]) -> Mapping[str, Any] | None:
    return from_json(table_named(row.table_name), row.before) if row.op == "D" and row.before else None
