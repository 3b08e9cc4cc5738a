"""Paragraphs and short lines in the XML of a word-processing file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.documents.docx.styles import (
    LINE,
    RECIPIENT,
    RECIPIENTS_HEADING,
    TWIPS,
    NamedStyle,
    StyleBook,
    justification,
    spacing,
)
from thidua_desktop.documents.docx.xml import element, flags, run
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Paragraph, Recipients, Rule, Style
from thidua_desktop.documents.layout.closing import recipient_items
from thidua_desktop.documents.layout.paragraphs import paragraph_lines, stretches_of
from thidua_desktop.documents.layout.signatures import RECIPIENTS_RIGHT
from thidua_desktop.documents.layout.wrapping import balanced_side, dashes_held
from thidua_desktop.texts import text

MM = d.MM
_RULE_BEFORE: Final = 2.4
_RULE_FOOT: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What one paragraph has beyond its style; blanks in points, None: as the style says."""

    keep_with_next: bool = False
    before: float | None = None
    after: float | None = None
    left: float | None = None
    right: float | None = None
    align: str = ""
    line: bool = False
    """A line along its top."""
    height: float | None = None
    """Of its lines, when the style's is not meant."""


AS_STYLED: Final = Own()


def styled(named: NamedStyle, *runs: str, own: Own = AS_STYLED) -> str:
    """A paragraph of a named style."""
    style = named.style
    pieces = [
        element("pStyle", val=named.key),
        flags({"keepNext": own.keep_with_next and not style.keep_with_next}),
    ]
    if own.line:
        line = element("top", val="single", sz=d.LINE_THICKNESS * 8, space=0, color="000000")
        pieces.append(element("pBdr", line))
    if own.before is not None or own.after is not None:
        pieces.append(spacing(named, before=own.before, after=own.after, height=own.height))
    if own.left is not None or own.right is not None:
        pieces.append(element("ind", left=(own.left or 0) * TWIPS, right=(own.right or 0) * TWIPS))
    if own.align and own.align != style.align:
        pieces.append(justification(own.align))
    return element("p", element("pPr", *pieces), *runs)


def body_paragraph(paragraph: Paragraph, book: StyleBook, width: float, *, own: Own = AS_STYLED) -> str:
    """A paragraph of a paper; one that asks for balanced lines is narrowed until it wraps into them."""
    style = paragraph.style
    if style.balanced:
        own = narrowed(own, paragraph, width)
    runs = (run(dashes_held(one.text), bold=one.bold, italic=one.italic) for one in paragraph.runs)
    return styled(book.of(paragraph), *runs, own=own)


def narrowed(own: Own, paragraph: Paragraph, width: float) -> Own:
    """``own`` with the side blanks that give ``paragraph`` balanced lines; at the right only, if it is not
    centred."""
    style = paragraph.style
    side = style.side * MM
    more = balanced_side(stretches_of(paragraph), size=style.size, width=width - 2 * side)
    if abs(more) < 0.05:
        return own
    if style.align == "center":
        return replace(own, left=side + more, right=side + more)
    return replace(own, left=side, right=side + 2 * more)


def rule_below(rule: Rule, above: Paragraph, width: float) -> str:
    """The short line in the middle below a heading."""
    lines = paragraph_lines(above, width)
    length = (lines[-1].width if lines else 0.0) * rule.share
    return line_of(length, width, before=_RULE_BEFORE, foot=rule.after + _RULE_FOOT)


def line_of(length: float, width: float, *, before: float, foot: float) -> str:
    """A line of ``length`` points in the middle of ``width``: the upper border of an empty, low paragraph.

    The blank below it is the paragraph's own height ``foot``, as Word keeps only the larger of two blanks
    that meet.
    """
    side = (width - length) / 2
    own = Own(before=before, height=foot, left=side, right=side, line=True, keep_with_next=True)
    return styled(LINE, own=own)


def separator(*, keep_with_next: bool = False, section: str = "") -> str:
    """A paragraph a point high: parts two tables, or carries the end of a section."""
    stored = flags({"keepNext": keep_with_next})
    return element("p", element("pPr", element("pStyle", val=LINE.key), stored, section))


def recipients_heading(*, before: float) -> str:
    """``Nơi nhận:``"""
    return styled(
        RECIPIENTS_HEADING, run(text("documents.recipients")), own=Own(before=before, keep_with_next=True)
    )


def recipients(block: Recipients, *, right: float = 0.0, keep_with_next: bool = False) -> list[str]:
    """The items of Nơi nhận, narrower by ``right`` points."""
    own = Own(right=right + RECIPIENTS_RIGHT * MM, keep_with_next=keep_with_next)
    return [styled(RECIPIENT, run(dashes_held(item)), own=own) for item in recipient_items(block.items)]


def as_paragraph(content: str, style: Style) -> Paragraph:
    """``content`` with balanced lines, for measuring."""
    return Paragraph.plain(content, replace(style, balanced=True))
