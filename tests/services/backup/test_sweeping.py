"""Scratch files and forgotten copies go by their age; what is used or young stays."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import VIEW_MARK, DataFolder
from thidua_desktop.services.backup.stray_files import orphans, sweep
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext

DAY = 86_400


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppContext]:
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    opened = open_app(DataFolder(tmp_path / "data"))
    yield opened
    opened.close()


def made(path: Path, *, days: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "attachments/ab/.4f.tmp",
        "backups/2026-01-01_close.db.tmp",
        "backups/2026-01-01_close.db.tmp-journal",
        "backups/attachments/ab/.4f.tmp",
        ".4f.tmp",
        "thidua.db.restored",
        "thidua.db.new",
        "thidua.db.new-journal",
    ],
)
def test_scratch_files_of_yesterday_go_and_those_of_today_stay(app: AppContext, name: str) -> None:
    path = made(app.folder.root / name, days=0.9)
    assert (sweep(app.folder), path.exists()) == (0, True)
    made(path, days=1.1)
    assert (sweep(app.folder), path.exists()) == (1, False)
    assert app.folder.database.exists()


def test_an_attachment_without_a_row_goes_after_thirty_days_and_one_with_a_row_never(app: AppContext) -> None:
    with app.database.writing("demo") as uow:
        attachments.keep(app, uow, name="a.pdf", data=b"%PDF used")
    used = next(app.folder.attachments.glob("??/*"))
    os.utime(used, (0, 0))
    stray = made(app.folder.attachments / "cd" / ("cd" + "0" * 62), days=29.5)
    assert [orphan.path for orphan in orphans(app.folder)] == [stray]
    assert (sweep(app.folder), stray.exists()) == (0, True)
    made(stray, days=30.5)
    assert (sweep(app.folder), stray.exists(), used.exists()) == (1, False, True)


def test_passing_folders_go_after_a_day_and_a_book_looked_at_after_thirty(
    app: AppContext, tmp_path: Path
) -> None:
    def folder(name: str, file: str, days: float) -> Path:
        path = made(tmp_path / "passing" / name / file, days=days)
        top = tmp_path / "passing" / name
        os.utime(top, (path.stat().st_mtime, path.stat().st_mtime))
        return top

    shown = folder("thidua-1", "a.pdf", 1.1)
    young = folder("thidua-2", "a.pdf", 0.5)
    viewed = folder("thidua-3", f"book/{VIEW_MARK}", 5)
    forgotten = folder("thidua-4", f"book/{VIEW_MARK}", 31)
    foreign = folder("other-5", "a.pdf", 99)
    sweep(app.folder)
    left = [path.exists() for path in (shown, young, viewed, forgotten, foreign)]
    assert left == [False, True, True, False, True]
