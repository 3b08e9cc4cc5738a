"""Prize money: coefficient x multiplier x base salary of the decision's day, in đồng, exact."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Final, Literal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.rules import Rounding, RuleSet

_TEN_THOUSAND: Final = Decimal(10_000)


def prize(coefficient: Decimal, *, multiplier: Decimal, base_salary: Decimal, rounding: Rounding) -> Decimal:
    """One prize in đồng; ``none``: exact.

    ``up_10000`` lifts to the next ten thousand (NĐ 91/2017 Đ68.2 and NĐ 152/2025 Đ49.2, both C2);
    ``nearest_10000`` is how some offices read the same words.
    """
    amount = coefficient * multiplier * base_salary
    if rounding != "none":
        way = ROUND_CEILING if rounding == "up_10000" else ROUND_HALF_UP
        amount = (amount / _TEN_THOUSAND).to_integral_value(way) * _TEN_THOUSAND
    return amount.quantize(Decimal(1), ROUND_CEILING)


def multiplier_for(kind: Literal["title", "form"], subject: SubjectType, rules: RuleSet) -> Decimal:
    """Forms pay a collective double and a household by its own factor; titles have their own coefficient."""
    if kind == "title" or subject == "person":
        return Decimal(1)
    return rules.collective_multiplier if subject == "collective" else rules.household_multiplier
