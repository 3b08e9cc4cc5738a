"""What Windows does otherwise: held files, network paths, folders of any name, the order of files."""

from __future__ import annotations

import ast
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from tests.project.source import ROOT, below, called, nothing, place, read, tree
from thidua_desktop.db.engine.session import connect_existing, database_uri
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.held_files import replace_file, retried
from thidua_desktop.services.importing.many_files import files_in

FOLDERS = (
    "Máy tính văn phòng",
    "Chương trình & dữ liệu 100%",
    "à á â ã è é ê ì í ò ó ô õ ù ú ý",
    "a'b (c) `$[x]",
)


def held(times: int) -> list[OSError]:
    """What Windows answers while a scanner has a new file open."""
    errors = []
    for _ in range(times):
        error = PermissionError(13, "held")
        error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        errors.append(error)
    return errors


def hold(monkeypatch: pytest.MonkeyPatch, errors: list[OSError]) -> list[Path]:
    """``Path.replace`` raises these first, then works; the targets it was called with."""
    tried: list[Path] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        tried.append(target)
        if errors:
            raise errors.pop()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return tried


def test_a_file_a_scanner_holds_for_a_moment_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = hold(monkeypatch, held(4))
    path = tmp_path / "Quyết định.pdf"
    write_atomically(path, b"new")
    assert (path.read_bytes(), len(tried), list(tmp_path.iterdir())) == (b"new", 5, [path])


def test_a_file_open_in_excel_is_refused_by_name_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua_desktop.held_files.time.monotonic", iter(range(99)).__next__)
    hold(monkeypatch, held(99))
    path = tmp_path / "Danh sách.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(OfficeError, match="file_busy"):
        write_atomically(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_other_refusals_are_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = hold(monkeypatch, [PermissionError(13, "no right")])
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a", tmp_path / "b")
    assert len(tried) == 1


def test_every_file_takes_its_place_through_one_function() -> None:
    def of_its_own(call: ast.Call) -> bool:
        one_path = isinstance(call.func, ast.Attribute) and call.func.attr == "replace"
        return (one_path and len(call.args) == 1 and not call.keywords) or called(call) in (
            "os.replace",
            "shutil.move",
        )

    nothing(
        place(path, node)
        for path in below("thidua_desktop", "ui")
        if path.name != "held_files.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and of_its_own(node)
    )


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"\\may-chu\Thi đua\thidua.db", "file:////may-chu/Thi%20%C4%91ua/thidua.db"),
        (r"C:\Phòng & 100%\a#b?.db", "file:///C:/Ph%C3%B2ng%20%26%20100%25/a%23b%3F.db"),
    ],
)
def test_sqlite_opens_a_path_of_windows_without_an_authority(path: str, uri: str) -> None:
    assert database_uri(PureWindowsPath(path)) == uri


@pytest.mark.parametrize("name", FOLDERS)
def test_a_database_is_opened_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    database = tmp_path / name / "thidua.db"
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as made:
        made.execute("CREATE TABLE a (b)")
    with closing(connect_existing(database, read_only=True)) as opened:
        assert opened.execute("SELECT count(*) FROM a").fetchone() == (0,)
    if os.name == "posix":  # SQLite accepts the form of a network path: an empty authority, two slashes
        with closing(sqlite3.connect(f"file:///{database.as_posix()}?mode=ro", uri=True)) as opened:
            assert opened.execute("SELECT count(*) FROM a").fetchone() == (0,)


def test_no_address_of_a_database_is_made_another_way() -> None:
    nothing(path.name for path in below("thidua_desktop", "ui") if ".as_uri(" in read(path))


def test_files_of_a_folder_come_in_one_order_on_every_system(tmp_path: Path) -> None:
    names = ["b.xlsx", "A/z.xlsx", "a.xlsx", "B2.xlsx", "a-1/c.xlsx"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = [path.relative_to(tmp_path).as_posix() for path in files_in([tmp_path])]
    assert found == ["A/z.xlsx", "a-1/c.xlsx", "a.xlsx", "b.xlsx", "B2.xlsx"]


def test_a_walk_through_folders_never_takes_the_order_of_the_system() -> None:
    nothing(
        place(path, node)
        for path in below("thidua_desktop", "ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and called(node) == "sorted"
        and ".rglob(" in ast.unparse(node)
        and not node.keywords
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_the_window_keeps_its_look_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    base = tmp_path / name
    shutil.copytree(ROOT / "resources" / "style", base / "resources" / "style")
    shown = (
        "import sys, pathlib, thidua_desktop.config as c; c._BASE = pathlib.Path(sys.argv[1])\n"
        "from PySide6.QtWidgets import QApplication; a = QApplication([])\n"
        "from ui.style.theme import theme; theme().apply('light')\n"
        "from PySide6.QtWidgets import QCheckBox\n"
        "b = QCheckBox('x'); b.setChecked(True); b.resize(60, 30); image = b.grab().toImage()\n"
        "print(sorted({image.pixelColor(x, y).name() for x in range(24) for y in range(30)} & {'#1560b7', '#ffffff'}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", shown, str(base)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.stderr, ended.stdout.strip()) == ("", "['#1560b7', '#ffffff']")


def test_retrying_ends() -> None:
    def always() -> None:
        raise held(1)[0]

    with pytest.raises(PermissionError):
        retried(always, seconds=0.05)
