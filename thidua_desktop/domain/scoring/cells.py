"""One criterion for all units of a bloc: entries of its scorers become cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from thidua_desktop.domain.schemes.scheme import ZERO, Criterion, Scorer
from thidua_desktop.domain.scoring.entries import ByScorer, Entry, Inputs
from thidua_desktop.domain.scoring.methods import Best, CannotScore, Read, best_of, reader
from thidua_desktop.domain.scoring.results import NOT_SCORED, Cell, Earned

_NOTHING: Final[ByScorer] = {}
_ALONE: Final = Best()
"""Where the other units do not matter."""
_ABSENT: Final[Earned] = (ZERO, ZERO, ZERO, None, "missing_zero")


def column(criterion: Criterion, inputs: Inputs) -> list[Cell]:
    """The cells of a criterion in the order of the units."""
    cells = _scored(criterion, inputs)
    if not inputs.not_scored:
        return cells
    gone = Cell(criterion, (), (), ZERO, problem=NOT_SCORED)
    return [
        gone if criterion.code in inputs.not_scored.get(unit, ()) else cell
        for unit, cell in zip(inputs.units, cells, strict=True)
    ]


def _scored(criterion: Criterion, inputs: Inputs) -> list[Cell]:
    if criterion.method == "fixed":
        return [Cell(criterion, (), (), criterion.standard)] * len(inputs.units)
    code = criterion.code
    rows = [entries.get(code, _NOTHING) for entries in inputs.units.values()]
    bests = _bests(criterion, rows)
    return _cells(
        criterion, rows, {one.code: reader(criterion, bests[one.code]) for one in criterion.scorers}
    )


def _cells(criterion: Criterion, rows: Sequence[ByScorer], reads: Mapping[str, Read]) -> list[Cell]:
    combine = _last if criterion.combine == "last" else _weighted
    make, blank = combine(criterion, reads), _blank(criterion)
    cells = []
    for row in rows:
        try:
            cells.append(make(row) if row else blank)
        except CannotScore as waiting:
            cells.append(Cell(criterion, (), (), None, problem=waiting.problem))
    return cells


def _bests(criterion: Criterion, rows: Sequence[ByScorer]) -> Mapping[str, Best]:
    """By scorer. Only the cluster formula looks at other units: at what stands, or column by column."""
    if criterion.method != "cluster":
        return dict.fromkeys([one.code for one in criterion.scorers], _ALONE)
    if criterion.combine == "last":
        standing = [_standing(criterion, row) for row in rows]
        best = best_of([entry for entry in standing if entry is not None])
        return {one.code: best for one in criterion.scorers}
    codes = [one.code for one in criterion.scorers]
    return {code: best_of([row[code] for row in rows if code in row]) for code in codes}


def _standing(criterion: Criterion, given: ByScorer) -> Entry | None:
    for scorer in reversed(criterion.scorers):
        if scorer.code in given:
            return given[scorer.code]
    return None


def _blank(criterion: Criterion) -> Cell:
    if criterion.blank == "open":
        return Cell(criterion, (), (), None, problem="blank")
    full = criterion.full if criterion.blank == "full" else None
    return Cell(criterion, (), (), ZERO if full is None else full)


def _last(criterion: Criterion, reads: Mapping[str, Read]) -> Callable[[ByScorer], Cell]:
    """The last scorer who scored stands; a later one who is missing may make it wait or count as 0."""
    order = [(one.code, (one,), reads[one.code], one.missing) for one in reversed(criterion.scorers)]

    def make(given: ByScorer) -> Cell:
        for code, who, read, missing in order:
            entry = given.get(code)
            if entry is not None:
                earned = read(entry)
                return Cell(criterion, who, (earned,), earned[0], earned[1])
            if missing == "zero":
                return Cell(criterion, who, (_ABSENT,), ZERO)
            if missing == "open":
                raise CannotScore(f"missing:{code}")
        return _blank(criterion)

    return make


def _weighted(criterion: Criterion, reads: Mapping[str, Read]) -> Callable[[ByScorer], Cell]:
    """Weighted mean; the weights of scorers who are left out fall to the others."""

    def make(given: ByScorer) -> Cell:
        who: list[Scorer] = []
        earned: list[Earned] = []
        for scorer in criterion.scorers:
            entry = given.get(scorer.code)
            if entry is not None:
                earned.append(reads[scorer.code](entry))
            elif scorer.missing == "zero":
                earned.append(_ABSENT)
            elif scorer.missing == "open":
                raise CannotScore(f"missing:{scorer.code}")
            else:
                continue
            who.append(scorer)
        whole = sum((one.weight for one in who), ZERO)
        if not whole:
            return _blank(criterion)
        points = sum((one.weight * got[0] for one, got in zip(who, earned, strict=True)), ZERO)
        excess = sum((one.weight * got[1] for one, got in zip(who, earned, strict=True)), ZERO)
        if whole != 1:
            points, excess = points / whole, excess / whole
        return Cell(criterion, tuple(who), tuple(earned), points, excess)

    return make
