"""Which of several titles of one receiver are paid: of one counted period the highest alone. Pure.

Source: Decree 152/2025, Article 49 clauses 5-7 (C2): titles given at one time for the same counted period pay
the highest prize once; titles of different periods are each paid; a title beside a form pays both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from thidua_desktop.domain.awards.awards import SubjectType

Clash = Literal["higher_elsewhere", "lower_paid", "other_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePrize:
    """A title of one receiver with its prize in đồng (None: none).

    ``period``: what its achievement is counted over (award year, calendar or school, number of years).
    ``decision`` and ``signed_on`` name where it stands; no day: a draft.
    """

    subject_type: SubjectType
    subject_id: int
    award_code: str
    period: Hashable
    prize: Decimal | None
    title: str = ""
    decision: str = ""
    signed_on: dt.date | None = None

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for titles of which only one is paid."""
        return (self.subject_type, self.subject_id, self.period)

    def at_one_time(self, on: dt.date) -> bool:
        """Given on that day, or in a draft that may be signed on it."""
        return self.signed_on is None or self.signed_on == on


def unpaid_in_list(titles: Sequence[TitlePrize]) -> frozenset[int]:
    """Indexes of titles of one list that pay nothing because a higher one of the same period stands in it."""
    best: dict[tuple[object, ...], Decimal] = {}
    for one in titles:
        if one.prize is not None:
            best[one.same] = max(best.get(one.same, one.prize), one.prize)
    return frozenset(
        index for index, one in enumerate(titles) if one.prize is not None and one.prize < best[one.same]
    )


def clashes(
    one: TitlePrize, elsewhere: Mapping[tuple[object, ...], Sequence[TitlePrize]], *, on: dt.date
) -> tuple[tuple[Clash, TitlePrize], ...]:
    """The titles of the same period in other decisions that touch the prize of this one, signed on ``on``.

    ``higher_elsewhere``: given at the same time with a higher prize, so this one pays nothing;
    ``lower_paid``: a lower prize was paid by a decision of the same day; ``other_day``: given on another day,
    and whether that is one time is for the officer to judge.
    """
    found: list[tuple[Clash, TitlePrize]] = []
    for other in elsewhere.get(one.same, ()):
        if one.prize is None or other.prize is None or other.award_code == one.award_code:
            continue
        if not other.at_one_time(on):
            found.append(("other_day", other))
        elif other.prize > one.prize or (other.prize == one.prize and other.signed_on is not None):
            found.append(("higher_elsewhere", other))
        elif other.signed_on is not None:
            found.append(("lower_paid", other))
    return tuple(found)


def by_period(titles: Iterable[TitlePrize]) -> Mapping[tuple[object, ...], Sequence[TitlePrize]]:
    """Titles by receiver and counted period."""
    found: dict[tuple[object, ...], list[TitlePrize]] = {}
    for one in titles:
        found.setdefault(one.same, []).append(one)
    return found
