"""The closing block as slices: Nơi nhận or a second signer at the left, the signer at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Recipients, Signatures, Signer
from thidua_desktop.documents.layout.closing import recipient_items
from thidua_desktop.documents.layout.flow import Slice
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import Line, lines_of, plain
from thidua_desktop.texts import text

MM = d.MM
SIGNATURES_BEFORE: Final = 14.0
"""Points of blank above the closing block."""
RECIPIENTS_RIGHT: Final = 4.0
"""Millimetres of blank at the right of the recipients."""
RECIPIENTS_KEPT: Final = 240.0
"""Points of recipients that stay whole with the signatures; a longer list goes on over the page."""

_Sized = tuple[Line, float]
"""A line and the size of its letters."""


def signatures_slices(block: Signatures, x: float, width: float) -> list[Slice]:
    """One slice, never parted over pages; behind it the lines of an unusually long list of recipients."""
    share = d.RECIPIENTS_SHARE * width
    drawn = _drawn_signers(block, x, width)
    leading = d.SIGNER_SIZE * d.LETTERHEAD_LEADING
    space = d.SIGNATURE_SPACE * MM
    tall = max((len(titles) + len(name)) * leading + space for titles, name, _ in drawn)
    lower = (d.SIGNER_SIZE - d.RECIPIENTS_HEADING_SIZE) / 2
    beside: list[_Sized] = []
    rest: list[_Sized] = []
    if isinstance(block.left, Recipients):
        beside, rest = _parted(block.left, share, stored=recipients_beside(block, width))

    def draw(surface: Surface, top: float) -> None:
        _draw(surface, beside, x, top + lower)
        for titles, name, start in drawn:
            foot = surface.block(titles, x=start, top=top, size=d.SIGNER_SIZE, leading=leading)
            surface.block(name, x=start, top=foot + space, size=d.SIGNER_SIZE, leading=leading)

    height = max(tall, lower + _height(beside))
    return [Slice(height, draw, before=SIGNATURES_BEFORE), *_single(rest, x)]


def recipients_slices(recipients: Recipients, x: float, width: float) -> list[Slice]:
    """Nơi nhận by itself, below two signatures."""
    beside, rest = _parted(recipients, width, stored=recipients_stored(recipients, width))

    def draw(surface: Surface, top: float) -> None:
        _draw(surface, beside, x, top)

    return [Slice(_height(beside), draw, before=SIGNATURES_BEFORE), *_single(rest, x)]


def recipients_stored(recipients: Recipients, width: float) -> int:
    """How many recipients below two signatures stay whole with them."""
    return _fitting(recipients, width, RECIPIENTS_KEPT)


def recipients_beside(block: Signatures, width: float) -> int:
    """How many recipients stand beside the signer; the others follow below."""
    if not isinstance(block.left, Recipients):
        return 0
    leading = d.SIGNER_SIZE * d.LETTERHEAD_LEADING
    lines = (len(titles) + len(name) for titles, name, _ in _drawn_signers(block, 0.0, width))
    tall = max(lines) * leading + d.SIGNATURE_SPACE * MM
    return _fitting(block.left, d.RECIPIENTS_SHARE * width, max(RECIPIENTS_KEPT, tall))


def _drawn_signers(block: Signatures, x: float, width: float) -> list[tuple[list[Line], list[Line], float]]:
    """Lines of the titles, of the name, and where they start; from left to right."""
    share = d.RECIPIENTS_SHARE * width
    signers = [(block.left, x, share)] if isinstance(block.left, Signer) else []
    signers.append((block.right, x + share, width - share))
    return [(*_signer_lines(signer, room), start) for signer, start, room in signers]


def _fitting(recipients: Recipients, width: float, height: float) -> int:
    """How many items, with the heading above them, are at most ``height`` points high."""
    heading, *items = _recipients_lines(recipients, width)
    used, stored = _height(heading), 0
    for lines in items:
        used += _height(lines)
        if used > height:
            break
        stored += 1
    return stored


def _parted(recipients: Recipients, width: float, *, stored: int) -> tuple[list[_Sized], list[_Sized]]:
    """Lines of the heading and the first ``stored`` items, and of the others."""
    entries = _recipients_lines(recipients, width)
    first = [line for lines in entries[: stored + 1] for line in lines]
    return first, [line for lines in entries[stored + 1 :] for line in lines]


def _single(lines: Sequence[_Sized], x: float) -> list[Slice]:
    """A slice for every line; the last one never stands alone."""
    slices = [_line(line, x) for line in lines]
    for item in slices[-2:-1]:
        item.keep = True
    return slices


def _line(sized: _Sized, x: float) -> Slice:
    def draw(surface: Surface, top: float) -> None:
        _draw(surface, (sized,), x, top)

    return Slice(_height((sized,)), draw)


def _height(lines: Sequence[_Sized]) -> float:
    return sum(size * d.BODY_LEADING for _, size in lines)


def _draw(surface: Surface, lines: Sequence[_Sized], x: float, top: float) -> None:
    for line, size in lines:
        top = surface.block((line,), x=x, top=top, size=size, leading=size * d.BODY_LEADING)


def _signer_lines(signer: Signer, width: float) -> tuple[list[Line], list[Line]]:
    def centred(content: str) -> list[Line]:
        return lines_of(
            plain(content, bold=True), size=d.SIGNER_SIZE, width=width, align="center", balanced=True
        )

    return [line for title in signer.titles for line in centred(title)], centred(signer.name)


def _recipients_lines(recipients: Recipients, width: float) -> list[list[_Sized]]:
    """Lines of the heading, then of every item."""
    size = d.RECIPIENTS_HEADING_SIZE
    heading = lines_of(plain(text("documents.recipients"), bold=True, italic=True), size=size, width=width)
    found = [[(line, size) for line in heading]]
    for item in recipient_items(recipients.items):
        lines = lines_of(plain(item), size=d.RECIPIENTS_SIZE, width=width - RECIPIENTS_RIGHT * MM)
        found.append([(line, d.RECIPIENTS_SIZE) for line in lines])
    return found
