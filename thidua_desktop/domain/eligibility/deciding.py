"""Who may decide an award, seen from one office: itself, a level above, or nobody it may ask."""

from __future__ import annotations

from typing import Final, Literal

from thidua_desktop.domain.awards.awards import Award
from thidua_desktop.domain.eligibility.rules import AwardRule

Way = Literal["own", "above", "nobody"]

_RANKS: Final = {
    "office": 0,
    "unit": 0,
    "enterprise": 0,
    "commune": 1,
    "district": 2,
    "department": 2,
    "province": 3,
}
"""How high a deciding level stands; what is not named stands above the province. What does not stand above
the office is never asked of its superior."""
_ABOVE_PROVINCE: Final = 4


def decided_by(level: str, rule: AwardRule | None) -> bool:
    """Whether the rule names this level as a decider, without a doubt."""
    return rule is not None and any(one.level == level and not one.unclear for one in rule.deciders)


def way_of(award: Award, rule: AwardRule | None, *, level: str) -> Way:
    """``own``: an office of this level decides; ``above``: a level above it does and is asked; ``nobody``: no
    level decides by this rule, or only one that does not stand above.

    ``rule`` None: the rule-set does not list the award, and the level its name speaks of counts.
    """
    if rule is None:
        return "above" if _ranks_above(award.level, level) else "nobody"
    if decided_by(level, rule):
        return "own"
    return "above" if any(_ranks_above(one.level, level) for one in rule.deciders) else "nobody"


def _ranks_above(decider: str, level: str) -> bool:
    return _RANKS.get(decider, _ABOVE_PROVINCE) > _RANKS.get(level, 0)
