"""Taking an action back."""

from __future__ import annotations

from dataclasses import dataclass

from thidua_desktop.db.undo import Conflict, undo_entry
from thidua_desktop.domain.changes import Changes
from thidua_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; ``conflicts`` are rows changed again later, which stay as they are."""

    changes: Changes
    conflicts: tuple[Conflict, ...]


def undo(desk: Desk, entry_id: int) -> Undone:
    """Takes one journal entry back. OfficeError ``journal.already_undone``, ``journal.no_such_entry``."""
    with desk.store.writing("undo", entry=entry_id) as writer:
        conflicts = undo_entry(writer, entry_id)
    return Undone(writer.changes, conflicts)
