"""A file that comes a second time: which file it corrects, and which of its rows other files hold already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch, ImportRow
from thidua_desktop.domain.text import fold, marked_key
from thidua_desktop.services.importing.import_plan import RowToImport
from thidua_desktop.workbooks.staging.duplicates import compare

_ADDED: Final = r"can sua|da sua|sua lai|sua|chinh sua|bo sung|ban \d+|lan \d+|v\d+|\d{1,2}|copy|final"
_CORRECTED: Final = re.compile(rf"(?:[\s_\-–(]+(?:{_ADDED})\)?)+$")
_HALF: Final = 0.5
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of another file of the year, where it stands there and what it says."""

    batch_id: int
    file_name: str
    sha256: str
    state: str
    sheet: str
    row_number: int
    row: RowToImport

    @property
    def key(self) -> Key:
        return key_of(self.row)


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """Rows of all other files of a year that are imported or wait to be."""

    rows: tuple[StoredRow, ...]
    senders: Mapping[int, int | None]

    def by_batch(self) -> dict[int, list[StoredRow]]:
        found: dict[int, list[StoredRow]] = {}
        for row in self.rows:
            found.setdefault(row.batch_id, []).append(row)
        return found


def key_of(row: RowToImport) -> Key:
    """Equal for two rows that may speak of one subject."""
    return row.subject_type, marked_key(row.name)


def _wording(row: RowToImport) -> tuple[Key, frozenset[str]]:
    return key_of(row), frozenset(row.awards)


def other_files(connection: Connection, *, year: int, sha256: str) -> OtherFiles:
    """What the year's other files hold; a file staged again and its former staging are the same file."""
    query = (
        select(
            ImportBatch.id,
            ImportBatch.file_name,
            ImportBatch.file_sha256,
            ImportBatch.state,
            ImportBatch.sender_unit_id,
            ImportRow.sheet,
            ImportRow.row_number,
            ImportRow.record,
        )
        .join(ImportRow, ImportRow.batch_id == ImportBatch.id)
        .where(ImportBatch.year == year, ImportBatch.state != "replaced", ImportBatch.file_sha256 != sha256)
        .order_by(ImportRow.id)
    )
    rows: list[StoredRow] = []
    senders: dict[int, int | None] = {}
    for batch_id, name, digest, state, sender, sheet, number, record in connection.execute(query):
        senders[batch_id] = sender
        rows.append(StoredRow(batch_id, name, digest, state, sheet, number, RowToImport.from_json(record)))
    return OtherFiles(tuple(rows), senders)


def former_versions(
    others: OtherFiles, rows: Sequence[RowToImport], *, file_name: str, sender_unit_id: int | None
) -> frozenset[int]:
    """Batches this file is a later version of.

    At least half of what the batch holds (who, for what) stands in this file again, and either the file's
    name without its additions is the same or both come from the same unit.
    """
    if not others.rows:
        return frozenset()
    message = {_wording(row) for row in rows}
    found: set[int] = set()
    for batch_id, stored in others.by_batch().items():
        again = sum(_wording(row.row) in message for row in stored)
        same_name = core_name(stored[0].file_name) == core_name(file_name)
        same_sender = sender_unit_id is not None and others.senders[batch_id] == sender_unit_id
        if (same_name or same_sender) and again >= _HALF * len(stored):
            found.add(batch_id)
    return frozenset(found)


def superseded(
    others: OtherFiles, former: Iterable[int], *, file_name: str, corrections: int | None = None
) -> tuple[int, ...]:
    """Former versions under the same name, read and never imported: the newer file takes their place.

    So it does of ``corrections``, the batch this file was made from, whatever it is called.
    """
    requested = set(former)
    name = core_name(file_name)
    return tuple(
        sorted(
            {
                row.batch_id
                for row in others.rows
                if row.state == "staged"
                and (
                    row.batch_id == corrections
                    or (row.batch_id in requested and core_name(row.file_name) == name)
                )
            }
        )
    )


def waiting_copies(
    others: OtherFiles, rows: Sequence[RowToImport], *, former: frozenset[int]
) -> dict[int, StoredRow]:
    """Place of each row that another file, read and not yet imported, says already."""
    waiting: dict[Key, list[StoredRow]] = {}
    for stored in others.rows:
        if stored.state == "staged" and stored.batch_id not in former and stored.row.importable:
            waiting.setdefault(stored.key, []).append(stored)
    found: dict[int, StoredRow] = {}
    for place, row in enumerate(rows if waiting else ()):
        for stored in waiting.get(key_of(row), ()):
            verdict = compare(stored.row, row)
            if verdict and verdict[0] == "DUP_IN_FILE":
                found[place] = stored
                break
    return found


def core_name(file_name: str) -> str:
    """A file's name without what is added when it is sent again: ``ds - cần sửa (2).xlsx`` -> ``ds``."""
    stem = fold(PurePath(file_name).stem).strip()
    return _CORRECTED.sub("", stem) or stem
