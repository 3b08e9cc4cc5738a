"""What was found when a condition met the facts, as codes and parameters (sentences are made elsewhere)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from thidua_desktop.domain.eligibility.facts import Facts, PastAward, Work
from thidua_desktop.domain.eligibility.rules import Condition, Confidence, RuleSet, Severity


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence to be: ``code`` and the values of its places."""

    code: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Who is judged, under which law, and the last year that counts."""

    facts: Facts
    rules: RuleSet
    until: int


def notify(code: str, **params: object) -> Wording:
    return Wording(code, tuple(params.items()))


UNKNOWN = notify("unknown")


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition judged. ``ok`` None: not known or not clear; ``missing``: the file says nothing of it.

    ``parts`` are the branches of any_of and the members of all_of, for the eligibility card.
    """

    rule: str
    ok: bool | None
    required: Wording
    present: Wording
    source: str
    confidence: Confidence
    severity: Severity
    missing: bool = False
    parts: tuple[Finding, ...] = ()
    proofs: tuple[PastAward | Work, ...] = ()
    """What on record shows it: decisions and recognised works."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement and all it rests on. ``max_allowed`` is set when a cap of a unit was asked."""

    verdict: Literal["eligible", "not_eligible", "needs_review"]
    findings: tuple[Finding, ...]
    rule_set: str
    max_allowed: int | None = None


def judged(
    condition: Condition,
    ok: bool | None,
    required: Wording,
    present: Wording,
    *,
    proofs: tuple[PastAward | Work, ...] = (),
) -> Finding:
    """The finding of a condition some fact speaks of."""
    return Finding(
        rule=condition.rule,
        ok=ok,
        required=required,
        present=present,
        source=condition.source,
        confidence=condition.confidence,
        severity=condition.severity,
        proofs=proofs,
    )


def unknown(condition: Condition, required: Wording) -> Finding:
    """The finding of a condition no fact speaks of: presumed met (a note) or left to a person."""
    presumed = condition.unknown == "presume"
    return Finding(
        rule=condition.rule,
        ok=None,
        required=required,
        present=notify("presumed") if presumed else UNKNOWN,
        source=condition.source,
        confidence=condition.confidence,
        severity="info" if presumed else condition.severity,
        missing=True,
    )


def all_hold(findings: Sequence[Finding]) -> bool | None:
    """False when a bar fails for sure, None when one is unknown or its rule unsure, else True."""
    bars = [finding for finding in findings if finding.severity == "bar"]
    if any(finding.ok is False and finding.confidence != "U" for finding in bars):
        return False
    return True if all(finding.ok for finding in bars) else None


def one_holds(findings: Sequence[Finding], claims: Sequence[bool]) -> bool | None:
    """True when a branch holds. A branch only to be claimed counts once the file says something about it."""
    considered = [
        None if finding.ok is False and finding.confidence == "U" else finding.ok
        for finding, claim in zip(findings, claims, strict=True)
        if not (claim and finding.missing)
    ]
    if any(considered):
        return True
    return None if not considered or None in considered else False
