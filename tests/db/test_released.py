"""A data file of every schema that left the project opens in this program with everything in it."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.migrate import inspect, known_revisions, prepare
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.db.engine.session import open_engine
from thidua_desktop.queries.lookup.finding import find_receivers

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
    app = open_app(folder)
    try:
        assert app.read(find_receivers, "nguyen", limit=10).rows
    finally:
        app.close()
    assert inspect(folder.database).revision == known_revisions()[-1]
    after = _counts(folder.database)
    assert {name: after[name] for name in before} == before
    assert len(list(folder.backups.glob("*_upgrade.db"))) == 1


def _schema(path: Path) -> Mapping[tuple[str, str], str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in found}


@pytest.mark.parametrize("packed", RELEASED, ids=lambda path: path.name.partition(".")[0])
def test_an_upgraded_file_keeps_the_same_rules_as_a_new_one(packed: Path, tmp_path: Path) -> None:
    """Checks, links, indexes and defaults too: what a new office is refused, an old one is refused."""
    upgraded, made = _unpacked(packed, tmp_path / "old.db"), tmp_path / "new" / "new.db"
    for path in (upgraded, made):
        prepare(path, backups=tmp_path / "backups")
    assert _schema(upgraded) == _schema(made)
    with closing(sqlite3.connect(upgraded)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("word", ["CHECK (", "UNIQUE (", "DEFAULT "])
def test_the_revisions_lost_no_rule_of_the_models(word: str, tmp_path: Path) -> None:
    """What the comparison of columns does not look at."""
    made, direct = tmp_path / "new" / "new.db", tmp_path / "direct.db"
    prepare(made, backups=tmp_path / "backups")
    engine = open_engine(direct)
    metadata.create_all(engine)
    engine.dispose()
    counts = [{key: sql.count(word) for key, sql in _schema(path).items()} for path in (made, direct)]
    assert {key: count for key, count in counts[0].items() if key in counts[1]} == counts[1]


def test_every_released_schema_is_stored_here() -> None:
    assert [path.name for path in RELEASED] == ["0001.db.xz"]
