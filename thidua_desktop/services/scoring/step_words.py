"""Steps of scoring in the words of the office."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from thidua_desktop.domain.scoring.entries import Judged, Quantity
from thidua_desktop.domain.scoring.results import Cell, Reading, Step, step_params
from thidua_desktop.texts import text

_CENTS: Final = Decimal("0.01")
_WIDE: Final = Context(prec=120)


def step_sentence(step: Step) -> str:
    """One step as a sentence."""
    return text(
        f"scoring.steps.{step[0]}", **{name: value_sentence(one) for name, one in step_params(step).items()}
    )


def to_cents(number: Decimal) -> Decimal:
    """Two decimals, half up: for display only, nothing is computed with it."""
    return number.quantize(_CENTS, rounding=ROUND_HALF_UP, context=_WIDE) + 0


def number_words(number: Decimal) -> str:
    """Decimal comma, at most two decimals, half up: for reading, never for reckoning."""
    rounded = to_cents(number)
    written = f"{rounded:f}".rstrip("0").rstrip(".") if rounded else "0"
    return written.replace(".", ",")


def value_sentence(value: object) -> str:
    """A figure, an entry or a list of them as read out."""
    if value is None:
        return text("scoring.nothing")
    if isinstance(value, bool):
        return text("scoring.yes") if value else text("scoring.no")
    if isinstance(value, Decimal):
        return number_words(value)
    if isinstance(value, Quantity):
        return f"{value_sentence(value.actual)}/{value_sentence(value.plan)}"
    if isinstance(value, Judged):
        return "; ".join(
            f"{who} {value_sentence(one)}" for who, one in zip(value.who, value.given, strict=True)
        )
    if isinstance(value, Cell):
        return "; ".join(_say_reading(one) for one in value.readings)
    if isinstance(value, tuple):
        return "; ".join(value_sentence(one) for one in value)
    return str(value)


def _say_reading(reading: Reading) -> str:
    weight, points = number_words(reading.scorer.weight), number_words(reading.points)
    return text("scoring.part", scorer=reading.scorer.name, weight=weight, points=points)
