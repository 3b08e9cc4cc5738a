"""Installs, uses, upgrades and removes the program on Windows as an officer does: ``try_setup.py SETUP.exe``.

For a machine of its own: it refuses to run where this user already has the program or data of it. Every step
must end as the officer expects; the first that does not is printed. Exit code: 0 all right, 1 not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import winreg
from collections.abc import Callable
from pathlib import Path
from typing import Final

NAME: Final = "ThiDuaDesktop"
ROOT: Final = Path(__file__).resolve().parent.parent
SECONDS: Final = 300
OPEN: Final = 2
"""Exit code of a setup that finds the program open."""
KEYS: Final = (
    rf"Software\{NAME}",
    rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}",
    r"Software\Classes\.tdkt",
)
DETACHED: Final = 0x00000008


class TrialError(Exception):
    """One line: what did not go as expected."""


def main(arguments: list[str]) -> int:
    local = Path(os.environ["LOCALAPPDATA"])
    data, folder = local / NAME, local / "Programs" / "Máy tính văn phòng" / "Thi đua & khen thưởng 100%"
    if data.exists() or folder.exists():
        print(f"try_setup: {data} is in use on this machine", file=sys.stderr)
        return 1
    try:
        walk(Path(arguments[0]).absolute(), folder, data)
    except TrialError as error:
        print(f"try_setup: {error}", file=sys.stderr)
        return 1
    print("installed, self-test, refused while open, upgraded after a backup, removed, data left: ok")
    return 0


def walk(setup: Path, folder: Path, data: Path) -> None:
    """The steps in the order of an officer's years with the program. TrialError."""
    program = folder / f"{NAME}.exe"
    install = f'"{setup}" /S /D={folder}'
    expect(ended(install) == 0 and program.exists(), "the setup did not install")
    expect(all(map(registered, KEYS)), "an entry of the registry is missing")
    tested = subprocess.run([sys.executable, str(ROOT / ".ci" / "selftest.py"), str(folder)], check=False)
    expect(tested.returncode == 0, "the installed program failed its self-test")
    answered_without_console(program, data)
    window = subprocess.Popen([program], env={**os.environ, "QT_QPA_PLATFORM": "windows"})
    try:
        log = data / "logs" / "thidua.log"
        expect(soon(lambda: log.exists() and " usable" in log.read_text("utf-8")), "no window opened")
        expect(ended(install) == OPEN, "the setup replaced a program that is open")
    finally:
        window.kill()
        window.wait()
    before = set(copies(data))
    expect(soon(lambda: ended(install) == 0), "the upgrade failed")
    expect(len(set(copies(data)) - before) == 1, "the upgrade made no backup")
    expect(ended(f'"{folder / "uninstall.exe"}" /S') == 0, "the uninstaller failed")
    expect(soon(lambda: not folder.exists()), f"the uninstaller left {folder}")
    expect(not any(map(registered, KEYS)), "an entry of the registry was left")
    expect((data / "thidua.db").stat().st_size > 0 and bool(copies(data)), "the data were not left")


def answered_without_console(program: Path, data: Path) -> None:
    """A command of a shortcut: its answer stands in the log while the message waits to be closed."""
    asked = subprocess.Popen([program, "verify", "--data", data / "gone"], creationflags=DETACHED)
    try:
        log = data / "logs" / "command.log"
        expect(soon(lambda: log.exists() and bool(log.read_text("utf-8").strip())), "a command was silent")
        expect("Traceback" not in log.read_text("utf-8"), "a command without a console failed")
    finally:
        asked.kill()
        asked.wait()


def copies(data: Path) -> list[str]:
    return [path.name for path in (data / "backups").glob("*.db") if path.stat().st_size]


def ended(command: str) -> int:
    return subprocess.run(command, timeout=SECONDS, check=False).returncode


def registered(key: str) -> bool:
    try:
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, key).Close()  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True


def soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def expect(holds: bool, sentence: str) -> None:
    if not holds:
        raise TrialError(sentence)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
