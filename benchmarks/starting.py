"""Start to usable window, warm and cold, its memory, and the stalls of first openings; beside a bare window.

Processor seconds of the process for the ratio: the wall clock of a shared machine measures its neighbours.
Cold means that the files of Python, Qt and the program are no longer in the memory of the system.
"""

from __future__ import annotations

import os
import shutil
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Line, run_alone
from benchmarks.offices import MILLION, ROOT, SMALL, TEN_YEARS, Size, folder_of
from benchmarks.windows import started

STALL_MS = 100.0


def forget_files() -> None:
    """Asks the system to drop what it holds of the files a start reads; does nothing elsewhere than on Linux."""
    if not hasattr(os, "posix_fadvise"):
        return
    places = [Path(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib")]
    for folder in (*places, ROOT / "thidua_desktop", ROOT / "ui", ROOT / "resources"):
        for path in folder.rglob("*"):
            if path.is_file():
                number = os.open(path, os.O_RDONLY)
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(number)


def starts(size: Size, folder: Path, runs: int) -> Iterator[Line]:
    pairs = [(started("start", folder), started("bare")) for _ in range(runs + 1)][1:]
    for what, key, of_bare, unit, bound in (
        ("start to usable window (cpu)", "usable_cpu", "cpu", "s", 3.0),
        ("start to usable window (wall)", "usable_wall", "wall", "s", None),
        ("start to filled page (cpu)", "cpu", "cpu", "s", None),
        ("start to filled page (wall)", "wall", "wall", "s", None),
        ("memory after start", "memory", "memory", "MB", 2.0),
    ):
        ours, theirs = zip(*((mine[key], bare[of_bare]) for mine, bare in pairs), strict=True)
        yield Line(f"{what}, {size.name} / bare window", ours, theirs, bound, unit)


def cold(folder: Path, runs: int) -> Line:
    ours, theirs = [], []
    for _ in range(runs):
        forget_files()
        ours.append(started("start", folder)["usable_wall"])
        forget_files()
        theirs.append(started("bare")["wall"])
    return Line("cold start to usable window (wall) / bare window", tuple(ours), tuple(theirs), 3.0)


def openings(folder: Path, runs: int) -> Iterator[Line]:
    walks = [started("tabs", folder) for _ in range(runs)]
    bare = tuple(started("bare")["memory"] for _ in range(runs))
    yield Line(
        "memory after every page and tab / bare window",
        tuple(walk["memory"] for walk in walks),
        bare,
        3.5,
        "MB",
    )
    names = sorted(walks[0]["stalls"], key=lambda name: -walks[0]["stalls"][name])
    for name in names[:6]:
        stalls = tuple(walk["stalls"][name] for walk in walks)
        yield Line(f"longest stall at first opening of {name}", stalls, (), STALL_MS, "ms")


def measure(quick: bool) -> Iterator[Line]:
    for size in (TEN_YEARS,) if quick else (SMALL, TEN_YEARS, MILLION):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "data"
            shutil.copytree(folder_of(size), folder)
            yield from starts(size, folder, 2 if quick else 5)
            if size is TEN_YEARS:
                yield from openings(folder, 1 if quick else 3)
                if not quick:
                    yield cold(folder, 3)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
