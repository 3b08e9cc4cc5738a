"""What Windows does otherwise: held files, network paths, folders of any name, the order of files."""

from __future__ import annotations

import ast
import ctypes
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from tests.project.source import ROOT, below, called, nothing, place, read, tree
from thidua_desktop.data_place import data_place
from thidua_desktop.db.engine.session import connect_existing, database_uri
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.held_files import replace_file, retried
from thidua_desktop.long_paths import LONGEST, long_form, plain_form
from thidua_desktop.services.importing.many_files import files_in
from thidua_desktop.workbooks.reading.bounds import Limits, bound_by_job

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


@pytest.mark.parametrize("start", ["C:\\", "\\\\may-chu\\ho so\\"])
def test_a_path_of_any_length_has_a_form_windows_takes(start: str) -> None:
    deep = PureWindowsPath(start + "\\".join(["Hồ sơ thi đua khen thưởng các đơn vị"] * 12), "Đề nghị.xlsx")
    long = long_form(deep)
    assert str(long).startswith("\\\\?\\") and str(long).endswith("Đề nghị.xlsx")
    assert long_form(long) == long and long_form(long, room=500) == long
    assert plain_form(long) == long  # still too long for the usual form
    near = PureWindowsPath(start, "Hồ sơ")
    assert long_form(near) == near
    assert plain_form(long_form(near, room=LONGEST)) == near


def test_the_database_of_a_long_path_is_named_letter_by_letter() -> None:
    deep = long_form(PureWindowsPath("C:\\" + "a" * 300, "thidua.db"))
    address = database_uri(deep)
    assert address.startswith("file:%5C%5C%3F%5CC%3A%5C") and "/" not in address


class Kernel:
    """What stands for kernel32: remembers what a job is asked for."""

    def __init__(self, *, job: int | None = 7) -> None:
        self.memory, self.flags, self.assigned = 0, 0, False
        self.CreateJobObjectW = lambda *_: job
        self.GetCurrentProcess = lambda: 2**64 - 1
        self.SetInformationJobObject = self._put
        self.AssignProcessToJobObject = self._assign
        for name in ("CreateJobObjectW", "GetCurrentProcess"):
            setattr(self, name, _Function(getattr(self, name)))

    def _put(self, _job: object, kind: int, limits: object, size: int) -> int:
        assert (kind, size) == (9, 144)
        found = ctypes.cast(limits, ctypes.POINTER(Limits)).contents  # type: ignore[arg-type]
        self.memory, self.flags = found.process_memory, found.basic.flags
        return 1

    def _assign(self, _job: object, _process: object) -> int:
        self.assigned = True
        return 1


class _Function:
    """A function of a library: it can be called and given the type of its answer."""

    def __init__(self, call: Callable[..., object]) -> None:
        self.call, self.restype = call, None

    def __call__(self, *given: object) -> object:
        return self.call(*given)


def test_the_reader_of_doubtful_files_is_bounded_by_a_job_on_windows() -> None:
    kernel = Kernel()
    assert bound_by_job(kernel, 2 << 30)
    assert (kernel.memory, kernel.flags & 0x100, kernel.assigned) == (2 << 30, 0x100, True)
    assert not bound_by_job(Kernel(job=None), 2 << 30)


@pytest.mark.skipif(
    sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version"),
    reason="Wine grants a job and counts no memory for it",
)
def test_a_process_that_asks_for_too_much_memory_is_ended_here(tmp_path: Path) -> None:
    code = (
        "from thidua_desktop.workbooks.reading.bounds import bound_memory\n"
        "assert bound_memory(1 << 30)\n"
        "try:\n    bytearray(3 << 30)\nexcept MemoryError:\n    raise SystemExit(3)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == 3


def test_a_folder_of_the_officer_is_never_resolved() -> None:
    """A mapped drive would become a share, and a long path is refused by some systems."""
    spared = {("config.py", "Path(__file__)")}
    nothing(
        place(path, node)
        for path in below("thidua_desktop", "ui")
        if "demo" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("resolve", "realpath")
        and (path.name, ast.unparse(node.func.value)) not in spared
    )


def test_every_file_is_handed_to_the_machine_by_one_function_that_heeds_the_answer() -> None:
    callers = [path.name for path in below("thidua_desktop", "ui") if "QDesktopServices" in read(path)]
    assert callers == ["opening.py"]


def test_no_date_or_number_is_written_as_the_region_of_the_machine_has_it() -> None:
    ours = re.compile(
        r"QLocale\.system\(|^\s*(?:import locale|from locale)\b|strftime\([^)]*%[xXcpAaBb]", re.M
    )
    nothing(path.name for path in below("thidua_desktop", "ui") if ours.search(read(path)))
    assert 'QLocale.setDefault(QLocale("vi_VN"))' in read(ROOT / "ui" / "app.py")


def test_no_word_with_marks_stands_in_a_date_format() -> None:
    """``strftime`` of Windows takes the letters of its region only."""
    nothing(
        place(path, node)
        for path in below("thidua_desktop", "ui", "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "strftime"
        and not ast.unparse(node).isascii()
    )


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        (r"C:\Dữ liệu\ThiDuaDesktop", ""),
        (r"D:\Thi đua", ""),
        (r"C:\Hà\OneDrive - UBND xã\Thi đua", "synchronised"),
        (r"E:\Đồng bộ\Thi đua", "synchronised"),
        (r"D:\Dropbox\Thi đua", "synchronised"),
        (r"\\may-chu\ho so\Thi đua", "network"),
        (r"\\?\UNC\may-chu\ho so\Thi đua", "network"),
        (r"\\?\D:\Thi đua", ""),
    ],
)
def test_a_folder_that_puts_a_database_at_risk_is_known(folder: str, place: str) -> None:
    assert data_place(PureWindowsPath(folder), {"OneDriveCommercial": "E:\\Đồng bộ"}) == place
