"""Sentences that still name another year than the plan's, and years that cannot be right.

A year is no error in the number and subject of a document, in a period (``2021-2025``), in a result of the
past or an outlook, in the base day of an anniversary, and when it lies so far back that it is history.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Final

from thidua_desktop.domain.plan_proofreading.findings import TextFinding, mark
from thidua_desktop.domain.plan_text.lines import flat, sentences
from thidua_desktop.domain.plan_text.words import PlanWords

_NEAR: Final = 3
_LAST_MONTH_OF_REPORTS: Final = 3
_YEAR: Final = re.compile(r"(?:\bnam |(?:(\d{1,2})/)?(?<!\d/)(\d{1,2})/)((?:19|20)\d{2})(?!\d)")
_RANGE: Final = re.compile(r"((?:19|20)\d{2})\s*(?:-|den)\s*(?:nam )?((?:19|20)\d{2})(?!\d)")
_SCHOOL: Final = re.compile(r"\bnam hoc\s*((?:19|20)\d{2})\s*-\s*((?:19|20)\d{2})")
_BASE: Final = re.compile(r"\(\s*\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}\s*-")
_LAST_YEAR: Final = re.compile(r"\([^()]*?\bnam (?:hoc )?(?:19|20)\d{2}\b[^()]*?\d[^()]*\)")
"""A figure of another year in brackets: ``(năm 2025 là 19%)``."""
_CLAUSE: Final = re.compile(r"[;.(](?!\d)")
_AFTER: Final = 40
_SIDE_BY_SIDE: Final = 8
_DOCUMENT: Final = re.compile(
    r"(?:\bso\s*:?\s*\d+[a-z]?\s*[-/]\s*\S+\s*,?\s*|\bluat\b[^;]{0,60}?)"
    r"ngay\s+\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s*(?:/|nam)\s*((?:19|20)\d{2})[^;]*"
)
_RESULT: Final = re.compile(
    r"\W*(?:trong |ket thuc |het )?nam (?:hoc )?(?:19|20)\d{2}\s*,?[^;]*?(?<![\d/])\d+(?:[.,]\d+)*\s*(?:%|[a-z])"
)
_INTENT: Final = re.compile(
    r"\b(?:phan dau|phat dong|trien khai|to chuc|yeu cau|chi tieu|muc tieu"
    r"|dang ky|se|phai|ke hoach|ban hanh|xay dung|truoc ngay)\b"
)
"""A sentence that opens with a former year, gives figures and asks for nothing says what was reached."""
_REPORTING: Final = re.compile(r"bao cao|tong ket|truoc ngay|cham nhat")


def check_years(
    line: int, text: str, *, year: int, words: PlanWords, school: bool = False
) -> Iterator[TextFinding]:
    """One finding for each sentence and year; a wrong school year or period has its own.

    ``school``: the paper is of a school year, so the next year is its own too.
    """
    for sentence in sentences(text):
        plain = flat(sentence)
        plain = _LAST_YEAR.sub(_blank, plain)
        plain = yield from _school_years(line, sentence, plain, year, words)
        plain = yield from _ranges(line, sentence, plain)
        plain = _without_documents(_BASE.sub(_blank, plain))
        seen: set[int] = set()
        for match in _YEAR.finditer(plain):
            other = int(match[3])
            if (
                other in seen
                or (school and other == year + 1)
                or not _astray(plain, match, other, year, words)
            ):
                continue
            seen.add(other)
            yield mark("other_year", line, sentence, year=other, plan_year=year)


def _school_years(
    line: int, sentence: str, plain: str, year: int, words: PlanWords
) -> Generator[TextFinding, None, str]:
    for match in _SCHOOL.finditer(plain):
        first, last = int(match[1]), int(match[2])
        if last != first + 1:
            yield mark("school_year_length", line, sentence, first=first, last=last)
        elif year not in {first, last} and not any(phrase in plain for phrase in words.past):
            yield mark("school_year_other", line, sentence, first=first, last=last, plan_year=year)
    return _SCHOOL.sub(_blank, plain)


def _ranges(line: int, sentence: str, plain: str) -> Generator[TextFinding, None, str]:
    for match in _RANGE.finditer(plain):
        if int(match[1]) >= int(match[2]) and not re.search(r"\d/$", plain[: match.start()]):
            yield mark("period_years", line, sentence, first=int(match[1]), last=int(match[2]))
    return _RANGE.sub(lambda m: m[0] if re.search(r"\d/$", plain[: m.start()]) else _blank(m), plain)


def _without_documents(plain: str) -> str:
    """A document's day says nothing about the plan, nor its subject when it names the years around it."""

    def cut(match: re.Match[str]) -> str:
        own = int(match[1])
        head = match.end(1) - match.start()
        rest = match[0][head:]
        return "#" * head + re.sub(rf"{own}|{own + 1}", "####", rest)

    return _DOCUMENT.sub(cut, plain)


def _astray(plain: str, match: re.Match[str], other: int, year: int, words: PlanWords) -> bool:
    if other == year or abs(other - year) > _NEAR:
        return False
    starts = [found.end() for found in _CLAUSE.finditer(plain, 0, match.start())]
    named = [found.end() for found in _YEAR.finditer(plain, 0, match.start())]
    # What excuses one year does not excuse the next one named; two years side by side go together.
    starts += [end for end in named if match.start() - end > _SIDE_BY_SIDE]
    clause = plain[max(starts, default=0) : match.end() + _AFTER]
    excuses = words.past if other < year else words.future
    if any(phrase in clause for phrase in excuses):
        return False
    if other < year and _RESULT.match(plain) and not _INTENT.search(plain):
        return False
    early = bool(match[2]) and int(match[2]) <= _LAST_MONTH_OF_REPORTS
    return not (other == year + 1 and early and _REPORTING.search(clause))


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])
