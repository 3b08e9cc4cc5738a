"""The name index: words of every person, unit, household, decision, task and plan, for search as typed.

A full-text table (FTS5) whose row number says kind and id, and the list of distinct words. It is derived:
``follow`` brings it up to date from the journal's note of one transaction, so insert, bulk insert, update,
removal and undo need no code of their own; ``rebuild`` makes it again after an upgrade, ``faults`` checks it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.db.tables.plan import Plan, PlanTask
from thidua_desktop.domain.text import initials, marked_key, search_key

TABLE: Final = "name_index"
SPAN: Final = 1 << 40
"""Row numbers of one kind: ``kind * SPAN + id``."""
_CHUNK: Final = 5_000
_LEAST_INITIALS: Final = 2


class NameTerm(Base):
    """One distinct word of the index, with or without marks; words nobody bears any more may stay."""

    __tablename__ = "name_term"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    term: Mapped[str] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows are found by name: its number in the index and the columns that hold the words."""

    kind: int
    model: type[Base]
    columns: tuple[InstrumentedAttribute[Any], ...]

    def row_number(self, row_id: int) -> int:
        return self.kind * SPAN + row_id


SOURCES: Final[Mapping[str, Source]] = {
    "person": Source(1, Person, (Person.full_name,)),
    "unit": Source(2, Unit, (Unit.name, Unit.short_name)),
    "household": Source(3, Household, (Household.name,)),
    "decision": Source(4, Decision, (Decision.number, Decision.subject)),
    "plan_task": Source(5, PlanTask, (PlanTask.wording,)),
    "plan": Source(6, Plan, (Plan.number, Plan.symbol, Plan.title)),
}
"""By table name. A number is never given to another table."""

_Entry = tuple[int, str, str, str]


def follow(connection: Connection, changes: Iterable[Mapping[str, Any]]) -> None:
    """Brings the index up to date with the noted changes (rows of ``journal_change``) of one transaction."""
    touched: dict[str, set[int]] = {}
    for change in changes:
        source = SOURCES.get(change["table_name"])
        if source is not None and _renames(source, change):
            ids = range(change["row_id"], change["last_id"] + 1)
            touched.setdefault(change["table_name"], set()).update(ids)
    for table_name, numbers in touched.items():
        _refresh(connection, SOURCES[table_name], sorted(numbers))


def rebuild(connection: Connection) -> None:
    """Makes the whole index again from the tables."""
    connection.exec_driver_sql(f"DELETE FROM {TABLE}")
    connection.exec_driver_sql("DELETE FROM name_term")
    for source in SOURCES.values():
        _write(connection, list(_entries(connection, source, None)))


def faults(connection: Connection) -> int:
    """How many rows of the index are missing, superfluous or say something else than their table."""
    found = 0
    for source in SOURCES.values():
        rows = connection.exec_driver_sql(
            f"SELECT rowid, plain, marked, initials FROM {TABLE} WHERE rowid BETWEEN ? AND ?",
            (source.row_number(0), source.row_number(SPAN - 1)),
        )
        stored = {tuple(row) for row in rows}
        found += len({row[0] for row in stored ^ set(_entries(connection, source, None))})
    return found


def _renames(source: Source, change: Mapping[str, Any]) -> bool:
    """Whether the change can alter the words: an update of other columns cannot."""
    if change["op"] != "U":
        return True
    changed = {*(change["before"] or ()), *(change["after"] or ())}
    return any(column.key in changed for column in source.columns)


def _refresh(connection: Connection, source: Source, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), _CHUNK):
        part = json.dumps(ids[start : start + _CHUNK])
        connection.exec_driver_sql(
            f"DELETE FROM {TABLE} WHERE rowid IN (SELECT value + ? FROM json_each(?))",
            (source.row_number(0), part),
        )
        _write(connection, list(_entries(connection, source, part)))


def _entries(connection: Connection, source: Source, ids: str | None) -> Iterator[_Entry]:
    """Index rows of a source: all, or those whose ids a JSON list names. Rows in the bin are among them."""
    key = source.model.__table__.c.id
    query = select(key, *source.columns)
    if ids is not None:
        requested = func.json_each(ids).table_valued("value")
        query = query.where(key.in_(select(requested.c.value)))
    for row_id, *names in connection.execute(query):
        words = " ".join(name for name in names if name)
        short = initials(words)
        yield (
            source.row_number(row_id),
            search_key(words),
            marked_key(words),
            short if len(short) >= _LEAST_INITIALS else "",
        )


def _write(connection: Connection, entries: Sequence[_Entry]) -> None:
    if not entries:
        return
    connection.exec_driver_sql(
        f"INSERT INTO {TABLE} (rowid, plain, marked, initials) VALUES (?, ?, ?, ?)", list(entries)
    )
    terms = {term for _, plain, marked, _ in entries for term in (*plain.split(), *marked.split())}
    spoken = sorted(term for term in terms if not term.isdigit())
    if spoken:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO name_term (term) VALUES (?)", [(term,) for term in spoken]
        )
