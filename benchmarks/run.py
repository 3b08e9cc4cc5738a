"""Every benchmark, one process each: a table, and ``build/benchmarks/results.json``.

``python -m benchmarks.run [--quick] [--only NAME …]``. Times of a shared machine drift, so only the ratios
count. Returns 1 when a bound does not hold or a program fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import HEADING
from benchmarks.offices import ROOT, SIZES, STORED, TEN_YEARS, folder_of

PROGRAMS: Final = (
    *("searching", "figures", "registers", "undoing", "copies", "lists", "starting", "frozen"),
    *("suggesting", "growth"),
)
"""Programs of ``benchmarks/`` with lines for the table."""
OTHERS: Final = {
    "importing": (["--rows", "10000", "50000", "--runs", "3"], ["--rows", "2000", "--runs", "1"]),
    "eligibility": (["--runs", "5"], ["--runs", "2"]),
    "scoring": ([], []),
    "paper": ([], []),
}
"""Programs that print a table of their own: their settings, in full and quick."""
LEFT_OUT_QUICK: Final = frozenset({"paper", "growth"})


def lines_of(name: str, *, quick: bool) -> list[dict[str, Any]] | None:
    """What a program measured, printed as it comes; None when it failed."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "lines.json"
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(answer)]
        done = subprocess.run(
            [*command, *(["--quick"] if quick else [])],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        if not answer.exists():
            print(f"{name}: ended with {done.returncode}", flush=True)
            return None
        lines: list[dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))
    for line in lines:
        print(line.pop("row"), flush=True)
    return lines


def other(name: str, *, quick: bool) -> int:
    """A program with its own table; its exit code."""
    print(f"--- {name}", flush=True)
    full, short = OTHERS[name]
    command = [sys.executable, f"benchmarks/{name}.py", *(short if quick else full)]
    return subprocess.run(command, cwd=ROOT).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small data and few runs: under two minutes")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    arguments = parser.parse_args()
    begun = time.monotonic()
    for size in (TEN_YEARS,) if arguments.quick else SIZES:
        folder_of(size)
    print(f"offices ready after {time.monotonic() - begun:.0f} s\n{HEADING}", flush=True)
    left_out = LEFT_OUT_QUICK if arguments.quick else frozenset()
    names = [name for name in (*PROGRAMS, *OTHERS) if name not in left_out]
    results: dict[str, Any] = {"python": platform.python_version(), "quick": arguments.quick, "lines": []}
    failed = False
    for name in arguments.only or names:
        if name in OTHERS:
            code = other(name, quick=arguments.quick)
            results["lines"].append({"program": name, "holds": code == 0})
            failed |= code != 0
            continue
        lines = lines_of(name, quick=arguments.quick)
        failed |= lines is None or any(line["holds"] is False for line in lines)
        results["lines"] += [{"program": name, **line} for line in lines or ()]
    results["seconds"] = round(time.monotonic() - begun, 1)
    STORED.mkdir(parents=True, exist_ok=True)
    target = STORED / "results.json"
    target.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{results['seconds']:.0f} s; {target}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
