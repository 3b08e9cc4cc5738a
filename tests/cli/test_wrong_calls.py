"""Whatever is typed after the program's name ends in a sentence and a code, never in a trace."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.catalogue.schemes import shipped_keys
from thidua_desktop.cli import main
from thidua_desktop.config import DataFolder
from thidua_desktop.folder_lock import FolderLock
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.organisation import units as organisation

SAMPLES = Path(__file__).parents[1] / "samples"
LIST = SAMPLES / "import" / "o01_mau_chuan.xlsx"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        message = capsys.readouterr()
        assert "Traceback" not in message.out + message.err
        return code, message.out, message.err

    return run


@pytest.mark.parametrize("year", ["-5", "99999999999", "0", "20x4", "", "²⁰²⁴"])
def test_a_year_that_is_none_is_a_wrong_call(call: Call, tmp_path: Path, year: str) -> None:
    code, _, err = call("import", LIST, "--data", tmp_path, f"--year={year}")
    assert code == 2
    assert "bốn chữ số" in err


def test_a_file_in_the_place_of_the_data_folder_is_named(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(b"x")
    for arguments in (
        ["--data", file, "import", LIST],
        ["verify", "--data", file],
        ["backup", "--data", file],
    ):
        code, _, err = call(*arguments)
        assert (code, "là tệp" in err) == (2, True)


@pytest.mark.parametrize("command", [["import"], ["check"], ["plan"], ["score", shipped_keys()[0]]])
def test_only_regular_files_are_read(call: Call, tmp_path: Path, command: list[str]) -> None:
    data = ["--data", tmp_path / "d"] if command == ["import"] else []
    if os.name == "posix":
        pipe = tmp_path / "pipe.xlsx"
        os.mkfifo(pipe)
        for special in (Path("/dev/zero"), pipe):
            code, out, err = call(*command, special, *data)
            assert code == 1 and ("tệp thông thường" in out + err or "bảng điểm" in err)
    code, out, err = call(*command, tmp_path / "không có.xlsx", *data)
    assert code == 1 and ("Không tìm thấy" in out + err or "bảng điểm" in err)


def test_empty_names_and_impossible_folders_are_refused(call: Call, tmp_path: Path) -> None:
    before = sorted(Path.cwd().iterdir())
    assert call("--selftest", "")[0] == 2
    assert call("demo", "--out", "")[0] == 2
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert call("--selftest", file / "inside")[0] == 1
    assert sorted(Path.cwd().iterdir()) == before


def test_an_unforeseen_error_is_a_sentence_with_a_report_that_names_nobody(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("Hoàng Thị Hoà 001085012345")

    monkeypatch.setattr("thidua_desktop.services.backup.maintenance.inspect_folder", fail)
    code, _, err = call("verify", "--data", tmp_path)
    assert code == 1 and "ZeroDivisionError" in err and "Hoàng" not in err
    report = next(tmp_path.glob("thidua-loi-*.txt")).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report and "Hoàng" not in report and "0010" not in report


def test_copies_are_listed_restored_and_taken_back(call: Call, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "d")
    assert call("backup", "--data", folder.root)[0] == 1, "nothing to copy, nothing made"
    assert not folder.root.exists()
    call("import", LIST, "--data", folder.root, "--year", 2024)
    usb = tmp_path / "usb"
    usb.mkdir()
    assert call("backup", "--data", folder.root, "--to", usb)[0] == 0
    newest = sorted(folder.backups.glob("*_manual.db"))[-1]
    assert newest.name in call("restore", "--data", folder.root)[1]
    assert f'"{newest.name}"' in call("restore", "--json", "--data", folder.root)[1]
    folder.database.unlink()
    code, _, err = call("import", LIST, "--data", folder.root, "--year", 2024)
    assert code == 1 and "main.py restore" in err
    shutil.rmtree(folder.attachments)
    code, out, _ = call("restore", newest.name, "--data", folder.root)
    assert code == 0 and "đưa trở lại: 1; còn thiếu: 0" in out
    assert call("verify", "--data", folder.root)[0] == 0
    assert call("restore", "--undo", "--data", folder.root)[0] == 1, "nothing stood there before"
    app = open_app(folder)
    organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    count = len(app.read(units))
    app.close()
    assert call("restore", newest, "--data", folder.root)[0] == 0
    assert call("restore", "--undo", "--data", folder.root)[0] == 0
    app = open_app(folder)
    assert len(app.read(units)) == count
    app.close()


def test_no_restore_while_a_window_is_open_or_another_program_writes(call: Call, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    open_app(folder).close()
    call("backup", "--data", tmp_path)
    copy = next(folder.backups.glob("*.db"))
    window = FolderLock(tmp_path / "window.lock")
    assert window.acquire()
    code, _, err = call("restore", copy, "--data", tmp_path)
    window.release()
    assert code == 1 and "Hãy đóng cửa sổ" in err
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, _, err = call("restore", copy, "--data", tmp_path)
    assert code == 1 and "đang được một cửa sổ" in err


def test_no_command_opens_a_socket(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    data = tmp_path / "d"
    assert call("import", LIST, "--dry-run", "--data", data)[0] == 0
    assert call("import", LIST, "--data", data, "--year", 2024)[0] == 0
    assert call("check", SAMPLES / "eligibility_cases.json")[0] == 0
    for command in (["verify"], ["backup"], ["restore"]):
        assert call(*command, "--data", data)[0] == 0
    assert call("--selftest", tmp_path / "s")[0] == 0


def test_a_dry_run_on_damaged_data_names_the_data_folder_and_not_a_passing_copy(
    call: Call, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path)
    open_app(folder).close()
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("CREATE VIEW strange AS SELECT 1")
        connection.commit()
    code, _, err = call("import", LIST, "--dry-run", "--data", tmp_path)
    assert code == 1
    assert str(folder.database) in err and "view strange" in err
