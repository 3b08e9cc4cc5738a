"""Phrases of a plan that say when, read as months of the year; what is not understood stays unsaid."""

from __future__ import annotations

import re
from typing import Final

from thidua_desktop.domain.text import fold

ALL_YEAR: Final = tuple(range(1, 13))
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS: Final = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_JOIN: Final = r"\s*(?:,|;|va|den|-|–)\s*"
_QUARTER: Final = r"(?:iv|iii|ii|i|[1-4])(?!\w)"
_MONTHS: Final = re.compile(rf"thang\s*({_NUMBERS}(?:{_JOIN}(?:thang\s*)?{_NUMBERS})*)")
_QUARTERS: Final = re.compile(rf"quy\s*({_QUARTER}(?:{_JOIN}(?:quy\s*)?{_QUARTER})*)")
_DAY: Final = re.compile(rf"(?<![0-9/])(?:[0-3]?[0-9])\s*[/-]\s*({_NUMBERS})(?:\s*[/-]\s*[0-9]{{4}})?")
_WHOLE: Final = (
    ("6 thang dau", (1, 2, 3, 4, 5, 6)),
    ("sau thang dau", (1, 2, 3, 4, 5, 6)),
    ("6 thang cuoi", (7, 8, 9, 10, 11, 12)),
    ("sau thang cuoi", (7, 8, 9, 10, 11, 12)),
    ("9 thang dau", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
    ("thuong xuyen", ALL_YEAR),
    ("ca nam", ALL_YEAR),
    ("trong nam", ALL_YEAR),
    ("hang thang", ALL_YEAR),
    ("hang quy", (3, 6, 9, 12)),
    ("dau nam", (1,)),
    ("cuoi nam", (12,)),
)


def months_of(phrase: str) -> tuple[int, ...]:
    """Months a phrase names, in order: ``Tháng 5, 6, 7`` 5 6 7; ``Trong quý I`` 1 2 3; ``trước 15/12`` 12.

    Empty when nothing was understood.
    """
    words = fold(phrase)
    found: set[int] = set()
    for known, months in _WHOLE:
        if known in words:
            return months
    for match in _QUARTERS.finditer(words):
        for quarter in _spread(match[1], r"iv|iii|ii|i|[1-4]"):
            found.update(range(3 * quarter - 2, 3 * quarter + 1))
    for match in _MONTHS.finditer(words):
        found.update(_spread(match[1], r"[0-9]+"))
    for match in _DAY.finditer(words):
        found.add(int(match[1]))
    return tuple(sorted(found))


def _spread(words: str, number: str) -> set[int]:
    """``5 - 7`` is 5 6 7; ``5, 7`` is 5 7."""
    found: set[int] = set()
    last = 0
    end = 0
    for match in re.finditer(number, words):
        value = _ROMAN.get(match[0]) or int(match[0])
        between = words[end : match.start()]
        if last and re.search(r"[-–]|den", between) and last < value:
            found.update(range(last, value))
        found.add(value)
        last, end = value, match.end()
    return found
