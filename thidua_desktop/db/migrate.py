"""Brings a database file to this program's schema: makes it, upgrades it after a backup, or refuses it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from thidua_desktop.config import migrations_folder
from thidua_desktop.db.backup import backup_database
from thidua_desktop.db.session import APPLICATION_ID, faults_named
from thidua_desktop.domain.errors import OfficeError

State = Literal["missing", "current", "older", "newer", "foreign"]


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What the file is, read with plain sqlite3: no library is loaded when nothing is to be done."""

    state: State
    revision: str | None


def known_revisions() -> tuple[str, ...]:
    """Revisions of this program in order, the newest last. File names begin with the revision."""
    files = sorted((migrations_folder() / "versions").glob("[0-9]*.py"))
    return tuple(path.name.partition("_")[0] for path in files)


def inspect(path: Path) -> SchemaState:
    """The state of the file. An empty file is ``missing``: it would pass SQLite's own check."""
    if not path.exists() or path.stat().st_size == 0:
        return SchemaState("missing", None)
    with faults_named(), contextlib.closing(_read_only(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            row = None
    if application != APPLICATION_ID or row is None:
        return SchemaState("foreign", None)
    revisions = known_revisions()
    if row[0] not in revisions:
        return SchemaState("newer", row[0])
    return SchemaState("current" if row[0] == revisions[-1] else "older", row[0])


def prepare(path: Path, *, backups: Path) -> SchemaState:
    """Makes the file ready and returns what it was before.

    OfficeError ``database.newer`` or ``database.not_ours``: the file is left untouched. A new file is made
    beside its place and renamed; an upgrade is one transaction after a verified backup.
    """
    before = inspect(path)
    if before.state == "newer":
        raise OfficeError("database.newer", revision=before.revision)
    if before.state == "foreign":
        raise OfficeError("database.not_ours", path=path)
    if before.state == "missing":
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        _upgrade(fresh)
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
        fresh.replace(path)
    elif before.state == "older":
        backup_database(path, backups, reason="upgrade")
        _upgrade(path)
    return before


def _upgrade(path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from thidua_desktop.db import name_index
    from thidua_desktop.db.session import open_engine

    settings = Config()
    settings.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    engine = open_engine(path, foreign_keys=False)
    try:
        with faults_named(), engine.connect() as bare:
            connection = bare.execution_options(writes=True)
            with connection.begin():
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
                name_index.rebuild(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise OfficeError("database.damaged")
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
