"""Undo and redo, one action at a time: whole, or refused with the reason and the lawful way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.undo import (
    INVERSES,
    REDO,
    UNDO,
    Use,
    added_rows,
    invert,
    later_uses,
    rivals,
    with_what_they_need,
)
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.importing.batches import entries_together
from thidua_desktop.queries.office import consistency
from thidua_desktop.queries.office import journal as query
from thidua_desktop.queries.office.concerned import concerned
from thidua_desktop.queries.office.journal import JournalRow
from thidua_desktop.queries.office.touched import rows_touched
from thidua_desktop.services.journal.actions import action_of
from thidua_desktop.services.journal.consistency import violation_sentence
from thidua_desktop.services.journal.undo_rules import UndoRefusedError, refuse_used, remark, taken_place
from thidua_desktop.services.journal.words import action_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import follow_office

_BELONGING = (("membership", "person_id"),)
_SHARED = "attachment"
"""Files are stored once under their hash: an undone action leaves one that a later action uses too."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row of an import undone in part that stays, because it was changed or used since."""

    table_name: str
    row_id: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or brought back; ``conflicts`` are the rows that stay."""

    changes: Changes
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that Ctrl+Z or Ctrl+Y would do now. ``refused``: why it may not be done."""

    entry_id: int
    words: str
    remark: str = ""
    refused: UndoRefusedError | None = None


def undo_offer(app: AppContext, entry_id: int | None = None) -> Offer | None:
    """What undoing an entry (None: the latest step) would take back; None when nothing is left."""
    with app.database.reading() as connection:
        row = query.last_undoable(connection) if entry_id is None else query.entry(connection, entry_id)
        if row is None:
            return None
        words, note = action_words(row.action, row.params), remark(connection, row)
        group = entries_together(connection, row.id)
        try:
            for number in sorted(group, reverse=True):
                _stays(connection, _required(connection, number), skip=group)
        except UndoRefusedError as refused:
            return Offer(row.id, words, note, refused)
        return Offer(row.id, words, note)


def redo_offer(app: AppContext, entry_id: int | None = None) -> Offer | None:
    """What redoing an entry that was undone (None: the latest undo) would bring back."""
    with app.database.reading() as connection:
        undo_row = (
            query.last_redoable(connection) if entry_id is None else query.undo_of(connection, entry_id)
        )
        row = None if undo_row is None else query.entry(connection, undo_row.origin)
        if undo_row is None or row is None:
            return None
        words = action_words(row.action, row.params)
        group = {one.id for one in query.undone_together(connection, undo_row)}
        uses = [use for use in later_uses(connection, undo_row.id) if use.entry_id not in group]
        return Offer(row.id, words, refused=refuse_used(connection, row, uses))


def next_steps(app: AppContext) -> tuple[str | None, str | None]:
    """What Ctrl+Z would undo and what Ctrl+Y would redo now, in words."""
    with app.database.reading() as connection:
        done, taken_back = query.last_undoable(connection), query.last_redoable(connection)
        return (
            None if done is None else action_words(done.action, done.params),
            None if taken_back is None else entry_words(connection, taken_back.origin),
        )


def lines(app: AppContext, *, limit: int | None = None) -> tuple[tuple[JournalRow, ...], Mapping[int, str]]:
    """The lines of the journal, with ``limit`` the latest, and the words of the entries undone or redone."""
    with app.database.reading() as connection:
        rows = query.recent(connection, limit=limit)
        origins = {row.origin for row in rows if row.action in INVERSES}
        return rows, {number: entry_words(connection, number) for number in origins}


def undo(app: AppContext, entry_id: int) -> Undone:
    """Undoes one action; of files imported together all. An undo of an undo is a redo.

    OfficeError ``journal.already_undone``, ``journal.no_such_entry``; UndoRefusedError with the lawful way.
    """
    with app.database.writing(UNDO) as whole:
        row = query.entry(whole.connection, entry_id)
        if row is not None and row.action == UNDO:
            done = redo_within(whole, row.origin)
        else:
            done = take_back_all(whole, entries_together(whole.connection, entry_id))
    follow_office(app)
    return done


def undo_all(app: AppContext, entry_ids: Sequence[int]) -> Undone:
    """Undoes entries in one transaction, the latest first. Errors as ``undo``."""
    with app.database.writing(UNDO) as whole:
        done = take_back_all(whole, entry_ids)
    follow_office(app)
    return done


def redo(app: AppContext, entry_id: int) -> Undone:
    """Brings an undone action back; of files undone together all.

    OfficeError ``journal.no_such_entry``, ``journal.not_undone``; UndoRefusedError when it is in the way.
    """
    with app.database.writing(REDO) as whole:
        done = redo_within(whole, entry_id)
    follow_office(app)
    return done


def take_back_all(whole: UnitOfWork, entry_ids: Sequence[int]) -> Undone:
    """The entries undone inside the caller's transaction, the latest first."""
    together = list(entry_ids) if len(entry_ids) > 1 else None
    order = sorted(entry_ids, reverse=True)

    def work() -> list[Undone]:
        done: list[Undone] = []
        for entry_id in order:
            row = _required(whole.connection, entry_id)
            done.append(_take_back(whole, row, _stays(whole.connection, row), together))
        return done

    return _chain_intact(whole, work, order)


def redo_within(whole: UnitOfWork, entry_id: int) -> Undone:
    """One undone entry, and those undone with it, brought back inside the caller's transaction."""
    connection = whole.connection
    undo_row = query.undo_of(connection, entry_id)
    if undo_row is None:
        raise OfficeError("journal.not_undone")
    group = query.undone_together(connection, undo_row)
    return _chain_intact(whole, lambda: [_bring_back(whole, one) for one in group], [entry_id])


def entry_words(connection: Connection, entry_id: int) -> str:
    """The sentence of an entry."""
    row = query.entry(connection, entry_id)
    return "" if row is None else action_words(row.action, row.params)


def _required(connection: Connection, entry_id: int) -> JournalRow:
    row = query.entry(connection, entry_id)
    if row is None:
        raise OfficeError("journal.no_such_entry")
    if row.undone:
        raise OfficeError("journal.already_undone")
    if not row.step:
        raise UndoRefusedError("journal.fact", action=action_words(row.action, row.params))
    return row


def _stays(connection: Connection, row: JournalRow, *, skip: Sequence[int] = ()) -> Mapping[str, set[int]]:
    """The rows of an entry that stay when it is undone. UndoRefusedError when it may not be undone.

    ``skip``: later entries that are undone in the same stroke.
    """
    action = action_of(row)
    refused = action.may_undo(connection, row)
    uses = [use for use in later_uses(connection, row.id) if use.entry_id not in skip]
    shared = [use for use in uses if use.table_name == _SHARED]
    uses = [use for use in uses if use.table_name != _SHARED]
    refused = refused or (None if action.partial else refuse_used(connection, row, uses))
    if refused is not None:
        raise refused
    requested = _by_table(uses + shared)
    stays = with_what_they_need(connection, row.id, requested, belonging=_BELONGING)
    if not action.partial or not stays.get("nomination"):
        return stays
    if len(stays["nomination"]) >= len(added_rows(connection, row.id, "nomination")):
        refused = refuse_used(connection, row, uses)
        if refused is not None:
            raise refused
    # A file some of whose nominations stay is still an imported one: taking it in again would double them.
    batches = rows_touched(connection, row.id)["U"].get("import_batch", [])
    stays["import_batch"] = set(batches)
    return with_what_they_need(connection, row.id, stays, belonging=_BELONGING)


def _take_back(
    whole: UnitOfWork, row: JournalRow, stays: Mapping[str, set[int]], together: list[int] | None
) -> Undone:
    """One entry inverted, with an entry of its own that says so."""
    uow = UnitOfWork(whole.connection, at=whole.at)
    brought_back = query.redo_in_effect(whole.connection, row.id)
    uow.takes_back = (row.id,) if brought_back is None else (row.id, brought_back)
    try:
        invert(uow, row.id, stays=stays)
    except OfficeError as error:
        raise taken_place(whole.connection, row, rivals(whole.connection, row.id)) from error
    params = {"entry": row.id, "target": brought_back or row.id}
    uow.finish(UNDO, params | ({"together": together} if together else {}))
    return Undone(
        uow.changes,
        tuple(
            Conflict(name, number)
            for name in sorted(stays)
            if name != _SHARED
            for number in sorted(stays[name])
        ),
    )


def _bring_back(whole: UnitOfWork, undo_row: JournalRow) -> Undone:
    connection = whole.connection
    row = query.entry(connection, undo_row.origin)
    if row is None:
        raise OfficeError("journal.no_such_entry")
    refused = refuse_used(connection, row, later_uses(connection, undo_row.id))
    if refused is not None:
        raise refused
    uow = UnitOfWork(connection, at=whole.at)
    uow.takes_back, uow.brings_back = (undo_row.id,), (row.id,)
    try:
        invert(uow, undo_row.id)
    except OfficeError as error:
        raise taken_place(connection, row, rivals(connection, undo_row.id)) from error
    uow.finish(REDO, {"entry": row.id, "target": undo_row.id})
    return Undone(uow.changes)


def _chain_intact(whole: UnitOfWork, work: Callable[[], list[Undone]], entry_ids: Sequence[int]) -> Undone:
    """Does the work unless the records it concerns contradict one another afterwards and did not before.

    UndoRefusedError ``journal.breaks_chain`` with the first contradiction; nothing is written then.
    """
    connection = whole.connection
    with connection.begin_nested() as attempt:
        done = work()
        within = concerned(connection, [one.changes.journal_id or 0 for one in done])
        after = consistency.violations(connection, within)
        if after:
            attempt.rollback()
    if not after:
        return _joined(done)
    before = frozenset(consistency.violations(connection, within))
    fresh = next((one for one in after if one not in before), None)
    if fresh is None:
        return _joined(work())
    words = "; ".join(entry_words(connection, number) for number in entry_ids)
    raise UndoRefusedError("journal.breaks_chain", action=words, reason=violation_sentence(fresh))


def _joined(done: Sequence[Undone]) -> Undone:
    topics = frozenset[str]().union(*(one.changes.topics for one in done))
    last = done[-1].changes.journal_id if done else None
    conflicts = dict.fromkeys(conflict for one in done for conflict in one.conflicts)
    return Undone(Changes(topics, last), tuple(conflicts))


def _by_table(uses: Sequence[Use]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for use in uses:
        found.setdefault(use.table_name, set()).add(use.row_id)
    return found
