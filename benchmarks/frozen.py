"""Start of the frozen program until its window can be used, beside the same start from source.

Needs a build: ``make frozen``. Both open the same data folder in turns; the end is the line the window writes into
its log. The wall clock is taken because a frozen program is another process than its launcher on some systems.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measuring import Line, run_alone
from benchmarks.offices import ROOT
from thidua_desktop.config import DataFolder

PROGRAM: Final = (
    ROOT / "dist" / "ThiDuaDesktop" / ("ThiDuaDesktop.exe" if os.name == "nt" else "ThiDuaDesktop")
)
LIMIT_SECONDS: Final = 120


def seconds_to_usable(command: list[str], folder: DataFolder) -> float:
    """From the start of the process to the window's first idle moment. RuntimeError when there is none."""
    log = folder.logs / "thidua.log"
    log.unlink(missing_ok=True)
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--data", str(folder.root)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    try:
        while time.monotonic() - begun < LIMIT_SECONDS:
            if log.exists() and " usable\n" in log.read_text(encoding="utf-8"):
                return time.monotonic() - begun
            if process.poll() is not None:
                break
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()
    raise RuntimeError(f"{command[0]} opened no window")


def measure(quick: bool) -> Iterator[Line]:
    if not PROGRAM.exists():
        print(f"{PROGRAM} is missing: make frozen", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = DataFolder(Path(scratch) / "data")
        folder.root.mkdir()
        frozen, source = [str(PROGRAM)], [sys.executable, str(ROOT / "main.py")]
        runs = [
            (seconds_to_usable(frozen, folder), seconds_to_usable(source, folder))
            for _ in range(4 if quick else 10)
        ][1:]
    ours, theirs = zip(*runs, strict=True)
    yield Line("start of the frozen window / from source (wall)", ours, theirs, 1.5)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
