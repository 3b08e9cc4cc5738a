"""Back to a copy: the present state is saved first, the copy is checked, and the way back stays open.

Works on a closed data folder. Each step leaves the folder in a state the next start understands: the old
database whole, no database at all (then a copy is offered), or the restored one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.backup import copies_in, copy_file, hash_of_copy, reason_of, remove_database
from thidua_desktop.db.engine.condition import SIDE_FILES, inspect
from thidua_desktop.db.engine.copy_facts import CopyFacts, attachment_hashes, facts_of
from thidua_desktop.db.engine.migrate import make_new
from thidua_desktop.db.engine.session import connect_existing, faults_named, storage_fault
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.held_files import replace_file
from thidua_desktop.services.backup.backups import copy_of, pool_of
from thidua_desktop.texts import text

ASIDE: Final = "de-rieng"
"""Folder beside the database for files that cannot be opened; nothing in it is ever removed."""
BEFORE_RESTORE: Final = "restore"
"""Reason of the copy that keeps the state before a restore."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``stored``: the copy (or the folder of set-aside files) with the former state."""

    facts: CopyFacts
    stored: Path | None
    files_back: int
    files_missing: int


def restore(folder: DataFolder, copy: Path, *, progress: Progress = silent) -> Restored:
    """Puts a copy in the place of the database, with the attachments it names.

    OfficeError ``restoring.not_usable`` or ``restoring.hash_differs``: nothing was changed.
    ``database.locked`` when another process works on the data.
    """
    if not copy.is_file():
        raise OfficeError("restoring.not_there", path=copy)
    _require_alone(folder.database)
    progress(0, 4, text("restoring.checking"))
    facts = check_copy(copy)
    fresh = folder.database.with_name(folder.database.name + ".restored")
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
        remove_database(fresh)
        progress(1, 4, text("restoring.copying"))
        digest = copy_file(copy, fresh)
        noted = hash_of_copy(copy)
        if noted not in (None, digest) or not facts_of(fresh).usable:
            raise OfficeError("restoring.hash_differs", file=copy.name)
        progress(2, 4, text("restoring.keeping"))
        stored = keep_present(folder)
        progress(3, 4, text("restoring.files"))
        back, missing = _bring_files(folder, fresh, copy.parent)
        progress(4, 4, text("restoring.done"))
        # Last, and nothing after it can be given up: files that came too early harm nobody.
        _take_place(fresh, folder.database)
    except OSError as error:
        raise storage_fault(error, folder.database) from error
    finally:
        with contextlib.suppress(OSError):
            remove_database(fresh)
    return Restored(facts, stored, back, missing)


def check_copy(copy: Path) -> CopyFacts:
    """What a copy holds. OfficeError ``restoring.not_usable`` when this program cannot open it."""
    facts = facts_of(copy, seconds=600)
    if not facts.usable:
        raise OfficeError("restoring.not_usable", file=copy.name, state=text(f"backups.states.{facts.state}"))
    return facts


def keep_present(folder: DataFolder) -> Path | None:
    """Saves the present state: as a copy when it is sound, else by setting its files aside as they are."""
    if not any(_beside(folder.database, ending).exists() for ending in ("", *SIDE_FILES)):
        return None
    if inspect(folder.database).state in ("current", "older"):
        try:
            return copy_of(folder, reason=BEFORE_RESTORE)
        except OfficeError as error:
            if error.code not in ("database.backup_failed", "database.damaged"):
                raise
    return set_aside(folder)


def set_aside(folder: DataFolder) -> Path:
    """Moves the database with all that belongs to it into a dated folder and returns that folder.

    The journal goes first: a journal left alone would be rolled into the next file of that name.
    """
    stamp = dt.datetime.now().astimezone().strftime("%Y-%m-%d_%H%M%S")
    target, number = folder.root / ASIDE / stamp, 2
    while target.exists():
        target, number = folder.root / ASIDE / f"{stamp}_{number}", number + 1
    try:
        target.mkdir(parents=True)
        for ending in (*SIDE_FILES, ""):
            source = _beside(folder.database, ending)
            if source.exists():
                replace_file(source, target / source.name)
    except OSError as error:
        raise storage_fault(error, folder.database) from error
    return target


def begin_anew(folder: DataFolder) -> Path:
    """A new empty database; everything of the former one, attachments too, is set aside and stays.

    Returns the folder it stands in now. Copies stay where they are.
    """
    _require_alone(folder.database)
    aside = set_aside(folder)
    try:
        if folder.attachments.exists():
            replace_file(folder.attachments, aside / folder.attachments.name)
    except OSError as error:
        raise storage_fault(error, folder.database) from error
    make_new(folder.database)
    return aside


def undo_copy(folder: DataFolder) -> Path | None:
    """The copy that holds the state before the last restore; None when nothing was restored yet."""
    return next((path for path in copies_in(folder.backups) if reason_of(path) == BEFORE_RESTORE), None)


def _require_alone(database: Path) -> None:
    """OfficeError ``database.locked`` when another process reads or writes the file just now."""
    if not database.exists() or database.stat().st_size == 0:
        return
    try:
        with faults_named(database), contextlib.closing(connect_existing(database, timeout=1.0)) as own:
            own.execute("BEGIN EXCLUSIVE")
            own.execute("ROLLBACK")
    except OfficeError as error:
        if error.code == "database.locked":
            raise
    except sqlite3.Error:
        return  # damaged or foreign: that is why it is being replaced


def _take_place(fresh: Path, database: Path) -> None:
    """The restored file becomes the database; a journal of the former one never stays beside it."""
    for ending in SIDE_FILES:
        _beside(database, ending).unlink(missing_ok=True)
    replace_file(fresh, database)


def _bring_files(folder: DataFolder, database: Path, copies: Path) -> tuple[int, int]:
    """Attachments a database names and the folder lacks, from the pool of the copies."""
    back = missing = 0
    pools = dict.fromkeys((pool_of(copies), pool_of(folder.backups), copies.parent / "attachments"))
    requested = attachment_hashes(database)
    for digest in sorted(requested):
        target = folder.attachments / digest[:2] / digest
        if target.exists():
            continue
        source = next((p / digest[:2] / digest for p in pools if (p / digest[:2] / digest).is_file()), None)
        if source is None:
            missing += 1
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if copy_file(source, target) == digest:
            back += 1
        else:
            target.unlink()
            missing += 1
    return back, missing


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)
