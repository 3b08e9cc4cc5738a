"""How far a figure reaches its target, in the direction the target asks for.

Reported figures are counted from the first day of the year ("lũy kế"), so the latest period counts alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final, Literal, TypeVar

from thidua_desktop.domain.text import fold

Comparator = Literal["eq", "ge", "le", "between", "up", "down"]
COMPARATORS: Final[tuple[Comparator, ...]] = ("eq", "ge", "le", "between", "up", "down")
PERIODS: Final = ("Q1", "H1", "Q2", "Q3", "H2", "Q4", "Y", *(f"M{month:02d}" for month in range(1, 13)))
"""Parts of a year a figure may be reported for; see ``last_month``."""
_HUNDRED: Final = Decimal(100)
_TENTH: Final = Decimal("0.1")
_WHOLE_ORDER: Final = {"M": 0, "Q": 1, "H": 2, "Y": 3}
Stored = TypeVar("Stored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a target asks for. ``baseline`` is last year's figure, needed for ``up`` and ``down`` when the
    reported figure is the measure itself and not its change; ``share``: the change is counted in per cent of
    last year's figure and not in the measure of the figure; ``less``: of an exact figure
    (``hộ nghèo còn 5 %``) less is better."""

    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    baseline: Decimal | None = None
    share: bool = False
    less: bool = False


@dataclass(frozen=True, slots=True)
class Attainment:
    """``percent`` of the target, one decimal, never 100 before it is met; None when it cannot be said.

    ``counted`` is the figure compared (the change for ``up`` and ``down``); ``missing`` and ``beyond`` are
    how far it stands before and past the wanted figure or range, in the measure of the target.
    """

    met: bool
    percent: Decimal | None
    counted: Decimal
    missing: Decimal = Decimal(0)
    beyond: Decimal = Decimal(0)


def comparator_of(code: str, *, low: Decimal | None, high: Decimal | None) -> Comparator:
    """The comparator named, else the one the two figures say by themselves."""
    for known in COMPARATORS:
        if known == code:
            return known
    if low is not None and high is not None:
        return "eq" if low == high else "between"
    return "le" if low is None and high is not None else "ge"


def counts_as_share(wording: str, measure: str) -> bool:
    """Whether a change in ``%`` is a share of last year's figure (``thu ngân sách tăng 15 %``) and not a
    difference of two percentages (``tỷ lệ hộ nghèo giảm 6,13 %``)."""
    words = fold(f"{wording} {measure}")
    points = any(message in words for message in ("ty le", "ti le", "ty suat", "diem %", "diem phan tram"))
    return "%" in measure and not points


def attain(aim: Aim, actual: Decimal) -> Attainment | None:
    """The standing of one figure; None when the target has no number to compare with."""
    low = aim.low if aim.low is not None else aim.high
    high = aim.high if aim.high is not None else aim.low
    if low is None or high is None:
        return None
    if aim.comparator == "le" or (aim.comparator == "eq" and aim.less):
        return _at_most(high, actual)
    if aim.comparator == "between":
        return _between(low, high, actual)
    counted = _change(aim, actual) if aim.comparator in {"up", "down"} else actual
    return _at_least(low, counted)


def _change(aim: Aim, actual: Decimal) -> Decimal:
    """How much better than last year; a figure without last year's is the change itself."""
    if aim.baseline is None:
        return actual
    change = actual - aim.baseline if aim.comparator == "up" else aim.baseline - actual
    return change / abs(aim.baseline) * _HUNDRED if aim.share and aim.baseline else change


def _at_least(requested: Decimal, counted: Decimal) -> Attainment:
    met = counted >= requested
    return Attainment(
        met,
        _percent(counted, requested, met=met),
        counted,
        missing=max(requested - counted, Decimal(0)),
        beyond=max(counted - requested, Decimal(0)),
    )


def _at_most(limit: Decimal, counted: Decimal) -> Attainment:
    met = counted <= limit
    percent = _HUNDRED if met else _percent(limit, counted, met=False)
    return Attainment(met, percent, counted, beyond=max(counted - limit, Decimal(0)))


def _between(low: Decimal, high: Decimal, counted: Decimal) -> Attainment:
    if counted < low:
        return _at_least(low, counted)
    return _at_most(high, counted)


def _percent(part: Decimal, whole: Decimal, *, met: bool) -> Decimal:
    """Share in per cent; what is not met is rounded down, so that 99,99 is never shown as 100."""
    if whole <= 0:
        return _HUNDRED if met else Decimal(0)
    share = max(part, Decimal(0)) / whole * _HUNDRED
    return share.quantize(_TENTH, rounding=ROUND_HALF_UP if met else ROUND_DOWN)


def last_month(period: str) -> int:
    """The month a period ends in: ``Q2`` 6, ``H1`` 6, ``M03`` 3, ``Y`` 12. ValueError for anything else."""
    if period not in PERIODS:
        raise ValueError(period)
    if period == "Y":
        return 12
    return int(period[1:]) * {"M": 1, "Q": 3, "H": 6}[period[0]]


def period_order(period: str) -> tuple[int, int]:
    """Orders periods by where they end; of two that end together the longer one speaks last."""
    return last_month(period), _WHOLE_ORDER[period[0]]


def latest(periods: Sequence[tuple[str, Stored]]) -> Stored | None:
    """What belongs to the period that ends last; of two of the same period the later given."""
    found: tuple[tuple[int, int], Stored] | None = None
    for period, stored in periods:
        order = period_order(period)
        if found is None or order >= found[0]:
            found = (order, stored)
    return None if found is None else found[1]
