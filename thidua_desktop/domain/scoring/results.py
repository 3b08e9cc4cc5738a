"""What scoring gives back: cells, sums, units, places, proposals.

Cells and sums are named tuples: a grid makes thousands of them at every keystroke.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from thidua_desktop.domain.schemes.scheme import ZERO, Criterion, Scorer, Section
from thidua_desktop.domain.scoring.entries import Entry, Quantity

Step = tuple[str, *tuple[object, ...]]
"""One sentence to be: a code, then figures (Decimal), names and entries in the order of ``FIGURES``."""

Earned = tuple[Decimal, Decimal, Decimal, Entry | None, str]
"""Points that count, excess, raw points, the entry, and the code of the formula.

Plain tuples, because every entry of a grid makes one at each keystroke; ``Cell.readings`` gives them names.
"""

NOT_SCORED: Final = "not_scored"
"""``problem`` of a cell whose criterion does not apply to the unit: it counts 0 and waits for nothing."""

_ENTERED: Final = ("scorer", "entry", "standard", "points")
_OPEN: Final = ("scorer", "limit", "least")
_CAPPED: Final = ("raw", "cap")
FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys([f"open_{why}" for why in ("blank", "missing", "over_max", "below_min")], _OPEN),
    **dict.fromkeys([f"open_{why}" for why in ("several", "plan_zero", "actual_zero")], _OPEN),
    **dict.fromkeys([f"open_{why}" for why in ("no_band", "no_grade", "judges")], _OPEN),
    **dict.fromkeys(("excess_capped", "bonus_capped", "deduct_capped"), _CAPPED),
    **dict.fromkeys(("fixed", "blank_full", "blank_zero", "ignored", "bonus_ignored"), ("points",)),
    **dict.fromkeys(("cut", "lifted"), ("raw", "points")),
    NOT_SCORED: (),
    "judges_missing": ("scorer", "judges"),
    "excess": ("raw", "points", "excess"),
    "weighted": ("parts", "points", "excess"),
    "sum": ("base", "excess", "bonus", "deduct", "total"),
    "adjusted": ("adjust", "score"),
    "barred": ("reason", "awards"),
    "unranked": ("reason",),
    "waiting": ("criteria",),
}
"""Step -> names of its figures; a step that is not here reports an entry: scorer, entry, standard, points."""


def step_params(step: Step) -> dict[str, object]:
    """The figures of a step under their names; a quantity also as ``plan`` and ``actual``."""
    code, *figures = step
    reported = dict(zip(FIGURES.get(code, _ENTERED), figures, strict=True))
    entry = reported.get("entry")
    if type(entry) is Quantity:
        reported |= {"plan": entry.plan, "actual": entry.actual}
    return reported


class Reading(NamedTuple):
    """What one scorer's entry earns: ``raw`` by the formula, ``points`` and ``excess`` after the maximum.

    ``entry`` None: the scorer is missing and counts as 0.
    """

    scorer: Scorer
    entry: Entry | None
    raw: Decimal
    points: Decimal
    excess: Decimal


class Cell(NamedTuple):
    """One criterion of one unit; ``points`` None while it waits for what ``problem`` says.

    ``points`` are what counts (0 for a bonus whose condition fails, then ``ignored`` holds it). Problems:
    blank | missing:SCORER | over_max | below_min | several | plan_zero | actual_zero | no_band | no_grade |
    judges;
    ``NOT_SCORED`` is none.
    """

    criterion: Criterion
    scorers: tuple[Scorer, ...]
    earned: tuple[Earned, ...]
    points: Decimal | None
    excess: Decimal = ZERO
    ignored: Decimal = ZERO
    problem: str = ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What each scorer's entry earned, in the order of the scorers."""
        pairs = zip(self.scorers, self.earned, strict=True)
        return tuple(
            Reading(who, entry, raw, points, excess) for who, (points, excess, raw, entry, _) in pairs
        )


class Sums(NamedTuple):
    """Sums of a section with everything below it; ``adjust`` is what caps and layers of the whole changed."""

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


class SectionResult(NamedTuple):
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
