"""Inverts journal entries by sets of rows, and finds what later entries did to the rows of an entry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Table, UniqueConstraint, bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from thidua_desktop.db.engine.rowtext import from_json, to_json
from thidua_desktop.db.engine.schema import metadata, table_named
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.domain.errors import OfficeError

UNDO: Final = "undo"
REDO: Final = "redo"
INVERSES: Final = (UNDO, REDO)
"""Actions whose entries invert the entry named ``target`` of their parameters."""
_CHUNK = 500
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Use:
    """A row of an entry that a later entry changed or points at. ``entry_id`` None: no entry names it."""

    table_name: str
    row_id: int
    entry_id: int | None


def invert(uow: UnitOfWork, entry_id: int, *, stays: Mapping[str, Iterable[int]] | None = None) -> None:
    """Writes the opposite of every row change of an entry, the last one first, and journals it.

    ``stays``: ids by table of added rows that are left where they are. OfficeError ``journal.in_the_way``
    when the database refuses a row (its place is taken, or something points at it); nothing is written then.
    """
    connection = uow.connection
    change = table_named("journal_change")
    steps = connection.execute(
        select(change).where(change.c.entry_id == entry_id).order_by(change.c.id.desc())
    ).all()
    try:
        with connection.begin_nested():
            for (table_name, op), run in groupby(steps, key=lambda step: (step.table_name, step.op)):
                table, stored = table_named(table_name), frozenset((stays or {}).get(table_name, ()))
                if op == "I":
                    _delete(uow, table, [(step.row_id, step.last_id) for step in run], stored)
                elif op == "D":
                    _insert(uow, table, list(run))
                else:
                    _restore(uow, table, [step for step in run if step.row_id not in stored])
    except IntegrityError as error:
        raise OfficeError("journal.in_the_way") from error


def later_uses(connection: Connection, entry_id: int) -> tuple[Use, ...]:
    """Rows of an entry that entries after it, in effect today, changed or point at; each row once."""
    later = _later_changes(connection, entry_id)
    if not later.entries:
        return ()
    touched, added = _spans(connection, entry_id)
    found: dict[tuple[str, int], Use] = {}
    for table_name, spans in touched.items():
        for row_id in later.rows(table_name, spans):
            found[table_name, row_id] = Use(table_name, row_id, later.latest(table_name, row_id))
    for table_name, spans in added.items():
        for child, column in _referrers()[table_name]:
            own = touched.get(child.name, _Spans())
            for child_id, row_id in _pointing(connection, child, column, spans):
                if child_id in own:
                    continue
                entry = later.latest(child.name, child_id)
                known = found.get((table_name, row_id))
                if known is None or (entry or 0) > (known.entry_id or 0):
                    found[table_name, row_id] = Use(table_name, row_id, entry)
    return tuple(found[key] for key in sorted(found))


def rivals(connection: Connection, entry_id: int) -> tuple[tuple[str, int], ...]:
    """Rows of today that hold the place (a unique value) of rows the entry took out or changed."""
    change = table_named("journal_change")
    steps = connection.execute(
        select(change).where(change.c.entry_id == entry_id, change.c.op != "I").order_by(change.c.id.desc())
    )
    found: list[tuple[str, int]] = []
    for step in steps:
        table = table_named(step.table_name)
        values = _values_before(connection, table, step)
        for columns in _unique_sets(table):
            if any(values.get(name) is None for name in columns):
                continue
            same = [table.c[name] == values[name] for name in columns]
            rival = connection.execute(select(table.c.id).where(*same, table.c.id != step.row_id)).scalar()
            if rival is not None:
                found.append((table.name, rival))
    return tuple(dict.fromkeys(found))


def added_rows(connection: Connection, entry_id: int, table_name: str) -> tuple[int, ...]:
    """Ids of the rows an entry added to a table."""
    spans = _spans(connection, entry_id)[1].get(table_name, _Spans())
    return tuple(row_id for first, last in spans.spans for row_id in range(first, last + 1))


def latest_entry(connection: Connection, table_name: str, row_id: int) -> int | None:
    """The latest entry in effect that touched a row."""
    change, entry = table_named("journal_change"), table_named("journal_entry")
    query = (
        select(entry.c.id)
        .join(change, change.c.entry_id == entry.c.id)
        .where(
            change.c.table_name == table_name,
            change.c.row_id <= row_id,
            change.c.last_id >= row_id,
            entry.c.undone_by.is_(None),
            entry.c.action.not_in(INVERSES),
        )
        .order_by(entry.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


@dataclass(slots=True)
class _Spans:
    """Ids as sorted ranges that do not overlap."""

    spans: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Iterable[Span]) -> _Spans:
        merged: list[Span] = []
        for first, last in sorted(pairs):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return cls(merged)

    def __contains__(self, row_id: int) -> bool:
        at = bisect_right(self.spans, (row_id, 1 << 62)) - 1
        return at >= 0 and self.spans[at][1] >= row_id

    def within(self, first: int, last: int) -> Iterator[int]:
        """The ids of ``first`` to ``last`` that are in here."""
        at = max(bisect_right(self.spans, (first, 1 << 62)) - 1, 0)
        for low, high in self.spans[at:]:
            if low > last:
                return
            yield from range(max(low, first), min(high, last) + 1)


@dataclass(slots=True)
class _LaterChanges:
    """Row changes of the entries after one, by table; of each row the latest entry."""

    entries: frozenset[int]
    by_table: dict[str, list[tuple[int, int, int]]]
    _single: dict[str, dict[int, int]] = field(default_factory=dict)

    def rows(self, table_name: str, spans: _Spans) -> Iterator[int]:
        for first, last, _ in self.by_table.get(table_name, ()):
            yield from spans.within(first, last)

    def latest(self, table_name: str, row_id: int) -> int | None:
        changes = self.by_table.get(table_name, [])
        if table_name not in self._single:
            self._single[table_name] = {first: entry for first, last, entry in changes if first == last}
        wide = [entry for first, last, entry in changes if first < last and first <= row_id <= last]
        return max([*wide, self._single[table_name].get(row_id, 0)]) or None


def _later_changes(connection: Connection, pivot: int) -> _LaterChanges:
    """Changes after ``pivot`` that are in effect: an entry and its inverse, both later, cancel."""
    entry, change = table_named("journal_entry"), table_named("journal_change")
    rows = connection.execute(
        select(entry.c.id, entry.c.action, entry.c.params).where(
            entry.c.id > pivot, entry.c.undone_by.is_(None)
        )
    )
    entries = frozenset(
        row.id for row in rows if row.action not in INVERSES or target_of(row.params) <= pivot
    )
    found = _LaterChanges(entries, {})
    if not entries:
        return found
    changes = connection.execute(
        select(change.c.entry_id, change.c.table_name, change.c.row_id, change.c.last_id)
        .where(change.c.entry_id > pivot)
        .order_by(change.c.id)
    )
    for entry_id, table_name, first, last in changes:
        if entry_id in entries:
            found.by_table.setdefault(table_name, []).append((first, last, entry_id))
    return found


def target_of(params: Mapping[str, Any]) -> int:
    """The entry inverted by the undo or redo with these parameters."""
    return int(params.get("target") or params.get("entry") or 0)


def _spans(connection: Connection, entry_id: int) -> tuple[dict[str, _Spans], dict[str, _Spans]]:
    """The rows an entry touched and those it added, by table."""
    change = table_named("journal_change")
    rows = connection.execute(
        select(change.c.table_name, change.c.op, change.c.row_id, change.c.last_id).where(
            change.c.entry_id == entry_id
        )
    ).all()
    touched: dict[str, list[Span]] = {}
    added: dict[str, list[Span]] = {}
    for table_name, op, first, last in rows:
        touched.setdefault(table_name, []).append((first, last))
        if op == "I":
            added.setdefault(table_name, []).append((first, last))
    return (
        {name: _Spans.of(pairs) for name, pairs in touched.items()},
        {name: _Spans.of(pairs) for name, pairs in added.items()},
    )


@cache
def _referrers() -> Mapping[str, Sequence[tuple[Table, str]]]:
    """The tables and columns that point at each table; the journal's own aside."""
    found: dict[str, list[tuple[Table, str]]] = {name: [] for name in metadata.tables}
    for table in metadata.sorted_tables:
        if "id" in table.c and not table.name.startswith("journal_"):
            for key in table.foreign_keys:
                found[key.column.table.name].append((table, key.parent.name))
    return found


def _pointing(connection: Connection, child: Table, column: str, spans: _Spans) -> Iterator[tuple[int, int]]:
    """Rows of ``child`` that point at ids of ``spans``: their id and the id they point at."""
    for first, last in spans.spans:
        query = select(child.c.id, child.c[column]).where(child.c[column].between(first, last))
        for row in connection.execute(query):
            yield row[0], row[1]


def _delete(uow: UnitOfWork, table: Table, pairs: Sequence[Span], stored: frozenset[int]) -> None:
    connection = uow.connection
    for first, last in reversed(_Spans.of(pairs).spans):
        within = table.c.id.between(first, last)
        rows = connection.execute(select(table).where(within).order_by(table.c.id)).mappings().all()
        gone = [row for row in rows if row["id"] not in stored]
        if len(gone) == len(rows):
            connection.execute(delete(table).where(within))
        else:
            ids = [row["id"] for row in gone]
            for start in range(0, len(ids), _CHUNK):
                connection.execute(delete(table).where(table.c.id.in_(ids[start : start + _CHUNK])))
        for row in reversed(gone):
            uow.note_raw(table, row["id"], op="D", before=to_json(dict(row)))


def _insert(uow: UnitOfWork, table: Table, steps: Sequence[Any]) -> None:
    for _, group in groupby(steps, key=lambda step: frozenset(step.before)):
        run = list(group)
        uow.connection.execute(insert(table), [from_json(table, step.before) for step in run])
        for step in run:
            uow.note_raw(table, step.row_id, op="I")


def _restore(uow: UnitOfWork, table: Table, steps: Sequence[Any]) -> None:
    for names, group in groupby(steps, key=lambda step: tuple(sorted(step.before))):
        run = list(group)
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_to_restore"))
            .values({name: bindparam(f"value_of_{name}") for name in names})
        )
        rows = []
        for step in run:
            values = from_json(table, step.before)
            rows.append(
                {"row_to_restore": step.row_id, **{f"value_of_{name}": values[name] for name in names}}
            )
            uow.note_raw(table, step.row_id, op="U", before=step.after, after=step.before)
        uow.connection.execute(statement, rows)


def _values_before(connection: Connection, table: Table, step: Any) -> Mapping[str, Any]:
    """The whole row as it was before a step; what the step did not change is taken from today."""
    before = from_json(table, step.before)
    if step.op == "D":
        return before
    row = connection.execute(select(table).where(table.c.id == step.row_id)).mappings().one_or_none()
    return {**(row or {}), **before}


@cache
def _unique_sets(table: Table) -> tuple[tuple[str, ...], ...]:
    """The column sets whose values no two rows share, the id aside."""
    found = [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    found += [tuple(column.name for column in index.columns) for index in table.indexes if index.unique]
    return tuple(dict.fromkeys(found))


def with_what_they_need(
    connection: Connection,
    entry_id: int,
    stays: Mapping[str, Iterable[int]],
    *,
    belonging: Sequence[tuple[str, str]] = (),
) -> dict[str, set[int]]:
    """Rows that stay, with the rows the same entry added that they point at.

    ``belonging``: tables whose rows stay with the row their column points at, as ``("membership",
    "person_id")``.
    """
    added = _spans(connection, entry_id)[1]
    found = {name: set(ids) for name, ids in stays.items()}
    fresh = {name: set(ids) for name, ids in found.items()}
    while fresh:
        more: dict[str, set[int]] = {}
        for name, ids in fresh.items():
            table = table_named(name)
            for key in table.foreign_keys:
                parent = key.column.table.name
                needed = _column_of(connection, table.c[key.parent.name], table.c.id, ids)
                more.setdefault(parent, set()).update(n for n in needed if n in added.get(parent, _Spans()))
        for name, column in belonging:
            table = table_named(name)
            (parent,) = (key.column.table.name for key in table.c[column].foreign_keys)
            rows = _column_of(connection, table.c.id, table.c[column], fresh.get(parent, set()))
            more.setdefault(name, set()).update(n for n in rows if n in added.get(name, _Spans()))
        fresh = {name: ids - found.get(name, set()) for name, ids in more.items()}
        fresh = {name: ids for name, ids in fresh.items() if ids}
        for name, ids in fresh.items():
            found.setdefault(name, set()).update(ids)
    return found


def _column_of(connection: Connection, requested: Any, by: Any, ids: Iterable[int]) -> set[int]:
    numbers = sorted(ids)
    found: set[int] = set()
    for start in range(0, len(numbers), _CHUNK):
        query = select(requested).where(by.in_(numbers[start : start + _CHUNK]), requested.is_not(None))
        found.update(connection.execute(query).scalars())
    return found
