"""What a bloc goes through in a year: its days, and who leads it next year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEVELS: Final = ("own", "higher")
"""Organised by this office; of a higher level, with this office as a scored member."""
MEETINGS: Final = ("signing", "review", "closing")


@dataclass(frozen=True, slots=True)
class BlocDay:
    """A day of every year by which something is due; ``next_year``: of the year after the bloc's."""

    code: str
    month: int
    day: int
    next_year: bool = False

    def of(self, year: int) -> dt.date:
        """The day for the blocs of ``year``."""
        return dt.date(year + self.next_year, self.month, self.day)


USUAL_DAYS: Final = (
    BlocDay("targets", 1, 5),
    BlocDay("signing", 2, 15),
    BlocDay("review", 8, 15),
    BlocDay("closing", 1, 10, next_year=True),
)
"""Registration of targets, signing, mid-year review, closing meeting.

Source: Hưng Yên, draft guidance on blocs 2021 (text read, confidence C). A custom of one province, not law
of the land: each office sets its own.
"""


@dataclass(frozen=True, slots=True)
class Officers:
    """Units at the head of a bloc; at most two deputies."""

    head: int | None = None
    deputy: int | None = None
    second_deputy: int | None = None

    @property
    def chosen(self) -> tuple[int, ...]:
        return tuple(unit for unit in (self.head, self.deputy, self.second_deputy) if unit is not None)


@dataclass(frozen=True, slots=True)
class Step:
    """Something a bloc has to do in its year; ``done`` None: nobody can say from what is stored."""

    code: str
    day: dt.date
    done: bool | None

    def late(self, today: dt.date) -> bool:
        return self.done is False and today > self.day


def steps_of(days: Sequence[BlocDay], *, year: int, pledged: bool, held: Collection[str]) -> tuple[Step, ...]:
    """The steps of a bloc's year; ``held``: kinds of meetings that have a day."""
    done = {"targets": None, "signing": pledged, "review": "review" in held, "closing": "closing" in held}
    return tuple(Step(one.code, one.of(year), done[one.code]) for one in days)


def office_days(stored: Mapping[str, tuple[int, int]]) -> tuple[BlocDay, ...]:
    """The usual days with those the office keeps otherwise, as (month, day) by code."""
    return tuple(
        BlocDay(one.code, *stored.get(one.code, (one.month, one.day)), next_year=one.next_year)
        for one in USUAL_DAYS
    )


def next_officers(order: Sequence[int], present: Officers, elected: Officers | None) -> Officers:
    """Who leads next year among the members ``order`` (in the order of their turns).

    Those elected at the closing meeting as far as they are still members; with nobody elected the unit whose
    turn follows the present head's, and after it as many deputies as now.
    """
    if elected is not None and elected.chosen:
        return Officers(*(unit if unit in order else None for unit in _three(elected)))
    if present.head not in order:
        return Officers(*(unit if unit in order else None for unit in _three(present)))
    start = order.index(present.head) + 1
    turn = [order[(start + step) % len(order)] for step in range(len(order))]
    deputies = iter(turn[1:])
    return Officers(
        turn[0],
        next(deputies, None) if present.deputy is not None else None,
        next(deputies, None) if present.second_deputy is not None else None,
    )


def _three(officers: Officers) -> tuple[int | None, int | None, int | None]:
    return officers.head, officers.deputy, officers.second_deputy
