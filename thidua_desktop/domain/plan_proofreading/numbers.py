"""Figures that contradict each other: numbering, days, weekdays, anniversaries, targets, counted lists."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.plan_proofreading.findings import TextFinding, doubt, mark
from thidua_desktop.domain.plan_text.lines import flat, sentence_at, sentences
from thidua_desktop.domain.plan_text.parts import Anniversary, Section, Target
from thidua_desktop.domain.plan_text.quotes import quotes
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.anniversaries import day_of
from thidua_desktop.domain.text import search_key

_DATE: Final = re.compile(r"(?<![\d/])(\d{1,2}/\d{1,2}/\d{4})(?!\d)")
_DAY_MONTH: Final = re.compile(r"\bngay\s+(\d{1,2})/(\d{1,2})(?![\d/])")
_IN_WORDS: Final = re.compile(r"\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{4}))?")
_NO_MONTH: Final = re.compile(r"\btháng\s+(?:1[3-9]|[2-9]\d|0{1,2})\b|\bquý\s+(?:V|VI|VII|[05-9])\b")
_WEEKDAYS: Final = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "nhat": 6}
_WEEKDAY: Final = re.compile(
    r"\b(?:thu (hai|ba|tu|nam|sau|bay)|chu (nhat))\s*[,(]?\s*ngay\s+(\d{1,2}/\d{1,2}/\d{4})"
)
_COUNTED: Final = re.compile(r"\b(\d{1,2})\s+(?:phong trao|cuoc van dong|noi dung|nhiem vu)[^:.;“\"]{0,80}:")
_BETWEEN: Final = re.compile(r"[\s,;.…]*(?:va|cung|giai doan \d{4}\s*-\s*\d{4})?[\s,;.…]*(?:va)?\s*")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}
_ALPHABETS: Final = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz", "abcdeghiklmnopqrstuvxy")
_PARTS: Final = re.compile(
    r"(?<![\d.,/])(\d{1,5})\s+[a-z][a-z ]{1,40}?\s*[(,:]?\s*(bao gom|gom|trong "
    r"do)(?:\s+co)?\s*:?\s+([^();.]*)"
)
_LEAST_PARTS: Final = 2
_OF_PLAN: Final = re.compile(r"ke hoach|du toan|vuot|so voi|chi tieu|cung ky|tang|giao|dinh muc|nhu cau")
_PERCENT: Final = 100


def check_days(line: int, text: str) -> Iterator[TextFinding]:
    """Days and months that do not exist, weekdays that do not fit their day."""
    plain = flat(text)
    for match in _DATE.finditer(text):
        if day_of(match[1]) is None:
            yield mark("no_such_day", line, sentence_at(text, match.start()), day=match[1])
    for match in _DAY_MONTH.finditer(plain):
        if not _exists(int(match[1]), int(match[2]), 2024):
            yield mark("no_such_day", line, sentence_at(text, match.start()), day=f"{match[1]}/{match[2]}")
    for match in _IN_WORDS.finditer(plain):
        if not _exists(int(match[1]), int(match[2]), int(match[3] or 2024)):
            message = text[match.start() : match.end()]
            yield mark("no_such_day", line, sentence_at(text, match.start()), day=message)
    for match in _NO_MONTH.finditer(text):
        yield mark("no_such_month", line, sentence_at(text, match.start()), words=match[0])
    for match in _WEEKDAY.finditer(plain):
        day = day_of(match[3])
        if day and day.weekday() != _WEEKDAYS[match[1] or match[2]]:
            right = day.weekday()
            yield mark("weekday", line, sentence_at(text, match.start()), day=match[3], right=right)


def check_anniversary(item: Anniversary, *, year: int | None, words: PlanWords) -> Iterator[TextFinding]:
    """The count against the two days or against the known event; the day against the event's own."""
    line, sentence = item.source.line, item.source.text
    known = words.known_event(item.event)
    if item.base and item.on:
        right = item.on.year - item.base.year
        if item.count != right:
            yield mark("anniversary_count", line, sentence, count=item.count, right=right, event=item.event)
        if (item.base.day, item.base.month) != (item.on.day, item.on.month):
            first, last = item.written or ("", "")
            yield mark("anniversary_days", line, sentence, first=first, last=last, event=item.event)
    elif known and year and not item.written and item.count != year - known.base.year:
        right = year - known.base.year
        yield mark("anniversary_count", line, sentence, count=item.count, right=right, event=item.event)
    if known and item.base and not known.month_only and item.base != known.base:
        right_day = f"{known.base:%d/%m/%Y}"
        first = (item.written or ("", ""))[0]
        yield mark("anniversary_base", line, sentence, day=first, right=right_day, event=item.event)


def check_numbering(sections: Sequence[Section], above: str = "") -> Iterator[TextFinding]:
    """Gaps and repeats among places of one kind side by side; ``2.1`` must stand below ``2``."""
    last: dict[str, str] = {}
    for section in sections:
        kind, number = _kind(section.no)
        message = section.heading or section.text.split("\n")[0]
        if kind == "dotted" and above.isdigit() and section.no.split(".")[0] != above:
            yield mark("numbering_parent", section.line, message, no=section.no, above=above)
        elif kind:
            before = last.get(kind, "")
            if not before and number != 1:
                yield mark("numbering_start", section.line, message, no=section.no)
            elif before == section.no:
                yield mark("numbering_twice", section.line, message, no=section.no)
            elif before and not _follows(kind, before, section.no):
                yield mark("numbering_gap", section.line, message, no=section.no, before=before)
        last[kind] = section.no
        yield from check_numbering(section.children, section.no)


def check_targets(targets: Sequence[Target]) -> Iterator[TextFinding]:
    """Ranges the wrong way round, shares above the whole, one figure said twice differently."""
    seen: dict[tuple[str, str], Target] = {}
    for target in targets:
        line, sentence = target.source.line, target.source.text
        parts = ((target.minimum, target.maximum), *((p.minimum, p.maximum) for p in target.parts))
        turned = any(low is not None and high is not None and low > high for low, high in parts)
        if turned and target.comparator != "decrease":
            yield mark("target_range", line, sentence, words=target.text)
        highest = target.maximum or target.minimum
        share = target.unit == "%" and target.comparator not in {"increase", "decrease"}
        share = share and ("ty le" in flat(target.metric) or not _OF_PLAN.search(flat(sentence)))
        if share and highest is not None and highest > _PERCENT:
            yield mark("target_percent", line, sentence, words=target.text)
        if target.comparator in {"increase", "decrease"} or not target.metric:
            continue
        key = (search_key(target.metric), search_key(target.unit) or target.unit)
        other = seen.setdefault(key, target)
        if (other.minimum, other.maximum, other.parts) != (target.minimum, target.maximum, target.parts):
            yield doubt("target_conflict", line, sentence, first=other.text, second=target.text)


def check_parts(line: int, text: str) -> Iterator[TextFinding]:
    """``05 tập thể (gồm 02 trường học và 04 bản)``: parts that do not give the whole."""
    for sentence in sentences(text):
        plain = flat(sentence)
        for match in _PARTS.finditer(plain):
            parts = [
                int(one) for one in re.findall(r"(?<![\d.,/])(\d{1,5})(?=\s+[a-z])(?![\d.,/])", match[3])
            ]
            unclear = re.search(r"\d\s*%|\d/\d|\d-\d|\d - \d|nam \d{4}|it nhat|tren|duoi", match[3])
            if len(parts) < _LEAST_PARTS or unclear:
                continue
            whole, total = int(match[1]), sum(parts)
            if total > whole or (total != whole and match[2] != "trong do"):
                yield mark("parts_sum", line, sentence, whole=whole, total=total)


def check_counted(line: int, text: str) -> Iterator[TextFinding]:
    """``05 phong trào thi đua: “…”; “…”`` with another number of names behind the colon."""
    for sentence in sentences(text):
        for match in _COUNTED.finditer(flat(sentence)):
            end, found = match.end(), 0
            for quote in quotes(sentence):
                if quote.start < end:
                    continue
                if not quote.whole or not _BETWEEN.fullmatch(flat(sentence[end : quote.start])):
                    break
                found += 1
                end = quote.end + 1
            if found > 1 and found != int(match[1]):
                yield mark("list_count", line, sentence, message=int(match[1]), found=found)


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, dt.MINYEAR), month)[1]


def _kind(no: str) -> tuple[str, int]:
    """Kind of a number and its value; dashes and named parts have none."""
    if re.fullmatch(r"[IVX]+", no):
        return "roman", _roman(no)
    if no.isdigit():
        return "number", int(no)
    if re.fullmatch(r"\d+(?:\.\d+)+", no):
        return f"dotted{no.count('.')}" if no.count(".") > 1 else "dotted", int(no.rpartition(".")[2])
    if re.fullmatch(r"[a-zđ]", no):
        return "letter", 1 if no == "a" else 2
    return "", 0


def _follows(kind: str, before: str, no: str) -> bool:
    if kind == "letter":
        return any(f"{before}{no}" in alphabet for alphabet in _ALPHABETS)
    if kind.startswith("dotted") and before.rpartition(".")[0] != no.rpartition(".")[0]:
        return no.endswith(".1")
    return _kind(no)[1] == _kind(before)[1] + 1


def _roman(no: str) -> int:
    values = [_ROMAN[letter] for letter in no]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value
        for place, value in enumerate(values)
    )
