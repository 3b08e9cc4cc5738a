"""One connection to one SQLite file, with the settings that keep it whole; faults as codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.pool import QueuePool

from thidua_desktop.domain.errors import Cancelled, OfficeError

APPLICATION_ID = 0x54444B54
"""The letters "TDKT": tells our file from any other SQLite file."""

BUSY_SECONDS = 5.0
# TRUNCATE keeps everything in one file to copy; FULL survives a power cut; SQLite leaves foreign keys off.
PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
)


def open_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine with a single connection.

    Migrations ask for ``foreign_keys=False``: rebuilding a table with keys on deletes its children.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in PRAGMAS if foreign_keys else PRAGMAS[1:]:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: a read lock that must grow later ends in "database is locked".
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def faults_named() -> Iterator[None]:
    """Turns SQLite's own faults into codes she can be told; anything else passes unchanged."""
    try:
        yield
    except (DBAPIError, TimeoutError) as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        fault = _fault(error)
        if fault is None:
            raise
        raise fault from error
    except sqlite3.Error as error:
        fault = _fault(error)
        if fault is None:
            raise
        raise fault from error


def _fault(error: Exception) -> OfficeError | None:
    words = str(getattr(error, "orig", None) or error).lower()
    for needle, code in (
        ("database is locked", "database.locked"),
        ("queuepool limit", "database.locked"),
        ("disk is full", "database.disk_full"),
        ("readonly database", "database.read_only"),
        ("unable to open database", "database.cannot_open"),
        ("malformed", "database.damaged"),
        ("not a database", "database.not_ours"),
        ("disk i/o error", "database.disk_fault"),
    ):
        if needle in words:
            return OfficeError(code)
    return None
