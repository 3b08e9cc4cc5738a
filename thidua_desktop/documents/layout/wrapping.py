"""Text into lines: measured, broken at spaces, justified; a letter the font lacks is a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua_desktop.documents.layout.fonts import face, unit_width
from thidua_desktop.domain.text import nfc

Piece = tuple[str, str]
"""(face, text)"""
Word = tuple[float, tuple[Piece, ...]]
"""(width in points, pieces drawn without a gap)"""
Styled = Sequence[tuple[str, str]]
"""Stretches of text as (face, text)."""


@dataclass(frozen=True, slots=True)
class Line:
    """``x`` from the left edge of the column and ``stretch`` added to every space, in points."""

    pieces: tuple[Piece, ...]
    width: float
    x: float = 0.0
    stretch: float = 0.0


def gap_after(word: Word, size: float) -> float:
    """The blank after ``word``; it is drawn in the face the word ends with."""
    return unit_width(" ", word[1][-1][0]) * size


def natural_width(row: Sequence[Word], size: float) -> float:
    """Width of a row of words with its blanks, in points."""
    return sum(word[0] for word in row) + sum(gap_after(word, size) for word in row[:-1])


def dashes_held(text: str) -> str:
    """A dash between blanks ends its line, it never begins one."""
    return text.replace(" - ", "\u00a0- ").replace(" – ", "\u00a0– ")


def words_of(stretches: Styled, size: float) -> list[Word]:
    """Words of ``stretches``; a change of face inside a word keeps it whole. No-break spaces do not part."""
    words: list[Word] = []
    joined = False  # the last word goes on into the next stretch
    for name, raw in stretches:
        text = dashes_held(nfc(raw))
        parts = text.split(" ")
        for place, part in enumerate(parts):
            if place == 0 and joined and part and words:
                before, pieces = words.pop()
                words.append((before + unit_width(part, name) * size, (*pieces, (name, part))))
            elif part:
                words.append((unit_width(part, name) * size, ((name, part),)))
        if text:
            joined = bool(parts[-1])
    return words


def broken(word: Word, limit: float, size: float) -> list[Word]:
    """A word wider than its column, cut between letters."""
    pieces: list[Word] = []
    for name, text in word[1]:
        start = 0
        for end in range(1, len(text) + 1):
            if end - start > 1 and unit_width(text[start:end], name) * size > limit:
                part = text[start : end - 1]
                pieces.append((unit_width(part, name) * size, ((name, part),)))
                start = end - 1
        part = text[start:]
        pieces.append((unit_width(part, name) * size, ((name, part),)))
    return pieces


def rows_of(words: Sequence[Word], size: float, first: float, rest: float) -> list[list[Word]]:
    """Greedy rows: the first at most ``first`` points wide, the others ``rest``."""
    rows: list[list[Word]] = []
    row: list[Word] = []
    used, limit = 0.0, first
    queue = list(reversed(words))
    while queue:
        word = queue.pop()
        need = word[0] if not row else used + gap_after(row[-1], size) + word[0]
        if need <= limit + 0.01:
            row.append(word)
            used = need
        elif row:
            rows.append(row)
            row, used, limit = [], 0.0, rest
            queue.append(word)
        elif sum(len(text) for _, text in word[1]) > 1:
            queue.extend(reversed(broken(word, limit, size)))
        else:
            row, used = [word], word[0]
    if row:
        rows.append(row)
    return rows


def balanced_limit(words: Sequence[Word], size: float, limit: float) -> float:
    """The narrowest width that needs no more lines than ``limit`` does."""
    count = len(rows_of(words, size, limit, limit))
    if count < 2:
        return limit
    low = max(word[0] for word in words)
    high = limit
    while high - low > 1:
        middle = (low + high) / 2
        if len(rows_of(words, size, middle, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def balanced_side(stretches: Styled, *, size: float, width: float) -> float:
    """Blank to leave at both sides so that plain wrapping gives the balanced lines; slightly below 0 where
    one line only just fits. It lies in the middle of what gives these lines, so other rulers agree."""
    words = words_of(stretches, size)
    rows = rows_of(words, size, *2 * (balanced_limit(words, size, width),))
    if not rows:
        return 0.0
    widest = max(natural_width(row, size) for row in rows)
    room = width
    for row, after in pairwise(rows):
        room = min(room, natural_width(row, size) + gap_after(row[-1], size) + after[0][0])
    return (width - max((widest + room) / 2 if len(rows) > 1 else width, widest + 0.75)) / 2


def _joined(row: Sequence[Word]) -> tuple[Piece, ...]:
    """Words of a row as stretches of one face, with their spaces."""
    pieces: list[Piece] = []
    for place, (_, parts) in enumerate(row):
        for index, (name, text) in enumerate(parts):
            gap = " " if place and index == 0 else ""
            if pieces and pieces[-1][0] == name:
                pieces[-1] = (name, pieces[-1][1] + gap + text)
            elif gap and pieces:
                # The space belongs to the stretch before it, so that a line never starts with one.
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + gap)
                pieces.append((name, text))
            else:
                pieces.append((name, text))
    return tuple(pieces)


def lines_of(
    stretches: Styled,
    *,
    size: float,
    width: float,
    align: str = "left",
    indent: float = 0.0,
    balanced: bool = False,
) -> list[Line]:
    """Lines of at most ``width`` points; empty text gives none."""
    words = words_of(stretches, size)
    limit = balanced_limit(words, size, width) if balanced else width
    rows = rows_of(words, size, limit - indent, limit)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        start = indent if number == 0 else 0.0
        pieces = _joined(row)
        natural = natural_width(row, size)
        free = width - start - natural
        stretch = 0.0
        if align == "center":
            start += free / 2
        elif align == "right":
            start += free
        elif align == "justify" and number < len(rows) - 1 and len(row) > 1:
            # The page stretches every space it draws, no-break ones too.
            stretch = free / sum(text.count(" ") + text.count("\u00a0") for _, text in pieces)
        lines.append(Line(pieces, natural, start, stretch))
    return lines


def cell_lines(text: str, *, name: str, size: float, width: float, align: str) -> list[Line]:
    """Lines of one table cell; ``\\n`` starts a new line. The common case, one short line, is quick."""
    lines: list[Line] = []
    for part in nfc(text).split("\n"):
        natural = unit_width(part, name) * size
        if natural <= width:
            shift = {"center": 0.5, "right": 1.0}.get(align, 0.0) * (width - natural)
            lines.append(Line(((name, part),), natural, shift))
        else:
            lines += lines_of(((name, part),), size=size, width=width, align=align)
    return lines


def plain(text: str, *, bold: bool = False, italic: bool = False) -> Styled:
    """One stretch in a text face."""
    return ((face(bold=bold, italic=italic), text),)
