"""Taking an action back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua_desktop.db.undo import Conflict, undo_entry
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.importing import entries_together
from thidua_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; ``conflicts`` are rows changed again later, which stay as they are."""

    changes: Changes
    conflicts: tuple[Conflict, ...]


def undo(desk: Desk, entry_id: int) -> Undone:
    """Takes one action back: of files imported together all. OfficeError ``journal.already_undone`` or
    ``journal.no_such_entry``.
    """
    return undo_all(desk, desk.read(entries_together, entry_id))


def undo_all(desk: Desk, entry_ids: Sequence[int]) -> Undone:
    """Takes entries back in one transaction, the latest first. OfficeError as ``undo``."""
    with desk.store.writing("undo") as whole:
        return take_back_all(whole, entry_ids)


def take_back_all(whole: Writer, entry_ids: Sequence[int]) -> Undone:
    """The entries taken back inside the caller's transaction."""
    undone = tuple(_take_back(whole, entry_id) for entry_id in sorted(entry_ids, reverse=True))
    topics = frozenset[str]().union(*(one.changes.topics for one in undone))
    last = undone[-1].changes.journal_id if undone else None
    conflicts = dict.fromkeys(conflict for one in undone for conflict in one.conflicts)
    return Undone(Changes(topics, last), tuple(conflicts))


def _take_back(whole: Writer, entry_id: int) -> Undone:
    """One entry, with an entry of its own that says so."""
    writer = Writer(whole.connection, at=whole.at)
    conflicts = undo_entry(writer, entry_id)
    writer.finish("undo", {"entry": entry_id})
    return Undone(writer.changes, conflicts)
