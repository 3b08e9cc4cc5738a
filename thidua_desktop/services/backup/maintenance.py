"""Is the data whole? Integrity, links, schema, and files nobody names or that are gone."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine import name_index
from thidua_desktop.db.engine.backup import file_hash, snapshot
from thidua_desktop.db.engine.condition import lacking_objects, pages_sound, refusal, strange_objects
from thidua_desktop.db.engine.migrate import inspect, known_revisions
from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.journal import JournalChange
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.office.consistency import Violation, violations
from thidua_desktop.queries.office.register_gaps import register_gaps
from thidua_desktop.services.backup.stray_files import ORPHAN_DAYS
from thidua_desktop.services.journal.consistency import violation_sentence
from thidua_desktop.services.office.attachments import path_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence, text

_SHOWN: Final = 20
"""Contradictions of one kind that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``sentence`` says what was found."""

    ok: bool
    sentence: str


def inspect_folder(folder: DataFolder) -> Check:
    """The file's state before it is opened; looks at a passing copy, so nothing in the folder changes."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as scratch:
        looked_at = folder.database
        if looked_at.exists() and looked_at.stat().st_size:
            looked_at = Path(scratch) / looked_at.name
            snapshot(folder.database, looked_at)
        found = inspect(looked_at)
    refused = refusal(folder.database, found)
    if refused is not None:
        return Check(False, error_sentence(refused))
    key = f"maintenance.schema_{found.state}"
    return Check(found.state == "current", text(key, path=folder.database, revision=found.revision or ""))


def pages_damaged(app: AppContext) -> bool:
    """SQLite's quick check over the whole file, however long it takes. When pages are damaged every further
    write is refused, so that the damage does not spread."""
    damaged = pages_sound(app.folder.database, seconds=3600) is False
    if damaged:
        database = app.folder.database
        app.database.stop_writing(OfficeError("database.damaged", path=database, folder=database.parent))
    return damaged


def verify(app: AppContext, *, progress: Progress = silent) -> tuple[Check, ...]:
    """Looks at the database and the attachments; changes nothing."""
    with app.database.reading() as connection:
        progress(0, 5, text("maintenance.checking_pages"))
        faults = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        progress(1, 5, text("maintenance.checking_links"))
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        progress(2, 5, text("maintenance.checking_chain"))
        chain = [] if broken else _chain(connection)
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        stored = {
            row.sha256: row.name for row in connection.execute(select(Attachment.sha256, Attachment.name))
        }
        taken_back = _taken_back(connection)
        unfound = name_index.faults(connection)
        plain = connection.connection.driver_connection
        assert isinstance(plain, sqlite3.Connection)
        objects = (*strange_objects(plain), *lacking_objects(plain))
    progress(3, 5, text("maintenance.checking_files"))
    whole, current = faults == ["ok"], revision == known_revisions()[-1]
    checks = [
        Check(whole, text("maintenance.pages_ok" if whole else "maintenance.pages_bad", count=len(faults))),
        Check(
            not broken, text("maintenance.links_bad" if broken else "maintenance.links_ok", count=len(broken))
        ),
        Check(
            current,
            text(
                "maintenance.schema_current" if current else "maintenance.schema_newer",
                revision=revision,
                path=app.folder.database,
            ),
        ),
        Check(
            not unfound, text("maintenance.names_bad" if unfound else "maintenance.names_ok", count=unfound)
        ),
        *([Check(False, text("maintenance.schema_altered", objects=", ".join(objects)))] if objects else []),
        *chain,
        *_files(app, stored, taken_back),
    ]
    progress(5, 5, text("maintenance.done"))
    return tuple(checks)


def require_room(app: AppContext, *, needed: int) -> None:
    """OfficeError ``database.disk_full`` when the disk has less than ``needed`` bytes."""
    import shutil

    if shutil.disk_usage(app.folder.root).free < needed:
        raise OfficeError("database.disk_full")


def _chain(connection: Connection) -> list[Check]:
    """Whether the records agree with one another, each contradiction in a sentence of its own."""
    found: dict[str, list[Violation]] = {}
    for one in violations(connection):
        found.setdefault(one.code, []).append(one)
    checks = [Check(True, text("maintenance.chain_ok"))] if not found else []
    for alike in found.values():
        checks += [Check(False, violation_sentence(one)) for one in alike[:_SHOWN]]
        if len(alike) > _SHOWN:
            checks.append(Check(False, text("maintenance.chain_more", count=len(alike) - _SHOWN)))
    for gap in register_gaps(connection):
        if gap.explained:
            words = text("maintenance.gap_explained", year=gap.year, numbers=gap.numbers)
            checks.append(Check(True, words))
    return checks


def _taken_back(connection: Connection) -> set[str]:
    """Hashes of files whose action was undone: the journal names them, so they are the officer's and not astray."""
    change = JournalChange
    rows = connection.execute(
        select(change.before).where(change.table_name == Attachment.__tablename__, change.op == "D")
    )
    return {before["sha256"] for before in rows.scalars() if before}


def _files(app: AppContext, stored: dict[str, str], taken_back: set[str]) -> list[Check]:
    folder = app.folder.attachments
    present = {p.name: p for p in folder.glob("*/*") if p.is_file()} if folder.exists() else {}
    missing = [name for digest, name in stored.items() if not path_of(app, digest).exists()]
    changed = [
        stored[digest] for digest, path in present.items() if digest in stored and file_hash(path) != digest
    ]
    orphans = [name for name in present if name not in stored and name not in taken_back]
    checks = [Check(False, text("maintenance.file_missing", name=name)) for name in missing]
    checks += [Check(False, text("maintenance.file_changed", name=name)) for name in changed]
    if not checks:
        checks.append(Check(True, text("maintenance.files_ok", count=len(stored))))
    if orphans:
        # Not a fault: a power cut leaves a file whose row was never committed; it goes after a while.
        checks.append(Check(True, text("maintenance.orphans", count=len(orphans), days=ORPHAN_DAYS)))
    return checks
