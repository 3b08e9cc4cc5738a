"""Dated, verified copies of the database made through SQLite's own backup."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

from thidua_desktop.db.session import faults_named
from thidua_desktop.domain.errors import OfficeError


def backup_database(path: Path, folder: Path, *, reason: str) -> Path:
    """Copies the open database to ``folder``, checks the copy, writes its SHA-256 beside it, returns it.

    OfficeError ``database.backup_failed`` when the copy does not pass SQLite's check.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = dt.datetime.now().astimezone().strftime("%Y-%m-%d_%H%M%S")
    target = _free_name(folder, f"thidua_{stamp}_{reason}")
    part = target.with_suffix(".tmp")
    with (
        faults_named(),
        contextlib.closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    if not sound:
        part.unlink()
        raise OfficeError("database.backup_failed", path=path)
    digest = hashlib.sha256(part.read_bytes()).hexdigest()
    part.replace(target)
    target.with_suffix(".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    return target


def _free_name(folder: Path, stem: str) -> Path:
    candidate, number = folder / f"{stem}.db", 2
    while candidate.exists():
        candidate, number = folder / f"{stem}_{number}.db", number + 1
    return candidate
