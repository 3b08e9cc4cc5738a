"""Dated, verified copies of the database made through SQLite's own backup, a block at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Final

from thidua_desktop.db.engine.condition import SIDE_FILES
from thidua_desktop.db.engine.session import connect_existing, faults_named, storage_fault
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.held_files import replace_file
from thidua_desktop.texts import text

PAGES_A_STEP: Final = 512
LOCKED_SECONDS: Final = 20.0
"""How long a copy waits for another process that holds the database."""
_BLOCK: Final = 1 << 20
_NAME: Final = re.compile(r"thidua_(\d{4}-\d{2}-\d{2}_\d{6})_([a-z_]+?)(?:_\d+)?\.dbk?")
_STAMP: Final = "%Y-%m-%d_%H%M%S"


def backup_database(
    path: Path,
    folder: Path,
    *,
    reason: str,
    progress: Progress = silent,
    locked_seconds: float = LOCKED_SECONDS,
) -> Path:
    """Copies the database to ``folder``, checks the copy, writes its SHA-256 beside it and returns it.

    The copy is opened and its pages are checked, it is flushed to the disk, takes its name and is read back
    against its hash. ``progress`` may raise ``Cancelled``. OfficeError
    ``database.locked`` when another process holds the file longer than ``locked_seconds``,
    ``database.backup_failed`` when the copy is not sound, ``database.disk_full`` and the like. A copy that
    failed leaves nothing behind.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, reason)
        part = target.with_suffix(".tmp")
        remove_database(part)  # a copy that was cut short within the same second
        try:
            with faults_named(path):
                _copy_pages(path, part, progress, locked_seconds)
            if not copy_sound(part):
                raise OfficeError("database.backup_failed", path=path)
            flush_file(part)
            digest = file_hash(part)
            replace_file(part, target)
        finally:
            remove_database(part)
        if file_hash(target) != digest:
            target.unlink()
            raise OfficeError("database.backup_failed", path=path)
        _write_hash(target, digest)
        flush_folder(folder)
    except OSError as error:
        raise storage_fault(error, folder / path.name) from error
    return target


def snapshot(path: Path, target: Path) -> None:
    """Copies a database to ``target`` without changing a byte beside the original.

    A write that a power failure cut short lies in the journal: then both files are copied as they are, and
    opening the copy rolls it back. OfficeError ``database.locked`` when another process is writing.
    """
    try:
        with faults_named(path):
            try:
                with (
                    contextlib.closing(connect_existing(path, read_only=True)) as source,
                    contextlib.closing(sqlite3.connect(target)) as copy,
                ):
                    source.backup(copy, pages=PAGES_A_STEP)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                    raise
                remove_database(target)
                for ending in ("", *SIDE_FILES):
                    side = path.with_name(path.name + ending)
                    if side.exists():
                        shutil.copyfile(side, target.with_name(target.name + ending))
    except OSError as error:
        raise storage_fault(error, path) from error


def copy_sound(path: Path) -> bool:
    """Opens a finished copy: every page is sound, one revision, a journal that can be counted.

    A link between tables that was broken before is copied as it is: no copy at all would be worse.
    """
    with contextlib.closing(connect_existing(path, read_only=True)) as copy:
        try:
            pages = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            revisions = copy.execute("SELECT count(*) FROM alembic_version").fetchone()[0] == 1
            entries = copy.execute("SELECT count(*) FROM journal_entry").fetchone()[0] >= 0
        except sqlite3.DatabaseError:
            return False
    return bool(pages and revisions and entries)


def hash_of_copy(path: Path) -> str | None:
    """The hash noted when the copy was made; None when no note stands beside it."""
    note = path.with_suffix(".sha256")
    if not note.is_file():
        return None
    return note.read_text(encoding="utf-8").partition(" ")[0].strip() or None


def taken_at(path: Path) -> dt.datetime | None:
    """When a copy was made, by its name, in local time; None for a file that is no copy."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return dt.datetime.strptime(match[1], _STAMP).astimezone()
    except (ValueError, OverflowError):
        return None


def reason_of(path: Path) -> str:
    """Why a copy was made, by its name; empty for a file that is no copy."""
    match = _NAME.fullmatch(path.name)
    return match[2] if match else ""


def copies_in(folder: Path) -> list[Path]:
    """The copies of a folder, open (``.db``) and closed with a password (``.dbk``), the newest first."""
    return sorted((path for path in folder.glob("thidua_*.db*") if taken_at(path)), reverse=True)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def copy_file(source: Path, target: Path) -> str:
    """Copies in blocks to ``target``, replaced in one step and flushed; the SHA-256 of what was read."""
    digest = hashlib.sha256()
    part = target.with_name(f".{target.name}.tmp")
    try:
        with source.open("rb") as reading, part.open("wb") as writing:
            while block := reading.read(_BLOCK):
                digest.update(block)
                writing.write(block)
            writing.flush()
            os.fsync(writing.fileno())
        replace_file(part, target)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()


def flush_file(path: Path) -> None:
    """Waits until the disk has the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Waits until the disk has the names in a folder; Windows has no such call and does it by itself."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove_database(path: Path) -> None:
    """Removes a database file of ours and what SQLite left beside it; the journal first."""
    for ending in (*SIDE_FILES, ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _copy_pages(path: Path, part: Path, progress: Progress, locked_seconds: float) -> None:
    waiting_since: float | None = None

    def report(status: int, remaining: int, total: int) -> None:
        nonlocal waiting_since
        if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waiting_since = waiting_since or time.monotonic()
            if time.monotonic() - waiting_since > locked_seconds:
                raise OfficeError("database.locked", path=path, folder=path.parent)
        else:
            waiting_since = None
        progress(total - remaining, max(total, 1), text("maintenance.copying"))

    with (
        contextlib.closing(connect_existing(path, timeout=0.2)) as source,
        contextlib.closing(sqlite3.connect(part)) as copy,
    ):
        copy.execute("PRAGMA journal_mode=OFF")
        source.backup(copy, pages=PAGES_A_STEP, progress=report, sleep=0.05)
        copy.execute("PRAGMA journal_mode=DELETE")  # a copy is one file, also of a database stored with a WAL


def _free_name(folder: Path, reason: str) -> Path:
    """A name no copy has, later than every other even when the clock was set back."""
    stamp = dt.datetime.now().astimezone().replace(microsecond=0)
    newest = next((taken_at(path) for path in copies_in(folder)), None)
    if newest is not None and newest >= stamp:
        stamp = newest + dt.timedelta(seconds=1)
    return folder / f"thidua_{stamp.strftime(_STAMP)}_{reason}.db"


def _write_hash(target: Path, digest: str) -> None:
    note = target.with_suffix(".sha256")
    note.write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    flush_file(note)
