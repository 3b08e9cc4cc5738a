"""Paragraphs, rules and letterhead as slices."""

from __future__ import annotations

from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Letterhead, Paragraph, Rule, Style
from thidua_desktop.documents.layout.flow import Slice
from thidua_desktop.documents.layout.fonts import face
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import Line, Styled, lines_of, plain
from thidua_desktop.texts import text

MM = d.MM


def stretches_of(paragraph: Paragraph) -> Styled:
    """Text of a paragraph by face."""
    style = paragraph.style
    return [
        (face(bold=style.bold or run.bold, italic=style.italic or run.italic), run.text)
        for run in paragraph.runs
    ]


def paragraph_lines(paragraph: Paragraph, width: float) -> list[Line]:
    style = paragraph.style
    return lines_of(
        stretches_of(paragraph),
        size=style.size,
        width=width - 2 * style.side * MM,
        align=style.align,
        indent=style.indent * MM,
        balanced=style.balanced,
    )


def paragraph_slices(paragraph: Paragraph, x: float, width: float, *, hold: bool) -> list[Slice]:
    """One slice a line; at least two lines stay together at either end. ``hold``: the end also stays with
    what follows."""
    style = paragraph.style
    lines = paragraph_lines(paragraph, width)
    leading = style.size * d.BODY_LEADING
    left = x + style.side * MM
    slices = [_line_slice(line, left, style.size, leading) for line in lines]
    if not slices:
        return []
    slices[0].before = style.before
    if len(slices) > 1:
        slices[0].keep = slices[-2].keep = True
    slices[-1].keep = hold or style.keep_with_next
    slices[-1].height += style.after
    return slices


def _line_slice(line: Line, x: float, size: float, leading: float) -> Slice:
    def draw(surface: Surface, top: float) -> None:
        surface.block((line,), x=x, top=top, size=size, leading=leading)

    return Slice(leading, draw)


def rule_slice(rule: Rule, above: Paragraph, x: float, width: float) -> Slice:
    """The short line under a heading; it belongs to the heading."""
    length = paragraph_lines(above, width)[-1].width * rule.share
    start = x + (width - length) / 2

    def draw(surface: Surface, top: float) -> None:
        surface.horizontal(start, start + length, top + 2, thickness=d.LINE_THICKNESS)

    return Slice(3 + rule.after, draw, keep=True)


class _LetterheadColumn:
    """One of the two halves: lines, each with its size, then the line below them."""

    def __init__(self, x: float, width: float) -> None:
        self.x, self.width = x, width
        self.lines: list[tuple[Line, float]] = []

    def add(self, content: str, style: Style) -> None:
        stretches = plain(content, bold=style.bold, italic=style.italic)
        for line in lines_of(stretches, size=style.size, width=self.width, align="center", balanced=True):
            self.lines.append((line, style.size))

    def draw(self, surface: Surface, top: float) -> float:
        for line, size in self.lines:
            top = surface.block((line,), x=self.x, top=top, size=size, leading=size * d.LETTERHEAD_LEADING)
        return top

    def draw_rule(self, surface: Surface, foot: float, share: float) -> None:
        line, _ = self.lines[-1]
        length = line.width * share
        start = self.x + line.x + (line.width - length) / 2
        y = foot + d.LETTERHEAD_LINE_GAP * MM
        surface.horizontal(start, start + length, y, thickness=d.LINE_THICKNESS)

    @property
    def height(self) -> float:
        return sum(size * d.LETTERHEAD_LEADING for _, size in self.lines)


def letterhead_slice(head: Letterhead, x: float, width: float) -> Slice:
    """Two columns with their lines, then number at the left, place and date at the right on one row."""
    split = width * d.LETTERHEAD_LEFT
    agency = _LetterheadColumn(x, split)
    nation = _LetterheadColumn(x + split, width - split)
    if head.superior:
        agency.add(head.superior, Style(size=agency_size(head.superior, split, bold=False)))
    agency.add(head.issuer, Style(size=agency_size(head.issuer, split, bold=True), bold=True))
    nation.add(text("documents.nation"), Style(size=d.NATION_SIZE, bold=True))
    nation.add(text("documents.motto"), Style(size=d.MOTTO_SIZE, bold=True))
    number = _LetterheadColumn(x, split)
    place = _LetterheadColumn(x + split, width - split)
    if head.number_line:
        number.add(head.number_line, Style(size=d.NUMBER_SIZE))
    if head.place_date:
        place.add(head.place_date, Style(size=d.PLACE_DATE_SIZE, italic=True))
    about = _LetterheadColumn(x, split)
    if head.about:
        about.add(head.about, Style(size=d.ABOUT_SIZE))
    left = number.height + (d.ABOUT_BEFORE + about.height if head.about else 0.0)
    names = max(agency.height, nation.height)
    gap = d.LETTERHEAD_ROW_GAP * MM

    def draw(surface: Surface, top: float) -> None:
        agency.draw_rule(surface, agency.draw(surface, top), d.AGENCY_LINE)
        nation.draw_rule(surface, nation.draw(surface, top), 1.0)
        about.draw(surface, number.draw(surface, top + names + gap) + d.ABOUT_BEFORE)
        place.draw(surface, top + names + gap)

    return Slice(names + gap + max(left, place.height), draw, keep=True)


def agency_size(name: str, width: float, *, bold: bool) -> float:
    """13 points, or 12 when that spares a line."""
    counts = {
        size: len(lines_of(plain(name, bold=bold), size=size, width=width))
        for size in (d.AGENCY_SIZE, d.AGENCY_SMALLEST)
    }
    return d.AGENCY_SMALLEST if counts[d.AGENCY_SMALLEST] < counts[d.AGENCY_SIZE] else d.AGENCY_SIZE
