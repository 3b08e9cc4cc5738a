"""Campaigns (đợt thi đua): period, slogan, anniversaries and when they are reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text.lines import Line, flat, sentence_at, sentences
from thidua_desktop.domain.plan_text.parts import Anniversary, Campaign, Message, Section, Source
from thidua_desktop.domain.plan_text.periods import Calendar, Period, read_period
from thidua_desktop.domain.plan_text.quotes import quotes
from thidua_desktop.domain.plan_text.roles import outer_roles, role_of
from thidua_desktop.domain.plan_text.sections import walk
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.anniversaries import read_anniversaries

_CAMPAIGN: Final = re.compile(
    r"(?:(?:to chuc|phat dong|mo|trien khai|thuc hien) )?(?:cac )?"
    r"dot (?:thi dua |phat dong |cao diem |thi dua cao diem |thi dua dac biet )?"
    r"(?:thu (?:nhat|hai|ba|tu|nam)|\d{1,2}|i{1,3}|iv|v)\b(?!\s*%)"
    r"|(?:(?:to chuc|phat dong|mo|trien khai|thuc hien) )?(?:dot|chien dich) (?:thi dua |phat dong )?"
    r"(?:thi dua )?(?:cao diem|dac biet|nuoc rut|chao mung|lap thanh tich|chuyen de|ngan han|\d{2,3} ngay)"
)
_NAMED: Final = re.compile(
    r"\bthi dua dot (?:\d|i)|\b(?:dot (?:thi dua|phat dong|cao diem)|cao diem \d+ ngay|chien dich \d+ "
    r"ngay)"
)
_ORDINAL: Final = re.compile(
    r"\bdot (?:thi dua |phat dong |cao diem )*(thu nhat|thu hai|thu ba|thu tu|thu nam|\d{1,2}|iv|i{1,3}|v)\b"
)
_ORDINALS: Final = {
    "thu nhat": "1", "thu hai": "2", "thu ba": "3", "thu tu": "4", "thu nam": "5",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5",
}  # fmt: skip
_REVIEW: Final = re.compile(r"\b(?:so ket|tong ket)\b")
_REVIEW_MONTH: Final = re.compile(r"(?:trong|vao|truoc|ket thuc|cuoi|dau)\s+thang\s*(\d{1,2})\b")
_FROM: Final = re.compile(r"\s+(?:bắt đầu |kể )?từ\s+(?:ngày|tháng|đầu|nay)\b")
_NAME_END: Final = re.compile(r"\s*[(:]")


def read_campaigns(
    sections: Sequence[Section],
    *,
    calendar: Calendar,
    words: PlanWords,
    title: Message,
    opening: Sequence[Line],
) -> tuple[Campaign, ...]:
    """Places that begin with ``Đợt …`` or say a campaign with its period; one named in the title alone.

    A campaign whose period is not understood has empty dates.
    """
    found: list[Campaign] = []
    for path in walk(sections):
        if role_of(path) & {"situation", "reporting"} or "situation" in outer_roles(path):
            continue
        for line, lines in _pieces(path[-1], listed="campaign" in role_of(path[:-1])):
            period = _period_of(lines, calendar)
            if period is None and not _CAMPAIGN.match(flat(lines[0])):
                continue
            one = _campaign(line, lines, period, calendar=calendar, words=words)
            if not _known(found, one):
                found.append(one)
    if not found and _NAMED.search(flat(title.value)):
        found.append(_titled(title, sections, opening, calendar))
    elif not found:
        found.extend(_in_opening(opening, calendar))
    return tuple(found)


def _known(found: list[Campaign], one: Campaign) -> bool:
    """Said before: the same ordinal, or the same days."""
    for place, other in enumerate(found):
        same = _ordinal(other.name) and _ordinal(other.name) == _ordinal(one.name)
        if same and other.start is None and other.end is None and (one.start or one.end):
            found[place] = one
        if same or (one.start and (one.start, one.end) == (other.start, other.end)):
            return True
    return False


def _ordinal(name: str) -> str:
    match = _ORDINAL.search(flat(name))
    return _ORDINALS.get(match[1], match[1].lstrip("0")) if match else ""


def _period_of(lines: Sequence[str], calendar: Calendar) -> Period | None:
    for text in lines:
        for sentence in sentences(text):
            if not _REVIEW.match(flat(sentence)) and (period := read_period(sentence, calendar)):
                return period
    return None


def _in_opening(opening: Sequence[Line], calendar: Calendar) -> Iterator[Campaign]:
    """``… phát động đợt thi đua từ ngày … đến ngày …`` in the sentence the paper begins with."""
    for line in opening:
        named = _NAMED.search(flat(line.text))
        period = read_period(line.text[named.start() :], calendar) if named else None
        if named and period:
            behind = line.text[named.start() : named.start() + period.place[0]]
            name = re.sub(r"(?i)[\s,(]*(?:bắt đầu )?(?:từ|ngày)?[\s:]*$", "", behind)
            name = re.sub(r"(?i)\s+từ$", "", name)
            source = Source(line.number, line.text)
            name = name[:1].upper() + name[1:]
            yield Campaign(name, period.start, period.end, line.text, "", (), "", None, source)
            return


def _titled(
    title: Message, sections: Sequence[Section], opening: Sequence[Line], calendar: Calendar
) -> Campaign:
    """The campaign the whole paper is about; its period stands in the title, under ``Thời gian`` or above."""
    texts = [title.value]
    texts += [
        f"{path[-1].heading}: {path[-1].text}" if path[-1].heading else path[-1].text
        for path in walk(sections)
        if "campaign" in outer_roles(path)
    ]
    texts += [line.text for line in opening if not flat(line.text).startswith("can cu")]
    period = _period_of(texts, calendar)
    name = re.sub(r"(?i)^(?:phát động|tổ chức|mở|triển khai)\s+", "", title.value)
    source = title.source or Source(0, title.value)
    start, end = (period.start, period.end) if period else (None, None)
    return Campaign(name[:1].upper() + name[1:], start, end, title.value, "", (), "", None, source)


def _pieces(place: Section, *, listed: bool) -> Iterator[tuple[int, list[str]]]:
    """A campaign's paragraphs: a numbered place of its own, or paragraphs below one that is not numbered.

    ``listed``: the place stands below a heading of campaigns and needs no word for it.
    """
    joint = ": " if place.heading and place.text else ""
    lines = f"{place.heading}{joint}{place.text}".split("\n")
    if not _CAMPAIGN.match(flat(lines[0])) and place.heading:
        lines = place.text.split("\n")
    children = [child.text or child.heading for child in place.children]
    starts = [number for number, text in enumerate(lines) if _CAMPAIGN.match(flat(text))]
    if not starts:
        starts = [number for number, text in enumerate(lines) if _NAMED.search(flat(text))]
        if not starts and listed and lines[0]:
            starts = [0]
        starts = starts[:1]
    for start, end in pairwise([*starts, len(lines)]):
        last = end == len(lines)
        yield (
            (place.line_of(start) if start else place.line),
            [*lines[start:end], *(children if last else [])],
        )


def all_anniversaries(lines: Sequence[Line], words: PlanWords) -> tuple[Anniversary, ...]:
    """Every anniversary the text counts, in order."""
    return tuple(
        item for line in lines for item in read_anniversaries(line.text, line=line.number, words=words)
    )


def period_in(text: str, *, year: int | None) -> tuple[PartialDate | None, PartialDate | None] | None:
    """``từ tháng 3 đến tháng 11/2025`` in days or months; None when no period is said."""
    found = read_period(text, Calendar(year))
    return (found.start, found.end) if found else None


def _campaign(
    line: int, lines: list[str], period: Period | None, *, calendar: Calendar, words: PlanWords
) -> Campaign:
    own = lines[0]
    name = own[: found.start()] if (found := _NAME_END.search(own)) else own
    name = _FROM.split(name, maxsplit=1)[0] or name
    start, end = (period.start, period.end) if period else (None, None)
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
