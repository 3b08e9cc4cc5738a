"""List for paying out prizes: one signed row for every receiver of a decision.

Source: usage of offices, no form is prescribed; confidence: recalled. The sum is counted from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
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
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, grouped, long_date, place_and_date
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_words import in_words
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

ROW_HEIGHT: Final = 10.0
"""Millimetres of a row, so that there is room to sign."""
_LETTERS: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One receiver; ``amount`` in đồng; rows of one ``group`` (a heading, or none) stand together."""

    name: str
    unit: str
    award: str
    amount: Decimal
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSheet:
    """``number`` with its symbol and ``decided_on`` are the decision's; ``date`` the list's own day, blank
    until it is known; ``maker`` may be empty, then only the heading stands above the place to sign."""

    issuer: str
    place: str
    year: str
    number: str
    decided_on: PaperDate
    authority: str
    rows: tuple[PaymentRow, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    superior: str = ""
    date: PaperDate = None
    maker: str = ""
    payer: str = ""
    """Whose fund pays; empty: the list does not say."""

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.rows), Decimal(0))


def render_payment_list(sheet: PaymentSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError ``documents.no_payment``, or what paper refuses."""
    return render_paper(payment_paper(sheet), progress=progress)


def payment_paper(sheet: PaymentSheet, words: Wording | None = None) -> Paper:
    """The list as blocks."""
    refuse_empty(
        {
            "issuer": sheet.issuer,
            "place": sheet.place,
            "reference": sheet.number,
            "authority": sheet.authority,
        }
    )
    if not sheet.rows:
        raise OfficeError("documents.no_payment")
    refuse_leftovers_in_rows(
        cell for row in sheet.rows for cell in (row.name, row.unit, row.award, row.group)
    )
    blocks = tuple(_blocks(sheet, words or wording("payment")))
    refuse_leftovers(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    titles = [block.runs[0].text for block in blocks if isinstance(block, Paragraph)][:2]
    return Paper(title=" - ".join(titles), author=sheet.issuer, sections=(Section(blocks),))


def _blocks(sheet: PaymentSheet, words: Wording) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line="",
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("payment.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(words.fill("payment.subject", year=sheet.year), d.SUBJECT)
    reference = words.fill(
        "payment.reference",
        number=sheet.number,
        date=long_date(sheet.decided_on).replace(" ", "\u00a0"),
        authority=sheet.authority,
    )
    yield Rule(d.SUBJECT_LINE, after=8)
    yield Paragraph.plain(reference, d.ANNEX_REFERENCE)
    yield _table(sheet, words)
    total = words.fill("payment.total", total=grouped(sheet.total), words=_message(sheet.total))
    yield Paragraph.plain(total, d.BODY)
    if sheet.payer:
        yield Paragraph.plain(words.fill("payment.payer", payer=sheet.payer), d.BODY)
    yield Signatures(
        Signer((words.fill("payment.maker"),), sheet.maker), Signer(sheet.signer_titles, sheet.signer_name)
    )


def _message(total: Decimal) -> str:
    """The sum in words, beginning with a capital. Prizes are whole đồng."""
    words = in_words(int(total))
    return words[:1].upper() + words[1:]


def _table(sheet: PaymentSheet, words: Wording) -> Table:
    columns = (
        Column(text("documents.columns.serial"), 11, "center", serial=True),
        Column(text("documents.payment.name"), 42, names=True),
        Column(text("documents.payment.unit"), 42),
        Column(text("documents.payment.award"), 30),
        Column(text("documents.payment.amount"), 22, "right"),
        Column(text("documents.payment.received"), 24, "center"),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in sheet.rows:
        cells = (row.name, row.unit, row.award, grouped(row.amount), "")
        groups.setdefault(row.group, []).append(cells)
    return Table(
        columns=columns,
        groups=tuple(Group(heading, tuple(rows)) for heading, rows in groups.items()),
        total=(words.fill("payment.sum"), "", "", grouped(sheet.total), ""),
        size=_LETTERS,
        least=ROW_HEIGHT,
    )
