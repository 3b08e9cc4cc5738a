"""Ballots of a council: one sheet a voter and award, a box for and a box against each candidate, no name.

Source: heading by Decree 30/2020 (confidence: text read); the form: usage of councils (recalled).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

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
    Section,
    Style,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

ROW_HEIGHT: Final = 10.0
"""Millimetres: room for a cross made by hand."""
_STAMP: Final = replace(d.TYPE_NAME, before=46)
"""The seal of the council goes below its name: nothing is printed there."""
_SMALL: Final = replace(d.NOTE, size=11, align="right", before=8)
_HOW: Final = Style(
    size=13, align="center", italic=True, before=4, after=8, balanced=True, keep_with_next=True
)


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One candidate; ``group`` a heading such as "I. TẬP THỂ"."""

    name: str
    unit: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSheet:
    """One kind of ballot: ``award`` as inside a sentence, ``copies`` how many voters get it; ``code`` reports
    this kind from the others when they are counted."""

    award: str
    rows: tuple[BallotRow, ...]
    copies: int
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """All ballots of a meeting. ``issuer`` the council in capitals, ``superior`` above it; ``secret`` False
    makes it a sheet for voting openly."""

    issuer: str
    superior: str
    year: str
    meeting: str
    sheets: tuple[BallotSheet, ...]
    secret: bool = True


def render_ballots(ballots: Ballots, *, progress: Progress = silent) -> bytes:
    """PDF bytes, the sheets of one kind together. OfficeError ``documents.no_ballots``."""
    return render_paper(ballot_paper(ballots), progress=progress)


def ballot_paper(ballots: Ballots, words: Wording | None = None) -> Paper:
    """Each sheet is a section of its own, so its pages are numbered by themselves."""
    words = words or wording("ballot")
    refuse_empty({"issuer": ballots.issuer, "subject": ballots.meeting})
    if not any(sheet.copies and sheet.rows for sheet in ballots.sheets):
        raise OfficeError("documents.no_ballots")
    refuse_leftovers_in_rows(
        cell for sheet in ballots.sheets for row in sheet.rows for cell in (row.name, row.unit)
    )
    sections: list[Section] = []
    for sheet in ballots.sheets:
        sections += [Section(tuple(_blocks(ballots, sheet, words)))] * sheet.copies
    return Paper(
        title=words.fill("ballot.title", meeting=ballots.meeting),
        author=ballots.issuer,
        sections=tuple(sections),
    )


def _blocks(ballots: Ballots, sheet: BallotSheet, words: Wording) -> Iterator[Block]:
    kind = "secret" if ballots.secret else "open"
    yield Letterhead(superior=ballots.superior, issuer=ballots.issuer, number_line="", place_date="")
    yield Paragraph.plain(words.fill(f"ballot.type_{kind}"), _STAMP)
    yield Paragraph.plain(words.fill("ballot.subject", award=sheet.award, year=ballots.year), d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=4)
    yield Paragraph.plain(words.fill(f"ballot.how_{kind}"), _HOW)
    yield _table(sheet.rows)
    if sheet.code:
        yield Paragraph.plain(
            words.fill("ballot.code", code=sheet.code, count=f"{len(sheet.rows):02d}"), _SMALL
        )


def _table(rows: Sequence[BallotRow]) -> Table:
    word = "documents.ballot"
    columns = (
        Column(text("documents.columns.serial"), 12, "center", serial=True),
        Column(text(f"{word}.candidate"), 58, names=True),
        Column(text(f"{word}.unit"), 55),
        Column(text(f"{word}.agree"), 20, "center"),
        Column(text(f"{word}.disagree"), 20, "center"),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append((row.name, row.unit, "", ""))
    return Table(
        columns=columns,
        groups=tuple(Group(heading, tuple(cells)) for heading, cells in groups.items()),
        size=12.5,
        least=ROW_HEIGHT,
    )
