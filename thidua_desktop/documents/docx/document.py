"""A ``Paper`` as a word-processing file (.docx): the PDF's copy for those who must edit.

The same blocks, lengths and line breaks as the PDF as far as a word processor lets one say them. Parts follow
ECMA-376 (WordprocessingML); confidence: read. Children of an element keep the order its schema asks for.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.documents.docx.frames import letterhead, signatures, signatures_before
from thidua_desktop.documents.docx.package import FIRST_HEADER, NUMBERED_HEADER, fixed_parts, properties
from thidua_desktop.documents.docx.paragraphs import (
    Own,
    body_paragraph,
    recipients,
    recipients_heading,
    rule_below,
    separator,
)
from thidua_desktop.documents.docx.styles import TWIPS, StyleBook
from thidua_desktop.documents.docx.tables import table
from thidua_desktop.documents.docx.xml import DECLARATION, NAMESPACES, element
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Section,
    Signatures,
    Table,
)
from thidua_desktop.documents.layout.closing import signed_next
from thidua_desktop.documents.layout.signatures import SIGNATURES_BEFORE
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

MM = d.MM
_FRAMED: Final = (Letterhead, Signatures, Table)
"""Blocks written as tables: two of them need a paragraph between."""
_HEADER_TOP: Final = d.PAGE_NUMBER_BASELINE * MM - d.PAGE_NUMBER_SIZE * 0.891
"""Points from the edge of the page to the line of its number; 0.891 is the face's height above its foot."""


def render_docx(paper: Paper, *, progress: Progress = silent) -> bytes:
    """The same paper always gives the same bytes.

    OfficeError ``documents.missing_letters`` (a measured letter no bundled font has, as on paper).
    """
    book = StyleBook(paper)
    total = len(paper.sections)
    body: list[str] = []
    for number, section in enumerate(paper.sections, start=1):
        body += _section(section, book, last=number == total)
        progress(number, total, text("documents.progress.parts", number=number))
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    parts = {
        **fixed_parts(),
        **properties(paper),
        "word/styles.xml": book.part(),
        "word/document.xml": document,
    }
    return _packed(parts)


def _packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            # A fixed day and system: the same paper is the same file on every machine.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content.encode("utf-8"))
    return buffer.getvalue()


def _section(section: Section, book: StyleBook, *, last: bool) -> Iterator[str]:
    long, short = d.PAGE_HEIGHT, d.PAGE_WIDTH
    width = ((long if section.landscape else short) - d.MARGIN_LEFT - d.MARGIN_RIGHT) * MM
    blocks = section.blocks
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        parted = isinstance(block, _FRAMED) and isinstance(before, _FRAMED)
        if parted:
            yield separator(keep_with_next=isinstance(block, Signatures))
        yield _block(block, before, blocks[place + 1 :], book, width, parted=parted)
    properties_ = _section_properties(section)
    framed = not blocks or isinstance(blocks[-1], (*_FRAMED, Recipients))
    if not last:
        yield separator(section=properties_)
        return
    yield (separator() if framed else "") + properties_


def _block(
    block: Block,
    before: Block | None,
    after: Sequence[Block],
    book: StyleBook,
    width: float,
    *,
    parted: bool,
) -> str:
    following = after[0] if after else None
    if isinstance(block, Paragraph):
        hold = signed_next(after) or isinstance(following, Rule)
        return body_paragraph(block, book, width, own=_blanks(block, before, following, hold=hold))
    if isinstance(block, Table):
        return table(block, width, signed=signed_next(after))
    if isinstance(block, Letterhead):
        return letterhead(block, width)
    if isinstance(block, Recipients):
        if isinstance(before, Signatures):  # drawn with them
            return ""
        return recipients_heading(before=SIGNATURES_BEFORE) + "".join(recipients(block))
    if isinstance(block, Signatures):
        under = following if isinstance(following, Recipients) else None
        return signatures(block, width, before=signatures_before(parted=parted), under=under)
    if not isinstance(before, Paragraph):
        raise TypeError("a rule stands below a paragraph")
    return rule_below(block, before, width)


def _blanks(block: Paragraph, before: Block | None, following: Block | None, *, hold: bool) -> Own:
    """Of two blanks that meet Word keeps the larger, paper both: here the lower paragraph gets the sum."""
    above = before.style.after if isinstance(before, Paragraph) else 0.0
    after: float | None = None
    if isinstance(following, Table):
        after = block.style.after + d.TABLE_BEFORE
    elif isinstance(following, Paragraph) and block.style.after:
        after = 0.0
    return Own(keep_with_next=hold, before=block.style.before + above if above else None, after=after)


def _section_properties(section: Section) -> str:
    """Page, margins, and numbers from the section's second page on."""
    sides = [round(length * MM * TWIPS) for length in (d.PAGE_WIDTH, d.PAGE_HEIGHT)]
    wide, tall = reversed(sides) if section.landscape else sides
    turned = {"orient": "landscape"} if section.landscape else {}
    margins = {
        "top": d.MARGIN_TOP,
        "right": d.MARGIN_RIGHT,
        "bottom": d.MARGIN_BOTTOM,
        "left": d.MARGIN_LEFT,
    }
    return element(
        "sectPr",
        f'<w:headerReference w:type="default" r:id="{NUMBERED_HEADER}"/>',
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER}"/>',
        element("type", val="nextPage"),
        element("pgSz", w=wide, h=tall, **turned),
        element(
            "pgMar",
            **{side: length * MM * TWIPS for side, length in margins.items()},
            header=_HEADER_TOP * TWIPS,
            footer=d.MARGIN_BOTTOM / 2 * MM * TWIPS,
            gutter=0,
        ),
        element("pgNumType", start=1),
        element("cols", space=708),
        element("titlePg"),
    )
