"""Text into one block of a certificate: smaller down to its floor, or on more lines, else a problem."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.documents.certificates.layouts import LayoutBlock
from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.documents.layout.wrapping import Line, Styled, lines_of, natural_width, words_of

_STEP = 0.25
_LEAST = 4.0
_EDGE = 5.0
"""Millimetres of paper a wider block leaves free at each side."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at ``size`` points; ``fits`` is False when the size had to go below the block's floor."""

    lines: tuple[Line, ...]
    size: float
    fits: bool


def fitted(paragraphs: Sequence[Styled], block: LayoutBlock) -> Fitted:
    """All ``paragraphs`` (each begins a line) inside the block's width and number of lines.

    Text that does not fit at the floor is made smaller still, so nothing is cut and nothing overlaps; the
    caller reports it.
    """
    if block.fit == "shrink":
        single = min((_one_line_size(paragraph, block) for paragraph in paragraphs), default=block.size)
        if single >= block.smallest:
            return Fitted(_lines(paragraphs, block, single), single, fits=True)
    size = block.size
    while True:
        lines = _lines(paragraphs, block, size)
        if len(lines) <= max(block.lines, len(paragraphs)) or size <= _LEAST:
            return Fitted(lines, size, fits=size >= block.smallest and len(lines) <= block.lines)
        size -= _STEP


@dataclass(frozen=True, slots=True)
class Advice:
    """What would make a text fit: ``shorter`` by so many letters, or a block ``wider`` by so many mm (None
    when no width the paper has is enough)."""

    shorter: int
    wider: int | None


NO_ADVICE: Final = Advice(0, None)


def advice(paragraphs: Sequence[Styled], block: LayoutBlock, *, paper_width: float) -> Advice:
    """For a text that does not fit ``block``."""
    widest = int(paper_width - 2 * _EDGE - block.width)
    wider = next(
        (
            more
            for more in range(1, widest + 1)
            if _fits(paragraphs, replace(block, width=block.width + more))
        ),
        None,
    )
    return Advice(_letters_over(paragraphs, block), wider)


def _letters_over(paragraphs: Sequence[Styled], block: LayoutBlock) -> int:
    """Letters of whole words to leave out at the end of the longest paragraph."""
    left = [list(paragraph) for paragraph in paragraphs]
    longest = max(left, key=lambda paragraph: sum(len(content) for _, content in paragraph))
    font, content = longest[-1]
    words = content.split(" ")
    stored = list(words)
    while len(stored) > 1:
        stored.pop()
        longest[-1] = (font, " ".join(stored))
        if _fits(left, block):
            break
    return max(1, len(content) - len(" ".join(stored)))


def _fits(paragraphs: Sequence[Styled], block: LayoutBlock) -> bool:
    return fitted(paragraphs, block).fits


def _one_line_size(paragraph: Styled, block: LayoutBlock) -> float:
    """The largest size, in quarter points, at which ``paragraph`` stands on one line."""
    natural = natural_width(words_of(paragraph, 1.0), 1.0)
    if natural <= 0:
        return block.size
    return min(block.size, math.floor(block.width * MM / natural / _STEP) * _STEP)


def _lines(paragraphs: Sequence[Styled], block: LayoutBlock, size: float) -> tuple[Line, ...]:
    return tuple(
        line
        for paragraph in paragraphs
        for line in lines_of(
            paragraph, size=size, width=block.width * MM, align=block.align, balanced=block.align == "center"
        )
    )
