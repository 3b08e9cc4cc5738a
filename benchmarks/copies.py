"""A verified copy of ten years of data beside copying the file and waiting for the disk; and its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Line, run_alone, side_by_side
from benchmarks.offices import MILLION, ROOT, TEN_YEARS, folder_of
from thidua_desktop.db.engine.backup import backup_database


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def backed_up(source: Path, folder: Path) -> None:
    path = backup_database(source, folder, reason="manual")
    path.unlink()


def peak_growth(source: Path, folder: Path) -> float:
    """Megabytes a process that has the program loaded grows by at most while it makes a copy."""
    script = (
        "import resource, sys; from pathlib import Path; from benchmarks.copies import backed_up\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "backed_up(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    command = [sys.executable, "-c", script, str(source), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return int(done.stdout) / 1024


def measure(quick: bool) -> Iterator[Line]:
    for size in (TEN_YEARS,) if quick else (TEN_YEARS, MILLION):
        source = folder_of(size) / "thidua.db"
        with tempfile.TemporaryDirectory(dir=source.parents[1]) as scratch:
            folder = Path(scratch)
            yield side_by_side(
                f"verified backup, {size.name} ({source.stat().st_size >> 20} MB) / copy and fsync",
                lambda folder=folder, source=source: backed_up(source, folder),
                lambda folder=folder, source=source: copied(source, folder / "bare.db"),
                bound=3.0,
                runs=2 if quick else 5,
            )
            growth = tuple(peak_growth(source, folder) for _ in range(1 if quick else 3))
            yield Line(f"memory a backup takes, {size.name}", growth, (), 20.0, "MB")


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
