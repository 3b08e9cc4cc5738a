"""A plan's text as lines: marks of other formats taken off, lines broken by a page joined, sentences cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.text import clean

_MARKDOWN: Final = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s+)")
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)")
_BULLET: Final = re.compile(r"^\s*[*•●▪◦‣∙·]\s+")
_RULE: Final = re.compile(r"[-–—_=*\s]{3,}")
_NUMBERED: Final = re.compile(
    r"(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)[.)]\s|\(\d{1,2}\)\s|[a-zđ]\)\s|[-–+]\s|\d{1,2}(?:\.\d{1,2})+\s"
)
_ENDED: Final = re.compile(r"[.;:!?…”\"»/)]\s*$")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])(?<!\bTT\.)(?<!\bsố\.)\s+(?=[A-ZÀ-ỸĐ“\"(])|\n")

LONGEST: Final = 8_000
"""Letters of the longest paragraph read in one go: five pages. No plan has one; a damaged file may."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. ``number`` is the place of its first line; ``gap``: an empty line stands before it."""

    number: int
    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table: rows of cells, each cell with its paragraphs one a line. ``number`` is its first line."""

    number: int
    rows: tuple[tuple[str, ...], ...]


Block = Line | TextTable


@lru_cache(maxsize=8192)
def flat(text: str) -> str:
    """Small letters without marks, one letter for one letter: places found in it are places in ``text``."""
    return "".join(_bare(char) for char in text)


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    bare = unicodedata.normalize("NFD", char)[:1].lower()
    return {"đ": "d", "–": "-", "—": "-", "\u00a0": " "}.get(bare, bare[:1] or char)


def tidy(text: str) -> str:
    """A line without marks of emphasis and headings; typed bullets become a dash."""
    bare = _EMPHASIS.sub("", _MARKDOWN.sub("", _BULLET.sub("- ", text)))
    return clean(bare)


def tidy_lines(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with tidy text; ruled lines left out, lines broken in the middle of a sentence joined."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, TextTable):
            found.append(block)
            continue
        text = "" if _RULE.fullmatch(block.text) else tidy(block.text)
        if not text:
            continue
        last = found[-1] if found else None
        if isinstance(last, Line) and len(last.text) < LONGEST and _goes_on(last.text, text):
            text, gap, number = f"{last.text} {text}", last.gap, last.number
            found.pop()
        else:
            gap, number = block.gap, block.number
        found.extend(Line(number, piece, gap) for piece in bounded(text))
    return tuple(found)


def bounded(text: str) -> Iterator[str]:
    """The text in pieces of at most ``LONGEST`` letters, cut at blanks; any real paragraph is one piece."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _goes_on(before: str, after: str) -> bool:
    """A page break cut a sentence: no end before, a small letter or a bare number after."""
    if _ENDED.search(before) and not before.endswith((" -", ",")):
        return False
    if _NUMBERED.match(after) or len(before) < 50:
        return False
    first = after[0]
    return first.islower() or (first.isdigit() and not re.match(r"\d{1,2}[.)/]", after))


def sentences(text: str) -> Iterator[str]:
    """Sentences of a paragraph; a dot inside a number or an abbreviation is no end."""
    for piece in _SENTENCE_END.split(text):
        if piece and piece.strip():
            yield piece.strip()


def sentence_at(text: str, place: int) -> str:
    """The sentence in which the letter at ``place`` stands."""
    start = 0
    for piece in sentences(text):
        found = text.find(piece, start)
        start = found + len(piece)
        if found <= place < start:
            return piece
    return text.strip()
