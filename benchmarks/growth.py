"""How each answer grows from three years over ten to 1,000,000 awards: flat, with the data, or faster.

The exponent is that of the awards there are: 0 is flat, 1 grows with them, 2 with their square.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Line, quantile, run_alone, seconds
from benchmarks.offices import SIZES, YEAR, Size, copy_of, folder_of, reading
from benchmarks.searching import keys
from benchmarks.undoing import recording
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.services.certificates.register import book_of
from thidua_desktop.services.journal.journal import undo
from thidua_desktop.services.reports.life_record import sheet_of
from thidua_desktop.services.reports.statistics import tally_sheet
from ui.pages.lookup.search import search

AWARDS = {size.name: size.awards * size.years for size in SIZES}
ALLOWED = {"open": 0.15, "search": 0.5}
"""Exponents: what is not named may grow with the data, and a little more for noise."""
_LINEAR = 1.15


def answers(size: Size, runs: int) -> dict[str, float]:
    """Seconds of each answer, the median."""
    with tempfile.TemporaryDirectory() as folder:
        own = copy_of(size, Path(folder) / "data")
        undone = [seconds(lambda: undo(own, recording(own).journal_id or 0)) for _ in range(runs)]
        own.close()
    app = reading(size)
    year = YEAR - 1
    steps: dict[str, Callable[[], object]] = {
        "open": lambda: open_app(DataFolder(folder_of(size))).close(),
        "search": lambda: [search(app, words) for words in keys()[::3]],
        "award register": lambda: book_of(app, year=year),
        "life record": lambda: sheet_of(app, subject_type="person", subject_id=1 + year * 977 % size.persons),
        "tally": lambda: tally_sheet(app, year=year),
    }
    found = {"record and undo": quantile(undone, 0.5)}
    for name, step in steps.items():
        step()
        found[name] = quantile([seconds(step) for _ in range(runs)], 0.5)
    app.close()
    return found


def measure(quick: bool) -> Iterator[Line]:
    sizes = SIZES[:2] if quick else SIZES
    measured = {size.name: answers(size, 3) for size in sizes}
    first, last = sizes[0].name, sizes[-1].name
    times = math.log(AWARDS[last] / AWARDS[first])
    for name in measured[first]:
        exponent = math.log(measured[last][name] / measured[first][name]) / times
        allowed = ALLOWED.get(name, _LINEAR)
        yield Line(f"growth of {name}, exponent {first} to {last}", (exponent,), (), allowed, "")


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
