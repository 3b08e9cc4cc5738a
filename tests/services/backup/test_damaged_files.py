"""Thirty ways a data file is damaged: refused in a sentence, never written to, restored from a copy."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.hot_journal import unfinished_write
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.condition import pages_sound
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import backups, restoring
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.texts import error_sentence

Damage = Callable[[Path], None]
NAMES = [f"UBND xã Khau Vạt {number}" for number in range(30)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = DataFolder(tmp_path_factory.mktemp("template"))
    app = open_app(folder)
    for name in NAMES:
        organisation.save_unit(app, name=name, kind="commune", member_count=3)
    save_person(app, full_name="Hoàng Thị Hoà", unit_id=app.read(units)[0].id)
    backups.make_copy(app, reason="day")
    app.close()
    return folder.root


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(template, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def written(*changes: tuple[int, bytes]) -> Damage:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        for offset, new in changes:
            data[offset : offset + len(new)] = new
        path.write_bytes(bytes(data))

    return damage


def cut(share: float) -> Damage:
    return lambda path: path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def filled(first: float, last: float, byte: bytes) -> Damage:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        begin, end = int(len(data) * first), int(len(data) * last)
        data[begin:end] = byte * (end - begin)
        path.write_bytes(bytes(data))

    return damage


def noise(first: float, seed: int) -> Damage:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        begin = int(len(data) * first)
        data[begin:] = random.Random(seed).randbytes(len(data) - begin)
        path.write_bytes(bytes(data))

    return damage


def root_page_zeroed(table: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            page = connection.execute(asked, (table,)).fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
        written(((page - 1) * size, b"\0" * size))(path)

    return damage


def sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return damage


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (words)")
        connection.commit()


def gone_with_journal(path: Path) -> None:
    path.unlink()
    path.with_name("thidua.db-journal").write_bytes(b"x" * 600)


REFUSED: dict[str, tuple[Damage, str]] = {
    "missing": (lambda path: path.unlink(), "lost"),
    "missing, journal left": (gone_with_journal, "lost"),
    "zero bytes": (lambda path: path.write_bytes(b""), "empty"),
    "one byte": (lambda path: path.write_bytes(b"S"), "not_ours"),
    "header only": (lambda path: path.write_bytes(path.read_bytes()[:100]), "damaged|not_ours"),
    "one page": (lambda path: path.write_bytes(path.read_bytes()[:4096]), "damaged"),
    "half": (cut(0.5), "damaged"),
    "all but the last page": (lambda path: path.write_bytes(path.read_bytes()[:-4096]), "damaged"),
    "cut inside a page": (lambda path: path.write_bytes(path.read_bytes()[:-100]), "damaged"),
    "header zeroed": (written((0, b"\0" * 100)), "not_ours"),
    "magic changed": (written((0, b"SQLite formaT 3\0")), "not_ours"),
    "text file": (lambda path: path.write_text("danh sách " * 900, encoding="utf-8"), "not_ours"),
    "random bytes": (noise(0, 1), "not_ours"),
    "zeroed from the middle": (filled(0.5, 1, b"\0"), "damaged"),
    "first third overwritten": (filled(0.02, 0.33, b"\x5a"), "damaged"),
    "last third noise": (noise(0.66, 2), "damaged"),
    "pages of schema overwritten": (written((100, b"\x11" * 200)), "damaged|not_ours|altered"),
    "root of units zeroed": (root_page_zeroed("unit"), "damaged"),
    "root of persons zeroed": (root_page_zeroed("person"), "damaged"),
    "root of the journal zeroed": (root_page_zeroed("journal_entry"), "damaged"),
    "root of the revision zeroed": (root_page_zeroed("alembic_version"), "damaged|altered"),
    "another program's file": (other_program, "not_ours"),
    "another application id": (sql("PRAGMA application_id=7"), "not_ours"),
    "newer revision": (sql("UPDATE alembic_version SET version_num='9999'"), "newer"),
    "two revisions": (sql("INSERT INTO alembic_version VALUES ('0001')"), "altered"),
    "no revision": (sql("DELETE FROM alembic_version"), "altered"),
    "a table dropped": (sql("DROP TABLE print_item"), "altered"),
    "a column dropped": (sql("ALTER TABLE unit DROP COLUMN member_count"), "altered"),
    "a trigger that deletes": (
        sql("CREATE TRIGGER x AFTER INSERT ON journal_entry BEGIN DELETE FROM person; END"),
        "altered",
    ),
    "a view in the place of a table": (
        sql("DROP TABLE print_item", "CREATE VIEW print_item AS SELECT 1 AS id"),
        "altered",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_damaged_file_is_refused_unchanged_and_a_copy_brings_everything_back(
    name: str, folder: DataFolder
) -> None:
    damage, codes = REFUSED[name]
    damage(folder.database)
    before = folder.database.read_bytes() if folder.database.exists() else None
    with pytest.raises(OfficeError) as refused:
        open_app(folder)
    assert refused.value.code in {f"database.{code}" for code in codes.split("|")}
    assert "…" not in error_sentence(refused.value)
    assert (folder.database.read_bytes() if folder.database.exists() else None) == before
    newest = backups.newest_sound(folder.backups)
    assert newest is not None
    restored = restoring.restore(folder, newest)
    app = open_app(folder)
    assert sorted(unit.name for unit in app.read(units)) == sorted(NAMES)
    app.close()
    if before is not None and restored.stored is not None and restored.stored.is_dir():
        assert (restored.stored / "thidua.db").read_bytes() == before


def healed(name: str) -> Damage:
    def garbage(path: Path) -> None:
        path.with_name("thidua.db-journal").write_bytes(b"rac " * 900)

    def wal(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")

    return {"hot journal": unfinished_write, "garbage journal": garbage, "write-ahead log": wal}[name]


@pytest.mark.parametrize("name", ["hot journal", "garbage journal", "write-ahead log"])
def test_what_sqlite_can_heal_opens_without_a_word(name: str, folder: DataFolder) -> None:
    healed(name)(folder.database)
    app = open_app(folder)
    assert sorted(unit.name for unit in app.read(units)) == sorted(NAMES)
    organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    backups.make_copy(app, reason="manual")
    app.close()
    assert pages_sound(folder.database, seconds=60)


def test_a_folder_that_vanishes_or_a_file_that_is_replaced_is_called_so(folder: DataFolder) -> None:
    app: AppContext = open_app(folder)
    assert app.read(units)
    away = folder.root.with_name("moved")
    shutil.move(folder.root, away)
    with pytest.raises(OfficeError) as refused:
        organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    assert refused.value.code == "database.gone"
    app.close()
    shutil.move(away, folder.root)
    again = open_app(folder)
    assert len(again.read(units)) == len(NAMES)
    again.close()


def test_a_clock_set_back_is_noticed_and_copies_stay_in_order(folder: DataFolder) -> None:
    app = open_app(folder)
    assert backups.clock_behind(app) == ""
    now = app.database.clock
    app.database.clock = lambda: now().replace(year=1980)
    assert backups.clock_behind(app) != ""
    app.database.clock = now
    newest = backups.copies(folder.backups)[0].path
    far = newest.with_name("thidua_2099-01-01_080000_day.db")
    newest.replace(far)
    newest.with_suffix(".sha256").replace(far.with_suffix(".sha256"))
    made = backups.make_copy(app, reason="manual")
    assert backups.copies(folder.backups)[0].path == made
    app.close()
