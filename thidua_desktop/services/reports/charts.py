"""The charts of a meeting, from the same counts as the statistics."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from thidua_desktop.documents.phrases import grouped
from thidua_desktop.domain.charts import Chart
from thidua_desktop.queries.decisions.receivers import receivers
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.queries.scoring.score_sheets import sheets
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics_screen import statistics_table
from thidua_desktop.texts import text

_YEARS: Final = 5
_POINT: Final = Decimal("0.1")
_PERCENT: Final = Decimal(100)
_GRID: Final = 4
"""Steps of the scale, so that it counts in whole awards."""
Lines = dict[str, tuple[tuple[int, Decimal], ...]]
Bars = tuple[tuple[str, Decimal], ...]


def chart(app: AppContext, name: str, *, year: int) -> Chart:
    """The chart ``name`` of ``CHARTS`` for a year; empty when there is nothing to show. KeyError for another."""
    lines, bars = _MADE[name](app, year)
    title = text(f"statistics.charts.{name}", year=year)
    shown = [f"{key} {grouped(line[-1][1])}" for key, line in lines.items()]
    shown += [f"{key} {grouped(value)}" for key, value in bars]
    highest = max((value for line in lines.values() for _, value in line), default=Decimal(0))
    whole = Decimal(-(-int(highest) // _GRID) * _GRID)
    most = _PERCENT if name == "workers" else max(Decimal(_GRID), whole)
    return Chart(title=title, lines=lines, bars=bars, most=most, words=f"{title}: {'; '.join(shown)}")


def _awards(app: AppContext, year: int) -> tuple[Lines, Bars]:
    """Awards by title over five years; a year without one is 0."""
    table = statistics_table(app, "series5", year=year)
    years = range(year - _YEARS + 1, year + 1)
    found: Lines = {}
    for row in table.rows():
        numbers = [(one, row.get(str(one))) for one in years]
        found[str(row["label"])] = tuple(
            (one, Decimal(count) if isinstance(count, int) else Decimal(0)) for one, count in numbers
        )
    return found, ()


def _workers(app: AppContext, year: int) -> tuple[Lines, Bars]:
    """Share of direct workers in percent of the persons whose position is known; a year without one is left out."""
    line = []
    for one in range(year - _YEARS + 1, year + 1):
        known = [row.leader for row in app.read(receivers, year=one) if row.leader is not None]
        if known:
            line.append((one, (Decimal(100 * known.count(False)) / len(known)).quantize(_POINT)))
    return ({text("statistics.charts.workers_line"): tuple(line)} if line else {}), ()


def _targets(app: AppContext, year: int) -> tuple[Lines, Bars]:
    """How many targets were attained, missed, or have no figure yet."""
    standing = [one.standing for one in app.read(targets, year=year)]
    counted = (
        ("met", sum(one is not None and one.met for one in standing)),
        ("below", sum(one is not None and not one.met for one in standing)),
        ("unknown", sum(one is None for one in standing)),
    )
    if not standing:
        return {}, ()
    return {}, tuple((text(f"statistics.charts.{key}"), Decimal(count)) for key, count in counted)


def _blocs(app: AppContext, year: int) -> tuple[Lines, Bars]:
    """Totals of the units of closed sheets, from the highest down within a bloc."""
    bars: list[tuple[str, Decimal]] = []
    for one in app.read(sheets, year=year):
        if one.id is None or one.open:
            continue
        units = (one.snapshot or {}).get("units", {}).values()
        ranked = sorted(units, key=lambda unit: Decimal(unit["total"]), reverse=True)
        bars += [(f"{unit['name']} ({one.bloc_name})", Decimal(unit["total"])) for unit in ranked]
    return {}, tuple(bars)


_MADE: Final[dict[str, Callable[[AppContext, int], tuple[Lines, Bars]]]] = {
    "awards": _awards,
    "workers": _workers,
    "targets": _targets,
    "blocs": _blocs,
}
CHARTS: Final = tuple(_MADE)
