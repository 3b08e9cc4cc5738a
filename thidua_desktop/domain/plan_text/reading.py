"""From the text of a plan or directive to a plan: each thing said with the place it was read from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text.campaigns import all_anniversaries, read_campaigns
from thidua_desktop.domain.plan_text.coverage import with_coverage
from thidua_desktop.domain.plan_text.duties import read_assignments, read_duties, read_references
from thidua_desktop.domain.plan_text.foot import End, read_end
from thidua_desktop.domain.plan_text.head import SCHOOL_YEAR, Head, placed_date, read_head
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable, bounded, flat
from thidua_desktop.domain.plan_text.movements import read_movements
from thidua_desktop.domain.plan_text.parts import Message, PlanText, Section, Source, Target, Task
from thidua_desktop.domain.plan_text.periods import Calendar
from thidua_desktop.domain.plan_text.sections import read_sections
from thidua_desktop.domain.plan_text.target_tables import read_target_tables
from thidua_desktop.domain.plan_text.tasks import read_tasks
from thidua_desktop.domain.plan_text.theme import read_theme
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.plan_targets import TargetReader, read_targets

_TODAY: Final = re.compile(
    r"hom nay,? ?(?:vao hoi [^,]{0,30}, ?)?ngay (\d{1,2}) ?(?:thang|/) ?(\d{1,2}) ?(?:nam|/) ?(\d{4})"
)
_OPENING_LINES: Final = 4


def read_plan(blocks: Sequence[Block], *, words: PlanWords, awards: AwardIndex) -> PlanText:
    """Reads a whole text, already arranged by ``plan_layout.arranged``.

    What it does not say stays empty; what was not understood stands in ``unread``.
    """
    lines = [block for block in blocks if isinstance(block, Line)]
    tables = [block for block in blocks if isinstance(block, TextTable)]
    head = read_head(lines, words)
    after = lines[head.length :]
    end = read_end(after, words)
    body = after[: end.body]
    place, date = _place_and_date(head, end, body)
    year = head.year or (date.year if date else None)
    intro, sections = read_sections(body)
    school = any(SCHOOL_YEAR.search(one) for one in (head.title.value, *intro[:3]))
    calendar = Calendar(year, school=school, issued=date)
    opening = body[: len(intro)]
    tasks = read_tasks(tables, words)
    spoken = _spoken(opening)
    reports, duties = read_duties([*spoken, *sections], words, school=school)
    inner = [*body, *_as_lines(tasks)]
    naming = [*_titled(head), *((line.number, line.text) for line in inner)]
    plan = PlanText(
        kind=head.kind,
        doc_type=head.doc_type,
        issuer=head.issuer,
        place=place,
        number=head.number,
        symbol=head.symbol,
        date=date,
        year=year,
        title=head.title,
        theme=read_theme(opening, words, body=body),
        intro=intro,
        basis=read_references([line for line in opening if _is_basis(line.text)], words),
        references=read_references(inner, words),
        sections=sections,
        targets=_in_order(
            read_targets(sections, words, awards, year=year, spoken=head.paper in {"pledge", "launch"}),
            read_target_tables(tables, sections, TargetReader(words, awards, year)),
        ),
        campaigns=read_campaigns(sections, calendar=calendar, words=words, title=head.title, opening=opening),
        anniversaries=all_anniversaries(inner, words),
        movements=read_movements(naming, words, year=year, sections=sections),
        tasks=tasks,
        assignments=read_assignments([*spoken, *sections], words, ordered=head.paper == "directive"),
        reporting=reports,
        duties=duties,
        recipients=end.recipients,
        signer=end.signer,
        closing=end.closing,
        annexes=tuple(line.text for line in end.annexes),
        superior=head.superior,
        paper=head.paper,
        addressees=head.addressees,
        unread=tuple(Source(line.number, line.text) for line in (*head.unread, *end.unread)),
    )
    return with_coverage(plan, [*inner, *end.annexes], words)


def _place_and_date(head: Head, end: End, body: Sequence[Line]) -> tuple[Message, PartialDate | None]:
    """Those of the head; where it has none, those above the signature, or the day the opening names as today."""
    if not head.place.value and end.dated and (dated := placed_date(end.dated.text)):
        return Message(dated[0], Source(end.dated.number, end.dated.text)), dated[1]
    today = next((day for line in body[:_OPENING_LINES] if (day := _signed_today(line.text))), None)
    return head.place, head.date or today


def _signed_today(text: str) -> PartialDate | None:
    """The day a paper without a dated head names as its own: ``Hôm nay, ngày 12 tháng 02 năm 2026, tại …``."""
    found = _TODAY.match(flat(text))
    if found is None:
        return None
    try:
        return PartialDate(dt.date(int(found[3]), int(found[2]), int(found[1])).isoformat(), "day")
    except ValueError:
        return None


def _titled(head: Head) -> list[tuple[int, str]]:
    """The title, which may name the one movement the whole paper is about."""
    source = head.title.source
    return [(source.line, head.title.value)] if source else []


def _as_lines(tasks: Iterable[Task]) -> list[Line]:
    return [
        Line(task.source.line, piece)
        for task in tasks
        for subtask in task.subtasks
        for piece in bounded(subtask)
    ]


def _spoken(opening: Sequence[Line]) -> list[Section]:
    """Paragraphs of the opening that are no basis, as places without a number."""
    return [
        Section("", "", line.text, line.number, numbers=(line.number,))
        for line in opening
        if not _is_basis(line.text)
    ]


def _in_order(*lists: Iterable[Target]) -> tuple[Target, ...]:
    """Targets of the text and of its tables as they follow each other."""
    return tuple(sorted((one for found in lists for one in found), key=lambda one: one.source.line))


def _is_basis(text: str) -> bool:
    return flat(text).startswith(("can cu", "thuc hien"))
