"""A write that a power cut ended inside its commit: the pages are half in the file, the journal is hot."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


def unfinished_write(database: Path) -> None:
    """Leaves ``database`` as a power cut would: changed pages in the file, the old ones in the journal."""
    work = database.with_name("power-cut.db")
    shutil.copyfile(database, work)
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # pages go to the file before the commit
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half_written (words)")
        connection.executemany("INSERT INTO half_written VALUES (?)", [("x" * 900,)] * 2000)
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if row[0] not in ("half_written", "sqlite_sequence"):
                connection.execute(f'DELETE FROM "{row[0]}"')
        journal = work.with_name(work.name + "-journal")
        shutil.copyfile(work, database)
        shutil.copyfile(journal, database.with_name(database.name + "-journal"))
        connection.execute("ROLLBACK")
    work.unlink()
    work.with_name(work.name + "-journal").unlink(missing_ok=True)
