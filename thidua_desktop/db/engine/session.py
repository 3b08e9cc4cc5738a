"""One connection to one SQLite file, with the settings that keep it whole; faults as codes."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from thidua_desktop.domain.errors import Cancelled, OfficeError

if TYPE_CHECKING:  # a file is looked at before the window opens: SQLAlchemy comes with the first statement
    from sqlalchemy import Engine
    from sqlalchemy.engine import Connection

APPLICATION_ID = 0x54444B54
"""The letters "TDKT": reports our file from any other SQLite file."""

BUSY_SECONDS = 5.0
# TRUNCATE keeps everything in one file to copy; FULL survives a power cut; SQLite leaves foreign keys off.
# An untrusted schema cannot call functions with side effects from a trigger, view or default value.
PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
)

_EXTENDED: Final = {
    sqlite3.SQLITE_READONLY_DBMOVED: "gone",
    sqlite3.SQLITE_READONLY_ROLLBACK: "unfinished",
    sqlite3.SQLITE_READONLY_RECOVERY: "unfinished",
}
_PRIMARY: Final = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_AUTH: "read_only",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_ours",
    sqlite3.SQLITE_IOERR: "disk_fault",
    sqlite3.SQLITE_NOLFS: "disk_full",
}
_PLACE_LOST: Final = frozenset({"cannot_open", "disk_fault", "read_only", "gone"})
"""Faults SQLite also reports when the file or its folder is not there any more."""

_FULL_ERRNOS: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN_ERRNOS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_DISK_FULL_WINERRORS: Final = frozenset({39, 112})


def json_text(value: Any) -> str:
    """A value as compact JSON with its letters as they are: a Vietnamese letter takes 2 or 3 bytes, its escape 6.

    Half a surrogate pair, which UTF-8 cannot hold, stays an escape. Older rows with escapes read the same.
    """
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        words.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return words


def open_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine with a single connection.

    Migrations ask for ``foreign_keys=False``: rebuilding a table with keys on deletes its children.
    Values of a statement never appear in an error or a log (``hide_parameters``).
    """
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        json_serializer=json_text,
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


def database_uri(path: PurePath) -> str:
    """The URI SQLite opens an absolute path by; its authority stays empty.

    ``as_uri`` makes the server of a network path the authority, which SQLite refuses.
    """
    if str(path).startswith("\\\\?\\"):
        # The long form of Windows is taken letter by letter, backslashes and all.
        return "file:" + quote(str(path), safe="")
    address = path.as_posix()
    return "file://" + quote(address if address.startswith("/") else f"/{address}", safe="/:")


def connect_existing(
    path: Path, *, read_only: bool = False, timeout: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """A plain connection to a file that must exist; nothing is created.

    Opened for writing, SQLite first rolls back what a power cut left half written (a hot journal). With
    ``read_only`` it cannot: that open is for copies nobody writes to and for looking without any change.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{database_uri(path.absolute())}?mode={mode}", uri=True, timeout=timeout, isolation_level=None
    )
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turns faults of SQLite and of the disk into ``OfficeError``; anything else passes unchanged.

    ``path`` is the database file; codes ``database.locked``, ``disk_full``, ``disk_fault``, ``read_only``,
    ``unfinished``, ``gone``, ``cannot_open``, ``damaged``, ``not_ours``.
    """
    try:
        yield
    except Exception as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        fault = _fault(error, path)
        if fault is None:
            raise
        raise fault from error


def _fault(error: Exception, path: Path) -> OfficeError | None:
    if not isinstance(error, sqlite3.Error):
        from sqlalchemy.exc import DBAPIError, TimeoutError

        if isinstance(error, TimeoutError):  # the only connection is in use for too long
            return OfficeError("database.locked", path=path, folder=path.parent)
        if not isinstance(error, DBAPIError):
            return None
    cause = getattr(error, "orig", None) or error
    extended = getattr(cause, "sqlite_errorcode", None)
    if extended is None:
        return None
    name = _EXTENDED.get(extended) or _PRIMARY.get(extended & 0xFF)
    if name is None:
        return None
    if name in _PLACE_LOST and not path.exists():
        name = "gone"
    return OfficeError(f"database.{name}", path=path, folder=path.parent)


def storage_fault(error: OSError, path: Path) -> OfficeError:
    """The same codes for a fault the operating system reports about a file at ``path``."""
    if error.errno in _FULL_ERRNOS or getattr(error, "winerror", None) in _DISK_FULL_WINERRORS:
        name = "disk_full"
    elif error.errno in _FORBIDDEN_ERRNOS:
        # On Windows error 32: another program has the file open.
        name = "locked" if getattr(error, "winerror", None) == 32 else "read_only"
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        name = "gone"
    else:
        name = "disk_fault"
    return OfficeError(f"database.{name}", path=path, folder=path.parent)
