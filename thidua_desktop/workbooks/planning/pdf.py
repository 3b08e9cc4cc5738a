"""The text of a PDF made by a program: its lines with their blanks, so that columns stay apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

_MAX_PAGES: Final = 200
_SAME_LINE: Final = 0.5
_WIDEST: Final = 160


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words drawn in one go: left and right edge, middle and height, in points."""

    left: float
    right: float
    middle: float
    height: float
    text: str


def pdf_text(data: bytes) -> str | None:
    """Lines of every page, columns parted by blanks; None when it does not open or holds no letters."""
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        pages = [_page(document[number]) for number in range(min(len(document), _MAX_PAGES))]
    finally:
        document.close()
    text = "\n".join(pages)
    return text if sum(char.isalpha() for char in text) >= 20 else None


def _page(page: Any) -> str:
    words = page.get_textpage()
    try:
        pieces = [
            _Piece(left, right, (top + bottom) / 2, top - bottom, text)
            for left, bottom, right, top in (words.get_rect(n) for n in range(words.count_rects()))
            if (text := words.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").strip())
        ]
    finally:
        words.close()
        page.close()
    if not pieces:
        return ""
    letter = max(median((one.right - one.left) / len(one.text) for one in pieces), 1.0)
    margin = min(one.left for one in pieces)
    return "\n".join(_written(line, margin, letter) for line in _lines(pieces))


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces on one height, from the top of the page to its foot, each line from left to right."""
    line: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: (-one.middle, one.left)):
        if line and abs(line[0].middle - piece.middle) > _SAME_LINE * max(line[0].height, piece.height):
            yield sorted(line, key=lambda one: one.left)
            line = []
        line.append(piece)
    if line:
        yield sorted(line, key=lambda one: one.left)


def _written(line: list[_Piece], margin: float, letter: float) -> str:
    """The pieces with as many blanks between them as letters would fill the gap."""
    text = " " * min(int((line[0].left - margin) / letter), _WIDEST)
    before: _Piece | None = None
    for piece in line:
        if before is not None:
            gap = (piece.left - before.right) / letter
            text += " " * min(max(round(gap), 1 if gap > 0.15 else 0), _WIDEST)
        text += piece.text
        before = piece
    return text
