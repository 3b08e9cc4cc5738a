"""What was done, newest first: what Ctrl+Z takes back next and what Ctrl+Y brings back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.undo import INVERSES, REDO, UNDO, target_of
from thidua_desktop.db.tables.journal import JournalEntry

FACTS: Final = frozenset(
    {
        "begin_printing",
        "note_sent",
        "log_printing",
        "keep_paper",
        "demo",
        "empty_bin",
        "set_bin_days",
        "close_year",
        "reopen_year",
    }
)
"""What happened outside the program or before the work began, the bin, and what an act of its own takes back:
lines of the journal, no steps of undo."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One action. ``undone``: it was taken back; ``count``: facts of one kind in a row, shown as one line."""

    id: int
    at: str
    action: str
    params: Mapping[str, Any]
    undone: bool
    count: int = 1

    @property
    def step(self) -> bool:
        """Whether it is a step of undo at all."""
        return self.action not in INVERSES and self.action not in FACTS

    @property
    def origin(self) -> int:
        """The entry an undo or redo is about; itself for any other entry."""
        return int(self.params.get("entry", self.id)) if self.action in INVERSES else self.id

    @property
    def target(self) -> int:
        """The entry whose row changes an undo or redo inverts."""
        return target_of(self.params)


def recent(connection: Connection, *, limit: int | None = None) -> tuple[JournalRow, ...]:
    """The lines of the journal, newest first; with ``limit`` the latest.

    Facts of one kind that follow one another are one line, and so are files imported together.
    """
    found: list[JournalRow] = []
    for row in _newest_first(connection):
        if found and _same_line(found[-1], row):
            last = found[-1]
            found[-1] = JournalRow(last.id, last.at, last.action, last.params, last.undone, last.count + 1)
            continue
        if len(found) == limit:
            break
        found.append(row)
    return tuple(found)


def entry(connection: Connection, entry_id: int) -> JournalRow | None:
    """One entry by its number."""
    query = _COLUMNS.where(JournalEntry.id == entry_id)
    return next((_made(row) for row in connection.execute(query)), None)


def last_undoable(connection: Connection) -> JournalRow | None:
    """The step Ctrl+Z takes back now: the latest in effect, one brought back by a redo counted as new."""
    for row in _newest_first(connection):
        if row.undone or row.action == UNDO:
            continue
        if row.step:
            return row
        if row.action == REDO:
            brought_back = entry(connection, row.origin)
            if brought_back is not None and not brought_back.undone:
                return brought_back
    return None


def last_redoable(connection: Connection) -> JournalRow | None:
    """The undo Ctrl+Y reverses now: the latest in effect with no newer step after it."""
    for row in _newest_first(connection):
        if row.undone:
            continue
        if row.action == UNDO:
            return row
        if row.step:
            return None
    return None


def undo_of(connection: Connection, entry_id: int) -> JournalRow | None:
    """The undo that took an entry back, while it is in effect."""
    number = connection.execute(
        select(JournalEntry.undone_by).where(JournalEntry.id == entry_id)
    ).scalar_one_or_none()
    return None if number is None else entry(connection, number)


def redo_in_effect(connection: Connection, entry_id: int) -> int | None:
    """The redo by which an entry is in effect again, if it was ever taken back."""
    query = select(JournalEntry.id).where(
        JournalEntry.action == REDO,
        JournalEntry.undone_by.is_(None),
        JournalEntry.params["entry"].as_integer() == entry_id,
    )
    return connection.execute(query.order_by(JournalEntry.id.desc()).limit(1)).scalar()


def undone_together(connection: Connection, row: JournalRow) -> tuple[JournalRow, ...]:
    """The undos made in one action with this one and still in effect, the latest first."""
    if not row.params.get("together"):
        return (row,)
    query = _COLUMNS.where(JournalEntry.action == UNDO, JournalEntry.undone_by.is_(None))
    rows = [_made(one) for one in connection.execute(query.order_by(JournalEntry.id.desc()))]
    return tuple(one for one in rows if one.params.get("together") == row.params["together"])


_COLUMNS: Final = select(
    JournalEntry.id, JournalEntry.at, JournalEntry.action, JournalEntry.params, JournalEntry.undone_by
)


def _newest_first(connection: Connection) -> Iterator[JournalRow]:
    """Read as needed: the answer is nearly always among the first."""
    for row in connection.execute(_COLUMNS.order_by(JournalEntry.id.desc())).yield_per(50):
        yield _made(row)


def _made(row: Any) -> JournalRow:
    return JournalRow(row.id, row.at, row.action, row.params, row.undone_by is not None)


def _same_line(newer: JournalRow, older: JournalRow) -> bool:
    if newer.action != older.action or newer.undone != older.undone:
        return False
    together = newer.params.get("together")
    if together:
        return bool(together == older.params.get("together"))
    return newer.action in FACTS and newer.action != "begin_printing"
