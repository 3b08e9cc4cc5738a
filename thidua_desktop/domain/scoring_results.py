"""What scoring gives back: cells, sums, units, places, proposals.

Cells and sums are named tuples: a grid makes thousands of them at every keystroke.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from thidua_desktop.domain.scoring_entries import Entry
from thidua_desktop.domain.scoring_scheme import ZERO, Criterion, Scorer, Section


class Reading(NamedTuple):
    """What one scorer's entry earns: ``raw`` by the method, ``points`` and ``excess`` after the maximum.

    ``code`` says which formula was used; ``entry`` None: the scorer is missing and counts as 0.
    """

    scorer: Scorer
    entry: Entry | None
    raw: Decimal
    points: Decimal
    excess: Decimal
    code: str


class Cell(NamedTuple):
    """One criterion of one unit; ``points`` None while it waits, with the ``problem`` that keeps it waiting.

    ``points`` are what counts (0 for a bonus whose condition is not met, then ``ignored`` holds it).
    """

    criterion: Criterion
    readings: tuple[Reading, ...]
    points: Decimal | None
    excess: Decimal
    ignored: Decimal
    problem: str
    """"" | blank | missing:SCORER | over_max | below_min | several | plan_zero | actual_zero | no_band."""


class Sums(NamedTuple):
    """Sums of a section with everything below it; ``adjust`` is what caps and floors of the whole changed."""

    base: Decimal = ZERO
    excess_raw: Decimal = ZERO
    excess: Decimal = ZERO
    bonus_raw: Decimal = ZERO
    bonus: Decimal = ZERO
    ignored: Decimal = ZERO
    deduct_raw: Decimal = ZERO
    deduct: Decimal = ZERO
    adjust: Decimal = ZERO

    @property
    def score(self) -> Decimal:
        return self.base + self.excess + self.bonus - self.deduct + self.adjust


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A section of one unit."""

    section: Section
    sums: Sums


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Everything about one unit; ``open`` are the codes still waiting, ``barred`` award code -> reasons."""

    name: str
    cells: Mapping[str, Cell]
    sections: Mapping[str, SectionResult]
    sums: Sums
    total: Decimal
    open: tuple[str, ...]
    barred: Mapping[str, tuple[str, ...]]
    unranked: tuple[str, ...]
    """Reasons why it has no rank although everything is scored."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order; ``tied`` all who share it; ``split_by`` the rule that parted equal totals."""

    rank: int
    unit: str
    total: Decimal
    tied: tuple[str, ...]
    split_by: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Units proposed for an award; of the equal ``undecided`` the meeting may choose ``places`` more."""

    award: str
    name: str
    count: int
    units: tuple[str, ...]
    undecided: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class NotRanked:
    """A unit without a rank: criteria still open, or the reasons of the scheme."""

    unit: str
    open: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlocResult:
    """The result of a bloc; the order the units came in shows in ``units`` and nowhere else."""

    units: Mapping[str, UnitResult]
    ranking: tuple[Place, ...]
    ties: tuple[tuple[str, ...], ...]
    proposals: tuple[Proposal, ...]
    not_ranked: tuple[NotRanked, ...]
