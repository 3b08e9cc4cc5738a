"""Makes ready what a make target needs: the virtual environment, the locked packages, Qt's system libraries.

Standard library only, and readable by an older Python 3 so that it can look for a newer one:
``python3 .ci/setup.py core|window|tests|frozen``. Nothing is installed again when nothing has changed.
Exit codes: 0 ready, 3 no suitable Python, 4 no environment, 5 packages refused, 6 system library missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)

LOCKS = {"core": ("requirements.lock",), "dev": ("requirements.lock", "requirements-dev.lock")}
"""Files whose contents decide whether a level is up to date; the last one is what pip installs."""

PIP_INSTALL = (
    *(str(PYTHON), "-m", "pip", "install"),
    *("-qq", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"),
)
"""The locks are complete, so pip never resolves anything: pip up to 23 refuses a lock with extras as soon as
a newer version of the extra's package is published. ``pip check`` proves afterwards that none is missing."""

QT_OFFSCREEN = (
    "import PySide6.QtPrintSupport, PySide6.QtSvg; from PySide6.QtWidgets import QApplication as A; A([])"
)
QT_WINDOW = (
    "import ctypes, pathlib, PySide6.QtGui;"
    "ctypes.CDLL(pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so')"
)
"""Loading the X11 plugin needs no display, only the libraries it was linked with."""

FREEZER = (
    "import shutil, sys; from PyInstaller.depend.bindepend import get_python_library_path as library;"
    "sys.exit(0 if library() and shutil.which('objdump') else 'PyInstaller needs objdump and libpython')"
)

PROBES = {
    "offscreen": (QT_OFFSCREEN, "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"),
    "window": (
        QT_WINDOW,
        "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0"
        " libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libcups2",
    ),
    "freezer": (FREEZER, "binutils libpython{version}"),
}
"""What is tried in the environment, and the Debian packages that help when it fails."""

NEEDS = {
    "core": ("core", ()),
    "window": ("core", ("offscreen", "window")),
    "tests": ("dev", ("offscreen",)),
    "frozen": ("dev", ("offscreen", "freezer")),
}


class SetupError(Exception):
    """One line for the person at the console, and the exit code."""

    def __init__(self, code: int, line: str) -> None:
        super().__init__(line)
        self.code = code


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in NEEDS:
        print("usage: setup.py " + "|".join(NEEDS), file=sys.stderr)
        return 2
    level, probes = NEEDS[arguments[0]]
    try:
        if not runs([PYTHON, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"]):
            make_environment(find_python())
        install_packages(level)
        for probe in probes:
            system_ready(probe)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return error.code
    return 0


def find_python() -> str:
    """An interpreter that is new enough: this one, else the newest on the search path."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and runs([found, "-c", "import ssl, sqlite3, venv"]):
            return found
    raise SetupError(
        3, "Python 3.11 or newer is needed (Debian/Ubuntu: apt-get install python3 python3-pip)."
    )


def make_environment(python: str) -> None:
    """Create .venv, also where Debian has split ensurepip off into python3-venv."""
    notify(f"making .venv with {python}")
    shutil.rmtree(VENV, ignore_errors=True)
    if runs([python, "-m", "venv", VENV]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if runs([python, "-m", "venv", "--without-pip", VENV]) and lend_pip():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    version = version_of(python)
    if apt_install([f"python{version}-venv"]) and runs([python, "-m", "venv", VENV]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise SetupError(4, f"no virtual environment could be made; install python{version}-venv or pip.")


def lend_pip() -> bool:
    """Put pip into an environment that was made without it, using whichever pip the machine has."""
    folder = output([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    install = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--target", folder, "pip"]
    return any(runs([python, *install]) for python in (sys.executable, "python3")) and runs(
        [PYTHON, "-m", "pip", "--version"]
    )


def install_packages(level: str) -> None:
    """Install the lock of this level, hashes checked, unless exactly this was installed before."""
    digests = {name: digest(files) for name, files in LOCKS.items()}
    try:
        installed = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        installed = {}
    if installed.get(level) == digests[level]:
        return
    lock = LOCKS[level][-1]
    notify(f"installing {lock}")
    if subprocess.run([*PIP_INSTALL, "--requirement", str(ROOT / lock)], check=False).returncode != 0:
        raise SetupError(5, f"the packages of {lock} could not be installed.")
    if subprocess.run([str(PYTHON), "-m", "pip", "check"], stdout=sys.stderr, check=False).returncode != 0:
        raise SetupError(5, f"{lock} is not complete: write it again with make lock.")
    installed[level] = digests[level]
    if level == "dev":
        installed["core"] = digests["core"]
    STAMP.write_text(json.dumps(installed), encoding="utf-8")


def digest(files: tuple[str, ...]) -> str:
    """Hash of the locks' contents; line ends do not count."""
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in files)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def system_ready(probe: str) -> None:
    """Ask whether the system has what Qt or the freezer loads, and install it where that is allowed."""
    if not sys.platform.startswith("linux"):
        return
    code, names = PROBES[probe]
    trouble = trouble_with(code)
    if not trouble:
        return
    packages = names.format(version=version_of(PYTHON)).split()
    if apt_install(packages):
        trouble = trouble_with(code)
    if trouble:
        raise SetupError(6, f"{trouble} - missing system libraries, install: {' '.join(packages)}")


def trouble_with(code: str) -> str:
    """The last line of what went wrong, empty when all is there."""
    tried = subprocess.run(
        [PYTHON, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if tried.returncode == 0:
        return ""
    return (tried.stderr.strip().splitlines() or [f"Qt ended with {tried.returncode}"])[-1]


def apt_install(packages: list[str]) -> bool:
    """True when apt-get installed them; False where there is no apt-get or no right to use it."""
    if not shutil.which("apt-get"):
        return False
    rights = administrator()
    if rights is None:
        return False
    notify("installing " + " ".join(packages))
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    runs([*apt, "update"])
    return runs([*apt, "install", "-y", "--no-install-recommends", *packages])


def administrator() -> list[str] | None:
    """What stands before a command that root must run; None when nobody could be asked for the password."""
    if WINDOWS:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and (sys.stdin.isatty() or runs(["sudo", "-n", "true"])):
        return ["sudo"]
    return None


def runs(command: list[str | Path]) -> bool:
    """True when the command could be started and ended well; its chatter is swallowed."""
    quiet = subprocess.DEVNULL
    try:
        return subprocess.run(command, stdout=quiet, stderr=quiet, check=False).returncode == 0
    except OSError:
        return False


def version_of(python: str | Path) -> str:
    return output([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])


def output(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def notify(line: str) -> None:
    print(f"setup: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
