"""Caps and shares: how many a unit may propose, how many it has, what is left. By whole numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua_desktop.domain.eligibility.evaluation import most_allowed
from thidua_desktop.domain.eligibility.rules import Quota, RuleSet


@dataclass(frozen=True, slots=True)
class Cap:
    """One cap of one unit (``unit`` None: all units together). ``left`` below nought: over the cap.

    ``base`` and ``most`` None: nobody knows how many members the unit has.
    """

    unit: int | None
    award: str
    base_award: str
    base: int | None
    share: Fraction
    rounding: str
    most: int | None
    used: int
    source: str

    @property
    def left(self) -> int | None:
        return None if self.most is None else self.most - self.used


@dataclass(frozen=True, slots=True)
class Share:
    """How many members of a proposed collective hold a title, against the share asked. Never rounded up."""

    unit: int
    award: str
    of_award: str
    members: int | None
    holders: int
    share: Fraction
    strict: bool
    needed: int | None
    source: str

    @property
    def enough(self) -> bool | None:
        return None if self.needed is None else self.holders >= self.needed


def caps(
    rules: RuleSet, titles: Mapping[int, Mapping[str, int]], members: Mapping[int, int | None]
) -> tuple[Cap, ...]:
    """Of every award with a cap in the rule-set: each unit that proposes it, then all units together."""
    found: list[Cap] = []
    for code, rule in rules.awards.items():
        if rule.quota is None or rule.quota.share is None:
            continue
        units = [unit for unit in titles if titles[unit].get(code)]
        each = [_cap(rule.quota, code, unit, titles[unit], members.get(unit)) for unit in units]
        found += each
        if each:
            found.append(_together(rule.quota, code, each))
    return tuple(found)


def needed(members: int, share: Fraction, *, strict: bool = False) -> int:
    """Fewest holders that reach the share: 70 % of 10 are 7, of 11 are 8; more than half of 10 are 6."""
    over = members * share.numerator
    if strict:
        return over // share.denominator + 1
    return -(-over // share.denominator)


def _cap(quota: Quota, award: str, unit: int, titles: Mapping[str, int], members: int | None) -> Cap:
    base = members if quota.base == "MEMBERS" else titles.get(quota.base, 0)
    return Cap(
        unit=unit,
        award=award,
        base_award=quota.base,
        base=base,
        share=quota.share or Fraction(0),
        rounding=quota.rounding,
        most=None if base is None else most_allowed(quota, base),
        used=titles.get(award, 0),
        source=quota.source,
    )


def _together(quota: Quota, award: str, each: Sequence[Cap]) -> Cap:
    known = [cap.base for cap in each if cap.base is not None]
    base = sum(known) if len(known) == len(each) else None
    return Cap(
        unit=None,
        award=award,
        base_award=quota.base,
        base=base,
        share=quota.share or Fraction(0),
        rounding=quota.rounding,
        most=None if base is None else most_allowed(quota, base),
        used=sum(cap.used for cap in each),
        source=quota.source,
    )
