"""The counting committee's table: every count of every candidate, on its side, signed by committee and chair.

Source: heading by Decree 30/2020 (confidence: text read); the table: usage (recalled).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers_in_rows
from thidua_desktop.documents.council.minutes import share_text
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Rule,
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

COUNTS = ("issued", "collected", "valid", "agree", "disagree", "abstain")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """All counts of one candidate; ``needed`` the share asked, ``base`` how many it is counted of."""

    group: str
    name: str
    unit: str
    award: str
    issued: int
    collected: int
    valid: int
    agree: int
    disagree: int
    abstain: int
    base: int
    share: Decimal
    needed: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    """``rule`` sentences say who voted and by which rule; ``notes`` stand below the table."""

    issuer: str
    superior: str
    place: str
    date: PaperDate
    meeting: str
    rule: tuple[str, ...]
    rows: tuple[CountRow, ...]
    chair: str
    notes: tuple[str, ...] = ()


def render_vote_table(sheet: CountSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes."""
    return render_paper(vote_table_paper(sheet), progress=progress)


def vote_table_paper(sheet: CountSheet) -> Paper:
    """The table as blocks, A4 on its side."""
    refuse_empty({"issuer": sheet.issuer, "subject": sheet.meeting, "place": sheet.place})
    refuse_leftovers_in_rows(cell for row in sheet.rows for cell in (row.name, row.unit))
    title = wording("vote_table").fill("table.title", meeting=sheet.meeting)
    return Paper(title=title, author=sheet.issuer, sections=(Section(tuple(_blocks(sheet)), landscape=True),))


def _blocks(sheet: CountSheet) -> Iterator[Block]:
    words = wording("vote_table")
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line="",
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("table.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(sheet.meeting, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=6)
    yield from (Paragraph.plain(sentence, d.BODY) for sentence in sheet.rule)
    yield _table(sheet)
    yield from (Paragraph.plain(note, d.NOTE) for note in sheet.notes)
    yield Signatures(
        Signer((words.fill("table.committee"),), ""), Signer((words.fill("table.chair"),), sheet.chair)
    )


def _table(sheet: CountSheet) -> Table:
    word = "documents.vote_table"
    ballots, votes = text(f"{word}.ballots"), text(f"{word}.votes")
    columns = (
        Column(text("documents.columns.serial"), 11, "center", serial=True),
        Column(text(f"{word}.candidate"), 48, names=True),
        Column(text(f"{word}.unit"), 46),
        Column(text(f"{word}.award"), 26),
        *(Column(text(f"{word}.{name}"), 15, "center", over=ballots) for name in COUNTS[:3]),
        *(Column(text(f"{word}.{name}"), 15, "center", over=votes) for name in COUNTS[3:]),
        Column(text(f"{word}.share"), 19, "center"),
        Column(text(f"{word}.needed"), 17, "center"),
        Column(text(f"{word}.result"), 16, "center"),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in sheet.rows:
        counts = tuple(str(getattr(row, name)) for name in COUNTS)
        share = text(f"{word}.of", share=share_text(row.share), agree=row.agree, base=row.base)
        result = text("documents.minutes.passed" if row.passed else "documents.minutes.failed")
        groups.setdefault(row.group, []).append(
            (row.name, row.unit, row.award, *counts, share, row.needed, result)
        )
    return Table(
        columns=columns,
        groups=tuple(Group(heading, tuple(rows)) for heading, rows in groups.items()),
        size=11,
    )
