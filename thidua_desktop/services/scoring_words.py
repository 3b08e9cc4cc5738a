"""Steps of scoring in the words of the office."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from thidua_desktop.domain.scoring_entries import Quantity
from thidua_desktop.domain.scoring_steps import Step
from thidua_desktop.texts import text

_CENTS: Final = Decimal("0.01")


def say_step(step: Step) -> str:
    """One step as a sentence."""
    return text(
        f"scoring.steps.{step.code}", **{name: say_value(value) for name, value in step.params.items()}
    )


def say_number(number: Decimal) -> str:
    """Decimal comma, at most two decimals, half up: for reading, never for reckoning."""
    rounded = number.quantize(_CENTS, rounding=ROUND_HALF_UP)
    written = f"{rounded:f}".rstrip("0").rstrip(".") if rounded else "0"
    return written.replace(".", ",")


def say_value(value: object) -> str:
    """A figure, an entry or a list of them as read out."""
    if value is None:
        return text("scoring.nothing")
    if isinstance(value, bool):
        return text("scoring.yes") if value else text("scoring.no")
    if isinstance(value, Decimal):
        return say_number(value)
    if isinstance(value, Quantity):
        return f"{say_value(value.actual)}/{say_value(value.plan)}"
    if isinstance(value, tuple):
        return "; ".join(_say_part(one) for one in value)
    return str(value)


def _say_part(part: object) -> str:
    if isinstance(part, tuple) and not isinstance(part, Quantity) and len(part) == 3:
        scorer, weight, points = part
        return text("scoring.part", scorer=scorer, weight=say_value(weight), points=say_value(points))
    return say_value(part)
