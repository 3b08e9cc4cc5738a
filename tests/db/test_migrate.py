"""A data file is made, upgraded or refused; never left half done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from thidua_desktop.db.engine import condition, migrate
from thidua_desktop.db.engine.backup import backup_database
from thidua_desktop.db.engine.schema import is_modelled, metadata
from thidua_desktop.db.engine.session import open_engine
from thidua_desktop.domain.errors import OfficeError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "Dữ liệu của phòng" / "thidua.db"
    migrate.prepare(target, backups=tmp_path / "backups")
    return target


def test_the_revisions_make_exactly_the_tables_of_the_models(path: Path) -> None:
    engine = open_engine(path)
    with engine.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(
                connection, opts={"render_as_batch": True, "include_name": is_modelled}
            ),
            metadata,
        )
    engine.dispose()
    assert differences == []


def test_a_ready_file_is_recognised_without_loading_the_migration_library(path: Path) -> None:
    assert migrate.inspect(path).state == "current"


def test_an_empty_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "thidua.db"
    path.touch()
    with pytest.raises(OfficeError, match=r"database\.empty"):
        migrate.prepare(path, backups=tmp_path)
    assert path.stat().st_size == 0


def test_a_missing_file_is_made_only_where_nothing_of_ours_is(tmp_path: Path) -> None:
    path = tmp_path / "thidua.db"
    (tmp_path / "attachments" / "ab").mkdir(parents=True)
    (tmp_path / "attachments" / "ab" / "abcd").write_bytes(b"x")
    with pytest.raises(OfficeError, match=r"database\.lost"):
        migrate.prepare(path, backups=tmp_path / "backups")
    assert not path.exists()


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_was(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(OfficeError, match=r"database\.newer"):
        migrate.prepare(path, backups=tmp_path / "backups")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"day la van ban thuong" * 100, None])
def test_a_file_that_is_not_ours_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "thidua.db"
    if content is None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE other (x)")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(OfficeError, match=r"database\.not_ours"):
        migrate.prepare(path, backups=tmp_path)


def test_a_failing_revision_leaves_nothing_half_done(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    original = migrate.migrations_folder()
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (folder / name).write_text((original / name).read_text(encoding="utf-8"), encoding="utf-8")
    for revision in (original / "versions").glob("0*.py"):
        target = folder / "versions" / revision.name
        target.write_text(revision.read_text(encoding="utf-8"), encoding="utf-8")
    last = migrate.known_revisions()[-1]
    (folder / "versions" / "9000_bad.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision = '9000'\ndown_revision = {last!r}\nbranch_labels = None\ndepends_on = None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer))\n"
        "    raise RuntimeError('no')\n",
        encoding="utf-8",
    )
    for module in (migrate, condition):
        monkeypatch.setattr(module, "migrations_folder", lambda: folder)
    with pytest.raises(RuntimeError, match="no"):
        migrate.prepare(path, backups=tmp_path / "backups")
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert "half" not in tables
    assert migrate.inspect(path) == migrate.SchemaState("older", last)
    assert len(list((tmp_path / "backups").glob("*_upgrade.db"))) == 1, "a backup precedes every upgrade"


def test_a_backup_is_checked_and_carries_its_hash(path: Path, tmp_path: Path) -> None:
    copy = backup_database(path, tmp_path / "usb", reason="test")
    assert migrate.inspect(copy).state == "current"
    assert copy.with_suffix(".sha256").read_text(encoding="utf-8").endswith(f"{copy.name}\n")
    second = backup_database(path, tmp_path / "usb", reason="test")
    assert second != copy
