"""Rule-sets as frozen values: what the catalogue reads and the engine judges by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.facts import Discipline, Rating, Scope

Confidence = Literal["C", "C2", "R", "U"]
"""C text read, C2 secondary text, R recalled, U unsure (a failed U condition never bars)."""
Severity = Literal["bar", "warning", "info"]
WhenUnknown = Literal["review", "presume"]
Rounding = Literal["none", "up_10000", "nearest_10000"]
"""Of a prize in đồng: exact, up to the next ten thousand, or to the nearest ten thousand."""
Kind = Literal[
    "all_of",
    "any_of",
    "rating_at_least",
    "confirmed",
    "not_reported",
    "months_at_least",
    "leave_below",
    "discipline_below",
    "members_discipline_below",
    "share_of_members",
    "all_members_completed",
    "members_with_title",
    "initiative",
    "research",
    "meets",
    "consecutive_awards",
    "consecutive_years",
    "awards_in_run",
    "ratings_in_run",
    "works_in_run",
    "has_award",
    "subject_kind",
    "to_be_confirmed",
]


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act with its dates; ``citation`` is its line among the "Căn cứ" of a decision.

    ``end_confidence`` is how sure its last day is. ``awards``: cited only for these awards (empty: for all).
    """

    code: str
    kind: str
    number: str
    short: str
    title: str
    issuer: str
    date: dt.date | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    confidence: Confidence
    citation: str
    end_confidence: Confidence = "C"
    awards: frozenset[str] = frozenset()

    def in_force(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of a nominee. Which fields count depends on ``kind``; ``source`` is "act, article".

    ``claim``: as a branch of any_of it is considered only when the file says something about it.
    ``sources`` name years that join into one run: ``rating:HTXS`` or ``award:TTLDXS``.
    """

    kind: Kind
    rule: str
    source: str
    confidence: Confidence
    severity: Severity = "bar"
    unknown: WhenUnknown = "review"
    claim: bool = False
    subjects: frozenset[SubjectType] | None = None
    parts: tuple[Condition, ...] = ()
    tick: str = ""
    award: str = ""
    rating: Rating | None = None
    discipline: Discipline | None = None
    scope: Scope | None = None
    count: int = 0
    share: Fraction = Fraction(0)
    strict: bool = False
    sources: tuple[str, ...] = ()
    after: str = ""
    fresh_after: str = ""
    max_step: int = 1
    late_years: int = 0
    unclear_late_years: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """A level that decides an award; ``unclear`` levels neither do nor do not by the texts at hand."""

    level: str
    source: str
    confidence: Confidence
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """Most titles one unit may propose: ``share`` of its holders of ``base``; None: no national cap.

    ``base`` is a title, or ``MEMBERS`` for all members of the unit.
    """

    base: str
    share: Fraction | None
    source: str
    confidence: Confidence
    rounding: Literal["down", "nearest"] = "down"
    """How a cap that is no whole number is read; rounding to the nearest is a local rule."""


@dataclass(frozen=True, slots=True)
class Prize:
    """Coefficient of the base salary for one person or, for a collective title, for the collective."""

    coefficient: Decimal
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class VoteRule:
    """Share of votes asked of a council and the share of members who must sit (quorum)."""

    threshold: Fraction
    strict: bool
    base: Literal["total", "present", "valid"]
    secret: bool
    quorum: Fraction
    source: str
    confidence: Confidence
    general: bool = False
    """The rule-set's default for awards it states no rule of their own for."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days an award asks for: posting or publishing a list, settling a complete dossier (working days)."""

    publication_days: int | None
    processing_days: int | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class AwardRule:
    """All that a rule-set says of one award."""

    award: str
    subjects: frozenset[SubjectType]
    source: str
    confidence: Confidence
    deciders: tuple[Decider, ...]
    conditions: tuple[Condition, ...]
    quota: Quota | None
    prize: Prize | None
    vote: VoteRule
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The law of a span of decision dates. ``confirmed`` False: its final text is not at hand.

    ``levels`` are the levels of authority that exist in the span; ``level_source`` says by which act.
    """

    code: str
    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    confirmed: bool
    source: str
    basis: tuple[str, ...]
    levels: frozenset[str]
    level_source: str
    level_confidence: Confidence
    general: tuple[Condition, ...]
    awards: Mapping[str, AwardRule]
    collective_multiplier: Decimal
    household_multiplier: Decimal
    multiplier_source: str
    multiplier_confidence: Confidence
    rounding: Rounding
    rounding_source: str
    rounding_confidence: Confidence
    highest_title_only: bool
    """Titles given at one time for the same counted period: only the highest prize is paid.

    Source: Decree 152/2025, Article 49 clause 5 (C2); titles of different periods, and a title beside a form,
    are each paid (clauses 6 and 7). Before it: restated from Decree 91/2017 by a ministry's circular.
    """
    highest_title_source: str
    highest_title_confidence: Confidence
    received_before: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
