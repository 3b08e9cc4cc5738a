"""Last year's text moved on to the next: years, school years, days and anniversaries; history stays.

What may not be moved on by rule (a document named by its number, a period of years, the base day of an event)
stays as it is and is reported by ``still_naming``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat, sentences
from thidua_desktop.domain.planning.anniversaries import DAY, day_in

_NEAR: Final = 1
"""Years beside the old one that are reported from it: the year before and the year after."""
_DOCUMENT: Final = re.compile(
    r"\bso\s+\d*[a-z]?\s*[-/]\s*\S+\s*,?\s*ngay\s+\d{0,2}\s*/\s*\d{1,2}\s*/\s*(?:19|20)\d{2}"
    r"(?:\s*,?\s*(?:cua\s+[^;.,]{2,80}?\s+)?(?:ve|phat dong|v/v)\s+[^;.]*)?"
)
_RANGE: Final = re.compile(
    r"(?<!\d/)(?<!nam hoc )(?<!nam hoc)((?:19|20)\d{2})\s*(?:-|den)\s*(?:nam )?((?:19|20)\d{2})(?!\d)"
)
_SCHOOL: Final = re.compile(r"\bnam hoc\s*((?:19|20)\d{2})(\s*-\s*)((?:19|20)\d{2})")
_PAIR: Final = re.compile(rf"\(\s*({DAY})(\s*[-–—]\s*)({DAY})\s*\)?")
_YEAR: Final = re.compile(r"(?:\bnam\s+|/\s*)((?:19|20)\d{2})(?!\d)(?!\s*-\s*(?:19|20)\d{2})")
_COUNT: Final = re.compile(
    r"\b(\d{2,3})(\s+nam\s+)(?=[^;(]{3,160}?\(\s*\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}\s*-)"
)
_UNDATED: Final = re.compile(
    r"((?:\bky niem|\bchao mung|\bva|,|;)\s*(?:lan thu\s+)?)(\d{2,3})(\s+nam\s+)(?=[a-z])"
)


def moved_on(text: str, *, old: int, new: int) -> str:
    """``text`` of the plan of ``old`` as it reads in ``new``."""
    if old == new or not text:
        return text
    plain = flat(text)
    stored = _stored(plain)
    changes: dict[tuple[int, int], str] = {}
    for match in _SCHOOL.finditer(plain):
        if old in {int(match[1]), int(match[3])}:
            for group in (1, 3):
                changes[match.span(group)] = str(int(match[group]) + new - old)
    counted = _counted(plain, old, changes, new - old)
    for match in _YEAR.finditer(plain):
        span = match.span(1)
        if any(start <= span[0] < end for start, end in (*stored, *counted)) or span in changes:
            continue
        if abs(int(match[1]) - old) <= _NEAR:
            changes[span] = str(int(match[1]) + new - old)
    return _written(text, changes)


def year_replaced(text: str, *, old: int, new: int) -> str:
    """``text`` with the year ``old`` written as ``new``; documents, periods and base days stay."""
    plain = flat(text)
    pairs = [match.span() for match in _PAIR.finditer(plain)]
    stored = [*_stored(plain), *pairs]
    changes = {
        match.span(): str(new)
        for match in re.finditer(rf"(?<![\d.,]){old}(?![\d]|[.,]\d)", plain)
        if not any(start <= match.start() < end for start, end in stored)
    }
    return _written(text, changes)


def still_naming(text: str, *, old: int) -> Iterator[str]:
    """Sentences that name the old year: in a document, a period or a result."""
    for sentence in sentences(text):
        plain = _SCHOOL.sub(_blank, _PAIR.sub(_blank, flat(sentence)))
        if re.search(rf"(?<!\d){old}(?!\d)", _RANGE.sub(_blank, plain)):
            yield sentence


def _stored(plain: str) -> list[tuple[int, int]]:
    """Stretches whose years are not moved on."""
    return [match.span() for pattern in (_DOCUMENT, _RANGE) for match in pattern.finditer(plain)]


def _counted(plain: str, old: int, changes: dict[tuple[int, int], str], step: int) -> list[tuple[int, int]]:
    """Anniversaries: the count and this year's day move on, the base day stays."""
    spans: list[tuple[int, int]] = []
    for match in _PAIR.finditer(plain):
        spans.append(match.span())
        day = match[3]
        year = int(day[-4:])
        if abs(year - old) <= _NEAR:
            start, end = match.span(3)
            changes[(end - 4, end)] = str(year + step)
            changes |= _leap(plain, start, end, year + step)
    for match in _COUNT.finditer(plain):
        changes[match.span(1)] = str(int(match[1]) + step)
    for match in _UNDATED.finditer(plain):
        named = re.search(r"ky niem|chao mung", plain[max(0, match.start() - 300) : match.end()])
        if named and match.span(2) not in changes and int(match[2]) >= 10:
            changes[match.span(2)] = str(int(match[2]) + step)
    return spans


def _leap(plain: str, start: int, end: int, year: int) -> dict[tuple[int, int], str]:
    """29 February of a year that has none is the 28th."""
    typed = [int(part) for part in plain[start:end].split("/")]
    if typed[:2] != [29, 2]:
        return {}
    day = day_in(dt.date(2000, 2, 29), year).day
    place = plain.index("29", start)
    return {(place, place + 2): str(day)}


def _written(text: str, changes: dict[tuple[int, int], str]) -> str:
    for (start, end), words in sorted(changes.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])
