"""Brings a database file to this program's schema: makes it, upgrades it after a backup, or refuses it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from thidua_desktop.config import migrations_folder
from thidua_desktop.db.engine.backup import backup_database
from thidua_desktop.db.engine.condition import SchemaState, inspect, known_revisions, pages_sound, refusal
from thidua_desktop.db.engine.session import APPLICATION_ID, faults_named, open_engine, storage_fault
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.held_files import replace_file

__all__ = ["SchemaState", "inspect", "known_revisions", "make_new", "prepare"]

QUICK_CHECK_SECONDS: Final = 1.0
"""How long the pages may be checked before the data are opened."""

_FREE_SHARE: Final = 4
"""A file is shrunk when more than one page in so many is free."""


def prepare(path: Path, *, backups: Path, check_seconds: float = QUICK_CHECK_SECONDS) -> SchemaState:
    """Makes the file ready and returns what it was before.

    OfficeError ``database.lost``, ``empty``, ``newer``, ``not_ours``, ``altered`` or ``damaged``: the file is
    left untouched. A new file is made beside its place and renamed, only in a folder that holds nothing of
    the program; an upgrade is one transaction after a verified backup.
    """
    before = inspect(path)
    refused = refusal(path, before)
    if refused is not None:
        raise refused
    if before.state == "missing":
        make_new(path)
        return before
    if pages_sound(path, seconds=check_seconds) is False:
        raise OfficeError("database.damaged", path=path, folder=path.parent)
    if before.state == "older":
        backup_database(path, backups, reason="upgrade")
        _upgrade(path)
        _shrink(path)
    return before


def make_new(path: Path) -> None:
    """A new database, made beside its place and renamed. OfficeError when the disk refuses."""
    fresh = path.with_name(path.name + ".new")
    journal = fresh.with_name(fresh.name + "-journal")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        journal.unlink(missing_ok=True)
        fresh.unlink(missing_ok=True)
        _upgrade(fresh)
        journal.unlink(missing_ok=True)
        replace_file(fresh, path)
    except OSError as error:
        raise storage_fault(error, path) from error
    finally:
        journal.unlink(missing_ok=True)
        fresh.unlink(missing_ok=True)


def _shrink(path: Path) -> None:
    """Gives the room an upgrade freed back to the disk; without room for a second copy the file stays."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path, isolation_level=None)) as file:
        free = file.execute("PRAGMA freelist_count").fetchone()[0]
        if free * _FREE_SHARE > file.execute("PRAGMA page_count").fetchone()[0]:
            file.execute("VACUUM")


def _upgrade(path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from thidua_desktop.db.engine import name_index

    settings = Config()
    settings.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    engine = open_engine(path, foreign_keys=False)
    try:
        with faults_named(path), engine.connect() as bare:
            connection = bare.execution_options(writes=True)
            with connection.begin():
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
                name_index.rebuild(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise OfficeError("database.damaged", path=path, folder=path.parent)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()
