"""Phrases of a plan that say when, read as months of the year; what is not understood stays unsaid.

A phrase is read as *terms* (a quarter, months, a day, half a year, part of a school year); two terms joined
by ``đến`` or a dash are a span, all others stand side by side.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.text import fold

ALL_YEAR: Final = tuple(range(1, 13))
SCHOOL_YEAR: Final = (9, 10, 11, 12, 1, 2, 3, 4, 5)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTS: Final = {"mot": 1, "hai": 2, "ba": 3, "sau": 6, "chin": 9}
_M: Final = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_Q: Final = r"(?:iv|iii|ii|i|[1-4])(?![0-9a-z])"
_D: Final = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_Y: Final = r"(?:\s*[/-]\s*(?:19|20)[0-9]{2}|\s*nam\s*(?:19|20)[0-9]{2})?"
_YS: Final = r"(?:\s*(?:nam\s*)?(?:19|20)[0-9]{2}(?:\s*[-–]\s*(?:19|20)[0-9]{2})?)?"
_PART: Final = r"(?:(dau|giua|cuoi|het|truoc|sau)\s+)?"
_SPAN: Final = re.compile(r"\s*(?:-|–|—|->|→|den het ngay|den het|den ngay|den|toi)\s*(?:thang|quy|t)?\s*")


@dataclass(frozen=True, slots=True)
class _Term:
    """Months in the order they pass, where the words stand, and the exact day when one is named."""

    start: int
    end: int
    months: tuple[int, ...]
    day: int | None = None
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time as written and as understood; ``months`` is empty when nothing was.

    ``last_day`` is the exact day of the last month when one is named, ``first_day`` that of the first.
    """

    text: str
    months: tuple[int, ...]
    first_day: int | None = None
    last_day: int | None = None

    @property
    def all_year(self) -> bool:
        return self.months == ALL_YEAR

    def span(self, year: int) -> tuple[dt.date, dt.date] | None:
        """First and last day within ``year``; None when nothing was understood."""
        if not self.months:
            return None
        first, last = self.months[0], self.months[-1]
        return _day(year, first, self.first_day or 1), _day(year, last, self.last_day or 31)


def read_time(phrase: str) -> TimePhrase:
    """The phrase with what it means. A single day named is a deadline: it ends there."""
    spans = _spans(_terms(fold(phrase)), fold(phrase))
    months = tuple(sorted({month for months, *_ in spans for month in months}))
    if len(spans) != 1 or not months:
        return TimePhrase(phrase, months)
    _, first_day, last_day = spans[0]
    return TimePhrase(phrase, months, first_day, last_day)


def months_of(phrase: str) -> tuple[int, ...]:
    """Months a phrase names, in order: ``Tháng 5, 6, 7`` 5 6 7; ``Trong quý I`` 1 2 3; ``trước 15/12`` 12.

    Empty when nothing was understood.
    """
    return read_time(phrase).months


def _spans(terms: list[_Term], words: str) -> list[tuple[tuple[int, ...], int | None, int | None]]:
    """Months, first and last day of each span; ``từ tháng 11 đến tháng 2`` goes round the year's end."""
    found: list[tuple[tuple[int, ...], int | None, int | None]] = []
    place = 0
    while place < len(terms):
        term = terms[place]
        following = terms[place + 1] if place + 1 < len(terms) else None
        if following and _SPAN.fullmatch(words[term.end : following.start]):
            months = _round(term.months[0], following.months[-1])
            found.append((months, term.day, following.day))
            place += 2
            continue
        months = _round(term.months[0], 12) if term.open_end else term.months
        found.append((months, None, term.day))
        place += 1
    return found


def _round(first: int, last: int) -> tuple[int, ...]:
    if first <= last:
        return tuple(range(first, last + 1))
    return (*range(first, 13), *range(1, last + 1))


def _terms(words: str) -> list[_Term]:
    """Terms in the order they stand; what one pattern has read no later one reads again."""
    found: list[_Term] = []
    rest = words
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(rest):
            found.extend(meaning(match))
            rest = rest[: match.start()] + "#" * len(match[0]) + rest[match.end() :]
    return sorted(found, key=lambda term: term.start)


def _whole(months: tuple[int, ...]) -> Callable[[re.Match[str]], list[_Term]]:
    return lambda match: [_Term(match.start(), match.end(), months)]


def _half(match: re.Match[str]) -> list[_Term]:
    count = int(match[1]) if match[1].isdigit() else _COUNTS[match[1]]
    if not 1 <= count <= 12:
        return []
    months = range(1, count + 1) if match[2] == "dau" else range(13 - count, 13)
    return [_Term(match.start(), match.end(), tuple(months))]


def _every(match: re.Match[str]) -> list[_Term]:
    step = int(match[1]) if match[1].isdigit() else _COUNTS[match[1]]
    months = tuple(range(step, 13, step)) if 1 <= step <= 12 else ()
    return [_Term(match.start(), match.end(), months)] if months else []


def _part(months: tuple[int, ...], part: str | None) -> tuple[int, ...]:
    """``đầu`` is the first month, ``cuối`` and ``hết`` the last, ``giữa`` the one between."""
    if part == "dau":
        return months[:1]
    if part in {"cuoi", "het"}:
        return months[-1:]
    return months[len(months) // 2 : len(months) // 2 + 1] if part == "giua" else months


def _beside(months: tuple[int, ...], part: str | None) -> tuple[int, ...]:
    """``trước tháng 5`` asks for it by April, ``sau tháng 6`` from July on."""
    if part == "truoc" and months[0] > 1:
        return (months[0] - 1,)
    if part == "sau" and months[-1] < 12:
        return tuple(range(months[-1] + 1, 13))
    return _part(months, part)


def _quarters(match: re.Match[str]) -> list[_Term]:
    found = []
    for number in re.finditer(_Q, match[2]):
        quarter = _ROMAN.get(number[0]) or int(number[0])
        months = tuple(range(3 * quarter - 2, 3 * quarter + 1))
        start = match.start(2) + number.start()
        found.append(_Term(start, start + len(number[0]), _beside(months, match[1])))
    return _first_from(match, found)


def _months(match: re.Match[str]) -> list[_Term]:
    found = []
    for number in re.finditer(rf"(?<![0-9])({_M}){_Y}", match[2]):
        start = match.start(2) + number.start()
        months = _beside((int(number[1]),), match[1]) if match[1] in {"truoc", "sau"} else (int(number[1]),)
        found.append(_Term(start, start + len(number[0]), months))
    return _first_from(match, found)


def _first_from(match: re.Match[str], found: list[_Term]) -> list[_Term]:
    """The first term begins where the words about it begin; ``từ tháng 9`` alone goes on to December."""
    if not found:
        return found
    before = match.string[: match.start()]
    alone = len(found) == 1 and bool(re.search(r"\btu\s*$", before))
    goes_on = _SPAN.match(match.string, found[0].end) if alone else None
    opened = alone and goes_on is None
    first = found[0]
    found[0] = _Term(match.start(), first.end, first.months, first.day, opened)
    return found


def _days(match: re.Match[str]) -> list[_Term]:
    return [_Term(match.start(), match.end(), (int(match[2]),), int(match[1]))]


def _term_of_school(match: re.Match[str]) -> list[_Term]:
    months = (9, 10, 11, 12, 1) if match[2] in {"i", "1"} else (1, 2, 3, 4, 5)
    part = "cuoi" if match[1] in {"cuoi", "het", "ket thuc", "so ket", "tong ket"} else match[1]
    return [_Term(match.start(), match.end(), _part(months, part))]


def _opening(match: re.Match[str]) -> list[_Term]:
    """Schools open on 5 September: before it is August, the day itself and after it September."""
    return [_Term(match.start(), match.end(), (8,) if match[1] == "truoc" else (9,))]


def _school_year(match: re.Match[str]) -> list[_Term]:
    ends = {"cuoi", "het", "ket thuc", "tong ket"}
    if match[1] in ends:
        return [_Term(match.start(), match.end(), (5,))]
    months = (9,) if match[1] == "dau" else SCHOOL_YEAR
    return [_Term(match.start(), match.end(), months)]


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


_JOIN: Final = r"\s*(?:,|;|&|\+|va|den|toi|-|–|—)\s*"
_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[_Term]]], ...]] = tuple(
    (re.compile(rf"(?<![0-9a-z])(?:{pattern})(?![0-9a-z])"), meaning)
    for pattern, meaning in (
        (
            r"ngay\s*[0-9]{1,2}\s*(?:hang|moi|cua)\s*thang|(?:hang|moi)\s*(?:thang|tuan|ngay)",
            _whole(ALL_YEAR),
        ),
        (r"(?:dinh ky )?(?:0?6|sau) thang(?:\s*,|\s*va)?(?: ca| 1| mot| tong ket)? nam", _whole((6, 12))),
        (
            r"thuong xuyen(?: trong nam(?! hoc))?|ca nam(?! hoc)"
            r"|(?:trong|suot) nam(?! hoc)(?:\s*20[0-9]{2})?",
            _whole(ALL_YEAR),
        ),
        (r"(?:dinh ky )?(?:hang|moi|theo) quy(?! (?:iv|iii|ii|i|[1-4])\b)", _whole((3, 6, 9, 12))),
        (r"([0-9]{1,2}|mot|hai|ba|sau)\s*thang\s*(?:/|mot|1)\s*lan", _every),
        (r"dinh ky (?:0?6|sau) thang(?! (?:dau|cuoi))", _whole((6, 12))),
        (r"([0-9]{1,2}|ba|sau|chin)\s*thang\s*(dau|cuoi)(?:\s*nam)?(?:\s*20[0-9]{2})?", _half),
        (r"nua (?:dau|truoc) nam", _whole((1, 2, 3, 4, 5, 6))),
        (r"nua (?:cuoi|sau) nam", _whole((7, 8, 9, 10, 11, 12))),
        (
            r"(?:(dau|giua|cuoi|het|ket thuc|so ket|tong ket)\s+)?(?:hoc ky|hoc ki|hk)\s*(ii|i|[12])"
            rf"(?:\s*,?\s*nam hoc)?{_YS}",
            _term_of_school,
        ),
        (rf"(?:(truoc|sau)\s+)?(?:ngay\s+|le\s+)*khai giang(?:\s+nam hoc(?:\s+moi)?{_YS})?", _opening),
        (rf"(?:ngay\s+|le\s+)*be giang(?:\s+nam hoc{_YS})?", _whole((5,))),
        (r"(?:truoc|chuan bi(?:\s+cho)?)\s+nam hoc moi", _whole((8,))),
        (
            r"(?:(dau|cuoi|het|ket thuc|tong ket)\s+)?nam hoc(?:\s*20[0-9]{2}\s*[-–]\s*20[0-9]{2})?",
            _school_year,
        ),
        (r"(?:dip |trong |nghi |ky nghi )?he", _whole((6, 7, 8))),
        (rf"{_PART}quy\s*({_Q}(?:(?:{_JOIN})(?:quy\s*)?{_Q})*){_Y}", _quarters),
        (rf"(?<!tuan )(?<!tuan thu )({_D})\s*thang\s*({_M}){_Y}", _days),
        (
            rf"{_PART}thang\s*({_M}{_Y}(?:(?:{_JOIN})(?:thang\s*)?{_M}(?!\s*/\s*(?:0?[1-9]|1[0-2])\b){_Y})*)",
            _months,
        ),
        (rf"{_PART}(t{_M}(?:(?:{_JOIN})t?{_M})*)", _months),
        (rf"({_D})\s*[/-]\s*({_M}){_Y}", _days),
        (r"dau nam(?! hoc)(?:\s*20[0-9]{2})?", _whole((1,))),
        (r"giua nam(?! hoc)(?:\s*20[0-9]{2})?", _whole((6,))),
        (r"cuoi nam(?! hoc)(?:\s*20[0-9]{2})?|tong ket nam(?! hoc)", _whole((12,))),
        (r"(?:0?([369])) thang", lambda match: [_Term(match.start(), match.end(), (int(match[1]),))]),
    )
)
