"""The real window in a process of its own: when it can be used, what it holds, how long it stalls.

Run as ``python -m benchmarks.windows JOB FOLDER``; prints one JSON line. ``start`` notes when the window stands
and answers, and ends when its first page is filled; ``tabs`` ends when every page and tab was opened; ``bare`` is
an empty window of PySide6. Modules are compiled once for all runs, as they are in the delivered program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
_HEARTBEAT_MS: Final = 5
_STATUS: Final = Path("/proc/self/smaps_rollup")


def started(job: str, folder: Path | str = "") -> dict[str, Any]:
    """What a fresh process measured, and ``wall``: seconds from its start to the end of the job."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.windows", job, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "benchmarks" / "bytecode"),
        },
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    walls = {name.replace("ended", "wall"): value - begun for name, value in found.items() if "ended" in name}
    return found | walls


def memory() -> dict[str, float]:
    """Megabytes of this process now: in all, and shared with nobody. Empty where Linux' files are missing."""
    if not _STATUS.exists():
        return {}
    kilobytes = {
        line.split(":")[0]: int(line.split()[1])
        for line in _STATUS.read_text(encoding="utf-8").splitlines()[1:]
    }
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return {"memory": kilobytes["Rss"] / 1024, "private": private / 1024}


def report(**more: Any) -> None:
    found = {"cpu": time.process_time(), "ended": time.monotonic(), **memory(), **more}
    print(json.dumps(found), flush=True)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    application.processEvents()
    report()


class Heart:
    """Beats every few milliseconds; a stall is processor time of the window's thread between two beats."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_HEARTBEAT_MS)

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.thread_time()

    def _beat(self) -> None:
        now = time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def walk(window: Any) -> Iterator[tuple[str, Any]]:
    """Every page and every tab of it: its name, and what opens it."""
    from ui.pages.registry import PAGES
    from ui.pages.tabs import TabbedPage

    for entry in PAGES:
        yield entry.key, lambda key=entry.key: window.open_page(key)
        page = window.page(entry.key)
        if isinstance(page, TabbedPage):
            for key in page._keys[1:]:
                yield f"{entry.key}/{key}", lambda page=page, key=key: page.open_tab(key)


def program(job: str, folder: Path) -> None:
    """The program as ``main.py`` starts it; stops by itself when the job is done."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from thidua_desktop.config import DataFolder
    from ui import app as program_app

    make = program_app.make_application
    stalls: dict[str, float] = {}
    usable: dict[str, float] = {}
    opened: list[Any] = []

    def made(arguments: list[str]) -> QApplication:
        application = make(arguments)
        opened.append(QTimer())
        opened[0].timeout.connect(look)
        opened[0].start(2)
        return application

    def look() -> None:
        window = next((one for one in QApplication.topLevelWidgets() if hasattr(one, "open_page")), None)
        if window is None or not window.isVisible() or not window.current_key:
            return
        if not usable:
            usable.update(usable_cpu=time.process_time(), usable_ended=time.monotonic())
        if window.context.runner.busy:
            return
        if job == "start":
            report(**usable)
        else:
            opened[0].stop()
            heart = Heart()
            for name, step in walk(window):
                heart.restart()
                step()
                _settle(window)
                stalls[name] = heart.longest * 1000
            report(stalls=stalls)
        os._exit(0)

    program_app.make_application = made
    program_app.run(DataFolder(folder))


def _settle(window: Any) -> None:
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + 0.05
    while window.context.runner.busy or time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
        sys.stdout.flush()
        os._exit(0)
    program(sys.argv[1], Path(sys.argv[2]))
