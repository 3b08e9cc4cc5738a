"""How long an import takes beside the bare minimum, in one run: ``python benchmarks/importing.py``.

The dry run opens the file, finds its tables, cleans, parses, matches against a register of persons and reports
every finding; beside it openpyxl in read-only mode, or calamine, merely reads the same file. The import of
staged rows stands beside a bare ``executemany`` of the same rows into the same tables. Runs alternate and
medians are compared, so that only ratios count. The program runs as in its window, where cycles are collected
by a timer (``ui/core/garbage.py``). Peak memory is that of a fresh process in which the program
is loaded, for each: what reading takes of the memory of the program the officer has open.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.import_files import big_list, make_app  # noqa: E402
from thidua_desktop.bootstrap import open_app  # noqa: E402
from thidua_desktop.config import DataFolder  # noqa: E402
from thidua_desktop.services.importing import staging  # noqa: E402
from thidua_desktop.services.office.context import AppContext  # noqa: E402

YEAR = 2024
TABLES = ("unit", "person", "membership", "household", "nomination")


@dataclass(frozen=True, slots=True)
class Measured:
    """Ours beside theirs, in seconds or megabytes; ``bound`` is the ratio allowed."""

    what: str
    ours: float
    theirs: float
    bound: float

    @property
    def holds(self) -> bool:
        return self.ours <= self.bound * self.theirs

    def line(self) -> str:
        verdict = "PASS" if self.holds else "FAIL"
        ratio = self.ours / self.theirs
        return (
            f"{self.what:<52}{self.ours:>9.2f}{self.theirs:>9.2f}{ratio:>8.2f}{self.bound:>7.1f}  {verdict}"
        )


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def seconds_in_window(action: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        return seconds(action)
    finally:
        gc.enable()


def side_by_side(
    what: str, ours: Callable[[], object], theirs: Callable[[], object], *, bound: float, runs: int
) -> Measured:
    """Alternates both and compares medians."""
    pairs = [(seconds_in_window(ours), seconds(theirs)) for _ in range(runs)]
    first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Measured(what, first, second, bound)


def read_with_openpyxl(path: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells


def read_with_calamine(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(path)) as book:
        return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def old_workbook(path: Path) -> Path | None:
    """The list as LibreOffice saves it in the old format, made once; None where it is not installed."""
    if shutil.which("soffice") is None:
        return None
    stored = ROOT / "build" / "benchmarks" / f"{path.stem}.xls"
    if not stored.exists():
        stored.parent.mkdir(parents=True, exist_ok=True)
        profile = f"-env:UserInstallation=file://{path.parent}/soffice"
        command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(stored.parent)]
        subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=600)
    return stored


def dry_run(app: AppContext, path: Path) -> int:
    return len(staging.read(app, path, year=YEAR).records)


def peak_memory(job: str, path: Path, folder: Path) -> float:
    """Megabytes a fresh process needs at most."""
    command = [sys.executable, str(Path(__file__)), "--job", job, str(path), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return int(done.stdout) / 1024


def run_job(job: str, path: Path, folder: Path) -> None:
    if job == "openpyxl":
        read_with_openpyxl(path)
    else:
        app = open_app(DataFolder(folder))
        dry_run(app, path)
        app.close()
    print(_peak_kilobytes())


def _peak_kilobytes() -> int:
    """Of this process alone: Linux's ``ru_maxrss`` remembers the process it was started from."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(
            line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def commit_beside_executemany(folder: Path, rows: int, *, runs: int) -> Measured:
    """Imports the same file into fresh databases; the rows it wrote go bare into empty tables."""
    path = big_list(folder / "commit.xlsx", rows)
    pairs = []
    for run in range(runs):
        app = make_app(folder / f"commit{run}", persons=0)
        staged = staging.stage(app, path, year=YEAR)
        ours = seconds_in_window(lambda app=app, number=staged.batch_id: staging.commit(app, number))
        pairs.append((ours, _bare_insert(app.folder.database, folder / f"bare{run}.db")))
        app.close()
    first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Measured(f"commit of {rows:,} rows / bare executemany (s)", first, second, 3.0)


def _bare_insert(database: Path, target: Path) -> float:
    source = sqlite3.connect(database)
    bare = sqlite3.connect(target, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL"):
        bare.execute(f"PRAGMA {pragma}")
    data = {}
    for name in TABLES:
        objects = source.execute("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL", (name,))
        for (statement,) in objects.fetchall():
            bare.execute(statement)
        data[name] = source.execute(f"SELECT * FROM {name}").fetchall()
    source.close()

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        for name, rows in data.items():
            if rows:
                places = ",".join("?" * len(rows[0]))
                bare.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
        bare.execute("COMMIT")

    taken = seconds(insert)
    bare.close()
    return taken


def measure(folder: Path, sizes: list[int], *, runs: int) -> list[Measured]:
    measured: list[Measured] = []
    app = make_app(folder / "app", persons=3_000)
    for size in sizes:
        path = big_list(folder / f"{size}.xlsx", size)
        assert dry_run(app, path) == size
        often = runs if size <= 20_000 else max(3, runs // 2)
        measured.append(
            side_by_side(
                f"dry run of {size:,} rows / openpyxl read-only (s)",
                lambda path=path: dry_run(app, path),
                lambda path=path: read_with_openpyxl(path),
                bound=0.8,
                runs=often,
            )
        )
        ours, theirs = (peak_memory(job, path, app.folder.root) for job in ("ours", "openpyxl"))
        measured.append(Measured("its peak memory / openpyxl read-only (MB)", ours, theirs, 2.5))
        for kind in (".ods", ".xls"):
            other = big_list(folder / f"{size}.ods", size) if kind == ".ods" else old_workbook(path)
            if other is None:
                print("soffice is not installed: .xls is left out")
                continue
            assert dry_run(app, other) == size
            measured.append(
                side_by_side(
                    f"dry run of {size:,} rows of {kind} / calamine (s)",
                    lambda other=other: dry_run(app, other),
                    lambda other=other: read_with_calamine(other),
                    bound=8.0,
                    runs=often,
                )
            )
    app.close()
    measured.append(commit_beside_executemany(folder, sizes[0], runs=runs))
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--job", nargs=3, metavar=("JOB", "FILE", "FOLDER"))
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 50_000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.job:
        run_job(arguments.job[0], *map(Path, arguments.job[1:]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(Path(folder), arguments.rows, runs=arguments.runs)
    print(f"{'':<52}{'ours':>9}{'theirs':>9}{'ratio':>8}{'bound':>7}")
    for one in measured:
        print(one.line())
    return 0 if all(one.holds for one in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
