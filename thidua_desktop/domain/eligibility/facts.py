"""What is known of one nominee. A fact that is not there is unknown, never "no"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from thidua_desktop.domain.awards.awards import SubjectType


class Rating(IntEnum):
    """Yearly rating of work (mức độ hoàn thành nhiệm vụ), worst first."""

    KHT = 0
    HT = 1
    HTT = 2
    HTXS = 3


class Scope(IntEnum):
    """How far an initiative or research is recognised to reach."""

    BASE = 1
    PROVINCE = 2
    NATION = 3


class Discipline(IntEnum):
    """Kỷ luật: none, khiển trách, cảnh cáo, heavier."""

    NONE = 0
    REPRIMAND = 1
    WARNING = 2
    HEAVIER = 3


@dataclass(frozen=True, slots=True, order=True)
class AwardYear:
    """The year of an achievement. A school year 2022-2023 is ``AwardYear(2023, school=True)``."""

    year: int
    school: bool = False

    def __str__(self) -> str:
        return f"{self.year - 1}-{self.year}" if self.school else str(self.year)


@dataclass(frozen=True, slots=True)
class PastAward:
    """An award already granted; ``year`` is the year of achievement, ``occasion`` a kind of commendation.

    ``decision_id``, ``number`` and ``signed_on`` name the decision that proves it, where it is on record.
    """

    year: AwardYear | None
    by: str = ""
    occasion: str = ""
    decision_id: int | None = None
    number: str | None = None
    signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative or a research work. ``recognised`` None: no paper seen; ``scope`` None: unread."""

    scope: Scope | None
    recognised: bool | None
    year: AwardYear | None = None
    id: int | None = None
    title: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that conditions may ask of a person, a collective, a household or the list of one unit.

    A key missing from a mapping is unknown; an empty tuple is "known to be none". ``years_at_least[HTT]`` are
    the years rated HTT or better. ``titles`` counts members of the unit holding a title this year. ``ticks``
    are the officer's own confirmations, ``details`` the words behind them. ``unread`` names facts nobody
    could interpret: with any of them no verdict is "eligible".
    """

    subject: SubjectType | None = None
    subject_kind: str | None = None
    review: AwardYear | None = None
    rating: Rating | None = None
    years_at_least: Mapping[Rating, tuple[AwardYear, ...]] = field(default_factory=dict)
    discipline: Discipline | None = None
    disciplined_members: Mapping[Discipline, int] | None = None
    months_worked: int | None = None
    months_counted: int | None = None
    leave_days: int | None = None
    initiatives: tuple[Work, ...] | None = None
    research: tuple[Work, ...] | None = None
    members: int | None = None
    completed: int | None = None
    titles: Mapping[str, int] = field(default_factory=dict)
    proposed: int | None = None
    history: Mapping[str, tuple[PastAward, ...]] = field(default_factory=dict)
    ticks: Mapping[str, bool] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    received_on: dt.date | None = None
    unread: tuple[str, ...] = ()
