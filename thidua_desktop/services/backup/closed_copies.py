"""Copies in the second place that are closed with a password: database and attachments, one file each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from thidua_desktop.db.engine.backup import file_hash
from thidua_desktop.db.engine.copy_facts import attachment_hashes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.held_files import remove_file, replace_file
from thidua_desktop.services.backup.sealing import is_sealed, seal_by_key, unseal
from thidua_desktop.texts import text

CLOSED: Final = ".dbk"
"""Ending of a closed copy; the file itself says that it is one."""
FILES: Final = "attachments.closed"
OPEN_FILES: Final = "attachments"
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def close_copy(source: Path, target: Path, key: str) -> str:
    """Writes a copy closed for ``key``, reads it back against its hash and returns that. OfficeError, OSError.

    ``backups.hash_differs``: what the disk gave back is not what was written; nothing stays there then.
    """
    part = target.with_name(f".{target.name}.tmp")
    try:
        digest = seal_by_key(source, part, key)
        replace_file(part, target)
    finally:
        part.unlink(missing_ok=True)
    if file_hash(target) != digest:
        target.unlink()
        raise OfficeError("backups.hash_differs", file=target.name)
    return digest


def close_attachments(pool: Path, second: Path, key: str, *, progress: Progress = silent) -> int:
    """Closes every attachment of a pool that the second place does not have; returns how many."""
    lacking = [path for path in _hashed(pool) if not (second / FILES / path.parent.name / path.name).exists()]
    for number, path in enumerate(lacking):
        progress(number, len(lacking), text("maintenance.copying_files"))
        target = second / FILES / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        close_copy(path, target, key)
    return len(lacking)


def close_what_is_open(second: Path, key: str, *, progress: Progress = silent) -> int:
    """Closes the copies and attachments that lie open in the second place from before; how many copies."""
    open_copies = sorted(second.glob("thidua_*.db"))
    for number, path in enumerate(open_copies):
        progress(number, len(open_copies), text("maintenance.copying"))
        closed = path.with_suffix(CLOSED)
        if not closed.exists():
            digest = close_copy(path, closed, key)
            path.with_suffix(".sha256").write_text(f"{digest}  {closed.name}\n", encoding="utf-8")
        remove_file(path)
    pool = second / OPEN_FILES
    close_attachments(pool, second, key, progress=progress)
    for path in _hashed(pool):
        remove_file(path)
    return len(open_copies)


def open_attachments(closed: Path, database: Path, password: str, *, progress: Progress = silent) -> int:
    """Opens the attachments ``database`` names beside it, from the place of the closed copy; returns how many.

    One that is not there is left out: the restore counts what is missing. OfficeError
    ``handover.wrong_password`` when one was changed.
    """
    opened, named = 0, sorted(attachment_hashes(database))
    for number, digest in enumerate(named):
        progress(number, len(named), text("restoring.files"))
        source = closed.parent / FILES / digest[:2] / digest
        if not source.is_file() or not is_sealed(source):
            continue
        target = database.parent / "attachments" / digest[:2] / digest
        target.parent.mkdir(parents=True, exist_ok=True)
        unseal(source, target, password)
        opened += 1
    return opened


def _hashed(pool: Path) -> list[Path]:
    return sorted(path for path in pool.glob("??/*") if path.is_file() and _HASH.fullmatch(path.name))
