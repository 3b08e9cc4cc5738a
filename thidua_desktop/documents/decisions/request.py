"""Tờ trình: the request for awards that the level above decides, with the list of those proposed.

Source: Decree 30/2020, Annex III, model 1.4 (confidence: text read); its sentences: usage (recalled).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers, refuse_leftovers_in_rows
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
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.closing import recipient_items
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import (
    PaperDate,
    counts,
    listing,
    long_date,
    number_and_symbol,
    number_line,
    place_and_date,
)
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionSheet:
    """``issuer`` and ``superior`` in capitals, ``issuer_in_text`` as inside a sentence; ``award`` the awards
    as said in a sentence; ``council`` empty when none voted; ``legal_bases`` without end marks; cells of
    ``groups`` follow the non-serial ``columns``."""

    issuer: str
    issuer_in_text: str
    office_symbol: str
    place: str
    year: str
    award: str
    addressees: tuple[str, ...]
    legal_bases: tuple[str, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    archive: str
    collectives: int = 0
    persons: int = 0
    households: int = 0
    council: str = ""
    superior: str = ""
    number: int | None = None
    date: PaperDate = None


def render_submission(sheet: SubmissionSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty, a place unfilled or nobody is proposed."""
    return render_paper(submission_paper(sheet), progress=progress)


def submission_paper(sheet: SubmissionSheet, words: Wording | None = None) -> Paper:
    """The request and its list as blocks."""
    words = words or wording("submission")
    refuse_empty(
        {
            "issuer": sheet.issuer,
            "symbol": sheet.office_symbol,
            "place": sheet.place,
            "addressees": sheet.addressees,
            "bases": sheet.legal_bases,
            "content": sheet.award,
            "signer": sheet.signer_titles and sheet.signer_name,
        }
    )
    if not any(group.rows for group in sheet.groups):
        raise OfficeError("documents.no_submission")
    refuse_leftovers_in_rows(cell for group in sheet.groups for row in group.rows for cell in row)
    places = _places(sheet)
    body, annex = tuple(_body(sheet, words, places)), tuple(_annex(sheet, words, places))
    message = [block for block in (*body, *annex) if isinstance(block, Paragraph)]
    refuse_leftovers(run.text for block in message for run in block.runs)
    subject = words.fill("submission.subject", **places)
    return Paper(
        title=f"{words.fill('submission.type_name').capitalize()} {subject[:1].lower()}{subject[1:]}",
        author=sheet.issuer,
        sections=(Section(body), Section(annex)),
        subject=subject,
    )


def _places(sheet: SubmissionSheet) -> dict[str, str]:
    symbol = wording("submission").fill("submission.symbol", office=sheet.office_symbol)
    return {
        "award": sheet.award,
        "year": sheet.year,
        "issuer": sheet.issuer_in_text,
        "addressee": listing(sheet.addressees),
        "council": sheet.council,
        "counts": counts(collectives=sheet.collectives, persons=sheet.persons, households=sheet.households),
        "number": number_and_symbol(sheet.number, symbol),
        "date": long_date(sheet.date).replace(" ", "\u00a0"),
        "archive": sheet.archive,
        "symbol": symbol,
    }


def _body(sheet: SubmissionSheet, words: Wording, places: dict[str, str]) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=number_line(sheet.number, places["symbol"]),
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("submission.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(words.fill("submission.subject", **places), d.SUBJECT)
    yield Rule(d.SUBJECT_LINE)
    yield from _addressees(sheet, words, places)
    for number, basis in enumerate(sheet.legal_bases, start=1):
        mark = "." if number == len(sheet.legal_bases) else ";"
        yield Paragraph.plain(basis.strip().rstrip(";.") + mark, d.LEGAL_BASIS)
    names = ["proposal", *(["council"] if sheet.council else []), "closing"]
    for name in names:
        sentence = words.fill(f"submission.{name}", **places)
        if name == "closing":
            sentence = sentence.rstrip(".") + text("documents.decision.end_mark")
        yield Paragraph.plain(sentence, d.BODY)
    recipients = (
        words.fill("submission.recipient_first"),
        words.fill("submission.archive", **places),
    )
    yield Signatures(Recipients(recipients), Signer(sheet.signer_titles, sheet.signer_name))


def _addressees(sheet: SubmissionSheet, words: Wording, places: dict[str, str]) -> Iterator[Block]:
    """One on the line of "Kính gửi:", several each on a line of its own."""
    if len(sheet.addressees) == 1:
        yield Paragraph.plain(words.fill("submission.addressee_one", **places), d.ADDRESSEE)
        return
    yield Paragraph.plain(words.fill("submission.addressee_many"), d.ADDRESSEE)
    for item in recipient_items(sheet.addressees):
        yield Paragraph.plain(item, d.ADDRESSEE_ITEM)


def _annex(sheet: SubmissionSheet, words: Wording, places: dict[str, str]) -> Iterator[Block]:
    yield Paragraph.plain(words.fill("submission.annex"), d.ANNEX_LABEL)
    yield Paragraph.plain(words.fill("submission.annex_title", **places), d.ANNEX_TITLE)
    yield Paragraph.plain(words.fill("submission.annex_reference", **places), d.ANNEX_REFERENCE)
    yield Table(columns=sheet.columns, groups=sheet.groups, size=d.TABLE_SIZE)
