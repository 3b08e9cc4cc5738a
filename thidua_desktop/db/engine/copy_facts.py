"""What a database file holds, read with plain SQL: copies of every earlier revision can be shown."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.db.engine.condition import inspect, pages_sound
from thidua_desktop.db.engine.session import connect_existing, faults_named
from thidua_desktop.domain.errors import OfficeError

_COUNTED: Final = {
    "persons": "SELECT count(*) FROM person WHERE deleted_at IS NULL",
    "units": "SELECT count(*) FROM unit WHERE deleted_at IS NULL",
    "decisions": "SELECT count(*) FROM decision WHERE deleted_at IS NULL",
    "grants": "SELECT count(*) FROM award_grant",
    "entries": "SELECT count(*) FROM journal_entry",
}


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What is in a copy. ``usable``: this program opens it, upgrading it first where it is older."""

    usable: bool
    state: str
    revision: str | None = None
    office: str = ""
    years: tuple[int, ...] = ()
    persons: int = 0
    units: int = 0
    decisions: int = 0
    grants: int = 0
    entries: int = 0
    last_change: str = ""
    """Moment of the last action, ISO text; empty when nothing was done yet."""
    links_sound: bool = True


def facts_of(path: Path, *, seconds: float = 20.0) -> CopyFacts:
    """Reads a copy; a damaged or foreign one is reported so and never raises for it.

    ``seconds``: how long its pages may be checked. OfficeError when the file cannot be reached at all.
    """
    found = inspect(path)
    if found.state not in ("current", "older"):
        return CopyFacts(False, found.state, found.revision)
    if pages_sound(path, seconds=seconds) is False:
        return CopyFacts(False, "damaged", found.revision)
    try:
        with contextlib.closing(connect_existing(path, read_only=True)) as copy:
            return _read(copy, found.state, found.revision)
    except sqlite3.DatabaseError:
        return CopyFacts(False, "damaged", found.revision)


def last_entry(path: Path) -> tuple[int, str]:
    """Number and moment of the last action in a database; (0, "") when there is none.

    OfficeError when the file cannot be read as a database of this program; so does ``attachment_hashes``.
    """
    with _reading(path) as connection:
        row = connection.execute("SELECT id, at FROM journal_entry ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def attachment_hashes(path: Path) -> frozenset[str]:
    """Hashes of the attachments a database names, with those whose action was taken back."""
    with _reading(path) as connection:
        stored = {row[0] for row in connection.execute("SELECT sha256 FROM attachment")}
        taken_back = connection.execute(
            "SELECT json_extract(before, '$.sha256') FROM journal_change"
            " WHERE table_name = 'attachment' AND op = 'D'"
        )
        return frozenset(stored | {row[0] for row in taken_back if row[0]})


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with faults_named(path):
        try:
            with contextlib.closing(connect_existing(path, read_only=True)) as connection:
                yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a table is not there
                raise OfficeError("database.not_ours", path=path, folder=path.parent) from error
            raise


def _read(copy: sqlite3.Connection, state: str, revision: str | None) -> CopyFacts:
    counts = {name: int(copy.execute(sql).fetchone()[0]) for name, sql in _COUNTED.items()}
    years = copy.execute(
        "SELECT award_year FROM award_grant UNION SELECT year FROM decision UNION SELECT year FROM nomination"
        " UNION SELECT year FROM plan ORDER BY 1"
    )
    office = copy.execute("SELECT name FROM office LIMIT 1").fetchone()
    last = copy.execute("SELECT at FROM journal_entry ORDER BY id DESC LIMIT 1").fetchone()
    return CopyFacts(
        True,
        state,
        revision,
        office=office[0] if office else "",
        years=tuple(int(row[0]) for row in years if row[0]),
        last_change=last[0] if last else "",
        links_sound=copy.execute("PRAGMA foreign_key_check").fetchone() is None,
        **counts,
    )


def readable(path: Path) -> bool:
    """Whether the file can be opened as a database of this program at all."""
    try:
        return inspect(path).state in ("current", "older")
    except OfficeError:
        return False
