"""Letterhead and closing block as tables without lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from thidua_desktop.documents.docx.paragraphs import (
    Own,
    as_paragraph,
    line_of,
    narrowed,
    recipients,
    recipients_heading,
    styled,
)
from thidua_desktop.documents.docx.styles import (
    ISSUER,
    MOTTO,
    NATION,
    NUMBER,
    PLACE_DATE,
    RECIPIENT,
    SIGNER_NAME,
    SIGNER_TITLE,
    SUPERIOR,
    TWIPS,
    NamedStyle,
)
from thidua_desktop.documents.docx.xml import element, flags, run
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Letterhead, Recipients, Signatures, Signer
from thidua_desktop.documents.layout.paragraphs import agency_size, paragraph_lines
from thidua_desktop.documents.layout.signatures import SIGNATURES_BEFORE, recipients_beside, recipients_stored
from thidua_desktop.documents.layout.wrapping import dashes_held
from thidua_desktop.texts import text

MM = d.MM
_LINE_FOOT: Final = (d.LETTERHEAD_ROW_GAP - d.LETTERHEAD_LINE_GAP) * MM - d.LINE_THICKNESS
"""Points from a line of the letterhead to the row of number and date."""
SEPARATOR: Final = 1.0
"""Points a paragraph between two tables takes."""


def frame(
    widths: Sequence[float], rows: Sequence[Sequence[Sequence[str]]], *, foot: Sequence[str] = ()
) -> str:
    """A table without lines and inner blanks; ``rows`` of cells of paragraphs, no row cut over pages;
    ``foot`` a last row of one cell."""
    steps = [round(width * TWIPS) for width in widths]
    grid = element("tblGrid", *(element("gridCol", w=step) for step in steps))
    appearance = element(
        "tblPr",
        element("tblStyle", val="TableNormal"),
        element("tblW", w=sum(steps), type="dxa"),
        element("tblLayout", type="fixed"),
    )
    made = (
        element(
            "tr",
            element("trPr", flags({"cantSplit": True})),
            *(
                element("tc", element("tcPr", element("tcW", w=step, type="dxa")), *paragraphs)
                for step, paragraphs in zip(steps, row, strict=True)
            ),
        )
        for row in rows
    )
    last = ""
    if foot:
        whole = element("tcPr", element("tcW", w=sum(steps), type="dxa"), element("gridSpan", val=len(steps)))
        last = element("tr", element("trPr", flags({"cantSplit": True})), element("tc", whole, *foot))
    return element("tbl", appearance, grid, *made, last)


def _centred(
    content: str, named: NamedStyle, width: float, *, size: float = 0.0, own: Own | None = None
) -> str:
    """One or more lines about equally long."""
    measured = as_paragraph(content, replace(named.style, size=size or named.style.size))
    own_size = size if size and size != named.style.size else None
    placed = narrowed(own or Own(keep_with_next=True), measured, width)
    return styled(named, run(dashes_held(content), size=own_size), own=placed)


def _line_below(content: str, named: NamedStyle, width: float, *, size: float, share: float) -> str:
    lines = paragraph_lines(as_paragraph(content, replace(named.style, size=size)), width)
    length = (lines[-1].width if lines else 0.0) * share
    return line_of(length, width, before=d.LETTERHEAD_LINE_GAP * MM, foot=_LINE_FOOT)


def letterhead(head: Letterhead, width: float) -> str:
    """Boxes 1-4 of the decree: agency and nation with their lines, below them number, place and date."""
    left = width * d.LETTERHEAD_LEFT
    right = width - left
    agency = []
    if head.superior:
        size = agency_size(head.superior, left, bold=False)
        agency.append(_centred(head.superior, SUPERIOR, left, size=size))
    size = agency_size(head.issuer, left, bold=True)
    agency.append(_centred(head.issuer, ISSUER, left, size=size))
    agency.append(_line_below(head.issuer, ISSUER, left, size=size, share=d.AGENCY_LINE))
    nation, motto = text("documents.nation"), text("documents.motto")
    state = [
        _centred(nation, NATION, right),
        _centred(motto, MOTTO, right),
        _line_below(motto, MOTTO, right, size=d.MOTTO_SIZE, share=1.0),
    ]
    number = [_centred(head.number_line, NUMBER, left)]
    if head.about:
        own = Own(keep_with_next=True, before=d.ABOUT_BEFORE)
        number.append(_centred(head.about, NUMBER, left, size=d.ABOUT_SIZE, own=own))
    below = [number, [_centred(head.place_date, PLACE_DATE, right)]]
    rows = [[agency, state], *([below] if head.number_line or head.place_date else [])]
    return frame((left, right), rows)


def signatures(block: Signatures, width: float, *, before: float, under: Recipients | None = None) -> str:
    """Recipients or a second signer at the left, the signer at the right, on one page; a very long list of
    recipients goes on below. ``under`` are recipients below two signatures, in a row of the same table: a
    table is not stored with the paragraph behind it by every word processor, its rows are."""
    keep_with_next = under is not None
    share = width * d.RECIPIENTS_SHARE
    left, below = [styled(RECIPIENT)], list[str]()
    if isinstance(block.left, Signer):
        left = _signer(block.left, share, before=before, keep_with_next=keep_with_next)
    elif isinstance(block.left, Recipients):
        items = recipients(block.left, keep_with_next=keep_with_next)
        stored = recipients_beside(block, width)
        left = [recipients_heading(before=before + 1), *items[:stored]]
        below = recipients(block.left, right=width - share)[stored:]
    right = _signer(block.right, width - share, before=before, keep_with_next=keep_with_next)
    foot: list[str] = []
    if under is not None:
        items = recipients(under)
        stored = recipients_stored(under, width)
        foot, below = [recipients_heading(before=SIGNATURES_BEFORE), *items[:stored]], items[stored:]
    return frame((share, width - share), [[left, right]], foot=foot) + "".join(below)


def _signer(signer: Signer, width: float, *, before: float, keep_with_next: bool) -> list[str]:
    titles = [
        _centred(
            title, SIGNER_TITLE, width, own=Own(before=before if place == 0 else None, keep_with_next=True)
        )
        for place, title in enumerate(signer.titles)
    ]
    return [*titles, _centred(signer.name, SIGNER_NAME, width, own=Own(keep_with_next=keep_with_next))]


def signatures_before(*, parted: bool) -> float:
    """Blank above the closing block in points; ``parted`` from a table by a low paragraph."""
    return SIGNATURES_BEFORE - (SEPARATOR if parted else 0.0)
