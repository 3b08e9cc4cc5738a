"""Tables a paste has taken apart, put together again, and page numbers left in the text, taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable, flat, tidy

_PAGE: Final = re.compile(
    r"\s*(?:[-–]\s*)?(?:trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*", re.IGNORECASE
)
_LEAST_BETWEEN: Final = 6
_WIDE: Final = re.compile(r"\s{2,}")
_SERIAL: Final = {"stt", "tt", "so tt"}
_MEASURED: Final = re.compile(
    r"\bchi tieu\b|\bdanh hieu\b|\bhinh thuc khen\b|\bnoi dung (?:chi tieu|thi dua)\b|\btieu chi\b"
    r"|\bdon vi\b|\bten don vi\b"
)
_VALUE: Final = re.compile(
    r"\bke hoach\b|\bchi tieu\b|\bmuc\b|\bso luong\b|\btap the\b|\bca nhan\b|\bnam (?:hoc )?\d{4}\b"
    r"|\bkh \d{4}\b|\bphan dau\b|\bmuc tieu\b|\bgiao\b|\bho\b"
)
_TASKS: Final = re.compile(r"\bchu tri\b|\bphoi hop\b|\bthoi gian\b|\bthoi han\b|\btien do\b")


def without_page_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Without the lone numbers that count the pages: one after the other, some lines apart."""
    found: dict[int, int] = {}
    filled = [number for number, block in enumerate(blocks) if isinstance(block, Line)]
    expected: int | None = None
    last = -_LEAST_BETWEEN
    for order, number in enumerate(filled):
        block = blocks[number]
        match = _PAGE.fullmatch(block.text) if isinstance(block, Line) else None
        if match is None:
            continue
        page = int(match[1])
        fits = page == expected or (expected is None and page in {1, 2} and not _in_a_list(blocks, number))
        if fits and (order - last >= _LEAST_BETWEEN or not found):
            found[number] = page
            expected, last = page + 1, order
    stored: list[Block] = []
    for number, block in enumerate(blocks):
        if number in found:
            continue
        if number - 1 in found and isinstance(block, Line) and block.gap:
            block = Line(block.number, block.text)  # the blank line was the page's end
        stored.append(block)
    return stored


def _in_a_list(blocks: Sequence[Block], number: int) -> bool:
    """Another lone number stands near: cells of a table, one a line."""
    near = blocks[max(number - 5, 0) : number] + blocks[number + 1 : number + 6]  # type: ignore[operator]
    return any(isinstance(block, Line) and re.fullmatch(r"\s*[\d.,]+\s*%?\s*", block.text) for block in near)


def is_measured(table: TextTable) -> bool:
    """A table of targets or awards: what is measured and a column of figures; not who does what and when."""
    return header_of(table) is not None


def header_of(table: TextTable) -> int | None:
    """The row that names the columns of a table of figures; None when it is none."""
    for number, row in enumerate(table.rows[:3]):
        cells = [flat(tidy(cell.replace("\n", " "))).strip(" .:") for cell in row]
        if len([cell for cell in cells if cell]) < 2 or any(_TASKS.search(cell) for cell in cells):
            continue
        names = [column for column, cell in enumerate(cells) if _MEASURED.search(cell)]
        values = [column for column, cell in enumerate(cells) if _VALUE.search(cell)]
        if names and any(column > names[0] for column in values) and _has_figures(table, number, names[0]):
            return number
    return None


def _has_figures(table: TextTable, header: int, name: int) -> bool:
    rows = table.rows[header + 1 :]
    filled = sum(any(re.search(r"\d", cell) for cell in row[name + 1 :]) for row in rows)
    return bool(rows) and filled * 2 >= len(rows)


def gathered_tables(blocks: Iterable[Block]) -> list[Block]:
    """Rows typed with one tab, with blanks under each other, or one cell a line, as tables."""
    blocks = list(blocks)
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        for gather in (_tabbed, _spaced, _one_a_line):
            if isinstance(block, Line) and (gathered := gather(blocks, place)):
                table, place = gathered
                found.append(table)
                break
        else:
            found.append(block)
            place += 1
    return found


def _tabbed(blocks: Sequence[Block], place: int) -> tuple[TextTable, int] | None:
    """Rows of two cells with one tab between them, at least three."""
    rows: list[tuple[str, ...]] = []
    end = place
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Line):
            break
        cells = [tidy(cell) for cell in block.text.strip().split("\t")]
        if (
            len(cells) != 2
            or not all(cells)
            or re.fullmatch(r"[\divxIVX.]{1,5}[.)]?|[-–+]|[a-zđ]\)", cells[0])
        ):
            break
        rows.append(tuple(cells))
        end += 1
    if len(rows) < 3:
        return None
    table = TextTable(blocks[place].number, tuple(rows))
    return (table, end) if is_measured(table) else None


def _spaced(blocks: Sequence[Block], place: int) -> tuple[TextTable, int] | None:
    """A heading whose cells stand apart by blanks, and the lines below it cut at the same columns."""
    first = blocks[place]
    assert isinstance(first, Line)
    header = _pieces(first.text)
    if len(header) < 2 or not _MEASURED.search(flat(first.text)):
        return None
    rows = [tuple(text for text, _, _ in header)]
    end = place + 1
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Line):
            break
        pieces = _pieces(block.text)
        if len(pieces) < 2:
            if len(rows) > 1 and pieces and _is_rest(pieces[0][0], block):
                rows[-1] = _merged(rows[-1], _placed(pieces, header))
                end += 1
                continue
            break
        rows.append(_placed(pieces, header))
        end += 1
    if len(rows) < 3:
        return None
    table = TextTable(first.number, tuple(rows))
    return (table, end) if is_measured(table) else None


def _is_rest(text: str, block: Line) -> bool:
    """The second line of a cell: it goes on with a small letter."""
    return text[:1].islower() and not block.gap


def _merged(row: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{one} {two}".strip() for one, two in zip(row, more, strict=True))


def _pieces(text: str) -> list[tuple[str, int, int]]:
    found = []
    start = len(text) - len(text.lstrip())
    for match in _WIDE.finditer(text.rstrip(), start):
        found.append((text[start : match.start()].strip(), start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((text[start:].strip(), start, len(text.rstrip())))
    return found


def _placed(
    pieces: Sequence[tuple[str, int, int]], header: Sequence[tuple[str, int, int]]
) -> tuple[str, ...]:
    """Each piece below the heading it overlaps most, or stands nearest to; the order is stored."""
    if len(pieces) == len(header):
        return tuple(text for text, _, _ in pieces)
    cells = [""] * len(header)
    for text, start, end in pieces:
        column = max(
            range(len(header)),
            key=lambda n: (min(end, header[n][2]) - max(start, header[n][1]), -n),
        )
        cells[column] = f"{cells[column]} {text}".strip()
    return tuple(cells)


def _one_a_line(blocks: Sequence[Block], place: int) -> tuple[TextTable, int] | None:
    """Cells pasted one a line: headings from ``STT`` on, then rows that count 1, 2, 3, …"""
    texts = []
    for block in blocks[place:]:
        if not isinstance(block, Line):
            break
        texts.append(tidy(block.text))
    if not texts or flat(texts[0]) not in _SERIAL:
        return None
    width = next((n for n, text in enumerate(texts[:10]) if text == "1"), 0)
    if width < 3:
        return None
    rows = [tuple(texts[:width])]
    start = width
    while start + width <= len(texts) and texts[start] == str(len(rows)):
        rows.append(tuple(texts[start : start + width]))
        start += width
    if len(rows) < 2 or any(len(cell) > 200 for row in rows for cell in row):
        return None
    return TextTable(blocks[place].number, tuple(rows)), place + start
