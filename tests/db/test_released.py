"""A data file of every schema that left the house opens in this program with everything in it."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_desk
from thidua_desktop.config import DataFolder
from thidua_desktop.db.migrate import inspect, known_revisions
from thidua_desktop.queries.grants import search

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db.xz"))


def _unpacked(packed: Path, path: Path) -> Path:
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return path


def _counts(path: Path) -> Mapping[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
            if name != "alembic_version"
        }


@pytest.mark.parametrize("packed", RELEASED, ids=lambda path: path.name.partition(".")[0])
def test_a_file_of_a_released_program_is_upgraded_after_a_backup_with_every_row_in_it(
    packed: Path, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path / "Dữ liệu")
    folder.database.parent.mkdir(parents=True)
    before = _counts(_unpacked(packed, folder.database))
    desk = open_desk(folder)
    try:
        assert desk.read(search, "nguyen")
    finally:
        desk.close()
    assert inspect(folder.database).revision == known_revisions()[-1]
    after = _counts(folder.database)
    assert {name: after[name] for name in before} == before
    assert len(list(folder.backups.glob("*_upgrade.db"))) == 1


def test_every_released_schema_is_kept_here() -> None:
    assert [path.name for path in RELEASED] == ["0001.db.xz"]
