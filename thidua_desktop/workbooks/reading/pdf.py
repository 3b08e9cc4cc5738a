"""A list saved as PDF with its text: a table again by the places of its words, pages joined.

Columns are where no word of any row stands; a page without text is a scan, and said to be one.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import Grid, Opened, Value

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST_PAGES: Final = 400
_MOST_LETTERS: Final = 4_000_000
_SHORTEST_RULE: Final = 20.0
_WIDE_GAP: Final = 0.9
"""Of a letter's height: a gap between words of one line that parts two cells."""


@dataclass(slots=True)
class _Word:
    """A run of letters; ``left``, ``right`` and ``middle`` in points, the page's top is the largest."""

    text: str
    left: float
    right: float
    middle: float
    height: float


@dataclass(slots=True)
class _Page:
    """Lines of words from the top down, and how high the horizontal rules of its table are."""

    lines: list[list[_Word]]
    rules: list[float]


def read_pdf(path: Path) -> Opened:
    """The table of a PDF as one sheet; ``FILE_PDF_SCAN`` for pictures, ``FILE_PDF`` when damaged."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Opened("password", code="FILE_PASSWORD")
        return Opened("corrupt", code="FILE_PDF")
    try:
        if len(document) > _MOST_PAGES:
            return Opened("refuse", code="FILE_UNSAFE_BOMB")
        pages: list[_Page] = []
        letters = blank = 0
        for page in document:
            lines = _lines(_words(page))
            rules = _rules(page)
            page.close()
            found = sum(len(word.text) for line in lines for word in line)
            letters += found
            blank += found < 5
            if letters > _MOST_LETTERS:
                return Opened("refuse", code="FILE_UNSAFE_BOMB")
            pages.append(_Page(lines, rules))
        if not letters or blank * 2 > len(pages):
            return Opened("corrupt", code="FILE_PDF_SCAN")
        return Opened("ok", [Grid("PDF", _rows(pages))])
    except pypdfium2.PdfiumError:
        return Opened("corrupt", code="FILE_PDF")
    finally:
        document.close()


def _words(page: PdfPage) -> list[_Word]:
    """Words of a page: letters beside each other on one line, without a wide gap between."""
    text = page.get_textpage()
    words: list[_Word] = []
    current: _Word | None = None
    for number in range(min(text.count_chars(), _MOST_LETTERS)):
        letter = text.get_text_range(number, 1)
        if not letter or letter in "\r\n" or letter == "\ufffe":
            current = None
            continue
        if not letter.strip():
            if current is not None:
                current.text += " "
            continue
        left, bottom, right, top = text.get_charbox(number, loose=True)
        height = max(top - bottom, 1.0)
        middle = (top + bottom) / 2
        if current is not None and _goes_on(current, left, middle, height):
            current.text += letter
            current.right = max(current.right, right)
            continue
        current = _Word(letter, left, right, middle, height)
        words.append(current)
    text.close()
    return [word for word in words if clean(word.text)]


def _goes_on(word: _Word, left: float, middle: float, height: float) -> bool:
    same_line = abs(middle - word.middle) < 0.4 * max(height, word.height)
    return same_line and -height < left - word.right < _WIDE_GAP * height


def _lines(words: list[_Word]) -> list[list[_Word]]:
    """Words in lines from the top down, each from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda one: (-one.middle, one.left)):
        if lines and abs(lines[-1][0].middle - word.middle) < 0.4 * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _rules(page: PdfPage) -> list[float]:
    """Heights of the horizontal rules, from the top down."""
    from pypdfium2 import raw

    heights: set[float] = set()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if right - left < _SHORTEST_RULE:
            continue
        heights.update(
            {round(top, 0), round(bottom, 0)} if top - bottom > 3 else {round((top + bottom) / 2, 0)}
        )
    found: list[float] = []
    for height in sorted(heights, reverse=True):
        if not found or found[-1] - height > 3:
            found.append(height)
    return found


def _rows(pages: list[_Page]) -> list[list[Value]]:
    """All pages below each other, each cell in the column its words stand in."""
    edges = _edges([line for page in pages for line in page.lines if len(line) > 2])
    rows: list[list[Value]] = []
    seen: set[tuple[str, ...]] = set()
    for number, page in enumerate(pages):
        for row in _page_rows(page, edges):
            reported = tuple(str(cell) for cell in row)
            if (
                number
                and reported in seen
                and sum(bool(cell) for cell in reported) > 2
                and not reported[0].isdigit()
            ):
                continue  # the heading again on a later page
            seen.add(reported)
            if (
                number
                and sum(bool(cell) for cell in reported) == 1
                and "".join(reported).strip("-–/ ").isdigit()
            ):
                continue  # a page number
            rows.append(row)
    return rows


def _page_rows(page: _Page, edges: list[float]) -> list[list[Value]]:
    """The lines of a page put together to rows: between two rules, or else lying close to one number."""
    groups = _between_rules(page) if len(page.rules) > 2 else _close_together(page.lines, edges)
    rows: list[list[Value]] = []
    for group in groups:
        whole = [""] * len(edges)
        for line in group:
            for at, cell in enumerate(_row(line, edges)):
                if cell:
                    whole[at] = clean(f"{whole[at]} {cell}")
        rows.append(list(whole))
    return rows


def _between_rules(page: _Page) -> list[list[list[_Word]]]:
    groups: list[list[list[_Word]]] = []
    band: int | None = None
    for line in page.lines:
        here = sum(rule > line[0].middle for rule in page.rules)
        inside = 0 < here < len(page.rules)
        if inside and here == band:
            groups[-1].append(line)
        else:
            groups.append([line])
        band = here if inside else None
    return groups


def _close_together(lines: list[list[_Word]], edges: list[float]) -> list[list[list[_Word]]]:
    """Without rules: lines closer to each other than rows are, of which exactly one begins with a number.

    Where the distances do not report rows from lines each line stays a row of its own.
    """
    numbered = [_is_number(_row(line, edges)[0]) for line in lines]
    if sum(numbered) < 2:
        return [[line] for line in lines]
    gaps = [above[0].middle - below[0].middle for above, below in itertools.pairwise(lines)]
    first, last = numbered.index(True), len(numbered) - 1 - numbered[::-1].index(True)
    body = sorted(gaps[first:last])
    steps = [(after - before, before, after) for before, after in itertools.pairwise(body)]
    widest = max(steps, default=(0.0, 0.0, 0.0))
    limit = (widest[1] + widest[2]) / 2 if widest[0] > 2.0 else 0.0
    groups: list[list[list[_Word]]] = [[lines[0]]]
    for at, line in enumerate(lines[1:]):
        inside = max(first - 3, 0) <= at <= last + 2
        if inside and gaps[at] < limit:
            groups[-1].append(line)
        else:
            groups.append([line])
    whole: list[list[list[_Word]]] = []
    for group in groups:
        one = sum(_is_number(_row(line, edges)[0]) for line in group) == 1
        whole.extend([group] if one else [[line] for line in group])
    return whole


def _edges(lines: list[list[_Word]]) -> list[float]:
    """Left edges of the columns: where a stretch begins in which words stand, after one nobody uses."""
    spans = sorted((word.left, word.right) for line in lines for word in line)
    edges: list[float] = []
    reach = float("-inf")
    for left, right in spans:
        if left > reach + 1.0:
            edges.append(left)
        reach = max(reach, right)
    return edges or [0.0]


def _row(line: list[_Word], edges: list[float]) -> list[Value]:
    cells = [""] * len(edges)
    for word in line:
        place = max((at for at, edge in enumerate(edges) if edge <= word.left + 1.0), default=0)
        cells[place] = clean(f"{cells[place]} {word.text}")
    return list(cells)


def _is_number(cell: Value) -> bool:
    return str(cell).rstrip(".").isdigit()
