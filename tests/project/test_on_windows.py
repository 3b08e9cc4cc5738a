"""What only Windows itself can prove: its locks, its long paths, its folders. Skipped elsewhere."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project.source import ROOT
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.backup import maintenance
from thidua_desktop.workbooks.reading.reader import open_file

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows locks an open file")
SAMPLE = ROOT / "tests" / "samples" / "import" / "o01_mau_chuan.xlsx"
_READ, _OPEN_EXISTING = 0x80000000, 3


@contextmanager
def opened_alone(path: Path) -> Iterator[None]:
    """The file as Excel or a scanner holds it: open, and shared with nobody."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), _READ, 0, None, _OPEN_EXISTING, 0, None)
    assert handle != ctypes.c_void_p(-1).value
    try:
        yield
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def test_a_file_open_in_excel_is_refused_by_name_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "Danh sách.xlsx"
    path.write_bytes(b"old")
    with opened_alone(path), pytest.raises(OfficeError, match="file_busy"):
        write_atomically(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_a_file_a_scanner_lets_go_of_is_written(tmp_path: Path) -> None:
    path, held = tmp_path / "Quyết định.pdf", threading.Event()
    path.write_bytes(b"old")

    def scan() -> None:
        with opened_alone(path):
            held.set()
            time.sleep(0.4)

    scanner = threading.Thread(target=scan)
    scanner.start()
    assert held.wait(60)
    write_atomically(path, b"new")
    scanner.join()
    assert path.read_bytes() == b"new"


def test_a_workbook_open_in_excel_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "Đề nghị.xlsx"
    shutil.copy(SAMPLE, path)
    with opened_alone(path):
        assert open_file(path).code == "FILE_LOCKED"


def test_data_stand_in_a_folder_deeper_than_windows_paths(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["Hồ sơ thi đua, khen thưởng của các đơn vị"] * 7)
    folder = DataFolder(deep)
    app = open_app(folder)
    try:
        assert all(check.ok for check in maintenance.verify(app))
    finally:
        app.close()
    assert len(str(deep)) > 260 and folder.database.stat().st_size > 0


def test_a_windowed_python_without_a_console_answers_in_the_log(tmp_path: Path) -> None:
    silent = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "import ui.core.answer_box as box; shown = []; box.show_answer = lambda words, log: shown.append(words)\n"
        "import main; code = main.main(['verify', '--data', sys.argv[1]])\n"
        "raise SystemExit(10 + code if shown and shown[0] else 99)"
    )
    environment = {**os.environ, "LOCALAPPDATA": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", silent, str(tmp_path / "Chưa có")], cwd=ROOT, env=environment, check=False
    )
    assert ended.returncode == 11
