"""From the text of a plan or directive to a plan: each thing said with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.plan_targets import read_targets
from thidua_desktop.domain.plan_text_campaigns import all_anniversaries, read_campaigns
from thidua_desktop.domain.plan_text_duties import read_assignments, read_references, read_reports
from thidua_desktop.domain.plan_text_end import read_end
from thidua_desktop.domain.plan_text_head import read_head, read_theme
from thidua_desktop.domain.plan_text_lines import Block, Line, TextTable, bounded, flat, tidy_lines
from thidua_desktop.domain.plan_text_movements import read_movements
from thidua_desktop.domain.plan_text_parts import PlanText, Source, Task
from thidua_desktop.domain.plan_text_sections import read_sections
from thidua_desktop.domain.plan_text_tasks import columns_of, read_tasks
from thidua_desktop.domain.plan_text_words import PlanWords


def read_plan(blocks: Iterable[Block], *, words: PlanWords, awards: AwardIndex) -> PlanText:
    """Reads a whole text. What it does not say stays empty; what was not understood stands in ``unread``."""
    tidied = tidy_lines(_spread(blocks, words))
    lines = [block for block in tidied if isinstance(block, Line)]
    tables = [block for block in tidied if isinstance(block, TextTable)]
    head = read_head(lines, words)
    after = lines[head.length :]
    end = read_end(after, words)
    body = after[: end.body]
    intro, sections = read_sections(body)
    opening = body[: len(intro)]
    tasks = read_tasks(tables, words)
    inner = [*body, *_as_lines(tasks)]
    basis = read_references([line for line in opening if _is_basis(line.text)], words)
    return PlanText(
        kind=head.kind,
        doc_type=head.doc_type,
        issuer=head.issuer,
        place=head.place,
        number=head.number,
        symbol=head.symbol,
        date=head.date,
        year=head.year,
        title=head.title,
        theme=read_theme(opening, words, body=body),
        intro=intro,
        basis=basis,
        references=read_references(inner, words),
        sections=sections,
        targets=read_targets(sections, words, awards),
        campaigns=read_campaigns(sections, year=head.year, words=words),
        anniversaries=all_anniversaries(inner, words),
        movements=read_movements(((line.number, line.text) for line in inner), words, year=head.year),
        tasks=tasks,
        assignments=read_assignments(sections, words),
        reporting=read_reports(sections, words),
        recipients=end.recipients,
        signer=end.signer,
        closing=end.closing,
        annexes=tuple(line.text for line in end.annexes),
        superior=head.superior,
        unread=tuple(Source(line.number, line.text) for line in (*head.unread, *end.unread)),
    )


def _spread(blocks: Iterable[Block], words: PlanWords) -> Iterator[Block]:
    """A table that only places text (letterhead, signature) gives its cells as lines; others stay tables."""
    known = False
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        if columns_of(block, words):
            known = True
        elif not known or len(block.rows[0]) < 3:
            for offset, row in enumerate(block.rows):
                for cell in row:
                    for paragraph in cell.split("\n"):
                        yield Line(block.number + offset, paragraph, gap=True)
            continue
        yield block


def _as_lines(tasks: Iterable[Task]) -> list[Line]:
    return [
        Line(task.source.line, piece)
        for task in tasks
        for subtask in task.subtasks
        for piece in bounded(subtask)
    ]


def _is_basis(text: str) -> bool:
    return flat(text).startswith(("can cu", "thuc hien"))
