"""Batches as they were sent, their rows and what was found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch, ImportFinding, ImportRow
from thidua_desktop.db.tables.journal import JournalChange, JournalEntry
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.queries.rows import fetch, number_of

_CHUNK = 500
TOGETHER: Final = "commit_together"
"""The action of a file imported together with others: one transaction, an entry for each."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One file; ``state`` staged, committed or replaced. ``errors`` counts rows that cannot be imported."""

    id: int
    year: int
    file_name: str
    state: str
    created_at: str
    rows: int
    errors: int


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row of a batch: the sender's cells by column letter and what they mean."""

    id: int
    sheet: str
    row_number: int
    cells: Mapping[str, str]
    record: Mapping[str, Any]
    outcome: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was found at a cell."""

    id: int
    row_id: int | None
    ref: str
    code: str
    severity: str
    params: Mapping[str, str]
    of_ref: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The file and row a nomination came from."""

    file_name: str
    sha256: str
    sheet: str
    row_number: int


def batches(connection: Connection, *, year: int) -> tuple[BatchRow, ...]:
    """Files of a year, the latest first; a file staged again hides its former staging."""
    of_it = ImportRow.batch_id == ImportBatch.id
    query = (
        select(
            ImportBatch.id,
            ImportBatch.year,
            ImportBatch.file_name,
            ImportBatch.state,
            ImportBatch.created_at,
            number_of(of_it),
            number_of(of_it, ImportRow.outcome == "error"),
        )
        .where(ImportBatch.year == year, ImportBatch.state != "replaced")
        .order_by(ImportBatch.id.desc())
    )
    return fetch(connection, query, BatchRow)


def rows(connection: Connection, *, batch_id: int) -> tuple[StagedRow, ...]:
    """Rows of a batch in the order of the file."""
    query = (
        select(
            ImportRow.id,
            ImportRow.sheet,
            ImportRow.row_number,
            ImportRow.cells,
            ImportRow.record,
            ImportRow.outcome,
        )
        .where(ImportRow.batch_id == batch_id)
        .order_by(ImportRow.id)
    )
    return fetch(connection, query, StagedRow)


def findings(connection: Connection, *, batch_id: int) -> tuple[FindingRow, ...]:
    """Findings of a batch in the order they were met."""
    query = (
        select(
            ImportFinding.id,
            ImportFinding.row_id,
            ImportFinding.ref,
            ImportFinding.code,
            ImportFinding.severity,
            ImportFinding.params,
            ImportFinding.of_ref,
        )
        .where(ImportFinding.batch_id == batch_id)
        .order_by(ImportFinding.id)
    )
    return fetch(connection, query, FindingRow)


def origins(connection: Connection, nomination_ids: Iterable[int]) -> dict[int, Origin]:
    """Which row of which file each nomination came from; those typed by hand are left out."""
    requested = sorted(set(nomination_ids))
    found: dict[int, Origin] = {}
    for start in range(0, len(requested), _CHUNK):
        query = (
            select(
                Nomination.id,
                ImportBatch.file_name,
                ImportBatch.file_sha256,
                ImportRow.sheet,
                ImportRow.row_number,
            )
            .join(ImportRow, ImportRow.id == Nomination.import_row_id)
            .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
            .where(Nomination.id.in_(requested[start : start + _CHUNK]))
        )
        found.update(fetch(connection, query, lambda number, *rest: (number, Origin(*rest))))
    return found


def entry_of_import(connection: Connection, batch_id: int) -> int | None:
    """The journal entry that imported a batch, or None when it is not imported (or was taken back)."""
    query = (
        select(JournalEntry.id)
        .join(JournalChange, JournalChange.entry_id == JournalEntry.id)
        .where(
            JournalChange.table_name == ImportBatch.__tablename__,
            JournalChange.row_id == batch_id,
            JournalEntry.action.in_(("commit_import", TOGETHER)),
            JournalEntry.undone_by.is_(None),
        )
    )
    return connection.execute(query).scalar_one_or_none()


def files_together(connection: Connection, batch_id: int) -> tuple[int, ...]:
    """The batches imported in one action with this one and not taken back since, itself among them."""
    entry = entry_of_import(connection, batch_id)
    entries = () if entry is None else entries_together(connection, entry)
    if len(entries) < 2:
        return (batch_id,) if entries else ()
    query = (
        select(JournalChange.row_id)
        .where(
            JournalChange.entry_id.in_(entries),
            JournalChange.table_name == ImportBatch.__tablename__,
            JournalChange.op == "U",
        )
        .order_by(JournalChange.entry_id)
    )
    return tuple(dict.fromkeys(connection.execute(query).scalars()))


def entries_together(connection: Connection, entry_id: int) -> tuple[int, ...]:
    """The journal entries taken back with this one: of files imported together all, else itself alone."""
    query = select(JournalEntry.id, JournalEntry.params).where(
        JournalEntry.action == TOGETHER, JournalEntry.undone_by.is_(None)
    )
    known = {row.id: row.params.get("together") for row in connection.execute(query)}
    if entry_id not in known:
        return (entry_id,)
    return tuple(number for number, together in sorted(known.items()) if together == known[entry_id])
