"""A target of the plan as pages word and measure it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import text
from ui.tables.columns import Badge, plain_words

if TYPE_CHECKING:
    from thidua_desktop.queries.plan import TargetRow

_ROOM: Final = Decimal("1.08")


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures of one target; a bound of None is open."""

    low: Decimal | None
    high: Decimal | None
    nominated: int
    passed: int
    decided: int

    @property
    def end(self) -> Decimal:
        """Where the scale ends: past the largest figure."""
        figures = (self.low, self.high, Decimal(self.nominated), Decimal(self.decided), Decimal(1))
        return max(figure for figure in figures if figure is not None) * _ROOM


def standing_of(row: TargetRow) -> Standing:
    """The figures of a target as its bar wants them."""
    return Standing(
        low=None if row.minimum is None else Decimal(row.minimum),
        high=None if row.maximum is None else Decimal(row.maximum),
        nominated=row.nominated,
        passed=row.passed,
        decided=row.decided,
    )


def range_words(row: TargetRow) -> str:
    """``25–35``; one number alone when both ends agree."""
    low = None if row.minimum is None else plain_words(Decimal(row.minimum))
    high = None if row.maximum is None else plain_words(Decimal(row.maximum))
    if low is None and high is None:
        return text("plan.range.open")
    if low is None:
        return text("plan.range.at_most", high=high)
    if high is None:
        return text("plan.range.at_least", low=low)
    return low if low == high else text("plan.range.between", low=low, high=high)


def attainment(row: TargetRow) -> Badge | None:
    """How far the decisions reach; None for a target the program cannot count."""
    if row.award_code is None:
        return None
    standing = standing_of(row)
    if standing.high is not None and row.decided > standing.high:
        return Badge(text("plan.attained.above"), "warn")
    if standing.low is not None and row.decided >= standing.low:
        return Badge(text("plan.attained.reached"), "ok")
    if standing.low is None:
        return Badge(text("plan.attained.within"), "ok") if row.decided else None
    missing = plain_words(standing.low - row.decided)
    return Badge(text("plan.attained.missing", missing=missing), "info" if row.nominated else "neutral")
