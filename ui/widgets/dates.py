"""Dates as one types them: ``5/2/2024``, ``05-02-2024``, ``5.2.2024``, ``05022024``; no two-digit years."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from thidua_desktop.domain.dates import PartialDate

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_SEPARATED: Final = re.compile(r"(\d{1,2})\s*[/\-.\s]\s*(\d{1,2})\s*[/\-.\s]\s*(\d{4})")
_SOLID: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/\-.]\s*(\d{4})")
_YEAR: Final = re.compile(r"\d{4}")


def parse_date(typed: str) -> dt.date:
    """Day, month, year in this order. ValueError for anything else, an impossible day or a two-digit year."""
    found = _SEPARATED.fullmatch(typed.strip()) or _SOLID.fullmatch(typed.strip())
    if found is None:
        raise ValueError(typed)
    day, month, year = (int(part) for part in found.groups())
    return dt.date(_checked(year), month, day)


def parse_partial_date(typed: str) -> PartialDate:
    """A whole date, a month ``05/1976`` or a year ``1976``, as precise as typed. ValueError otherwise."""
    words = typed.strip()
    if _YEAR.fullmatch(words):
        return PartialDate(f"{_checked(int(words)):04d}", "year")
    if found := _MONTH.fullmatch(words):
        month, year = int(found[1]), _checked(int(found[2]))
        return PartialDate(f"{year:04d}-{month:02d}", "month")
    return PartialDate(parse_date(words).isoformat(), "day")


def show_date(date: dt.date) -> str:
    """``dd/MM/yyyy``."""
    return f"{date:%d/%m}/{date.year:04d}"


def _checked(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return year
