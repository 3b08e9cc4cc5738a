"""Reads a plan as a careful colleague would: what is surely wrong, and what should be looked at once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from thidua_desktop.domain.plan_proofreading.findings import TextFinding
from thidua_desktop.domain.plan_proofreading.law import check_law
from thidua_desktop.domain.plan_proofreading.numbers import (
    check_anniversary,
    check_counted,
    check_days,
    check_numbering,
    check_parts,
    check_targets,
)
from thidua_desktop.domain.plan_proofreading.text_checks import check_line, check_repeated
from thidua_desktop.domain.plan_proofreading.whole import check_whole
from thidua_desktop.domain.plan_proofreading.word_checks import check_names, check_words
from thidua_desktop.domain.plan_proofreading.years import check_years
from thidua_desktop.domain.plan_text.head import SCHOOL_YEAR
from thidua_desktop.domain.plan_text.lines import Block, Line, bounded
from thidua_desktop.domain.plan_text.parts import PlanText, Section
from thidua_desktop.domain.plan_text.sections import mark_of
from thidua_desktop.domain.plan_text.words import PlanWords


def proofread(
    plan: PlanText, blocks: Sequence[Block], words: PlanWords, *, year: int | None
) -> tuple[TextFinding, ...]:
    """Findings in the order of the text, each once. Number and day left blank for issuing are no finding.

    ``year`` is the plan's own, whatever its title says.
    """
    paragraphs = list(_paragraphs(plan, blocks))
    found: list[TextFinding] = []
    school = _school_year(plan)
    for line, text in paragraphs:
        found.extend(check_line(line, text))
        found.extend(check_days(line, text))
        found.extend(check_counted(line, text))
        found.extend(check_words(line, text, words))
        found.extend(check_parts(line, text))
        if year is not None:
            found.extend(check_years(line, text, year=year, words=words, school=school))
    found.extend(check_repeated(paragraphs))
    for item in plan.anniversaries:
        found.extend(check_anniversary(item, year=year, words=words))
    found.extend(check_numbering(plan.sections))
    found.extend(check_targets(plan.targets))
    found.extend(check_whole(plan, paragraphs, words, year=year))
    found.extend(check_law(plan, paragraphs, words, year=year))
    found.extend(check_names(paragraphs, plan.issuer.value, plan.place.value, words))
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda finding: finding.line))


def _school_year(plan: PlanText) -> bool:
    """The paper is of a school year: it rightly names two years."""
    return any(SCHOOL_YEAR.search(text) for text in (plan.title.value, *plan.intro[:4]))


def _paragraphs(plan: PlanText, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The text proper: without letterhead, title, recipients, signature and annex heads; with the tasks."""
    lines = [block for block in blocks if isinstance(block, Line)]
    numbers = set(_numbers(plan.sections))
    first = min(numbers) if numbers else None
    if first is None:
        return
    last = max(numbers)
    ends = min((one.source.line for one in plan.recipients), default=None)
    for text in plan.intro:
        yield first - 1, text
    for line in lines:
        inside = first <= line.number and (ends is None or line.number < ends)
        if inside and (line.number <= last or ends is not None) and not _is_end(line.text):
            mark = mark_of(line.text)
            yield line.number, mark[2] if mark else line.text
    for task in plan.tasks:
        for subtask in task.subtasks:
            yield from ((task.source.line, piece) for piece in bounded(subtask))


def _numbers(sections: Iterable[Section]) -> Iterator[int]:
    for section in sections:
        yield section.line
        yield from _numbers(section.children)


def _is_end(text: str) -> bool:
    return text.isupper() and mark_of(text) is None
