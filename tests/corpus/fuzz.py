"""Reads damaged files for some minutes: ``python tests/corpus/fuzz.py --minutes 10``.

Each round lays out a corpus workbook, spoils it and reads it. A crash, a slow or hungry reading, and an open
status without its sentence are faults; the file that caused one is stored in the folder named.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
import traceback
import tracemalloc
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.corpus.build import build  # noqa: E402
from tests.corpus.damage import damaged  # noqa: E402
from tests.corpus.layout import load_layouts  # noqa: E402
from tests.corpus.sheets import write_book  # noqa: E402
from tests.workbooks.sender import stage  # noqa: E402
from thidua_desktop.workbooks.returned.sentences import finding_sentence  # noqa: E402

SLOW_SECONDS = 10.0
HUNGRY_MEGABYTES = 400
PER_BOOK = 25
SHIFT_SECONDS = 60.0


class Fuzz:
    """One run; ``faults`` says what went wrong with which stored file."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = Random(seed)
        self._layouts = load_layouts()
        self.statuses: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest = 0.0
        self.hungriest = 0.0
        self.rounds = 0

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        samples = [path.read_bytes() for path in self._samples()]
        while time.monotonic() < until:
            suffix, data = self._fresh(samples)
            for _ in range(PER_BOOK):
                self._read(damaged(data, self._chance), suffix)

    def _samples(self) -> list[Path]:
        folder = ROOT / "tests" / "samples"
        found = [*sorted((folder / "import").glob("o*.xls")), *sorted((folder / "import").glob("o*.xlsx"))]
        found += [folder / "hidden.xls"] * 3
        return [path for path in found if path.stat().st_size < 200_000]

    def _fresh(self, samples: list[bytes]) -> tuple[str, bytes]:
        if samples and self._chance.random() < 0.4:
            return ".xlsx", self._chance.choice(samples)
        layout = self._chance.choice(self._layouts)
        book = build(layout, self._chance.randrange(10**6))
        path = self._folder / f"fresh{layout.file}"
        write_book(book.sheets, path, date1904=layout.date1904)
        return path.suffix, path.read_bytes()

    def _read(self, data: bytes, suffix: str) -> None:
        self.rounds += 1
        path = self._folder / f"damaged{suffix}"
        path.write_bytes(data)
        start = time.perf_counter()
        measured = self.rounds % 10 == 0
        if measured:
            tracemalloc.start()
        try:
            staged = stage(path)
            self.statuses[staged.open_status] += 1
            if staged.open_status != "ok" and not any(map(finding_sentence, staged.findings)):
                self._save(path, "no sentence")
        except Exception:
            self._save(path, traceback.format_exc(limit=-4))
        took = time.perf_counter() - start
        if measured:
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            self.hungriest = max(self.hungriest, peak)
            if peak > HUNGRY_MEGABYTES:
                self._save(path, f"hungry: {peak:.0f} MB")
        if not measured:
            self.slowest = max(self.slowest, took)
        # Counting every piece of memory makes a reading many times slower than it is.
        if took > SLOW_SECONDS and not measured:
            self._save(path, f"slow: {took:.1f} s")

    def _save(self, path: Path, why: str) -> None:
        stored = self._folder / f"fault{len(self.faults)}{path.suffix}"
        stored.write_bytes(path.read_bytes())
        self.faults.append(f"{stored}: {why}")


def _shift(folder: Path, seed: int, seconds: float) -> None:
    """A worker's shift, in a process of its own: what it found is left behind as JSON."""
    fuzz = Fuzz(folder, seed)
    fuzz.run(seconds)
    found = {
        "rounds": fuzz.rounds,
        "statuses": fuzz.statuses,
        "faults": fuzz.faults,
        "slowest": fuzz.slowest,
        "hungriest": fuzz.hungriest,
    }
    (folder / "found.json").write_text(json.dumps(found), encoding="utf-8")


def _report(shifts: list[Path]) -> int:
    """Sums the shifts up; a shift that left nothing behind was killed by the file it was reading."""
    faults: list[str] = []
    statuses: Counter[str] = Counter()
    files, slowest, hungriest = 0, 0.0, 0.0
    for folder in shifts:
        reported = folder / "found.json"
        if not reported.exists():
            faults.append(f"{folder}: a damaged file killed the process")
            continue
        found = json.loads(reported.read_text(encoding="utf-8"))
        files += found["rounds"]
        statuses.update(found["statuses"])
        faults += found["faults"]
        slowest, hungriest = max(slowest, found["slowest"]), max(hungriest, found["hungriest"])
    sys.stdout.write(
        f"{files} files in {len(shifts)} shifts, {dict(statuses)}, {len(faults)} faults, "
        f"slowest {slowest:.2f} s, hungriest {hungriest:.0f} MB\n"
    )
    for fault in faults[:20]:
        sys.stdout.write(fault + "\n")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None)
    arguments = parser.parse_args()
    root = arguments.folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
    until = time.monotonic() + arguments.minutes * 60
    shifts: list[Path] = []
    while (left := until - time.monotonic()) > 0:
        folder = root / f"shift{len(shifts)}"
        folder.mkdir(parents=True, exist_ok=True)
        seed = arguments.seed * 1000 + len(shifts)
        worker = multiprocessing.Process(target=_shift, args=(folder, seed, min(SHIFT_SECONDS, left)))
        worker.start()
        worker.join()
        shifts.append(folder)
    return _report(shifts)


if __name__ == "__main__":
    sys.exit(main())
