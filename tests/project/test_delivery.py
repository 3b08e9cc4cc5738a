"""What is handed over: setup, portable ZIP, Linux archive, their names and hashes; one version everywhere."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import struct
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import thidua_desktop
from tests.project.source import ROOT, read
from thidua_desktop.config import APP_NAME, BOOK_ENDING, resource


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ci_{name}", ROOT / ".ci" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


deliver = script("deliver")
VERSION = thidua_desktop.__version__
PARTS = {"_internal/a.dll": 60_000, "_internal/resources/tệp.toml": 10, "LICENSE": 5}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "Bản dựng & 100%"
    for name, size in PARTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.urandom(size))
    return folder


def hashes_hold(folder: Path) -> None:
    for path in folder.iterdir():
        assert " " not in path.name
        if path.suffix != ".sha256":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            note = path.with_name(f"{path.name}.sha256").read_text(encoding="utf-8")
            assert note == f"{digest}  {path.name}\n"


@pytest.mark.skipif(deliver.makensis() is None, reason="makensis is not installed")
def test_a_windows_build_becomes_a_setup_and_a_zip(build: Path, tmp_path: Path) -> None:
    (build / "ThiDuaDesktop.exe").write_bytes(os.urandom(90_000))
    out = tmp_path / "Kết quả"
    setup, portable = deliver.deliver(build, out)
    names = [f"ThiDuaDesktop-{VERSION}-setup.exe", f"ThiDuaDesktop-{VERSION}-portable.zip"]
    assert [setup.name, portable.name] == names
    assert {path.name for path in out.iterdir()} == {*names, *(f"{name}.sha256" for name in names)}
    content = setup.read_bytes()
    assert content[:2] == b"MZ"
    assert len(content) > 150_000  # holds both parts, which do not compress
    assert b"asInvoker" in content and b"requireAdministrator" not in content
    assert VERSION.encode("utf-16-le") in content
    with zipfile.ZipFile(portable) as packed:
        sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
    expected = {**PARTS, "ThiDuaDesktop.exe": 90_000}
    assert sizes == {f"ThiDuaDesktop/{name}": size for name, size in expected.items()}
    hashes_hold(out)
    before = portable.read_bytes()
    assert deliver.portable(build, out).read_bytes() == before


def test_a_linux_build_becomes_an_archive_with_a_menu_entry(build: Path, tmp_path: Path) -> None:
    (build / "ThiDuaDesktop").write_bytes(b"#!")
    (build / "ThiDuaDesktop").chmod(0o755)
    (archive,) = deliver.deliver(build, tmp_path / "out")
    assert archive.name == f"ThiDuaDesktop-{VERSION}-linux.tar.gz"
    with tarfile.open(archive) as tar:
        modes = {entry.name: entry.mode for entry in tar}
        entry = tar.extractfile("ThiDuaDesktop/ThiDuaDesktop.desktop")
        assert entry is not None and "Name=Thi Đua Desktop" in entry.read().decode()
    names = {*PARTS, "ThiDuaDesktop", "ThiDuaDesktop.desktop", "ThiDuaDesktop.svg"}
    assert set(modes) == {f"ThiDuaDesktop/{name}" for name in names}
    if os.name == "posix":
        assert modes["ThiDuaDesktop/ThiDuaDesktop"] & 0o100
    hashes_hold(tmp_path / "out")


def test_a_folder_without_the_program_is_refused(build: Path, tmp_path: Path) -> None:
    with pytest.raises(deliver.DeliveryError, match="make frozen"):
        deliver.deliver(build, tmp_path / "out")


def test_the_setup_leaves_the_data_and_asks_no_administrator() -> None:
    text = read(ROOT / ".ci" / "setup.nsi")
    assert "RequestExecutionLevel user" in text and "HKLM" not in text
    assert re.findall(r'!define NAME "(\w+)"', text) == [APP_NAME]
    # The data folder is shown, never removed: what is deleted stands below the program's own folder.
    removed = re.findall(r'^\s*(?:RMDir|Delete)\s+(?:/r\s+)?"([^"]+)"', text, re.MULTILINE)
    assert {path for path in removed if not path.startswith("$INSTDIR")} == {
        "$SMPROGRAMS\\${TITLE}.lnk",
        "$DESKTOP\\${TITLE}.lnk",
    }
    assert set(re.findall(r'RMDir /r "([^"]+)"', text)) == {"$INSTDIR\\_internal"}
    assert text.count("!insertmacro REQUIRE_CLOSED") == 3
    assert text.count("MessageBox") == text.count("/SD ID")  # a silent call waits for nobody


def test_the_change_log_speaks_of_this_version() -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)\b", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert newest is not None and newest[1] == VERSION == deliver.version()


def test_the_icon_is_made_from_our_drawing(tmp_path: Path) -> None:
    icon = resource("style", "app.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", icon)
    sides = [icon[6 + 16 * place] or 256 for place in range(count)]
    make = script("make_icon")
    assert (reserved, kind, sides) == (0, 1, list(make.SIZES))
    for place in range(count):
        size, offset = struct.unpack_from("<II", icon, 6 + 16 * place + 8)
        assert icon[offset : offset + 8] == b"\x89PNG\r\n\x1a\n" and offset + size <= len(icon)
    assert 'ICON = ROOT / "resources" / "style" / "app.ico"' in read(ROOT / "installer.spec")


def test_run_bat_tells_each_missing_thing_apart() -> None:
    lines = (ROOT / "run.bat").read_text(encoding="utf-8").splitlines()
    said = {line.split(" echo ")[0] for line in lines if " echo " in line and line.startswith("if ")}
    assert said == {
        "if not exist .ci\\setup.py",
        "if not defined FOUND",
        "if not defined PY",
        *(f'if "%RESULT%"=="{code}"' for code in (4, 5)),
    }
    assert any("win-amd64" in line for line in lines)


def test_a_hand_over_book_opens_with_the_program_and_the_mark_goes_with_it() -> None:
    text = read(ROOT / ".ci" / "setup.nsi")
    section, removal = text.split('Section "Uninstall"')
    assert f'\\{BOOK_ENDING}" "" "${{BOOK}}"' in section
    assert """'"$INSTDIR\\${NAME}.exe" "%1"'""" in section
    assert f'DeleteRegKey HKCU "${{CLASSES}}\\{BOOK_ENDING}"' in removal
