"""The paper against the law and its own date: later bases, replaced acts, levels gone, past deadlines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_proofreading.findings import TextFinding, mark
from thidua_desktop.domain.plan_text.lines import flat, sentences
from thidua_desktop.domain.plan_text.parts import Duty, PlanText, Reference, ReportDue
from thidua_desktop.domain.plan_text.words import PlanWords

_CITED: Final = re.compile(r"\b(?:số|Số)\s*:?\s*\d+[^;]*?ngày\s+\d{1,2}[^;]*")
_OLD: Final = re.compile(
    r"\b(?:trước đây|cũ|trước ngày sáp nhập|giai đoạn 20\d\d|thay thế|bãi bỏ|hết hiệu lực)(?!\w)"
)
_ENDING: Final = re.compile(r"(?i)thay thế|bãi bỏ|hết hiệu lực|sửa đổi|trước đây")
_LATEST_HALF: Final = 9
_EARLIEST_HALF: Final = 4


def check_law(
    plan: PlanText, paragraphs: Sequence[tuple[int, str]], words: PlanWords, *, year: int | None
) -> Iterator[TextFinding]:
    """With an empty date the law of the first day of the plan's year is asked."""
    day = _law_day(plan.date, year)
    references = (*plan.basis, *plan.references)
    yield from _later(plan.date, references)
    if day is not None:
        yield from _replaced(day, references, words)
        yield from _levels_gone(day, plan, paragraphs, words)
    yield from _deadlines(plan)


def _law_day(date: PartialDate | None, year: int | None) -> dt.date | None:
    if date is not None:
        return dt.date.fromisoformat((date.value + "-01-01")[:10])
    return dt.date(year, 1, 1) if year is not None and year >= dt.MINYEAR else None


def _later(date: PartialDate | None, references: Sequence[Reference]) -> Iterator[TextFinding]:
    """A document the paper rests on cannot be younger than the paper."""
    if date is None:
        return
    for one in references:
        if one.date is None:
            continue
        if one.date.isoformat()[: len(date.value)] > date.value:
            message = f"{one.doc_type} {one.number}".strip()
            on = f"{one.date:%d/%m/%Y}"
            yield mark("reference_later", one.source.line, one.source.text, document=message, day=on)


def _replaced(day: dt.date, references: Sequence[Reference], words: PlanWords) -> Iterator[TextFinding]:
    for one in references:
        until = words.replaced_acts.get(flat(one.number).replace(" ", ""))
        if until is not None and day > until and not _ENDING.search(one.source.text):
            message = f"{one.doc_type} số {one.number}"
            yield mark(
                "act_replaced", one.source.line, one.source.text, document=message, until=f"{until:%d/%m/%Y}"
            )


def _levels_gone(
    day: dt.date, plan: PlanText, paragraphs: Sequence[tuple[int, str]], words: PlanWords
) -> Iterator[TextFinding]:
    """Bodies of a level of government that had ended; what a former document is called keeps its name."""
    if words.gone_from is None or day < words.gone_from or not words.gone_words:
        return
    gone = re.compile("|".join(words.gone_words), re.IGNORECASE)
    receivers = [(one.source.line, one.name) for one in plan.recipients]
    for line, text in (*paragraphs, *receivers):
        for sentence in sentences(text):
            bare = _CITED.sub(lambda match: " " * len(match[0]), sentence)
            if (found := gone.search(bare)) and not _OLD.search(bare):
                yield mark("level_gone", line, sentence, words=found[0], since=f"{words.gone_from:%d/%m/%Y}")


def _deadlines(plan: PlanText) -> Iterator[TextFinding]:
    """A day for handing in that lies before the day of issue; a half-year report due at the year's end."""
    school = bool(re.search(r"(?i)năm học", plan.title.value)) or any(
        re.search(r"(?i)năm học", text) for text in plan.intro
    )
    dues: list[ReportDue | Duty] = [*plan.reporting, *plan.duties]
    for one in dues:
        due = re.search(r"(\d{1,2})\s*(?:[/.]|tháng)\s*(\d{1,2})\s*(?:[/.]|năm)\s*(\d{4})", one.due_text)
        if due and plan.date and plan.date.precision == "day":
            on = f"{due[3]}-{int(due[2]):02d}-{int(due[1]):02d}"
            if on < plan.date.value:
                issued = plan.date.vietnamese()
                yield mark("deadline_past", one.source.line, one.source.text, due=one.due_text, issued=issued)
    for report in plan.reporting:
        if report.kind != "half_year" or not report.months or school:
            continue
        month = report.months[-1]
        if len(report.months) == 1 and not _EARLIEST_HALF < month < _LATEST_HALF:
            yield mark("report_month", report.source.line, report.source.text, due=report.due_text)
