"""Công văn asking a unit for what it has not sent.

Source: Decree 30/2020, Annex III, model 1.5 (confidence: recalled).
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Section,
    Signatures,
    Signer,
)
from thidua_desktop.documents.phrases import number_line, place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLetter:
    """``lines`` without end marks, one a thing missing."""

    issuer: str
    superior: str
    symbol: str
    place: str
    unit: str
    year: str
    lines: tuple[str, ...]
    signer_titles: tuple[str, ...]
    signer_name: str


def chase_paper(letter: ChaseLetter) -> Paper:
    """The letter as blocks. OfficeError when a part is empty."""
    refuse_empty({"issuer": letter.issuer, "place": letter.place, "content": letter.lines})
    words = wording("chase")
    places = {"year": letter.year, "unit": letter.unit, "office": letter.issuer}
    subject = words.fill("letter.subject", **places)
    ending = text("documents.decision.end_mark").lstrip(".")
    archive = wording("award").fill("decision.archive")
    blocks: tuple[Block, ...] = (
        Letterhead(
            superior=letter.superior,
            issuer=letter.issuer.upper(),
            number_line=number_line(None, letter.symbol),
            place_date=place_and_date(letter.place, None),
            about=subject,
        ),
        Paragraph.plain(words.fill("letter.addressee", **places), d.ADDRESSEE),
        Paragraph.plain(words.fill("letter.opening", **places), d.BODY),
        *(Paragraph.plain(words.fill("letter.line", line=line), d.BODY) for line in letter.lines),
        Paragraph.plain(words.fill("letter.request", **places) + ending, d.BODY),
        Signatures(
            Recipients((words.fill("letter.recipient_first"), words.fill("letter.archive", archive=archive))),
            Signer(letter.signer_titles, letter.signer_name),
        ),
    )
    return Paper(title=subject, author=letter.issuer, sections=(Section(blocks),), subject=subject)
