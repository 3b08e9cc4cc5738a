"""Anniversaries: how many years an event counts in a year, and those a text names."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat, sentence_at
from thidua_desktop.domain.plan_text.parts import Anniversary, Source
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

DAY: Final = r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}"
_DATED: Final = re.compile(
    rf"(\d{{1,3}})\s+năm\s+([^;(“”\"]{{3,160}}?)\s*\(\s*({DAY})\s*[-–—]\s*({DAY})\s*\)?", re.IGNORECASE
)
_LEAST_UNDATED: Final = 10


def years_since(base: dt.date, year: int) -> int:
    """``94`` for the event of 03/02/1930 in 2024. ValueError when the year is before the event."""
    if year < base.year:
        raise ValueError(year)
    return year - base.year


def day_in(base: dt.date, year: int) -> dt.date:
    """The day it is commemorated that year; 29 February falls on the 28th when there is none."""
    try:
        return base.replace(year=year)
    except ValueError:
        return base.replace(year=year, day=28)


def day_of(typed: str) -> dt.date | None:
    """``30/4/1975`` as a day; None for a day that does not exist."""
    try:
        day, month, year = (int(part) for part in typed.split("/"))
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_anniversaries(text: str, *, line: int, words: PlanWords) -> tuple[Anniversary, ...]:
    """Those with both days in brackets, and those only counted (``55 năm thực hiện Di chúc``), in order."""
    found: list[tuple[int, Anniversary]] = []
    rest = text
    for match in _DATED.finditer(text):
        base, on = (day_of(match[3]), day_of(match[4]))
        source = Source(line, sentence_at(text, match.start()))
        written = (match[3].replace(" ", ""), match[4].replace(" ", ""))
        item = Anniversary(match[2].strip(), int(match[1]), base, on, source, written)
        found.append((match.start(), item))
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    undated = re.compile(
        r"(?:\bky niem|\bchao mung|\bva|,|;|^)\s*(?:lan thu\s+)?(\d{2,3})\s+nam\s+"
        rf"({one_of(words.event_starts)}[^;,.()]{{4,100}})"
    )
    for match in undated.finditer(flat(rest)):
        count = int(match[1])
        if count >= _LEAST_UNDATED:
            event = rest[match.start(2) : match.end(2)].strip()
            source = Source(line, sentence_at(text, match.start(1)))
            found.append((match.start(), Anniversary(event, count, None, None, source)))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
