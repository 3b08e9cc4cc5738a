"""Decisions as lists of former awards write them: number, day, issuer in one cell or in three."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.text import clean

_NUMBER: Final = re.compile(r"(?:số\s*:?\s*)?(\d+[A-Za-z]?\s*/\s*[A-ZĐa-zđ0-9][\wĐđ&\-./]*)", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:quyết định|qđ)?\s*(?:số\s*:?)?\s*(\d+[A-Za-z]?)\b", re.IGNORECASE)
_DAY: Final = re.compile(
    r"(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s*tháng\s*\d{1,2}\s*,?\s*năm\s*\d{4})"
)
_DMY: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|,?\s*năm)\s*((?:19|20)\d{2})(?!\d)"
)
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_ISSUER: Final = re.compile(r"\bcủa\s+(.+)$", re.IGNORECASE)
_SCHOOL: Final = re.compile(r"((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What a cell says of a decision; empty or None what it does not say."""

    number: str = ""
    day: dt.date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class AwardYearWords:
    """The year an award is for; ``school``: a school year, by the year it ends in."""

    year: int
    school: bool = False


def read_decision(words: str, *, today: dt.date) -> DecisionWords:
    """``Số 125/QĐ-UBND ngày 20/12/2021 của UBND huyện Lâm Thượng``, in any of its usual forms."""
    message = clean(words)
    day = _DAY.search(message)
    rest = message.replace(day[0], " ") if day else message
    issuer = _ISSUER.search(message)
    return DecisionWords(
        number=read_number(rest),
        day=read_day(day[0], today=today) if day else None,
        issuer=clean(issuer[1]).rstrip(".;,") if issuer else "",
    )


def read_number(words: str) -> str:
    """``125/QĐ-UBND`` without spaces; a bare number as it is; empty for none."""
    found = _NUMBER.search(words)
    if found:
        return re.sub(r"\s+", "", found[1]).rstrip(".,;-")
    bare = _BARE.search(words)
    return bare[1] if bare else ""


def read_day(words: str, *, today: dt.date) -> dt.date | None:
    """A whole day, day before month; None for anything less, for a day that is none or is still to come."""
    found = _DMY.search(words)
    parts = (found[3], found[2], found[1]) if found else None
    if parts is None and (iso := _ISO.search(words)):
        parts = (iso[1], iso[2], iso[3])
    if parts is None:
        return None
    try:
        day = dt.date(*(int(part) for part in parts))
    except ValueError:
        return None
    return day if day <= today else None


def read_award_year(words: str) -> AwardYearWords | None:
    """``2021``, ``Năm 2021``, ``Năm học 2021-2022`` (ends in 2022)."""
    school = _SCHOOL.search(words)
    if school and int(school[2]) == int(school[1]) + 1:
        return AwardYearWords(int(school[2]), school=True)
    years = _YEAR.findall(words)
    return AwardYearWords(int(years[0])) if len(years) == 1 else None
