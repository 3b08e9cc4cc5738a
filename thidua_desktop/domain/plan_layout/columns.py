"""Head and foot of a paper in two columns, parted by blanks, tabs, bars or cells, read down each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.plan_layout.signature import person_of, signs
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable, flat, lettered, tidy
from thidua_desktop.domain.plan_text.words import PlanWords

_LONGEST_HEAD: Final = 60
_GAP: Final = re.compile(r"\s*\t\s*|\s{3,}|\s*\|\s*")
_RULE: Final = re.compile(r"[|\s:\-–—_=*]+")
_LETTERHEAD: Final = 4
_SLACK: Final = 6
_MOTTO: Final = re.compile(r"cong\s*hoa\s*xa\s*hoi|doc\s*lap\s*[-–—]\s*tu\s*do")
_TITLE_WORD: Final = lettered(
    r"(?:TP\.?\s*)?[\p{Lu}][\p{Ll}]+(?:\s+[\p{Lu}]?[\p{Ll}'’]+|\s*-\s*[\p{Lu}][\p{Ll}]+){0,5}"
)
_DATED: Final = re.compile(rf"(?<=\S)\s+(?={_TITLE_WORD}\s*,?\s*ngày\b)")
_NUMBERED: Final = re.compile(r"(?i)^\s*số\s*:?\s*")
_FROM: Final = re.compile(r"(?i)^\s*nơi\s+nhận\s*:?")
_SIGNS: Final = re.compile(
    lettered(r"(?<=\S)\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s*\.\s*[\p{Lu}][\p{Lu} ,\-–]*$)")
)
_PARTY: Final = re.compile(r"(?<=\s)ĐẢNG CỘNG SẢN VIỆT NAM\s*$")
_POST_BEHIND: Final = re.compile(
    r"[-–+]\s*\S.*[;.,)]\s+((?:(?:KT|TM|TL|Q|TUQ)\. ?)?(?:PHÓ )?(?:TỔNG )?"
    r"(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHỦ NHIỆM|CHÁNH VĂN PHÒNG"
    r"|TRƯỞNG [A-ZÀ-ỸĐ ]{3,30}|[A-ZÀ-ỸĐ]{3,8} TRƯỞNG))\s*$"
)
"""A recipient with the signer's office behind it, the two columns pasted into one line."""
_OPENING: Final = re.compile(
    r"\s*(?:(?i:kính\s+gửi|căn\s+cứ|thực\s+hiện|điều\s+1\b)|(?!V/v)[IVX]{1,4}\s*[./)]\s*\S|1\s*[./)]\s)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: its text and the column its first letter stands in."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a head or foot, cut at its column gaps."""

    number: int
    cells: tuple[Cell, ...]
    gap: bool
    placed: bool = False
    """Its cells come from a table, so their order is their column."""


def head_end(blocks: Sequence[Block], words: PlanWords) -> int:
    """How many blocks stand above the word for the kind of paper, the addressee or the first sentence."""
    for number, block in enumerate(blocks[:_LONGEST_HEAD]):
        lines = block.text.split("\n") if isinstance(block, Line) else _cells_of(block)
        for line in lines:
            words_of = tidy(line.strip().strip("|"))
            if is_paper_word(words_of, words) or _OPENING.match(words_of):
                return number if isinstance(block, Line) else number + 1
            if len(words_of) > 200 and isinstance(block, Line):
                return number
    return 0


def letterhead_start(blocks: Sequence[Block], words: PlanWords) -> int:
    """Where the letterhead begins, when a page's menu or headline stands above it; 0 when none does."""
    motto = next((n for n, block in enumerate(blocks[:_LONGEST_HEAD]) if _in_capitals(_whole(block))), 0)
    if not any(is_paper_word(tidy(_whole(block)), words) for block in blocks[:motto]):
        return 0
    first = motto
    while first and motto - first < _LETTERHEAD and isinstance(blocks[first - 1], Line):
        text = tidy(_whole(blocks[first - 1]))
        if not text.isupper() or is_paper_word(text, words):
            break
        first -= 1
    return first


def _in_capitals(text: str) -> bool:
    """The state's name as a letterhead writes it; a sentence that names the state is none."""
    found = _MOTTO.search(flat(text))
    return found is not None and text[found.start() : found.end()].isupper()


def _whole(block: Block) -> str:
    return block.text if isinstance(block, Line) else "\n".join(_cells_of(block))


def is_paper_word(text: str, words: PlanWords) -> bool:
    """``KẾ HOẠCH``, ``CHỈ THỊ``, … in capitals at the start of a line."""
    for phrase in words.doc_types:
        rest = text[len(phrase) : len(phrase) + 1]
        if flat(text[: len(phrase)]) == phrase and text[: len(phrase)].isupper() and rest in {"", " ", ":"}:
            return True
    return False


def foot_start(blocks: Sequence[Block], after: int, words: PlanWords) -> int:
    """The block that holds ``Nơi nhận``, from ``after`` on; their number when there is none."""
    for number, block in enumerate(blocks[after:], start=after):
        if isinstance(block, TextTable):
            cells = list(_cells_of(block))
        else:
            cells = [piece.text for piece in _cut(block.text, _GAP)]
        if any(_FROM.match(tidy(cell)) for cell in cells):
            return number - _signature_before(blocks, number, words)
    return len(blocks)


def _signature_before(blocks: Sequence[Block], number: int, words: PlanWords) -> int:
    """Lines of a signature block that a two-column foot begins with, above the word ``Nơi nhận``."""
    block = blocks[number - 1] if number else None
    if isinstance(block, Line) and block.text[:1].isspace() and signs(block.text, words):
        return 1
    return 0


def without_bars(blocks: Iterable[Block]) -> list[Block]:
    """Lone bars, left over where a page's cells were pasted one a line, go."""
    return [block for block in blocks if not (isinstance(block, Line) and block.text.strip() == "|")]


def rows_of(blocks: Sequence[Block]) -> list[Row]:
    """Lines and tables as rows of cells; lone bars and ruled lines go."""
    found: list[Row] = []
    for block in blocks:
        if isinstance(block, TextTable):
            for offset, row in enumerate(block.rows):
                cells = tuple(Cell(cell, column) for column, cell in enumerate(row))
                found.append(Row(block.number + offset, cells, gap=True, placed=True))
            continue
        for text in block.text.split("\n"):
            if _RULE.fullmatch(text):
                continue
            bare = re.sub(r"^\s*\|(.*?)\|?\s*$", r"\1", text)
            pieces = tuple(piece for cell in _cut(bare.rstrip(" "), _GAP) for piece in _unglued(cell))
            found.append(Row(block.number, pieces, block.gap, placed="|" in text or "\t" in text))
    return found


def in_columns(rows: Sequence[Row], words: PlanWords, *, foot: bool) -> list[Block]:
    """The left column's lines from top to bottom, then the right column's."""
    left: list[Line] = []
    right: list[Line] = []
    boundary = _boundary(rows)
    if not any(len([cell for cell in row.cells if cell.text.strip()]) > 1 for row in rows):
        return [Line(row.number, cell.text, row.gap) for row in rows for cell in row.cells]
    below = False
    for row in rows:
        filled = [cell for cell in row.cells if cell.text.strip()]
        beside = len(filled) > 1
        for place, cell in enumerate(filled):
            gap = row.gap
            for text in cell.text.split("\n"):
                if not text.strip() or _RULE.fullmatch(text):
                    continue
                to_right = _stands_right(row, cell, place, boundary, beside=beside)
                if foot:
                    to_right = _is_right_in_foot(text, to_right, words, below=below)
                (right if to_right else left).append(Line(row.number, text, gap))
                below = below or (to_right and signs(text, words))
                gap = False
    return [*left, *right]


def _stands_right(row: Row, cell: Cell, place: int, boundary: int | None, *, beside: bool) -> bool:
    if beside:
        return place > 0
    if row.placed:
        return cell.start > 0 and len(row.cells) > 1
    return boundary is not None and cell.start >= boundary - _SLACK


def _is_right_in_foot(text: str, to_right: bool, words: PlanWords, *, below: bool) -> bool:
    """What begins with a dash is a recipient wherever it stands; what signs belongs to the signature."""
    bare = tidy(text)
    if _FROM.match(bare) or re.match(r"[-–+]\s*\S", bare):
        return False
    return to_right or signs(text, words) or (below and person_of(bare, words) is not None)


def _boundary(rows: Sequence[Row]) -> int | None:
    """The least column in which a second piece begins."""
    starts = [
        row.cells[1].start
        for row in rows
        if not row.placed and len(row.cells) > 1 and row.cells[0].text.strip()
    ]
    return min(starts) if starts else None


def _cut(text: str, gap: re.Pattern[str]) -> Iterator[Cell]:
    """Pieces between gaps; blanks before the first letter are its indent, those to be filled in part none."""
    indent = len(text) - len(text.lstrip(" "))
    start = place = indent
    for match in gap.finditer(text, indent):
        if match.start() < place or match.end() == len(text):
            continue
        piece = text[start : match.start()]
        rest = text[match.end() :]
        if "|" not in match[0] and _inside_number(piece, rest):
            continue
        if piece.strip("| ") or "|" in match[0] or "\t" in match[0]:
            yield Cell(piece.strip("| "), start)
        start = place = match.end()
    if text[start:].strip("| "):
        yield Cell(text[start:].strip("| "), start)


def _inside_number(piece: str, rest: str) -> bool:
    """``Số:      /KH-UBND``, ``ngày      tháng 01``: blanks left to be filled in by hand."""
    if _NUMBERED.fullmatch(piece) or re.match(r"\s*/\s*[A-ZĐ]", rest):
        return True
    if re.search(r"(?i)\b(?:ngày|tháng|năm)\s*\d{0,4}$", piece) and re.match(r"(?i)\d|tháng|năm", rest):
        return True
    return bool(re.search(r"(?i)\bnăm$", piece))


def _unglued(cell: Cell) -> Iterator[Cell]:
    """Pieces of one cell that belong to two columns though only one blank, or none, parts them."""
    cuts = [match.start() for match in _MOTTO.finditer(flat(cell.text)) if match.start()]
    if _NUMBERED.match(cell.text) and (found := _DATED.search(cell.text)):
        cuts.append(found.end())
    if ((found := _FROM.match(cell.text)) and signs_after(cell.text[found.end() :])) or (
        found := _SIGNS.search(cell.text)
    ):
        cuts.append(found.end())
    if (found := _PARTY.search(cell.text)) and found.start():
        cuts.append(found.start())
    if found := _POST_BEHIND.match(cell.text):
        cuts.append(found.start(1))
    places = [0, *sorted(set(cuts)), len(cell.text)]
    for first, last in pairwise(places):
        if piece := cell.text[first:last].strip():
            yield Cell(piece, cell.start + first)


def signs_after(rest: str) -> bool:
    return bool(rest.strip()) and rest.isupper()


def _cells_of(table: TextTable) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield from cell.split("\n")
