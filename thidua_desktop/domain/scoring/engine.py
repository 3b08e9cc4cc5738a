"""Scoring a bloc: entries and a scheme in, points, ranks and proposals out. Nothing is rounded.

Thirds are stored to 34 digits; for the order, totals alike in their first 12 decimals are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, localcontext
from typing import Final

from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.cells import column
from thidua_desktop.domain.scoring.entries import Inputs
from thidua_desktop.domain.scoring.ranking import propose, rank, ties_of
from thidua_desktop.domain.scoring.results import BlocResult, Cell, NotRanked, UnitResult
from thidua_desktop.domain.scoring.sums import Layout, bars_of, layout_of, sum_up

EXACT: Final = Context(prec=34, rounding=ROUND_HALF_EVEN)


def evaluate(scheme: Scheme, inputs: Inputs) -> BlocResult:
    """Scores every unit, orders those that are complete and says who may be proposed.

    Entries of criteria or scorers unknown to the scheme do not count: whoever reads inputs refuses them.
    """
    with localcontext(EXACT):
        codes = [one.code for one in scheme.criteria]
        layout = layout_of(scheme)
        rows = zip(*[column(one, inputs) for one in scheme.criteria], strict=True)
        units = {
            name: score_unit(scheme, name, dict(zip(codes, cells, strict=True)), layout)
            for name, cells in zip(inputs.units, rows, strict=True)
        }
        return order(scheme, units, inputs.meeting)


def order(scheme: Scheme, units: Mapping[str, UnitResult], meeting: Mapping[str, int]) -> BlocResult:
    """Places, ties and proposals of units already scored; call it within ``EXACT``."""
    ranked = [one for one in units.values() if not one.open and not one.unranked]
    ranking = rank(scheme, ranked, meeting)
    out = [one for one in units.values() if one.open or one.unranked]
    return BlocResult(
        units=units,
        ranking=ranking,
        ties=ties_of(ranking),
        proposals=propose(scheme, ranking, units),
        not_ranked=tuple(
            NotRanked(one.name, one.open, one.unranked) for one in sorted(out, key=lambda unit: unit.name)
        ),
    )


def score_unit(scheme: Scheme, name: str, cells: dict[str, Cell], layout: Layout) -> UnitResult:
    """One unit from its cells; call it within ``EXACT``."""
    cells, sections, sums = sum_up(scheme, cells, layout)
    barred, unranked = bars_of(scheme, cells, sections, sums)
    return UnitResult(
        name=name,
        cells=cells,
        sections=sections,
        sums=sums,
        total=sums.score,
        open=tuple([code for code, cell in cells.items() if cell.points is None]),
        barred=barred,
        unranked=unranked,
    )
