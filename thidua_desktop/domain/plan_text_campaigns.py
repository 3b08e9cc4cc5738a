"""Campaigns (đợt thi đua): period, slogan, anniversaries and when they are reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.anniversaries import read_anniversaries
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text_lines import Line, flat, sentence_at, sentences
from thidua_desktop.domain.plan_text_parts import Anniversary, Campaign, Section, Source
from thidua_desktop.domain.plan_text_quotes import quotes
from thidua_desktop.domain.plan_text_sections import walk
from thidua_desktop.domain.plan_text_words import PlanWords

_CAMPAIGN: Final = re.compile(
    r"dot (?:thi dua |phat dong |cao diem )?(?:thu (?:nhat|hai|ba|tu)|\d|i{1,3}|iv)\b"
)
_WHEN: Final = r"(?:ngay\s*)?(?:(\d{1,2})\s*/\s*)?(?:thang\s*)?(\d{1,2})(?:\s*(?:/|nam)\s*(\d{4}))?"
_PERIOD: Final = re.compile(rf"\btu (?:dau )?{_WHEN}\s*(?:den|-)\s*(?:het )?(?:cuoi )?{_WHEN}")
_REVIEW: Final = re.compile(r"\b(?:so ket|tong ket)\b")
_REVIEW_MONTH: Final = re.compile(r"(?:trong|vao|truoc|ket thuc|cuoi|dau)\s+thang\s*(\d{1,2})\b")
_NAME_END: Final = re.compile(r"\s*[(:]")


def read_campaigns(
    sections: Sequence[Section], *, year: int | None, words: PlanWords
) -> tuple[Campaign, ...]:
    """Places that begin with ``Đợt … thứ nhất`` (or a number) and say from when to when."""
    found: list[Campaign] = []
    for path in walk(sections):
        for line, lines in _pieces(path[-1]):
            period = next((match for text in lines if (match := _PERIOD.search(flat(text)))), None)
            if period is not None:
                found.append(_campaign(line, lines, period, year=year, words=words))
    return tuple(found)


def _pieces(place: Section) -> Iterator[tuple[int, list[str]]]:
    """A campaign's paragraphs: a numbered place of its own, or paragraphs below one that is not numbered."""
    joint = ": " if place.heading and place.text else ""
    lines = f"{place.heading}{joint}{place.text}".split("\n")
    if not _CAMPAIGN.match(flat(lines[0])) and place.heading:
        lines = place.text.split("\n")
    starts = [number for number, text in enumerate(lines) if _CAMPAIGN.match(flat(text))]
    for start, end in pairwise([*starts, len(lines)]):
        last = end == len(lines)
        yield (
            (place.line_of(start) if start else place.line),
            [*lines[start:end], *(child.text for child in place.children if last)],
        )


def all_anniversaries(lines: Sequence[Line], words: PlanWords) -> tuple[Anniversary, ...]:
    """Every anniversary the text counts, in order."""
    return tuple(
        item for line in lines for item in read_anniversaries(line.text, line=line.number, words=words)
    )


def period_in(text: str, *, year: int | None) -> tuple[PartialDate | None, PartialDate | None] | None:
    """``từ tháng 3 đến tháng 11/2025`` in days or months; None when no period is said."""
    found = _PERIOD.search(flat(text))
    return _period(found, year) if found else None


def _period(found: re.Match[str], year: int | None) -> tuple[PartialDate | None, PartialDate | None]:
    groups = found.groups()
    end_year = int(groups[5]) if groups[5] else year
    start_year = int(groups[2]) if groups[2] else end_year
    return _date(groups[0], groups[1], start_year), _date(groups[3], groups[4], end_year)


def _campaign(
    line: int, lines: list[str], period: re.Match[str], *, year: int | None, words: PlanWords
) -> Campaign:
    own = lines[0]
    name = own[: found.start()] if (found := _NAME_END.search(own)) else own
    start, end = _period(period, year)
    review, month = _review(lines)
    return Campaign(
        name=name.strip(),
        start=start,
        end=end,
        text="\n".join(lines),
        slogan=_slogan(lines, words),
        anniversaries=_distinct(own, line, words),
        review=review,
        review_month=month,
        source=Source(line, sentence_at(own, 0)),
    )


def _date(day: str | None, month: str, year: int | None) -> PartialDate | None:
    """The day or month; None when it does not exist or the plan's year is not known."""
    if year is None:
        return None
    try:
        if day:
            return PartialDate(f"{year}-{int(month):02d}-{int(day):02d}", "day")
        return PartialDate(f"{year}-{int(month):02d}", "month")
    except ValueError:
        return None


def _review(lines: list[str]) -> tuple[str, int | None]:
    for line in lines:
        for sentence in sentences(line):
            if _REVIEW.search(flat(sentence)) and not _CAMPAIGN.match(flat(sentence)):
                month = _REVIEW_MONTH.search(flat(sentence))
                valid = month and 1 <= int(month[1]) <= 12
                return sentence, int(month[1]) if month and valid else None
    return "", None


def _slogan(lines: list[str], words: PlanWords) -> str:
    for line in lines:
        for quote in quotes(line):
            if re.search(r"(?:chu de|khau hieu|phuong cham)\s*:?\s*$", flat(line[: quote.start])):
                return quote.text
    return ""


def _distinct(own: str, line: int, words: PlanWords) -> tuple[Anniversary, ...]:
    """Those of the campaign's own paragraph; an event named twice counts once."""
    found: dict[object, Anniversary] = {}
    for item in read_anniversaries(own, line=line, words=words):
        event = words.known_event(item.event)
        found.setdefault(item.base or (event.base if event else flat(item.event)), item)
    return tuple(found.values())
