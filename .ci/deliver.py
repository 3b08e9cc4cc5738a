"""Makes what is handed over from a build folder: ``python .ci/deliver.py [BUILD [OUT]]``.

A Windows build (``ThiDuaDesktop.exe`` in it) becomes a setup, by makensis of NSIS 3, and a portable ZIP; a Linux
build becomes a ``.tar.gz`` with a menu entry. Each file gets a ``.sha256`` beside it. Exit code: 0 made,
1 refused with a line.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "ThiDuaDesktop"
ICON = ROOT / "resources" / "style" / "app.ico"
DRAWING = ROOT / "resources" / "style" / "app.svg"
SCRIPT = ROOT / ".ci" / "setup.nsi"
SIDE = ROOT / ".ci" / "side.bmp"
WHEN = (2000, 1, 1, 0, 0, 0)
"""One date for every file of an archive: the same build gives the same archive."""
MENU_ENTRY = f"""[Desktop Entry]
Type=Application
Name=Thi Đua Desktop
Comment=Thi đua, khen thưởng
Exec={NAME} %F
Icon={NAME}
Terminal=false
Categories=Office;
StartupWMClass={NAME}
"""


class DeliveryError(Exception):
    """One line for the person at the console."""


def main(arguments: list[str]) -> int:
    build = Path(arguments[0]) if arguments else ROOT / "dist" / NAME
    out = Path(arguments[1]) if len(arguments) > 1 else ROOT / "dist"
    try:
        made = deliver(build.resolve(), out.resolve())
    except DeliveryError as error:
        print(f"deliver: {error}", file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1_000_000:.1f} MB")
    return 0


def deliver(build: Path, out: Path) -> list[Path]:
    """Every file made, each with its hash beside it. DeliveryError."""
    out.mkdir(parents=True, exist_ok=True)
    if (build / f"{NAME}.exe").is_file():
        made = [setup(build, out), portable(build, out)]
    elif (build / NAME).is_file():
        made = [archive(build, out)]
    else:
        raise DeliveryError(f"{build} holds neither {NAME}.exe nor {NAME}: build it with make frozen.")
    for path in made:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        note = path.with_name(f"{path.name}.sha256")
        note.write_text(f"{digest}  {path.name}\n", encoding="utf-8", newline="\n")
    return made


def version() -> str:
    """The version of the program, three numbers."""
    found = re.search(
        r'__version__ = "(\d+\.\d+\.\d+)"', (ROOT / "thidua_desktop" / "__init__.py").read_text("utf-8")
    )
    if found is None:
        raise DeliveryError("thidua_desktop/__init__.py names no version of three numbers.")
    return found[1]


def makensis() -> str | None:
    """The compiler of setups: on the search path, or where its own setup puts it on Windows."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "/nowhere")) / "NSIS" / "makensis.exe"
    return shutil.which("makensis") or (str(usual) if usual.is_file() else None)


def setup(build: Path, out: Path) -> Path:
    """The setup. Any warning of makensis is a fault: it may mean a file or a sentence that is missing."""
    compiler = makensis()
    if compiler is None:
        raise DeliveryError(
            "makensis is missing (Debian: apt-get install nsis; Windows: nsis.sourceforge.io)."
        )
    target = out / f"{NAME}-{version()}-setup.exe"
    with tempfile.TemporaryDirectory() as language:
        composed(language_files(compiler), Path(language))
        values = {"VERSION": version(), "BUILD": build, "OUT": target, "ICON": ICON, "SIDE": SIDE}
        values["LANGUAGE"] = Path(language)
        defined = [f"-D{name}={value}" for name, value in values.items()]
        ended = called(compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT))
    if ended.returncode != 0:
        raise DeliveryError(f"makensis ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}".rstrip())
    return target


def called(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)


def language_files(compiler: str) -> Path:
    """Where NSIS has its own sentences. DeliveryError when they are not there."""
    found = re.search(r"\bNSISDIR=([^,\r\n]+)", called(compiler, "-HDRINFO").stdout)
    home = Path(found[1]) if found else Path(compiler).parent
    folder = home / "Contrib" / "Language files"
    if not (folder / "Vietnamese.nlf").is_file():
        raise DeliveryError(f"{folder} has no Vietnamese sentences of NSIS.")
    return folder


def composed(theirs: Path, ours: Path) -> None:
    """The Vietnamese sentences of NSIS with composed letters: Windows draws the marks of others beside them."""
    for ending in ("nlf", "nsh"):
        name = f"Vietnamese.{ending}"
        words = unicodedata.normalize("NFC", (theirs / name).read_text("utf-8-sig"))
        (ours / name).write_text(words, encoding="utf-8-sig", newline="\r\n")


def portable(build: Path, out: Path) -> Path:
    """The ZIP to unpack anywhere, everything below one folder."""
    target = out / f"{NAME}-{version()}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files(build):
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(build).as_posix()}", WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    return target


def archive(build: Path, out: Path) -> Path:
    """The Linux program with its menu entry and drawing; links and rights stay."""
    target = out / f"{NAME}-{version()}-linux.tar.gz"

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = entry.mtime = 0
        entry.uname = entry.gname = ""
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in files(build):
            tar.add(path, f"{NAME}/{path.relative_to(build).as_posix()}", filter=plain)
        for name, data in (
            (f"{NAME}.desktop", MENU_ENTRY.encode()),
            (f"{NAME}.svg", DRAWING.read_bytes()),
        ):
            entry = tarfile.TarInfo(f"{NAME}/{name}")
            entry.size, entry.mode = len(data), 0o644
            tar.addfile(entry, io.BytesIO(data))
    return target


def files(build: Path) -> list[Path]:
    """Every file and link of a build in one order."""
    found = [path for path in build.rglob("*") if path.is_symlink() or path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(build).as_posix())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
