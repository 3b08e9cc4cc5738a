"""Quá trình khen thưởng: what one person, collective or household was given, on one sheet.

Source: the table of a report of achievements (year, title, number and day of decision, issuer; confidence:
secondary text); heading by Decree 30/2020 (text read).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers_in_rows
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Rule,
    Run,
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


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One award: everything as it was printed then."""

    year: str
    award: str
    decision: str
    issuer: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSheet:
    """``facts``: (label, words) about the receiver; ``titles`` and ``forms`` the two tables."""

    issuer: str
    superior: str
    place: str
    name: str
    facts: tuple[tuple[str, str], ...]
    titles: tuple[LifeRow, ...]
    forms: tuple[LifeRow, ...]
    signer_titles: tuple[str, ...]
    date: PaperDate = None
    notes: tuple[str, ...] = ()


def render_life_record(sheet: LifeSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes."""
    return render_paper(life_paper(sheet), progress=progress)


def life_paper(sheet: LifeSheet) -> Paper:
    """The record as blocks."""
    refuse_empty({"issuer": sheet.issuer, "subject": sheet.name, "place": sheet.place})
    refuse_leftovers_in_rows(
        cell for row in (*sheet.titles, *sheet.forms) for cell in (row.award, row.issuer, row.where)
    )
    title = f"{wording('life_record').fill('record.type_name').capitalize()} {sheet.name}"
    return Paper(title=title, author=sheet.issuer, sections=(Section(tuple(_blocks(sheet))),))


def _blocks(sheet: LifeSheet) -> Iterator[Block]:
    words = wording("life_record")
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line="",
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("record.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(sheet.name, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=4)
    for label, message in sheet.facts:
        yield Paragraph((Run(f"{label}: "), Run(message, bold=True)), d.BODY)
    for key, rows in (("titles", sheet.titles), ("forms", sheet.forms)):
        yield Paragraph.plain(words.fill(f"record.{key}"), d.TABLE_TITLE)
        yield _table(rows) if rows else Paragraph.plain(words.fill("record.none"), d.NOTE)
    yield from (Paragraph.plain(note, d.NOTE) for note in sheet.notes)
    yield Signatures(None, Signer(sheet.signer_titles, ""))


def _table(rows: tuple[LifeRow, ...]) -> Table:
    word = "documents.life_record"
    columns = (
        Column(text(f"{word}.year"), 18, "center"),
        Column(text(f"{word}.award"), 48),
        Column(text(f"{word}.decision"), 36),
        Column(text(f"{word}.issuer"), 36),
        Column(text(f"{word}.where"), 40),
    )
    cells = tuple((row.year, row.award, row.decision, row.issuer, row.where) for row in rows)
    return Table(columns=columns, groups=(Group("", cells),), size=11.5)
