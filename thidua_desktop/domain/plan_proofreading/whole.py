"""The paper as a whole: campaigns, task table, issuing body, annex, recipients, symbol and date."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_proofreading.findings import TextFinding, doubt, mark
from thidua_desktop.domain.plan_text.issuer import bodies, short_body
from thidua_desktop.domain.plan_text.lines import flat, sentence_at
from thidua_desktop.domain.plan_text.parts import Campaign, PlanText, Task
from thidua_desktop.domain.plan_text.words import PlanWords

_SYMBOLS: Final = {"ke hoach": "KH", "chi thi": "CT"}
_ANNEX: Final = re.compile(r"\b(?:phu luc|bieu|danh muc|noi dung nhiem vu|bang)\b[^.;]{0,40}\bkem theo\b")
_CAMPAIGNS: Final = re.compile(r"\b(\d{1,2})\s+dot (?:thi dua|phat dong)")
_WITHIN: Final = re.compile(r"(?i)cao điểm|đặc biệt|chuyên đề|nước rút")
"""Campaigns that rightly lie within another."""
_TIME: Final = re.compile(r"\d|thang|quy\b|hoc ky|nam hoc")
_CAPITAL: Final = re.compile(r"\s+[A-ZĐÀ-Ỹ](?<![à-ỹ])\S*(?:\s+[A-ZĐÀ-Ỹ](?<![à-ỹ])\S*)*$")


def check_whole(
    plan: PlanText, paragraphs: Sequence[tuple[int, str]], words: PlanWords, *, year: int | None
) -> Iterator[TextFinding]:
    """Findings of the paper as a whole; ``year`` is the plan's own."""
    yield from _head(plan, year)
    yield from _campaigns(plan.campaigns, paragraphs)
    yield from _tasks(plan.tasks)
    yield from _other_body(plan.issuer.value, paragraphs, words)
    yield from _sections(plan)
    if not plan.tasks and not plan.annexes:
        for line, text in paragraphs:
            if found := _ANNEX.search(flat(text)):
                yield mark("annex_missing", line, sentence_at(text, found.start()))
    yield from _end(plan)


def _head(plan: PlanText, year: int | None) -> Iterator[TextFinding]:
    letters = _SYMBOLS.get(flat(plan.doc_type.value), "")
    source = plan.symbol.source
    if source and letters and not plan.symbol.value.upper().startswith(letters):
        yield mark("symbol_kind", source.line, source.text, symbol=plan.symbol.value, right=letters)
    if plan.date and year and plan.place.source and plan.paper != "report":
        place = plan.place.source
        if plan.date.year > year or plan.date.year < year - 1:
            yield mark("date_year", place.line, place.text, year=plan.date.year, plan_year=year)
    if year and plan.year and plan.title.source and plan.year not in {year, year - 1}:
        source = plan.title.source
        if re.search(rf"(?<!\d){plan.year}(?!\d)", source.text):
            yield mark("title_year", source.line, source.text, year=plan.year, plan_year=year)


def _campaigns(campaigns: Sequence[Campaign], paragraphs: Sequence[tuple[int, str]]) -> Iterator[TextFinding]:
    before: Campaign | None = None
    for one in campaigns:
        line, message = one.source.line, one.source.text
        if _WITHIN.search(one.name) and not (one.start and one.end and _first(one.start) > _last(one.end)):
            continue
        if one.start and one.end and _first(one.start) > _last(one.end):
            yield mark("campaign_reversed", line, message, name=one.name)
        elif before and before.end and one.start and _overlap(before.end, one.start):
            yield mark("campaign_overlap", line, message, name=one.name, before=before.name)
        if not _WITHIN.search(one.name):
            before = one
    for line, text in paragraphs:
        for match in _CAMPAIGNS.finditer(flat(text)):
            if campaigns and int(match[1]) != len(campaigns):
                sentence = sentence_at(text, match.start())
                yield mark("campaign_count", line, sentence, message=int(match[1]), found=len(campaigns))


def _tasks(tasks: Sequence[Task]) -> Iterator[TextFinding]:
    before = 0
    for task in tasks:
        line, message = task.source.line, task.source.text
        if task.no.isdigit():
            if int(task.no) != before + 1:
                yield mark("task_number", line, message, no=task.no, before=before)
            before = int(task.no)
        if not task.lead:
            yield doubt("task_no_lead", line, message, no=task.no)
        if not task.when_text:
            yield doubt("task_no_time", line, message, no=task.no)
        elif not task.months and _TIME.search(flat(task.when_text)):
            yield doubt("task_time_unclear", line, message, no=task.no, words=task.when_text)


def _other_body(
    issuer: str, paragraphs: Sequence[tuple[int, str]], words: PlanWords
) -> Iterator[TextFinding]:
    """A body of the same level with another place name: a sentence taken over from another office."""
    own = short_body(issuer)
    for line, text in paragraphs:
        for start, end in bodies(text, words):
            message = text[start:end]
            name = _CAPITAL.search(message)
            level = short_body(message[: name.start()]) if name else ""
            if name and " " in level and own.startswith(f"{level} ") and not _same(own, short_body(message)):
                yield mark("other_body", line, sentence_at(text, start), body=message, issuer=issuer)


def _same(own: str, message: str) -> bool:
    return own.startswith(message) or message.startswith(own)


def _sections(plan: PlanText) -> Iterator[TextFinding]:
    tables = {one.source.line for one in plan.tasks} | {one.source.line for one in plan.targets}
    starts = [*(section.line for section in plan.sections), sys.maxsize]
    for section, end in zip(plan.sections, starts[1:], strict=True):
        filled = any(section.line < line < end for line in tables) and not plan.annexes
        if section.heading and not section.text and not section.children and not filled:
            yield doubt("section_empty", section.line, section.heading, no=section.no)


def _end(plan: PlanText) -> Iterator[TextFinding]:
    if plan.paper not in {"plan", "directive", "guideline"} or not plan.doc_type.value:
        return
    if not plan.recipients:
        yield doubt("no_recipients", 0, "")
    elif not any(flat(one.name).startswith("luu") for one in plan.recipients):
        yield doubt("no_archive", plan.recipients[-1].source.line, plan.recipients[-1].source.text)
    if not plan.signer.position:
        yield doubt("no_signer", 0, "")


def _overlap(end: PartialDate, start: PartialDate) -> bool:
    """The later campaign surely begins before the earlier has ended; within one month nothing is sure."""
    known = min(len(end.value), len(start.value))
    one, two = start.value[:known], end.value[:known]
    return one < two or (one == two and known == len("2026-01-01"))


def _first(date: PartialDate) -> str:
    return (date.value + "-01-01")[:10]


def _last(date: PartialDate) -> str:
    return (date.value + "-99-99")[:10]
