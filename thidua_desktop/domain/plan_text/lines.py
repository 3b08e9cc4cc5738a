"""A plan's text as lines: marks of other formats taken off, lines broken by a page joined, sentences cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.text import clean

_CAPITALS: Final = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"


def lettered(pattern: str) -> str:
    """A pattern in which ``\\p{Lu}`` and ``\\p{Ll}`` stand for capital and small letters."""
    return pattern.replace(r"\p{Lu}", f"A-Z{_CAPITALS}").replace(r"\p{Ll}", f"a-z{_CAPITALS.lower()}")


_MARKDOWN: Final = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s+)")
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)")
_BULLET: Final = re.compile(r"^\s*[*•●▪◦‣∙·]\s+")
_RULE: Final = re.compile(r"[-–—_=*\s]{3,}")
_NUMBERED: Final = re.compile(
    r"(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)[.)]\s|\(\d{1,2}\)\s|[a-zđ]\)\s|[-–+]\s"
    r"|\d{1,2}(?:\.\d{1,2})+\s"
)
_ENDED: Final = re.compile(r"[.;:!?…”\"»/)]\s*$")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])(?<!\bTT\.)(?<!\bsố\.)\s+(?=[A-ZÀ-ỸĐ“\"(])|\n")

_PART: Final = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[./)]\s*/?\.?\s*[A-ZÀ-ỸĐ]|Nơi nhận|Điều \d+\.")
_ALONE: Final = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]|[-–+]|[a-zđ]\)")
_CONNECTING: Final = re.compile(
    r"\s(?:của|và|với|các|những|cho|tại|về|do|từ|đến|trong|trên|theo|là|bằng|để|được|có|một|việc|giữa"
    r"|bởi|cùng"
    r"|hoặc|như|phong trào|cuộc vận động|số|ngày|tháng|năm|đạt|gồm|UBND|HĐND|MTTQ)$"
)
_LIST_SIGN: Final = re.compile(r"^[a-zđ0-9]{1,2}\)|\s[a-zđ0-9]{1,2}\)(?=\s)")
_OPENS: Final = re.compile(r"(?:Căn cứ|Điều \d|Nơi nhận|Kính gửi|Phụ lục|PHỤ LỤC|Số\s*:|V/v)")
_HEADLESS: Final = re.compile(r"[a-zđ]{1,2}[.)]\s")
_FAR: Final = 5
_LEAST_FULL: Final = 50
_LEAST_LINES: Final = 6
_WIDEST: Final = 140

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
    rows = [row for block in blocks if (row := _tidied(block)) is not None]
    width = _line_width(rows)
    found: list[Block] = []
    typed = 0
    for place, block in enumerate(rows):
        last = found[-1] if found else None
        if isinstance(block, TextTable):
            found.append(block)
            continue
        if (
            isinstance(last, Line)
            and len(last.text) < LONGEST
            and isinstance(rows[place - 1], Line)
            and _goes_on(last.text, block, _Evidence(rows, place, typed, width))
        ):
            found.pop()
            block = Line(last.number, f"{last.text} {block.text}", last.gap)
        typed = len(rows[place].text)  # type: ignore[union-attr]
        found.extend(Line(block.number, piece, block.gap) for piece in bounded(block.text))
    return tuple(found)


def _tidied(block: Block) -> Block | None:
    if isinstance(block, TextTable):
        return block
    text = "" if _RULE.fullmatch(block.text) else tidy(block.text)
    return Line(block.number, text, block.gap) if text else None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What stands around a line: the lines below, letters typed in the one above, width of a full line."""

    rows: Sequence[Block]
    place: int
    typed: int
    width: int

    def closes(self, sign: str, opening: str) -> bool:
        """The sign stands in this line or the next few before another opens."""
        for block in self.rows[self.place : self.place + _FAR]:
            if not isinstance(block, Line) or _PART.match(block.text):
                return False
            first = block.text.find(sign)
            other = block.text.find(opening) if opening != sign else -1
            if first >= 0:
                return other < 0 or first < other
            if other >= 0:
                return False
        return False

    def full(self, first_word: str) -> bool:
        """The line above is as long as the page is wide: the next word had no room."""
        return bool(self.width) and self.typed + 1 + len(first_word) >= self.width


def _line_width(rows: Sequence[Block]) -> int:
    """Letters of a full line where the text is broken at the page's width; 0 for one paragraph a line."""
    lengths = sorted(len(row.text) for row in rows if isinstance(row, Line) and len(row.text) >= _LEAST_FULL)
    if len(lengths) < _LEAST_LINES:
        return 0
    widest = lengths[int(len(lengths) * 0.9)]
    near = sum(widest * 0.85 <= length <= widest * 1.05 for length in lengths)
    return int(widest * 0.93) if widest <= _WIDEST and near * 2 >= len(lengths) else 0


def bounded(text: str) -> Iterator[str]:
    """The text in pieces of at most ``LONGEST`` letters, cut at blanks; any real paragraph is one piece."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _goes_on(before: str, line: Line, around: _Evidence) -> bool:
    """The two lines are one: by an open quotation or bracket, the line's width, or a sentence cut short."""
    after = line.text
    if before.isupper() and not after[0].isupper():
        return before.endswith((",", " -")) and not line.gap and after[0].isalpha()
    if _open(before, around):
        return not _PART.match(after)
    if _cut_range(before, after) and not line.gap:
        return True
    if _NUMBERED.match(after):
        return False
    if line.gap:
        ended = bool(_ENDED.search(before)) and not before.endswith((" -", ","))
        return not ended and len(before) >= _LEAST_FULL and (after[0].islower() or after[0].isdigit())
    if _ALONE.fullmatch(before):
        return True
    if before.endswith((" -", ",", " –")) or _CONNECTING.search(before):
        return not after.isupper() or before.isupper()
    if _ENDED.search(before):
        return False
    if after[0].islower() or after[0] in "“(,;:)”":
        return not _HEADLESS.match(after)
    return around.full(after.split(" ", 1)[0]) and not _OPENS.match(after)


def _open(before: str, around: _Evidence) -> bool:
    """A quotation or bracket begun in the line before ends in this line or soon after."""
    if before.count("“") > before.count("”") and around.closes("”", "“"):
        return True
    if before.count('"') % 2 and around.closes('"', '"'):
        return True
    bare = _LIST_SIGN.sub("", before)
    return bare.count("(") > bare.count(")") and around.closes(")", "(")


def _cut_range(before: str, after: str) -> bool:
    """``40`` above ``- 60 tập thể``."""
    return (
        before[-1:].isdigit() and bool(re.match(r"[-–]\s*\d+\s+\w", after)) and not _ALONE.fullmatch(before)
    )


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
