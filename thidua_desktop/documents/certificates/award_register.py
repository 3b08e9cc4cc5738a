"""The register of awards (sổ khen thưởng) of a year on paper: one line a number, signed by who keeps it.

Source: usage of offices, no form is prescribed; confidence: recalled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers_in_rows
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
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
from thidua_desktop.documents.phrases import place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text

_WIDTHS: Final = {
    "number": 14,
    "name": 44,
    "place": 62,
    "title": 48,
    "decision": 28,
    "day": 24,
    "signature": 26,
}
"""Millimetres of each column."""
_CENTRED: Final = frozenset({"number", "decision", "day"})
_LETTERS: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSheet:
    """``rows`` by number, each with the cells of ``_WIDTHS`` but the signature, which stays empty."""

    issuer: str
    superior: str
    place: str
    year: int
    rows: tuple[tuple[str, ...], ...]


def register_paper(sheet: RegisterSheet) -> Paper:
    """The book as blocks, its day left blank. OfficeError ``documents.no_receivers``."""
    refuse_empty({"issuer": sheet.issuer, "place": sheet.place})
    if not sheet.rows:
        raise OfficeError("documents.no_receivers")
    refuse_leftovers_in_rows(cell for row in sheet.rows for cell in row)
    words = wording("award_register")
    title = words.fill("register.type_name")
    reference = words.fill(
        "register.reference", first=sheet.rows[0][0], last=sheet.rows[-1][0], count=str(len(sheet.rows))
    )
    columns = tuple(
        Column(
            text(f"printing.register.columns.{key}"),
            width,
            "center" if key in _CENTRED else "left",
            names=key == "name",
        )
        for key, width in _WIDTHS.items()
    )
    blocks = (
        Letterhead(
            superior=sheet.superior,
            issuer=sheet.issuer,
            number_line="",
            place_date=place_and_date(sheet.place, None),
        ),
        Paragraph.plain(title, d.TYPE_NAME),
        Paragraph.plain(words.fill("register.subject", year=str(sheet.year)), d.SUBJECT),
        Rule(d.SUBJECT_LINE, after=8),
        Paragraph.plain(reference, d.ANNEX_REFERENCE),
        Table(
            columns=columns,
            groups=(Group("", tuple((*row, "") for row in sheet.rows)),),
            size=_LETTERS,
            least=9.0,
        ),
        Signatures(Signer((words.fill("register.maker"),), ""), Signer((words.fill("register.head"),), "")),
    )
    return Paper(
        title=f"{title} {sheet.year}", author=sheet.issuer, sections=(Section(blocks, landscape=True),)
    )
