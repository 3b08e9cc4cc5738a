"""Who might be proposed and is not: reads a verdict for what stands in the way. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from thidua_desktop.domain.eligibility.evaluation import Verdict
from thidua_desktop.domain.eligibility.facts import AwardYear
from thidua_desktop.domain.eligibility.findings import Finding

Group = Literal["ready", "completes", "almost"]
_FORMAL = frozenset({"subject", "authority", "rule_set_confirmed", "transition"})
"""Findings that say nothing of the person's merit."""
_FAR = 99
"""Too much is open to be reported as one thing."""
_ASKED_FOR = frozenset({"rating_at_least", "initiative"})
"""Ways every dossier is asked about: that nobody recorded them is one thing missing, not another road."""
_CHAINS = frozenset({"consecutive_awards", "consecutive_years"})


@dataclass(frozen=True, slots=True)
class Hint:
    """``ready``: meets every condition; ``completes``: a chain of years is full with this year.

    ``almost``: one thing is open or missing, which is ``short``.
    """

    group: Group
    short: Finding | None = None


def hint_of(verdict: Verdict, *, year: int) -> Hint | None:
    """None: nothing worth telling, because too much is missing or too little is known."""
    bars = [one for one in verdict.findings if one.severity == "bar" and one.rule not in _FORMAL]
    if verdict.verdict == "not_eligible" and not any(one.ok is False for one in bars):
        return None
    if not any(one.ok and not one.missing for one in bars):
        return None
    open_bars = [one for one in bars if one.ok is not True]
    steps = sum(_steps(one) for one in open_bars)
    if not steps:
        full = any(_full_with(one, year) for one in bars)
        return Hint("completes" if full else "ready")
    if steps > 1:
        return None
    missing = _leaf(open_bars[0])
    refused = any(one.ok is False for one in open_bars)
    if not refused and any(_full_with(one, year) for one in bars):
        return Hint("completes", missing)
    return Hint("almost", missing)


def _steps(finding: Finding) -> int:
    """How many single things are open: of all_of every one, of any_of the nearest way somebody spoke of."""
    if finding.ok or finding.severity != "bar":
        return 0
    if not finding.parts:
        return 1
    if finding.required.code == "any_of":
        menus = [_steps(part) for part in finding.parts if not (part.missing and part.rule not in _ASKED_FOR)]
        return min(menus, default=_FAR)
    return _FAR if finding.missing else sum(_steps(part) for part in finding.parts)


def _leaf(finding: Finding) -> Finding:
    """The single thing that is open; a choice between several ways is reported as the choice."""
    if not finding.parts:
        return finding
    near = [part for part in finding.parts if 0 < _steps(part) < _FAR and not part.missing]
    if finding.required.code == "any_of":
        single = len(near) == 1 and bool(near[0].parts)
        return _leaf(near[0]) if single else finding
    return _leaf(near[0]) if near else finding


def _full_with(finding: Finding, year: int) -> bool:
    return any(_ends_in(one, year) for one in _deep(finding) if one.rule in _CHAINS and one.ok)


def _deep(finding: Finding) -> Iterable[Finding]:
    yield finding
    for part in finding.parts:
        yield from _deep(part)


def _ends_in(finding: Finding, year: int) -> bool:
    for _, value in finding.present.params:
        if isinstance(value, tuple):
            return any(isinstance(one, AwardYear) and one.year == year for one in value)
    return False
