"""What a database file is before anything works on it: current, older, damaged, or something else."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from thidua_desktop.config import migrations_folder
from thidua_desktop.db.engine.session import APPLICATION_ID, connect_existing, faults_named
from thidua_desktop.domain.errors import OfficeError

State = Literal["missing", "lost", "empty", "current", "older", "newer", "foreign", "altered", "damaged"]

_MAGIC: Final = b"SQLite format 3\0"
_INSTRUCTIONS_PER_LOOK: Final = 20_000
COLUMNS: Final = "09d81dfadeb8397d"
"""``digest_of`` the newest schema: a file that has it is known to be whole without loading the models."""
SIDE_FILES: Final = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a database; each belongs to exactly that file."""


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What the file is. ``objects``: what does not belong into an ``altered`` file, or is missing there."""

    state: State
    revision: str | None = None
    objects: tuple[str, ...] = ()


def known_revisions() -> tuple[str, ...]:
    """Revisions of this program in order, the newest last. File names begin with the revision."""
    files = sorted((migrations_folder() / "versions").glob("[0-9]*.py"))
    return tuple(path.name.partition("_")[0] for path in files)


def inspect(path: Path) -> SchemaState:
    """The state of the file; a write cut short by a power failure is rolled back first.

    ``missing``: no database, and nothing of the program in its folder. ``lost``: no database although
    attachments or backups stand beside it. ``empty``: zero bytes (SQLite's own check would pass it).
    OfficeError when the file is locked, forbidden or on a failing disk.
    """
    if not path.exists():
        return SchemaState("lost" if _has_traces(path) else "missing")
    if path.stat().st_size == 0:
        return SchemaState("empty")
    journal = path.with_name(path.name + "-journal")
    if not (journal.exists() and journal.stat().st_size) and not _looks_like_sqlite(path):
        return SchemaState("foreign")
    try:
        with faults_named(path), contextlib.closing(connect_existing(path)) as connection:
            found = _state_of(connection)
            if found.state in ("current", "older") and _cut_short(connection, path):
                return SchemaState("damaged", found.revision)
            return found
    except OfficeError as error:
        match error.code:
            case "database.damaged":
                return SchemaState("damaged")
            case "database.not_ours":
                return SchemaState("foreign")
            case _:
                raise


def refusal(path: Path, found: SchemaState) -> OfficeError | None:
    """Why a file in this state is not opened; None for one that is, or that is made or upgraded."""
    code = {
        "lost": "database.lost",
        "empty": "database.empty",
        "newer": "database.newer",
        "foreign": "database.not_ours",
        "altered": "database.altered",
        "damaged": "database.damaged",
    }.get(found.state)
    if code is None:
        return None
    return OfficeError(
        code,
        path=path,
        folder=path.parent,
        revision=found.revision or "",
        objects=", ".join(found.objects),
    )


def pages_sound(path: Path, *, seconds: float) -> bool | None:
    """SQLite's quick check; None when it was not finished within ``seconds``."""
    end = time.monotonic() + seconds
    with faults_named(path), contextlib.closing(connect_existing(path)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, _INSTRUCTIONS_PER_LOOK)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return None
            raise
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
                return False
            raise


def strange_objects(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Triggers and views: this program makes none, so they come from somebody else."""
    rows = connection.execute(
        "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1"
    )
    return tuple(row[0] for row in rows)


def digest_of(columns: Mapping[str, Iterable[str]]) -> str:
    """One value for the tables and columns of a file; those of SQLite, Alembic and the name index aside."""
    names = [
        f"{table}.{column}"
        for table, found in columns.items()
        if not table.startswith(("sqlite_", "name_index", "alembic_"))
        for column in found
    ]
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]


def lacking_objects(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Tables and columns of this program's schema that the file does not have."""
    present: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table'"
    ):
        present.setdefault(table, set()).add(column)
    if digest_of(present) == COLUMNS:
        return ()
    from thidua_desktop.db.engine.schema import metadata

    lacking = []
    for table in metadata.sorted_tables:
        if table.name not in present:
            lacking.append(table.name)
        else:
            missing = {column.name for column in table.columns} - present[table.name]
            lacking += [f"{table.name}.{column}" for column in sorted(missing)]
    return tuple(lacking)


def _state_of(connection: sqlite3.Connection) -> SchemaState:
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # rolls a hot journal back
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        return SchemaState("foreign")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        return SchemaState("foreign")
    strange = strange_objects(connection)
    if strange:
        return SchemaState("altered", objects=strange)
    versions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    if len(versions) != 1:
        return SchemaState("altered", objects=("alembic_version",))
    revisions = known_revisions()
    if versions[0] not in revisions:
        return SchemaState("newer", versions[0])
    if versions[0] != revisions[-1]:
        return SchemaState("older", versions[0])
    lacking = lacking_objects(connection)
    if lacking:
        return SchemaState("altered", versions[0], lacking)
    return SchemaState("current", versions[0])


def _cut_short(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is smaller than its header says; SQLite reads a missing end of a page as zeros."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    return path.stat().st_size < int(pages) * int(size)


def _looks_like_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _has_traces(path: Path) -> bool:
    """Whether the folder holds data of this program although its database is not there."""
    folder = path.parent
    if any(path.with_name(path.name + ending).exists() for ending in SIDE_FILES):
        return True
    return any((folder / "attachments").glob("*/*")) or any((folder / "backups").glob("*.db"))
