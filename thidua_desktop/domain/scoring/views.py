"""The same scores seen by one scorer, where two scorers differ, and what it takes to change the order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import ZERO, Criterion, Scheme
from thidua_desktop.domain.scoring.engine import EXACT, evaluate
from thidua_desktop.domain.scoring.entries import Inputs
from thidua_desktop.domain.scoring.methods import Best, CannotScore, reader
from thidua_desktop.domain.scoring.results import BlocResult
from thidua_desktop.domain.scoring.score_sheet import KC, entry_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two scorers do not agree; ``before`` or ``after`` None: that scorer has no points there."""

    unit: str
    criterion: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal:
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class Margin:
    """``unit`` needs more than ``gap`` points to pass ``ahead``, the one before it in the order."""

    unit: str
    ahead: str
    gap: Decimal


def as_scored_by(scheme: Scheme, inputs: Inputs, scorer: str) -> BlocResult:
    """The bloc as if only ``scorer`` had scored: totals of the self-scores, of the appraisal, …"""
    criteria = tuple(
        replace(one, scorers=tuple(who for who in one.scorers if who.code == scorer))
        for one in scheme.criteria
    )
    units = {
        unit: {code: {scorer: given[scorer]} if scorer in given else {} for code, given in entries.items()}
        for unit, entries in inputs.units.items()
    }
    return evaluate(replace(scheme, criteria=criteria), Inputs(units, inputs.meeting, inputs.not_scored))


def differences(scheme: Scheme, before: BlocResult, after: BlocResult) -> tuple[Difference, ...]:
    """Criteria where two views of a bloc give other points, in the order of units and of the scheme."""
    found = []
    for name, unit in after.units.items():
        for criterion in scheme.criteria:
            one, two = before.units[name].cells[criterion.code], unit.cells[criterion.code]
            if (one.points, one.excess) != (two.points, two.excess):
                old = None if one.points is None else one.points + one.excess
                new = None if two.points is None else two.points + two.excess
                found.append(Difference(name, criterion.code, old, new))
    return tuple(found)


def margins(result: BlocResult) -> tuple[Margin, ...]:
    """How far each ranked unit is behind the one before it: small gaps are where a meeting decides."""
    pairs = zip(result.ranking, result.ranking[1:], strict=False)
    return tuple(Margin(low.unit, high.unit, high.total - low.total) for high, low in pairs)


def points_alone(criterion: Criterion, raw: str) -> Decimal | None:
    """What an entry in plain writing earns by itself, a bonus for exceeding the plan included.

    None for nothing, and for formulas that look at the other units. KC earns 0.
    """
    if raw == KC:
        return ZERO
    if criterion.method in ("cluster", "fixed"):
        return None
    try:
        entry = entry_of(criterion, raw)
        if entry is None:
            return None
        with localcontext(EXACT):
            earned = reader(criterion, Best())(entry)
    except (OfficeError, CannotScore):
        return None
    return earned[0] + earned[1]
