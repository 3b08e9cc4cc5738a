"""List for the ceremony: who is called up, in which order, for what; with room to sign for the certificate.

Source: usage of offices, no form is prescribed; confidence: recalled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers, refuse_leftovers_in_rows
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
from thidua_desktop.documents.phrases import PaperDate, long_date, place_and_date
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text

ROW_HEIGHT: Final = 9.0
"""Millimetres of a row, so that there is room to sign."""
_LETTERS: Final = 12.0


@dataclass(frozen=True, slots=True)
class CalledRow:
    """One receiver in the order of calling; ``called`` as the speaker reads it (``Bà Lò Thị Mận``)."""

    called: str
    where: str
    register_number: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonySheet:
    """``number`` with its symbol and ``decided_on`` are the decision's; the list's own day is left blank."""

    issuer: str
    place: str
    number: str
    decided_on: PaperDate
    authority: str
    rows: tuple[CalledRow, ...]
    superior: str = ""
    date: PaperDate = None


def ceremony_paper(sheet: CeremonySheet, words: Wording | None = None) -> Paper:
    """The list as blocks. OfficeError ``documents.no_receivers``, or what paper refuses."""
    refuse_empty({"issuer": sheet.issuer, "place": sheet.place, "reference": sheet.number})
    if not sheet.rows:
        raise OfficeError("documents.no_receivers")
    refuse_leftovers_in_rows(cell for row in sheet.rows for cell in (row.called, row.where, row.group))
    blocks = tuple(_blocks(sheet, words or wording("ceremony")))
    refuse_leftovers(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    title = next(block.runs[0].text for block in blocks if isinstance(block, Paragraph))
    return Paper(title=title, author=sheet.issuer, sections=(Section(blocks),))


def _blocks(sheet: CeremonySheet, words: Wording) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line="",
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("ceremony.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(words.fill("ceremony.subject"), d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=8)
    reference = words.fill(
        "ceremony.reference",
        number=sheet.number,
        date=long_date(sheet.decided_on).replace(" ", "\u00a0"),
        authority=sheet.authority,
    )
    yield Paragraph.plain(reference, d.ANNEX_REFERENCE)
    yield _table(sheet)
    yield Signatures(Signer((words.fill("ceremony.maker"),), ""), Signer((words.fill("ceremony.head"),), ""))


def _table(sheet: CeremonySheet) -> Table:
    columns = (
        Column(text("documents.columns.serial"), 11, "center", serial=True),
        Column(text("documents.ceremony.called"), 58, names=True),
        Column(text("documents.ceremony.where"), 62),
        Column(text("documents.ceremony.register"), 18, "center"),
        Column(text("documents.ceremony.received"), 22, "center"),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in sheet.rows:
        groups.setdefault(row.group, []).append((row.called, row.where, row.register_number, ""))
    return Table(
        columns=columns,
        groups=tuple(Group(heading, tuple(rows)) for heading, rows in groups.items()),
        size=_LETTERS,
        least=ROW_HEIGHT,
    )
