"""From a sender's file to nominations: stage it, look, then import all of it or nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import or_, select

from thidua_desktop.catalogue import load_awards
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.importing import ImportBatch, ImportFinding, ImportRow
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import Finding, Known, StagedFile, StagedRecord
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.services.importing.analysis import analyse, row_to_import
from thidua_desktop.services.importing.columns import tables_of
from thidua_desktop.services.importing.commit import Imported, commit, undo, undo_many
from thidua_desktop.services.importing.import_plan import ImportPlan, RowToImport
from thidua_desktop.services.importing.returned.restaging import superseded
from thidua_desktop.services.importing.returned.sent_file import KEY, SentFile
from thidua_desktop.services.importing.words import (
    Headings,
    known_words,
    learn_award,
    learn_header,
    learn_headings,
)
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.clipboard import pasted_file
from thidua_desktop.workbooks.reading.password import plain_bytes
from thidua_desktop.workbooks.returned.sentences import finding_sentence
from thidua_desktop.workbooks.staging.staging import read_file

__all__ = [
    "READABLE",
    "Imported",
    "Staged",
    "commit",
    "finding_words",
    "known_words",
    "learn_award",
    "learn_header",
    "read",
    "read_unknown",
    "reason_of",
    "row_to_import",
    "stage",
    "stage_pasted",
    "undo",
    "undo_many",
]
READABLE = ("ok", "html")
"""Statuses whose rows may be imported: a web page under a workbook's name is reported, and read."""
_BATCH_ROWS = 20_000
_STOPPING = frozenset(
    {"NOT_A_NOMINATION_LIST", "TABLE_NOT_PROPOSED", "SHEET_OTHER_YEAR", "SHEET_CATALOGUE", "SHEET_EXAMPLE"}
)
"""Findings that say why a whole list was left out."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file read and stored, not yet imported. ``counts``: rows by outcome; they add up to the rows read."""

    batch_id: int
    file: StagedFile
    counts: Mapping[str, int]
    changes: Changes


def read(
    app: AppContext,
    path: Path,
    *,
    year: int,
    progress: Progress = silent,
    password: str | None = None,
    sender_unit_id: int | None = None,
    past: bool = False,
) -> StagedFile:
    """Reads a file with everything learned so far; writes nothing. Bad files come back with their status.

    ``past``: a list of awards given in former years.
    """
    return analyse(
        app, path, year=year, progress=progress, password=password, sender_unit_id=sender_unit_id, past=past
    ).file


def read_unknown(path: Path, *, password: str | None = None) -> StagedFile:
    """Reads a file with nothing learned: before there is a database."""
    return read_file(path, known=Known(awards=load_awards()), password=password)


def finding_words(finding: Finding) -> str:
    """The Vietnamese sentence of a finding."""
    return finding_sentence(finding)


def stage(
    app: AppContext,
    path: Path,
    *,
    year: int,
    progress: Progress = silent,
    password: str | None = None,
    sender_unit_id: int | None = None,
    corrections: int | None = None,
    sent: SentFile | None = None,
    allow_empty: bool = False,
    headings: Headings | None = None,
) -> Staged:
    """Reads a file and keeps it as a batch with its rows, findings and the file itself.

    A protected file is stored opened. A corrected file takes the place of the file it corrects, batch
    ``corrections``, while that was not imported; ``sent`` is the file as it came. ``headings``: what its columns
    mean, learned in the same action. ``allow_empty`` stores a file without rows whose columns can be answered.
    OfficeError ``importing.unreadable`` with the reason in words: nothing is stored then.
    """
    analysis = analyse(
        app,
        path,
        year=year,
        progress=progress,
        password=password,
        sender_unit_id=sender_unit_id,
        corrections=corrections,
        headings=headings,
    )
    staged = analysis.file
    readable = staged.open_status in READABLE and staged.records
    if not readable and not (allow_empty and _may_be_reported(staged)):
        raise OfficeError("importing.unreadable", reason=reason_of(staged))
    data = plain_bytes(path, password)
    if sent is None and password is not None and data != path.read_bytes():
        sent = SentFile(hashlib.sha256(data).hexdigest(), path.name, protected=True)
    action = "stage_file" if headings is None else "tell_columns"
    count = 0 if headings is None else len(headings.fields)
    with app.database.writing(action, file=path.name, count=count) as uow:
        if headings is not None:
            learn_headings(uow, headings)
        _replace_former(uow, sha256=staged.sha256, year=year, corrections=corrections)
        for former in superseded(
            analysis.others, analysis.former, file_name=path.name, corrections=corrections
        ):
            uow.update(ImportBatch, former, state="replaced")
        batch_id = uow.add(
            ImportBatch,
            year=year,
            file_name=path.name,
            file_sha256=staged.sha256,
            attachment_id=attachments.keep(app, uow, name=path.name, data=data),
            sender_unit_id=analysis.sender_unit_id,
            open_status=staged.open_status,
            created_at=uow.at,
            answers=dict(analysis.answers) | ({KEY: sent.to_json()} if sent else {}),
        )
        _save_rows(uow, batch_id, staged, analysis.rows, analysis.plan)
    return Staged(batch_id, staged, Counter(analysis.plan.outcomes), uow.changes)


def reason_of(staged: StagedFile) -> str:
    """Why nothing of a file can be imported: what stopped it, not what else was seen on the way."""
    left = (one for one in staged.findings if one.code in _STOPPING)
    errors = (one for one in staged.findings if one.severity == "error" and one.code != "FILE_EMPTY")
    empty = (one for one in staged.findings if one.code == "FILE_EMPTY")
    found = next(chain(left, errors, empty, staged.findings), None)
    return finding_words(found) if found is not None else staged.file


def _may_be_reported(staged: StagedFile) -> bool:
    """Nobody was found in it, but something stands there like a list."""
    return staged.open_status == "empty" and any(
        tables_of(sheet) for sheet in staged.sheets if not sheet.hidden
    )


def stage_pasted(app: AppContext, pasted: str, *, year: int, progress: Progress = silent) -> Staged:
    """Keeps a pasted table (tabbed text or a piece of a web page) like a file. OfficeError as ``stage``."""
    ending, data = pasted_file(pasted)
    at = app.database.clock().strftime("%d-%m-%Y %H.%M.%S")
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / f"{text('importing.pasted')} {at}{ending}"
        path.write_bytes(data)
        return stage(app, path, year=year, progress=progress, allow_empty=True)


def _replace_former(uow: UnitOfWork, *, sha256: str, year: int, corrections: int | None) -> None:
    """A file staged again takes the place of its former staging, a corrected one of the one it corrects."""
    former = uow.connection.execute(
        select(ImportBatch.id).where(
            or_(ImportBatch.file_sha256 == sha256, ImportBatch.id == corrections),
            ImportBatch.year == year,
            ImportBatch.state == "staged",
        )
    )
    for batch_id in former.scalars().all():
        uow.update(ImportBatch, batch_id, state="replaced")


def _save_rows(
    uow: UnitOfWork, batch_id: int, staged: StagedFile, rows: Sequence[RowToImport], plan: ImportPlan
) -> None:
    ids = uow.insert(
        ImportRow,
        [
            {
                "batch_id": batch_id,
                "sheet": record.sheet,
                "row_number": record.row,
                "cells": dict(record.cells),
                "record": row.to_json(),
                "outcome": outcome,
            }
            for record, row, outcome in zip(staged.records, rows, plan.outcomes, strict=True)
        ],
    )
    at = _by_cell(staged.records, ids)
    uow.insert(
        ImportFinding,
        [
            {
                "batch_id": batch_id,
                "row_id": at(finding.ref),
                "ref": finding.ref,
                "code": finding.code,
                "severity": finding.severity,
                "params": dict(finding.params),
                "of_ref": finding.of,
            }
            for finding in staged.findings
        ],
    )


def _by_cell(records: Sequence[StagedRecord], ids: Sequence[int]) -> Callable[[str], int | None]:
    """Which stored row a cell belongs to; where tables stand side by side, the one that holds the cell."""
    at: dict[tuple[str, int], list[tuple[StagedRecord, int]]] = {}
    for record, number in zip(records, ids, strict=True):
        at.setdefault((record.sheet, record.row), []).append((record, number))

    def find(ref: str) -> int | None:
        sheet, row, column = _place(ref)
        known = at.get((sheet, row), [])
        holding = (number for record, number in known if column in record.cells or column == record.column)
        return next(holding, known[0][1] if known else None)

    return find


def _place(ref: str) -> tuple[str, int, str]:
    """``DS!B5`` as sheet, row and column."""
    sheet, _, cell = ref.rpartition("!")
    column = cell.rstrip("0123456789")
    return sheet, int(cell[len(column) :] or 0), column
