"""Files nobody needs any more: attachments without a row, scratch files of work that was cut short."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.config import VIEW_MARK, DataFolder
from thidua_desktop.db.engine.copy_facts import attachment_hashes

ORPHAN_DAYS: Final = 30
"""How long an attachment without a row stays: the same file attached again takes it back into use."""
_SCRATCH_SECONDS: Final = 86_400
_DAY: Final = 86_400
_SCRATCH: Final = (
    ("attachments", "*/.*.tmp"),
    ("backups", "*.tmp"),
    ("backups", "*.tmp-journal"),
    ("backups", ".*.tmp"),
    ("backups", "attachments/*/.*.tmp"),
    (".", ".*.tmp"),
    (".", "*.db.restored*"),
    (".", "*.db.new*"),
)


@dataclass(frozen=True, slots=True)
class Orphan:
    """An attachment file that no row of the database names."""

    path: Path
    size: int
    days: int
    """Whole days since it was written."""


def orphans(folder: DataFolder) -> tuple[Orphan, ...]:
    """Every orphan, the oldest first. Files of actions that were taken back belong to the journal."""
    if not folder.attachments.is_dir():
        return ()
    named = attachment_hashes(folder.database)
    now = time.time()
    found = [
        Orphan(path, path.stat().st_size, max(0, int((now - path.stat().st_mtime) // _DAY)))
        for path in folder.attachments.glob("??/*")
        if path.is_file() and path.name not in named and not path.name.startswith(".")
    ]
    return tuple(sorted(found, key=lambda orphan: (-orphan.days, orphan.path)))


def sweep(folder: DataFolder) -> int:
    """Removes orphans after 30 days and scratch files after one; returns how many files went."""
    old = [orphan.path for orphan in orphans(folder) if orphan.days >= ORPHAN_DAYS]
    old += [path for path in _scratch(folder) if _age(path) > _SCRATCH_SECONDS]
    gone = 0
    for path in old:
        with contextlib.suppress(OSError):  # in use: the next start tries again
            path.unlink()
            gone += 1
    return gone + _sweep_shown()


def _sweep_shown() -> int:
    """Passing copies of attachments that another program was still showing when ours ended.

    A book that is looked at may be open for days: its folder stays longer.
    """
    gone = 0
    for path in Path(tempfile.gettempdir()).glob("thidua-*"):
        looked_at = any(path.glob(f"*/{VIEW_MARK}"))
        if path.is_dir() and _age(path) > (ORPHAN_DAYS * _DAY if looked_at else _SCRATCH_SECONDS):
            shutil.rmtree(path, ignore_errors=True)
            gone += not path.exists()
    return gone


def _scratch(folder: DataFolder) -> Iterator[Path]:
    for below, pattern in _SCRATCH:
        yield from (folder.root / below).glob(pattern)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
