"""A scoring scheme as data: criteria in a tree, how each scores, caps, scorers, bars, ranking and awards.

Points and shares are Decimal. A scheme is what an office or a bloc wrote down for a year; none is the law of
the land, so each names its ``source`` and how sure its text is (``confidence``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from thidua_desktop.domain.eligibility.rules import Confidence

ZERO: Final = Decimal(0)
ROOT: Final = ""
"""Code of the whole table, above all sections."""

Role = Literal["base", "bonus", "deduction", "note"]
"""Counts to the base, on top, against, or not at all (a fact that only bars)."""
Method = Literal["fixed", "points", "more", "less", "grade", "yes_no", "each", "bands", "cluster"]
Over = Literal["refuse", "cut", "bonus", "allow"]
"""Points above the maximum: not accepted, cut, moved to the excess, counted in full."""
Blank = Literal["open", "zero", "full"]
"""Nobody scored: waits for a score, 0 points, the standard points. A blank is never the same as a typed 0."""
Several = Literal["sum", "highest", "refuse"]
"""More than one entry for one criterion: added up, the highest counts, not accepted."""
Missing = Literal["others", "zero", "open"]
"""A scorer who did not score: the others stand, counts as 0, the criterion waits."""
Judges = Literal["", "mean", "trimmed"]
"""One entry for all; the mean of what each other unit of the bloc gave; the mean without the highest and the
lowest where three or more gave one."""
Combine = Literal["last", "weighted"]
"""The last scorer's score stands (appraisal replaces self-score), or the weighted mean of all scorers."""
Basis = Literal["value", "more", "less"]
"""What bands are read against: the number itself, actual / plan, plan / actual."""

METHODS: Final[tuple[Method, ...]] = (
    "fixed",
    "points",
    "more",
    "less",
    "grade",
    "yes_no",
    "each",
    "bands",
    "cluster",
)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Who scores; ``role`` self | cross | head | agency | office. Weights count when ``weighted``."""

    code: str
    name: str
    role: str
    weight: Decimal = Decimal(1)
    missing: Missing = "others"
    judges: Judges = ""
    """Other than empty: every other unit of the bloc scores, and ``missing`` is the rule for each of them."""


@dataclass(frozen=True, slots=True)
class Band:
    """``start <= x < stop`` (None: open) earns ``points + slope × (x - start)``."""

    start: Decimal | None
    stop: Decimal | None
    points: Decimal
    slope: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Condition:
    """When a bonus counts: section ``of`` lost nothing, or has ``at_least`` (base less deductions)."""

    of: str
    at_least: Decimal | None = None
    """None: nothing may be lost."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line that is scored; ``section`` is the code it stands under."""

    code: str
    name: str
    section: str
    role: Role
    method: Method
    standard: Decimal | None
    """Standard points: what full achievement earns, for ``each`` the points of one unit."""
    limit: Decimal | None
    """Most points it can earn before ``over`` decides; None: no maximum."""
    least: Decimal
    over: Over
    blank: Blank
    excess_rate: Decimal = Decimal(1)
    excess_cap: Decimal | None = None
    """Most points the excess may bring."""
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    """Grade -> points."""
    bands: tuple[Band, ...] = ()
    basis: Basis = "value"
    several: Several = "sum"
    only_if: Condition | None = None
    scorers: tuple[Scorer, ...] = ()
    combine: Combine = "last"
    unit: str = ""
    """Unit of measure of the numbers entered."""

    @property
    def full(self) -> Decimal | None:
        """Points of full achievement of a base criterion."""
        return self.limit if self.method == "each" else self.standard


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of a section or of the whole table; None: no cap."""

    cap: Decimal | None = None
    floor: Decimal | None = None
    excess_cap: Decimal | None = None
    bonus_cap: Decimal | None = None
    deduct_cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with criteria or sections below; ``parent`` ROOT when it stands at the top."""

    code: str
    name: str
    parent: str
    standard: Decimal | None
    limits: Limits


@dataclass(frozen=True, slots=True)
class Bar:
    """What keeps a unit from being proposed although it keeps its rank.

    ``values``: any of these was entered for ``criterion``; ``points``: the criterion counts at least so much;
    ``below``: section ``of`` scored less. ``awards`` empty: none at all. ``unranked``: loses its rank too.
    """

    name: str
    criterion: str = ""
    values: tuple[object, ...] = ()
    points: Decimal | None = None
    of: str = ROOT
    below: Decimal | None = None
    awards: tuple[str, ...] = ()
    unranked: bool = False


@dataclass(frozen=True, slots=True)
class TieBreak:
    """``by`` base | excess | bonus | deduction | section | criterion | meeting; ``of`` a code."""

    by: str
    of: str = ""
    more: bool = True
    """More is better; for deductions fewer is better."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ties left after ``tie_breaks`` share a rank: 1, 2, 2, 4 (``dense``: 1, 2, 2, 3)."""

    tie_breaks: tuple[TieBreak, ...] = ()
    dense: bool = False
    moves_up: bool = True
    """The next unit takes the place of a barred one; otherwise the place stays empty."""


@dataclass(frozen=True, slots=True)
class Award:
    """What a bloc may propose: ``count`` in all, or a ``share`` of its members rounded down."""

    code: str
    name: str
    count: int | None = None
    share: Decimal | None = None
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """The whole table. ``sections`` and ``criteria`` stand in the order of the paper, parents first."""

    key: str
    name: str
    source: str
    confidence: Confidence
    valid_from: dt.date | None
    valid_to: dt.date | None
    note: str
    scorers: tuple[Scorer, ...]
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    limits: Limits
    ranking: Ranking
    bars: tuple[Bar, ...]
    awards: tuple[Award, ...]

    def criterion(self, code: str) -> Criterion | None:
        return next((one for one in self.criteria if one.code == code), None)

    def section(self, code: str) -> Section | None:
        return next((one for one in self.sections if one.code == code), None)

    def within(self, code: str) -> tuple[Criterion, ...]:
        """The criteria that stand directly under a section."""
        return tuple(one for one in self.criteria if one.section == code)
