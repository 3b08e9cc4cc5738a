"""One line of the table: ours and the yardstick measured in turns in one run, medians, spread and ratio."""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

WIDTH: Final = 62
FRAME_MS: Final = 1000 / 60


@dataclass(frozen=True, slots=True)
class Line:
    """Measured values of ours and of the yardstick in one ``unit`` (``s``, ``ms`` or ``MB``).

    ``bound`` is the ratio allowed. Without a yardstick it is the value allowed itself; None: only shown.
    ``part``: which of the values is compared, 0.5 the median, 0.95 all but the slowest twentieth.
    """

    what: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()
    bound: float | None = None
    unit: str = "s"
    part: float = 0.5

    @property
    def mine(self) -> float:
        return quantile(self.ours, self.part)

    @property
    def yardstick(self) -> float | None:
        return quantile(self.theirs, self.part) if self.theirs else None

    @property
    def ratio(self) -> float | None:
        return self.mine / self.yardstick if self.yardstick else None

    @property
    def holds(self) -> bool | None:
        value = self.ratio if self.theirs else self.mine
        return None if self.bound is None or value is None else value <= self.bound

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "unit": self.unit,
            "part": self.part,
            "runs": len(self.ours),
            "ours": _shape(self.ours, self.part),
            "yardstick": _shape(self.theirs, self.part) if self.theirs else None,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "bound": self.bound,
            "holds": self.holds,
        }

    def row(self) -> str:
        """The line as printed."""
        mine = f"{self.mine:9.3g}{self.unit:<3}±{spread(self.ours):3.0f}%"
        yardstick, ratio = " " * 17, " " * 8
        if self.yardstick is not None and self.ratio is not None:
            yardstick = f"{self.yardstick:9.3g}{self.unit:<3}±{spread(self.theirs):3.0f}%"
            ratio = f"{self.ratio:8.2f}"
        bound = f"{self.bound:8.3g}" if self.bound is not None else " " * 8
        verdict = {True: "PASS", False: "FAIL", None: ""}[self.holds]
        return f"{self.what:<{WIDTH}}{mine}{yardstick}{ratio}{bound}  {verdict}"


HEADING: Final = f"{'':<{WIDTH}}{'ours':>12}     {'yardstick':>12}     {'ratio':>8}{'bound':>8}"


def quantile(values: Iterable[float], part: float) -> float:
    """The value below which ``part`` of the values lie, by the nearest one."""
    ordered = sorted(values)
    if part == 0.5:
        return statistics.median(ordered)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def spread(values: Iterable[float]) -> float:
    """Half the distance between the quarters of the values, in per cent of the median."""
    ordered = sorted(values)
    middle = statistics.median(ordered)
    if len(ordered) < 2 or not middle:
        return 0.0
    low, _, high = statistics.quantiles(ordered, n=4, method="inclusive")
    return (high - low) / 2 / middle * 100


def _shape(values: tuple[float, ...], part: float) -> dict[str, float]:
    return {
        "value": round(quantile(values, part), 6),
        "least": round(min(values), 6),
        "most": round(max(values), 6),
        "spread_percent": round(spread(values), 1),
    }


def seconds(action: Callable[[], object]) -> float:
    """How long it takes; cycles left by what ran before are collected first."""
    gc.collect()
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def side_by_side(
    what: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    bound: float | None,
    runs: int,
) -> Line:
    """Runs both in turns, once before they count."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    mine, yardstick = zip(*pairs, strict=True)
    return Line(what, mine, yardstick, bound)


def run_alone(measure: Callable[[bool], Iterable[Line]]) -> int:
    """``main`` of one program: ``--quick`` for small data and few runs, ``--json FILE`` for the runner.

    Returns 1 when a bound does not hold.
    """
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    lines = []
    if arguments.json is None:
        print(HEADING)
    for line in measure(arguments.quick):
        lines.append(line)
        if arguments.json is None:
            print(line.row(), flush=True)
    if arguments.json is not None:
        found = [line.as_json() | {"row": line.row()} for line in lines]
        arguments.json.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return int(any(line.holds is False for line in lines))
