"""How one entry becomes points. A method is made once a criterion and called for every unit and scorer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, cast

from thidua_desktop.domain.schemes.scheme import ZERO, Band, Criterion
from thidua_desktop.domain.scoring.entries import Entry, Judged, Quantity, Simple
from thidua_desktop.domain.scoring.results import Earned

ONE: Final = Decimal(1)
HALF: Final = Decimal("0.5")
UNLIMITED: Final = Decimal("Infinity")
_REPEATED: Final = frozenset(["grade", "yes_no", "each"])
"""Methods whose entries take few values over a bloc: each value is read once."""
Raw = tuple[Decimal, str]
"""Points before the maximum, and the code of the formula that was used."""
Method = Callable[[Any], Raw]
"""Takes the one kind of entry its criterion has."""
Read = Callable[[Entry], Earned]


_NONE: Final[Earned] = (ZERO, ZERO, ZERO, None, "missing_zero")


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
    if type(entry) is Judged:
        return tuple(one for given in entry.given for one in each_of(given))
    return cast("tuple[Simple, ...]", entry) if type(entry) is tuple else (cast(Simple, entry),)


def best_of(entries: list[Entry]) -> Best:
    """What the cluster formula compares every unit with."""
    pairs = [one for entry in entries for one in each_of(entry) if isinstance(one, Quantity)]
    ratios = [one.actual / one.plan for one in pairs if one.plan is not None and one.plan > 0]
    actuals = [one.actual for one in pairs if one.plan is None]
    return Best(max(ratios, default=ZERO), max(actuals, default=ZERO))


def reader(criterion: Criterion, best: Best) -> Read:
    """The function from an entry to what it earns; it raises CannotScore."""
    method, bound = method_of(criterion, best), _bound(criterion)
    least, most = criterion.least, UNLIMITED if criterion.limit is None else criterion.limit

    def read(entry: Entry) -> Earned:
        if type(entry) is Judged:
            return _judge(entry, [read(one) for one in entry.given])
        raw, code = _sum_up(criterion, method, entry) if type(entry) is tuple else method(entry)
        return (raw, ZERO, raw, entry, code) if least <= raw <= most else bound(raw, entry, code)

    return _Known(read).__getitem__ if criterion.method in _REPEATED else read


def _judge(entry: Judged, earned: list[Earned]) -> Earned:
    """The mean of the judges; who is missing counts as 0 or is waited for when the scheme says so."""
    if entry.missing and entry.blank == "open":
        raise CannotScore("judges")
    stored = sorted(earned, key=lambda one: (one[0], one[1]))
    if entry.blank == "zero":
        stored = [_NONE] * len(entry.missing) + stored
    if entry.rule == "trimmed" and len(stored) > 2:
        stored = stored[1:-1]
    total, above = sum((one[0] for one in stored), ZERO), sum((one[1] for one in stored), ZERO)
    # Raw points of their own: the steps look closer where raw and counted points are two things.
    return total / len(stored), above / len(stored), total / len(stored), entry, f"judged_{entry.rule}"


class _Known(dict[Entry, Earned]):
    """What entries earn, each worked out when first asked for."""

    __slots__ = ("_read",)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, entry: Entry) -> Earned:
        earned = self[entry] = self._read(entry)
        return earned


def _bound(criterion: Criterion) -> Callable[[Decimal, Entry, str], Earned]:
    """What counts of raw points beyond the limits."""
    limit, least, over = criterion.limit, criterion.least, criterion.over
    rate, cap = criterion.excess_rate, criterion.excess_cap
    whole = cap is not None and limit is not None and over == "bonus" and rate > 0
    ceiling = limit + cap / rate if whole and limit is not None and cap is not None else UNLIMITED

    def bound(raw: Decimal, entry: Entry, code: str) -> Earned:
        if raw >= ceiling:
            return limit, cap, raw, entry, code  # type: ignore[return-value]  # a ceiling is made of both
        if raw < least:
            if criterion.method == "points":
                raise CannotScore("below_min")
            return least, ZERO, raw, entry, code
        if limit is None or over == "allow":
            return raw, ZERO, raw, entry, code
        if over == "refuse":
            raise CannotScore("over_max")
        if over == "cut":
            return limit, ZERO, raw, entry, code
        excess = (raw - limit) * rate
        return limit, excess if cap is None else min(excess, cap), raw, entry, code

    return bound


def method_of(criterion: Criterion, best: Best) -> Method:
    """The bare formula of a criterion, before its maximum."""
    if criterion.method == "more":
        return _more(_standard(criterion))
    if criterion.method == "less":
        return _less(criterion, _standard(criterion))
    if criterion.method == "grade":
        return _grade(criterion.grades)
    if criterion.method == "yes_no":
        standard = _standard(criterion)
        return lambda entry: (standard, "yes") if entry else (ZERO, "no")
    if criterion.method == "each":
        standard = _standard(criterion)
        return lambda entry: (standard * entry, "each")
    if criterion.method == "bands":
        return _bands(criterion)
    if criterion.method == "cluster":
        return _cluster(_standard(criterion), best)
    return lambda entry: (entry, "points")


def _standard(criterion: Criterion) -> Decimal:
    return ZERO if criterion.standard is None else criterion.standard


def _sum_up(criterion: Criterion, method: Method, entry: Entry) -> Raw:
    if criterion.several == "refuse":
        raise CannotScore("several")
    earned = [method(one)[0] for one in each_of(entry)]
    if criterion.several == "highest":
        return max(earned), "highest"
    return sum(earned, ZERO), "several"


def _grade(grades: Mapping[str, Decimal]) -> Method:
    def earn(entry: str) -> Raw:
        points = grades.get(entry)
        if points is None:
            raise CannotScore("no_grade")
        return points, "grade"

    return earn


def _more(standard: Decimal) -> Method:
    """Actual / plan × standard; multiplied first, so that 2/3 of 30 is exactly 20."""

    def earn(entry: Quantity) -> Raw:
        plan, actual = entry
        if plan is None or plan <= ZERO:
            raise CannotScore("plan_zero")
        return standard * actual / plan, "more"

    return earn


def _less(criterion: Criterion, standard: Decimal) -> Method:
    """Plan / actual × standard. Nothing left at all (actual 0) earns the most the criterion can give."""

    def earn(entry: Quantity) -> Raw:
        plan, actual = entry
        if plan is None or plan < ZERO or actual < ZERO:
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

    def earn(entry: Any) -> Raw:
        value: Decimal = entry if basis == "value" else _ratio(entry, basis)
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

    def earn(entry: Quantity) -> Raw:
        target, actual = entry
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
