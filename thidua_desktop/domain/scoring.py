"""Scoring a bloc: entries and a scheme in, points, ranks and proposals out. Nothing is rounded.

Thirds are kept to 34 digits; for the order, totals alike in their first 12 decimals are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Final

from thidua_desktop.domain.scoring_entries import ByScorer, Entry, Inputs
from thidua_desktop.domain.scoring_methods import Best, CannotScore, Counting, best_of, counting
from thidua_desktop.domain.scoring_ranking import propose, rank, ties_of
from thidua_desktop.domain.scoring_results import (
    BlocResult,
    Cell,
    NotRanked,
    Reading,
    UnitResult,
)
from thidua_desktop.domain.scoring_scheme import ZERO, Criterion, Scheme, Scorer
from thidua_desktop.domain.scoring_sums import bars_of, sum_up

EXACT: Final = Context(prec=34, rounding=ROUND_HALF_EVEN)
_NOTHING: Final[Mapping[str, ByScorer]] = {}


def evaluate(scheme: Scheme, inputs: Inputs) -> BlocResult:
    """Scores every unit, orders those that are complete and says who may be proposed.

    Entries of criteria or scorers unknown to the scheme do not count: whoever reads inputs refuses them.
    """
    with localcontext(EXACT):
        line = [(one, _countings(one, inputs)) for one in scheme.criteria]
        units = {name: _unit(scheme, line, name, entries) for name, entries in inputs.units.items()}
        ranked = [one for one in units.values() if not one.open and not one.unranked]
        ranking = rank(scheme, ranked, inputs.meeting)
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


def evaluate_unit(scheme: Scheme, name: str, entries: Mapping[str, ByScorer], inputs: Inputs) -> UnitResult:
    """One unit again, compared with the bests of ``inputs``: for one changed cell of a grid."""
    with localcontext(EXACT):
        line = [(one, _countings(one, inputs)) for one in scheme.criteria]
        return _unit(scheme, line, name, entries)


_Line = list[tuple[Criterion, Mapping[str, Counting]]]


def _countings(criterion: Criterion, inputs: Inputs) -> Mapping[str, Counting]:
    """Scorer -> function. Only the cluster formula looks at others: at what stands, or by scorer."""
    if criterion.method != "cluster":
        same = counting(criterion, Best())
        return {scorer.code: same for scorer in criterion.scorers}
    rows = [entries.get(criterion.code, {}) for entries in inputs.units.values()]
    if criterion.combine == "last":
        standing = [_standing(criterion, row) for row in rows]
        same = counting(criterion, best_of([entry for entry in standing if entry is not None]))
        return {scorer.code: same for scorer in criterion.scorers}
    return {
        scorer.code: counting(criterion, best_of([row[scorer.code] for row in rows if scorer.code in row]))
        for scorer in criterion.scorers
    }


def _standing(criterion: Criterion, given: ByScorer) -> Entry | None:
    for scorer in reversed(criterion.scorers):
        if scorer.code in given:
            return given[scorer.code]
    return None


def _unit(scheme: Scheme, line: _Line, name: str, entries: Mapping[str, ByScorer]) -> UnitResult:
    cells: dict[str, Cell] = {}
    for criterion, methods in line:
        cells[criterion.code] = _cell(criterion, methods, entries.get(criterion.code))
    cells, sections, sums = sum_up(scheme, cells)
    barred, unranked = bars_of(scheme, cells, sections, sums)
    return UnitResult(
        name=name,
        cells=cells,
        sections=sections,
        sums=sums,
        total=sums.score,
        open=tuple(code for code, cell in cells.items() if cell.points is None),
        barred=barred,
        unranked=unranked,
    )


def _cell(criterion: Criterion, methods: Mapping[str, Counting], given: ByScorer | None) -> Cell:
    if criterion.method == "fixed":
        return Cell(criterion, (), criterion.standard, ZERO, ZERO, "")
    if not given:
        return _blank(criterion)
    try:
        if criterion.combine == "last":
            return _last(criterion, methods, given)
        return _weighted(criterion, methods, given)
    except CannotScore as waiting:
        return Cell(criterion, (), None, ZERO, ZERO, waiting.problem)


def _blank(criterion: Criterion) -> Cell:
    if criterion.blank == "open":
        return Cell(criterion, (), None, ZERO, ZERO, "blank")
    full = criterion.full if criterion.blank == "full" else None
    return Cell(criterion, (), ZERO if full is None else full, ZERO, ZERO, "")


def _last(criterion: Criterion, methods: Mapping[str, Counting], given: ByScorer) -> Cell:
    """The last scorer who scored stands; a later one who is missing may make it wait or count as 0."""
    for scorer in reversed(criterion.scorers):
        entry = given.get(scorer.code)
        if entry is not None:
            reading = Reading(scorer, entry, *methods[scorer.code](entry))
            return Cell(criterion, (reading,), reading.points, reading.excess, ZERO, "")
        if scorer.missing == "zero":
            return Cell(criterion, (_absent(scorer),), ZERO, ZERO, ZERO, "")
        if scorer.missing == "open":
            raise CannotScore(f"missing:{scorer.code}")
    return _blank(criterion)


def _weighted(criterion: Criterion, methods: Mapping[str, Counting], given: ByScorer) -> Cell:
    """Weighted mean of those who scored; the weights of missing ones fall to the others."""
    readings: list[Reading] = []
    points = excess = weights = ZERO
    for scorer in criterion.scorers:
        entry = given.get(scorer.code)
        weight = scorer.weight
        if entry is not None:
            raw, earned, above, code = methods[scorer.code](entry)
            readings.append(Reading(scorer, entry, raw, earned, above, code))
            points += weight * earned
            if above:
                excess += weight * above
        elif scorer.missing == "zero":
            readings.append(_absent(scorer))
        elif scorer.missing == "open":
            raise CannotScore(f"missing:{scorer.code}")
        else:
            continue
        weights += weight
    if not weights:
        return _blank(criterion)
    if weights != 1:
        points, excess = points / weights, excess / weights
    return Cell(criterion, tuple(readings), points, excess, ZERO, "")


def _absent(scorer: Scorer) -> Reading:
    return Reading(scorer, None, Decimal(0), ZERO, ZERO, "missing_zero")
