"""Minutes of a bloc's closing meeting: scores and ranks, who is proposed, who leads next year.

Source: Decree 30/2020, Annex III, model 1.9 (confidence: text read); tables and order by practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Run,
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, long_date, number_line
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

_TEXT = "bloc_minutes"


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A row of the result; all as shown."""

    rank: str
    unit: str
    own: str
    total: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocMinutes:
    """``proposals`` and ``election`` are sentences; an empty name or day is left to fill in."""

    superior: str
    issuer: str
    subject: str
    held_on: PaperDate
    place: str
    chair: str
    secretary: str
    present: str
    proceedings: tuple[str, ...]
    units: tuple[RankedUnit, ...]
    proposals: tuple[str, ...]
    election: tuple[str, ...]
    recipients: tuple[str, ...]


def render_bloc_minutes(sheet: BlocMinutes, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty or a place unfilled."""
    return render_paper(bloc_minutes_paper(sheet), progress=progress)


def bloc_minutes_paper(sheet: BlocMinutes) -> Paper:
    """The minutes as blocks, for PDF and .docx alike."""
    refuse_empty({"issuer": sheet.issuer, "subject": sheet.subject})
    blocks = tuple(_blocks(sheet))
    refuse_leftovers((sheet.subject, *sheet.proceedings, *sheet.proposals, *sheet.election))
    title = text(f"{_TEXT}.paper_title", subject=sheet.subject)
    return Paper(title=title, author=sheet.issuer, sections=(Section(blocks),), subject=sheet.subject)


def _blocks(sheet: BlocMinutes) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=number_line(None, text(f"{_TEXT}.symbol")),
        place_date="",
    )
    yield Paragraph.plain(text(f"{_TEXT}.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(sheet.subject, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=6)
    for key, content in (
        ("time", long_date(sheet.held_on)),
        ("place", sheet.place),
        ("chair", sheet.chair),
        ("secretary", sheet.secretary),
        ("present", sheet.present),
    ):
        yield Paragraph((Run(text(f"{_TEXT}.labels.{key}"), bold=True), Run(f" {content}")), d.BODY)
    yield _heading("I", "proceedings")
    yield from (Paragraph.plain(line, d.BODY) for line in sheet.proceedings)
    yield _heading("II", "result")
    yield _table(sheet.units)
    yield _heading("III", "proposals")
    yield from (Paragraph.plain(line, d.BODY) for line in sheet.proposals)
    yield _heading("IV", "election")
    yield from (Paragraph.plain(line, d.BODY) for line in sheet.election)
    yield Paragraph.plain(text(f"{_TEXT}.end"), d.BODY)
    yield Signatures(
        Signer((text(f"{_TEXT}.secretary_title"),), sheet.secretary),
        Signer((text(f"{_TEXT}.chair_title"),), sheet.chair),
    )
    yield Recipients(sheet.recipients)


def _heading(number: str, key: str) -> Paragraph:
    return Paragraph.plain(f"{number}. {text(f'{_TEXT}.headings.{key}')}", d.HEADING)


def _table(units: tuple[RankedUnit, ...]) -> Table:
    columns = (
        Column(text(f"{_TEXT}.columns.rank"), 14, "center"),
        Column(text(f"{_TEXT}.columns.unit"), 62),
        Column(text(f"{_TEXT}.columns.own"), 22, "center"),
        Column(text(f"{_TEXT}.columns.total"), 22, "center"),
        Column(text(f"{_TEXT}.columns.note"), 44),
    )
    rows = tuple((one.rank, one.unit, one.own, one.total, one.note) for one in units)
    return Table(columns=columns, groups=(Group("", rows),), size=12)
