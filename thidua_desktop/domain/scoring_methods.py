"""How one entry becomes points. A method is made once a criterion and called for every unit and scorer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from thidua_desktop.domain.scoring_entries import Entry, Quantity, Simple
from thidua_desktop.domain.scoring_scheme import ZERO, Band, Criterion

ONE: Final = Decimal(1)
HALF: Final = Decimal("0.5")

Earned = tuple[Decimal, str]
"""Points before the maximum, and the code of the formula that was used."""
Method = Callable[[Simple], Earned]
Counted = tuple[Decimal, Decimal, Decimal, str]
"""Raw points, points that count, excess, code of the formula."""
Counting = Callable[[Entry], Counted]


class CannotScore(Exception):  # noqa: N818 - caught where the cell is made: the cell then waits
    """The entry earns no points as it stands; ``problem`` is the code a cell carries."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Best:
    """The best of the bloc: actual / target among those with a target, actual among the others."""

    ratio: Decimal = ZERO
    actual: Decimal = ZERO


def each_of(entry: Entry | None) -> tuple[Simple, ...]:
    """The entry as a list, whether there are several, one or none."""
    if entry is None:
        return ()
    return cast("tuple[Simple, ...]", entry) if type(entry) is tuple else (cast(Simple, entry),)


def best_of(entries: list[Entry]) -> Best:
    """What the cluster formula compares every unit with."""
    pairs = [one for entry in entries for one in each_of(entry) if isinstance(one, Quantity)]
    ratios = [one.actual / one.plan for one in pairs if one.plan is not None and one.plan > 0]
    actuals = [one.actual for one in pairs if one.plan is None]
    return Best(max(ratios, default=ZERO), max(actuals, default=ZERO))


def counting(criterion: Criterion, best: Best) -> Counting:
    """The function from an entry of this criterion to what counts; it raises CannotScore."""
    method = method_of(criterion, best)
    limit, least, over = criterion.limit, criterion.least, criterion.over
    typed = criterion.method == "points"

    def count(entry: Entry) -> Counted:
        raw, code = _sum_up(criterion, method, entry) if type(entry) is tuple else method(cast(Simple, entry))
        if limit is not None and raw > limit:
            if over == "cut":
                return raw, limit, ZERO, code
            if over == "bonus":
                return raw, limit, _excess(criterion, raw - limit), code
            if over == "refuse":
                raise CannotScore("over_max")
        if raw < least:
            if typed:
                raise CannotScore("below_min")
            return raw, least, ZERO, code
        return raw, raw, ZERO, code

    return count


def method_of(criterion: Criterion, best: Best) -> Method:
    """The bare formula of a criterion, before its maximum."""
    if criterion.method == "more":
        return _more(_standard(criterion))
    if criterion.method == "less":
        return _less(criterion, _standard(criterion))
    if criterion.method == "grade":
        grades = criterion.grades
        return lambda entry: (grades[cast(str, entry)], "grade")
    if criterion.method == "yes_no":
        standard = _standard(criterion)
        return lambda entry: (standard, "yes") if entry else (ZERO, "no")
    if criterion.method == "each":
        standard = _standard(criterion)
        return lambda entry: (standard * cast(Decimal, entry), "each")
    if criterion.method == "bands":
        return _bands(criterion)
    if criterion.method == "cluster":
        return _cluster(_standard(criterion), best)
    return lambda entry: (cast(Decimal, entry), "points")


def _standard(criterion: Criterion) -> Decimal:
    return ZERO if criterion.standard is None else criterion.standard


def _sum_up(criterion: Criterion, method: Method, entry: Entry) -> Earned:
    if criterion.several == "refuse":
        raise CannotScore("several")
    earned = [method(one)[0] for one in each_of(entry)]
    if criterion.several == "highest":
        return max(earned), "highest"
    return sum(earned, ZERO), "several"


def _excess(criterion: Criterion, above: Decimal) -> Decimal:
    bonus = above * criterion.excess_rate
    return bonus if criterion.excess_cap is None else min(bonus, criterion.excess_cap)


def _more(standard: Decimal) -> Method:
    """Actual / plan × standard; multiplied first, so that 2/3 of 30 is exactly 20."""

    def earn(entry: Simple) -> Earned:
        plan, actual = cast(Quantity, entry)
        if not plan or plan < 0:
            raise CannotScore("plan_zero")
        return standard * actual / plan, "more"

    return earn


def _less(criterion: Criterion, standard: Decimal) -> Method:
    """Plan / actual × standard. Nothing left at all (actual 0) earns the most the criterion can give."""

    def earn(entry: Simple) -> Earned:
        plan, actual = cast(Quantity, entry)
        if plan is None or plan < 0 or actual < 0:
            raise CannotScore("plan_zero")
        if actual:
            return standard * plan / actual, "less"
        if not plan:
            return standard, "less_met"
        if criterion.over == "bonus" and criterion.excess_cap is not None and criterion.excess_rate > 0:
            return standard + criterion.excess_cap / criterion.excess_rate, "less_none"
        if criterion.over == "cut":
            return standard, "less_none"
        raise CannotScore("actual_zero")

    return earn


def _bands(criterion: Criterion) -> Method:
    bands, basis = criterion.bands, criterion.basis

    def earn(entry: Simple) -> Earned:
        value = cast(Decimal, entry) if basis == "value" else _ratio(cast(Quantity, entry), basis)
        for band in bands:
            if _holds(band, value):
                if band.start is None or not band.slope:
                    return band.points, "band"
                return band.points + band.slope * (value - band.start), "band_slope"
        raise CannotScore("no_band")

    return earn


def _ratio(entry: Quantity, basis: str) -> Decimal:
    plan, actual = entry
    above, below = (actual, plan) if basis == "more" else (plan, actual)
    if not below or above is None:
        raise CannotScore("plan_zero" if basis == "more" else "actual_zero")
    return above / below


def _holds(band: Band, value: Decimal) -> bool:
    return (band.start is None or value >= band.start) and (band.stop is None or value < band.stop)


def _cluster(most: Decimal, best: Best) -> Method:
    """Formula set of a provincial police's clusters (working data 2025, secondary text).

    Below target half the points by the share reached; on target half; the best of the bloc all; others above
    target in between. Without a target: the share of the bloc's best result.
    """

    def earn(entry: Simple) -> Earned:
        target, actual = cast(Quantity, entry)
        if target is None:
            return (most * actual / best.actual if best.actual > 0 else ZERO), "cluster_no_target"
        if target <= 0:
            raise CannotScore("plan_zero")
        if actual < target:
            return HALF * most * actual / target, "cluster_below"
        if actual == target:
            return HALF * most, "cluster_met"
        ratio = actual / target
        if ratio >= best.ratio:
            return most, "cluster_best"
        return HALF * most + HALF * most * (ratio - ONE) / (best.ratio - ONE), "cluster_above"

    return earn
