"""Who might be proposed and is not: reads a verdict for what stands in the way. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from thidua_desktop.domain.eligibility import Verdict
from thidua_desktop.domain.facts import AwardYear
from thidua_desktop.domain.findings import Finding

Group = Literal["ready", "completes", "almost"]
_FORMAL = frozenset({"subject", "authority", "rule_set_confirmed", "transition"})
"""Findings that say nothing of the person's merit."""
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
    short = [one for one in bars if one.ok is not True]
    shown = [one for one in bars if one.ok and not one.missing]
    if verdict.verdict == "not_eligible" and not any(one.ok is False for one in bars):
        return None
    if not shown:
        return None
    refused = [one for one in short if one.ok is False]
    if not refused and len(short) <= 1 and any(_full_with(one, year) for one in bars):
        return Hint("completes", short[0] if short else None)
    if not short:
        return Hint("ready")
    return Hint("almost", short[0]) if len(short) == 1 else None


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
