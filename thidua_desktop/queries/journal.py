"""What she did, newest first, and what can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.journal import JournalEntry

LASTING: Final = ("undo", "begin_printing", "note_sent", "log_printing")
"""Actions Ctrl+Z passes over: a sheet that left for the printer cannot be called back."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One action; ``undone`` when it was taken back."""

    id: int
    at: str
    action: str
    params: Mapping[str, Any]
    undone: bool


def recent(connection: Connection, *, limit: int | None = None) -> tuple[JournalRow, ...]:
    """Every action, newest first; with ``limit`` the latest."""
    query = select(
        JournalEntry.id,
        JournalEntry.at,
        JournalEntry.action,
        JournalEntry.params,
        JournalEntry.undone_by,
    ).order_by(JournalEntry.id.desc())
    return tuple(
        JournalRow(row.id, row.at, row.action, row.params, row.undone_by is not None)
        for row in connection.execute(query.limit(limit))
    )


def last_undoable(connection: Connection) -> JournalRow | None:
    """The action Ctrl+Z would take back now."""
    query = (
        select(JournalEntry.id, JournalEntry.at, JournalEntry.action, JournalEntry.params)
        .where(JournalEntry.undone_by.is_(None), JournalEntry.action.not_in(LASTING))
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else JournalRow(row.id, row.at, row.action, row.params, False)
