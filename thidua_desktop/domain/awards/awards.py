"""Titles and forms of commendation (danh hiệu, hình thức khen thưởng) as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

SubjectType = Literal["person", "collective", "household"]


@dataclass(frozen=True, slots=True)
class DatedName:
    """The name an award bears between two dates (None: open)."""

    name: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Award:
    """One title or form. ``synonyms`` are the spellings offices use; ``subjects`` who may receive it.

    ``level`` is the level its name speaks of; who decides it on a date is said by the rule-set of that date.
    ``period_years``: years of achievement a title counts, for prizes paid once for one period.
    ``certificate`` False: the decree gives money alone (NĐ 98/2023 Đ54, NĐ 152/2025 Đ50; C2).
    A ``placeholder`` stands for a form whose level a paper leaves open: it is settled before any decision.
    """

    code: str
    name: str
    short_name: str
    kind: Literal["title", "form"]
    subjects: frozenset[SubjectType]
    synonyms: tuple[str, ...] = ()
    level: str = ""
    placeholder: bool = False
    names: tuple[DatedName, ...] = ()
    period_years: int = 1
    certificate: bool = True

    def name_on(self, day: dt.date) -> str:
        """The name to print on a paper of that day."""
        return next((dated.name for dated in self.names if dated.covers(day)), self.name)
