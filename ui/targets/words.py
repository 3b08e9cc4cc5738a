"""A target of the plan as pages word and measure it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import lookup, text
from ui.style.tokens import Tone
from ui.tables.columns import Badge

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.targets import TargetRow

STAGES: Final = ("registered", "nominated", "passed", "decided", "printed")
_ROOM: Final = Decimal("1.08")


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures of one award target; a bound of None is open."""

    low: Decimal | None
    high: Decimal | None
    registered: int
    nominated: int
    passed: int
    decided: int
    printed: int

    @property
    def end(self) -> Decimal:
        """Where the scale ends: past the largest figure."""
        counted = (self.registered, self.nominated, self.decided, 1)
        figures = (self.low, self.high, *(Decimal(count) for count in counted))
        return max(figure for figure in figures if figure is not None) * _ROOM


def standing_of(row: TargetRow) -> Standing:
    """The figures of an award target as its bar wants them."""
    return Standing(row.low, row.high, *(getattr(row, stage) for stage in STAGES))


def amount_words(amount: Decimal) -> str:
    """Vietnamese writing without needless zeros: ``1.360``, ``96,4``."""
    from thidua_desktop.services.planning.targets import amount_words as words

    return words(amount)


def asked_words(row: TargetRow, *, measured: bool = True) -> str:
    """``25–35 tập thể``, ``≥ 73 %``, ``giảm 6,13 %``; ``measured`` False leaves the measure out."""
    low, high = row.low, row.high
    if low is None and high is None:
        return text("targets.asked.open")
    first, last = (low if low is not None else high), (high if high is not None else low)
    words = text(
        f"targets.asked.{row.asks}",
        low=amount_words(first or Decimal(0)),
        high=amount_words(last or Decimal(0)),
    )
    return f"{words} {row.measure}".strip() if measured else words


def standing_words(row: TargetRow) -> str:
    """``đạt 96,4 % – còn thiếu 1.360 tấn``."""
    from thidua_desktop.services.planning.targets import standing_words as words

    standing = row.standing
    return text("targets.standing.none") if standing is None else words(standing, measure=row.measure)


def standing_tone(row: TargetRow) -> Tone:
    """What its colour says: reached, on the way, past its limit, unknown."""
    standing = row.standing
    if standing is None:
        return "neutral"
    if standing.met:
        return "ok"
    return "warn" if standing.beyond else "info"


def standing_badge(row: TargetRow) -> Badge:
    return Badge(standing_words(row), standing_tone(row))


def group_words(row: TargetRow) -> str:
    return lookup(f"targets.groups.{row.group}") or row.group


def period_words(period: str) -> str:
    """``Q2`` as the officer says it."""
    if period == "Y":
        return text("targets.periods.year")
    number = int(period[1:])
    if period[0] == "H":
        return text(f"targets.periods.half_{number}")
    key = "targets.periods.month" if period[0] == "M" else "targets.periods.quarter"
    return text(key, number=number if period[0] == "M" else ("I", "II", "III", "IV")[number - 1])
