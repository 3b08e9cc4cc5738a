"""Copies and the way back: what is stored, what comes back, what a failure leaves."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine import backup as copying
from thidua_desktop.db.engine.condition import inspect
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import backups, restoring
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "Dữ liệu của phòng")


@pytest.fixture
def app(folder: DataFolder) -> Iterator[AppContext]:
    opened = open_app(folder)
    yield opened
    opened.close()


def fill(app: AppContext, name: str) -> None:
    organisation.save_unit(app, name=name, kind="commune", member_count=3)


def attach(app: AppContext, data: bytes) -> str:
    with app.database.writing("attach") as uow:
        attachments.keep(app, uow, name="tờ trình.pdf", data=data)
    return next(iter(p.name for p in app.folder.attachments.glob("*/*") if p.read_bytes() == data))


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY 1")
        ]
        return [row for table in tables for row in connection.execute(f"SELECT '{table}', * FROM {table}")]


def names(folder: DataFolder) -> list[str]:
    app = open_app(folder)
    try:
        return sorted(unit.name for unit in app.read(units))
    finally:
        app.close()


def test_what_was_destroyed_comes_back_equal_with_its_attachments(
    app: AppContext, folder: DataFolder
) -> None:
    fill(app, "UBND xã Khau Vạt")
    digests = [attach(app, b"mot"), attach(app, b"hai" * 1000)]
    copy = backups.make_copy(app, reason="manual")
    before = rows(folder.database)
    app.close()
    folder.database.write_bytes(b"\0" * 4096)
    shutil.rmtree(folder.attachments)
    done = restoring.restore(folder, copy)
    assert rows(folder.database) == before
    assert (done.files_back, done.files_missing) == (2, 0)
    assert all(copying.file_hash(folder.attachments / d[:2] / d) == d for d in digests)
    assert done.stored is not None and (done.stored / "thidua.db").read_bytes() == b"\0" * 4096


def test_a_restore_keeps_the_present_state_and_can_itself_be_taken_back(
    app: AppContext, folder: DataFolder
) -> None:
    fill(app, "Một")
    copy = backups.make_copy(app, reason="manual")
    fill(app, "Hai")
    app.close()
    restoring.restore(folder, copy)
    assert names(folder) == ["Một"]
    former = restoring.undo_copy(folder)
    assert former is not None
    restoring.restore(folder, former)
    assert names(folder) == ["Hai", "Một"]


def test_a_journal_of_the_old_file_is_never_rolled_into_the_restored_one(
    app: AppContext, folder: DataFolder
) -> None:
    fill(app, "Một")
    copy = backups.make_copy(app, reason="manual")
    app.close()
    journal = folder.database.with_name("thidua.db-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\1" * 4000)
    folder.database.write_bytes(folder.database.read_bytes()[:6000])
    restoring.restore(folder, copy)
    assert not journal.exists()
    assert names(folder) == ["Một"]


def test_a_changed_copy_is_refused_and_nothing_is_touched(app: AppContext, folder: DataFolder) -> None:
    fill(app, "Một")
    copy = backups.make_copy(app, reason="manual")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE unit SET name = 'Khác'")
        connection.commit()
    before = folder.database.read_bytes()
    app.close()
    with pytest.raises(OfficeError, match=r"restoring\.hash_differs"):
        restoring.restore(folder, copy)
    assert folder.database.read_bytes() == before
    assert not list(folder.root.glob("*.restored*"))


def test_ten_and_the_last_of_each_week_and_month_stay(tmp_path: Path) -> None:
    day = dt.date(2026, 11, 30)
    for back in range(400):
        stamp = (day - dt.timedelta(days=back)).isoformat()
        for time in ("080000", "170000"):
            (tmp_path / f"thidua_{stamp}_{time}_day.db").write_bytes(b"")
    backups.thin_out(tmp_path)
    stored = [copying.taken_at(path) for path in copying.copies_in(tmp_path)]
    days = [at.date() for at in stored if at]
    assert len(days) < 10 + 8 + 24
    assert days[:10] == [day - dt.timedelta(days=n // 2) for n in range(10)]
    assert {(d.year, d.month) for d in days} == {(2025, m) for m in (10, 11, 12)} | {
        (2026, m) for m in range(1, 12)
    }


def test_attachments_are_copied_once_however_many_copies_there_are(
    app: AppContext, folder: DataFolder
) -> None:
    attach(app, b"mot")
    backups.make_copy(app, reason="manual")
    stood = {p: p.stat().st_mtime_ns for p in backups.pool_of(folder.backups).glob("*/*")}
    attach(app, b"hai")
    backups.make_copy(app, reason="manual")
    now = {p: p.stat().st_mtime_ns for p in backups.pool_of(folder.backups).glob("*/*")}
    assert len(stood) == 1 and len(now) == 2 and stood.items() <= now.items()


def test_a_copy_that_is_cancelled_leaves_nothing(app: AppContext, folder: DataFolder) -> None:
    fill(app, "Một")

    def stop(_done: int, _total: int, _text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.make_copy(app, reason="manual", progress=stop)
    assert list(folder.backups.iterdir()) == []


def test_a_database_held_by_another_process_ends_the_wait_with_a_sentence(
    app: AppContext, folder: DataFolder
) -> None:
    fill(app, "Một")
    app.close()
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OfficeError, match=r"database\.locked"):
            copying.backup_database(folder.database, folder.backups, reason="manual", locked_seconds=0.5)
        with pytest.raises(OfficeError, match=r"database\.locked"):
            restoring.restore(folder, folder.database)
    assert list(folder.backups.iterdir()) == []


def test_a_copy_cut_short_a_moment_ago_does_not_spoil_the_next(
    app: AppContext, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(app, "Một")
    folder.backups.mkdir()
    monkeypatch.setattr(
        copying, "_free_name", lambda place, _reason: place / "thidua_2026-11-30_080000_day.db"
    )
    (folder.backups / "thidua_2026-11-30_080000_day.tmp").write_bytes(folder.database.read_bytes()[:9000])
    assert copying.copy_sound(backups.make_copy(app, reason="day"))


def test_the_second_place_has_a_copy_that_restores_by_itself(
    app: AppContext, folder: DataFolder, tmp_path: Path
) -> None:
    fill(app, "Một")
    attach(app, b"mot")
    backups.make_copy(app, reason="manual")
    usb = tmp_path / "usb"
    with pytest.raises(OfficeError, match=r"backups\.place_gone"):
        backups.copy_to_second_place(folder, usb)
    usb.mkdir()
    copy = backups.copy_to_second_place(folder, usb)
    app.close()
    other = DataFolder(tmp_path / "máy mới")
    done = restoring.restore(other, copy)
    assert (done.files_back, done.stored) == (1, None)
    assert names(other) == ["Một"]


def test_a_copy_is_made_once_a_day_and_on_closing_only_when_something_changed(app: AppContext) -> None:
    assert backups.copy_of_the_day(app) is None, "nothing was written yet"
    fill(app, "Một")
    assert backups.copy_of_the_day(app) is not None
    assert backups.copy_of_the_day(app) is None
    assert backups.copy_if_changed(app, reason="close") is None
    fill(app, "Hai")
    assert backups.copy_if_changed(app, reason="close") is not None


def test_the_list_says_what_a_copy_holds_and_which_is_damaged(app: AppContext, folder: DataFolder) -> None:
    fill(app, "Một")
    backups.make_copy(app, reason="manual")
    newest = backups.make_copy(app, reason="day")
    newest.write_bytes(newest.read_bytes()[:5000])
    damaged, good = backups.copies(folder.backups)
    assert not damaged.facts.usable
    assert (good.facts.usable, good.facts.units, good.reason) == (True, 1, "manual")
    assert backups.newest_sound(folder.backups) == good.path
    assert inspect(good.path).state == "current"
