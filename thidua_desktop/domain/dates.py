"""Dates that keep their precision: a year stays a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]
_LENGTH: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """``value`` is ISO text of exactly the precision known: ``1976``, ``1976-05`` or ``1976-05-01``."""

    value: str
    precision: Precision

    def __post_init__(self) -> None:
        if len(self.value) != _LENGTH[self.precision]:
            raise ValueError(self.value)
        dt.date.fromisoformat((self.value + "-01-01")[:10])

    @classmethod
    def parse_iso(cls, value: str) -> PartialDate:
        """From stored ISO text of 4, 7 or 10 letters. ValueError when it is none of these."""
        for precision, length in _LENGTH.items():
            if len(value) == length:
                return cls(value, precision)
        raise ValueError(value)

    @property
    def year(self) -> int:
        return int(self.value[:4])

    def vietnamese(self) -> str:
        """As the office writes it: ``01/5/1976`` is written ``01/05/1976``; month ``05/1976``; year ``1976``."""
        return "/".join(reversed(self.value.split("-")))
