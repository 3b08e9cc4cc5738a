"""Zipped workbooks (.xlsx, .xlsm, .ods): judged safe before anything is inflated, then scanned for what the
values
do not report: hidden rows and columns, formulas without a stored value, errors, links to other workbooks.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from thidua_desktop.workbooks.reading.grid import Cell, column_index

MAX_TOTAL: Final = 1_200_000_000
MAX_PARTS: Final = 5_000
MAX_RATIO: Final = 250
SMALL_PART: Final = 8_000_000
MAX_CELLS: Final = 12_000_000
_CHUNK: Final = 1 << 20
_HEAD: Final = 8192
_NARROW: Final = MAX_CELLS // 100_000 - 1
"""Columns (from 0) of a sheet that may have 99,999 rows."""

_FORBIDDEN: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
_COUNTED: Final = re.compile(rb'\b(?:uniqueCount|[cC]ount)="(\d{4,30})"')
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_MIN_MAX: Final = re.compile(rb'\b(min|max)="(\d+)"')
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\b([^>]*)\br="([A-Z]{1,3})(\d+)"([^>]*)>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v(?:\s*/>|>([^<]*)</))?"
)
_ERROR: Final = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"')
_UNUSUAL: Final = re.compile(rb' r="(?!(?:[A-Z][1-9]\d{0,4}|[1-9]\d{0,5})")([^"]*)"')
_REFERENCE: Final = re.compile(rb"([A-Z]{0,3})([1-9]\d{0,6})")
_ODD_CELLS: Final = (
    b"<c>",
    b"<c/",
    b"<c\t",
    b"<c\n",
    b"<c\r",
    b"<row>",
    b"<row\t",
    b"<row\n",
    b"<row\r",
    b":c ",
)
_ANY_PLACE: Final = re.compile(rb"[\s\"']r\s*=")
"""A place in whatever form: glued to the value before it, with blanks, in single quotes."""
_BLANK_EQUALS: Final = (b" =", b"\t=", b"\n=", b"\r=")
_PLACE: Final = re.compile(rb'r="[A-Z]{1,3}(\d{1,7})"')
_FILLED: Final = re.compile(rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"')
_WHOLE_CELL: Final = re.compile(rb'<c\b[^>]*\br="([A-Z]{1,3})(\d{1,7})"(?:[^>]*/>|[^>]*>.*?</c>)', re.DOTALL)
_FORGOTTEN: Final = 20
"""So many cells far away may have been left there by accident."""
_EXTERNAL: Final = re.compile(rb"\[\d+\]|\[[^\]]+\.xls")


@dataclass(slots=True)
class SheetHints:
    """What one sheet's XML says besides values; places count from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    marks: dict[Cell, str] = field(default_factory=dict)
    merges: list[tuple[Cell, Cell]] = field(default_factory=list)
    struck: set[Cell] = field(default_factory=set)
    fills: dict[Cell, str] = field(default_factory=dict)
    comments: dict[Cell, str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    stored: tuple[int, int] | None = None
    """Rows and columns that are read, when a few cells stand too far away from all others."""
    odd: bool = False
    """Not every cell says its place in the usual form: how far they reach is not known for certain."""

    @property
    def cells(self) -> int:
        return (self.last_row + 1) * (self.last_column + 1)


class UnsafeFile(Exception):  # noqa: N818 - a verdict, not a fault
    """The file must be refused; ``args[0]`` is the finding code."""


def judge(archive: zipfile.ZipFile) -> None:
    """Refuses bombs by the sizes the directory claims, and documents that declare entities. UnsafeFile if
    so.
    """
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_TOTAL:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        if part.filename.endswith((".zip", ".xlsx", ".xlsm")):
            raise UnsafeFile("FILE_UNSAFE_BOMB")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as stream:
                head = stream.read(SMALL_PART if part.filename.endswith("styles.xml") else _HEAD)
            if _FORBIDDEN.search(head[:_HEAD]):
                raise UnsafeFile("FILE_UNSAFE_XXE")
            # Room is made for as many as a part says it holds before one of them is read.
            if any(int(count) > part.file_size for count in _COUNTED.findall(head)):
                raise UnsafeFile("FILE_UNSAFE_BOMB")


def sheet_parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Part name of each sheet of an .xlsx by sheet name, and whether dates count from 1904."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}
    date1904 = False
    for tag, attributes in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship":
            target = attributes.get("Target", "").lstrip("/")
            targets[attributes.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    for tag, attributes in _elements(archive, "xl/workbook.xml"):
        if tag == "sheet":
            place = next(
                (value for key, value in attributes.items() if key.endswith(":id") or key == "id"), ""
            )
            names[attributes.get("name", "")] = targets.get(place, "")
        elif tag == "workbookPr":
            date1904 = attributes.get("date1904", "0") in {"1", "true"}
    return names, date1904


def sheet_hints(archive: zipfile.ZipFile, part: str) -> SheetHints:
    """One pass over a sheet's XML, in pieces cut at cell ends. UnsafeFile when it would not fit in memory."""
    hints = SheetHints()
    if part not in archive.namelist():
        return hints
    with archive.open(part) as stream:
        _scan(stream, hints)
    if hints.last_column > _NARROW:
        with archive.open(part) as stream:
            hints.last_row = max(hints.last_row, _lowest_row(stream))
    if hints.cells > MAX_CELLS:
        hints.stored = core_of_sheet(archive, part)
        hints.last_row, hints.last_column = hints.stored[0] - 1, hints.stored[1] - 1
    return hints


def core_of_sheet(archive: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """Rows and columns of a sheet without the few cells forgotten far away from all others.

    UnsafeFile when so many stand so far apart that nobody forgot them.
    """
    if archive.getinfo(part).file_size > SMALL_PART:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    places = [
        (int(number), column_index(letters.decode()) + 1)
        for letters, number in _FILLED.findall(archive.read(part))
    ]
    rows = _without_far([row for row, _ in places], gap=2_000)
    columns = _without_far([column for row, column in places if row <= rows], gap=200)
    if rows * columns > MAX_CELLS:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    return rows, columns


def _without_far(numbers: list[int], *, gap: int) -> int:
    """The largest number before the first gap that only a few lie behind; UnsafeFile when many do."""
    ordered = sorted(numbers)
    for place, (before, after) in enumerate(itertools.pairwise(ordered), start=1):
        if after - before > gap:
            if len(ordered) - place > _FORGOTTEN:
                raise UnsafeFile("FILE_UNSAFE_BOMB")
            return before
    return ordered[-1] if ordered else 1


def trimmed(archive: zipfile.ZipFile, stored: Mapping[str, tuple[int, int]]) -> io.BytesIO:
    """The package again, its sheets cut down to the rows and columns stored (by part name)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename in stored:
                data = _cut_down(data, *stored[part.filename])
            copy.writestr(part.filename, data)
    target.seek(0)
    return target


def _cut_down(sheet: bytes, rows: int, columns: int) -> bytes:
    def keep(found: re.Match[bytes]) -> bytes:
        far = int(found[2]) > rows or column_index(found[1].decode()) >= columns
        return b"" if far else found[0]

    return _WHOLE_CELL.sub(keep, sheet)


def _scan(stream: IO[bytes], hints: SheetHints) -> None:
    rest = b""
    read = 0
    columns: set[bytes] = set()
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        if read > MAX_TOTAL:
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        piece = rest + chunk
        cut = max(piece.rfind(b"<row"), piece.rfind(b":row "), piece.rfind(b"</row>"), 0)
        if len(piece) - cut > 64 * _CHUNK:
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        cut = piece.rfind(b"<", 0, cut + 1) if cut else 0
        piece, rest = piece[:cut], piece[cut:]
        _scan_piece(piece, hints, columns)
    _scan_piece(rest, hints, columns)
    hints.last_column = max((column_index(letters.decode()) for letters in columns), default=25)


def _scan_piece(piece: bytes, hints: SheetHints, columns: set[bytes]) -> None:
    if (b"<!" in piece or b"\0" in piece) and _FORBIDDEN.search(piece):
        raise UnsafeFile("FILE_UNSAFE_XXE")
    if b"hidden=" in piece:
        for row in _ROW.findall(piece):
            if _HIDDEN.search(row) and (number := _ROW_NUMBER.search(row)):
                hints.hidden_rows.add(int(number[1]) - 1)
        for column in _COLUMN.findall(piece):
            if _HIDDEN.search(column):
                span = dict(_MIN_MAX.findall(column))
                first, last = int(span.get(b"min", b"1")), int(span.get(b"max", b"1"))
                hints.hidden_columns.update(range(first - 1, min(last, first + 16_384)))
    _measure(piece, hints, columns)
    if b"ount=" in piece and any(int(count) > MAX_CELLS for count in _COUNTED.findall(piece)):
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    if b"<f" in piece or b":f" in piece:
        _mark_formulas(piece, hints)
    if b't="e"' in piece:
        for letters, number in _ERROR.findall(piece):
            hints.marks.setdefault((int(number) - 1, column_index(letters.decode())), "FORMULA_ERROR")


def _measure(piece: bytes, hints: SheetHints, columns: set[bytes]) -> None:
    """How far the cells reach. Cells of the first 26 columns and 99,999 rows are not looked at one by one:
    a sheet no wider than ``_NARROW`` is small enough wherever they stand.
    """
    rows = _ROW.findall(piece)
    numbers = [int(found[1]) for row in rows[-1:] if (found := _ROW_NUMBER.search(row))]
    for place in _UNUSUAL.findall(piece):
        found = _REFERENCE.fullmatch(place)
        if found is None:
            hints.odd = True
            continue
        if found[1]:
            columns.add(found[1])
        numbers.append(int(found[2]))
    if numbers:
        hints.last_row = max(hints.last_row, max(numbers) - 1)
    hints.odd = hints.odd or _has_odd_cells(piece)


def _has_odd_cells(piece: bytes) -> bool:
    """A cell or row without its place, or written in a form the patterns here do not know."""
    reported = piece.count(b' r="')
    if reported != piece.count(b"<c ") + piece.count(b"<row ") or _has_second_places(piece, reported):
        return True
    return b"<!" in piece or b"\0" in piece or any(form in piece for form in _ODD_CELLS)


def _has_second_places(piece: bytes, reported: int) -> bool:
    """A place besides those counted, for a reader takes the last one of a cell: ``<c r="B5"r="XFD9">``."""
    usual = piece.count(b'r="') == reported == piece.count(b"r=")
    if usual and not any(form in piece for form in _BLANK_EQUALS):
        return False
    return len(_ANY_PLACE.findall(piece)) != reported


def _lowest_row(stream: IO[bytes]) -> int:
    """The last row, from 0, any cell claims, wherever in the sheet it is written."""
    lowest, rest = 1, b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        lowest = max(lowest, max(map(int, _PLACE.findall(piece)), default=1))
        rest = piece[-20:]
    return lowest - 1


def _mark_formulas(piece: bytes, hints: SheetHints) -> None:
    for before, letters, number, after, formula, stored in _FORMULA.findall(piece):
        place = (int(number) - 1, column_index(letters.decode()))
        if formula and _EXTERNAL.search(formula):
            hints.marks[place] = "FILE_EXTERNAL_LINK"
        elif not stored and b't="str"' not in before + after:
            hints.marks[place] = "FORMULA_NO_CACHE"


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Opening tags of a part, without prefix, with attributes. Entities are never resolved."""
    found: list[tuple[str, dict[str, str]]] = []
    if part not in archive.namelist():
        return found
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag.rpartition(":")[2], attributes))

    def refuse(*_: object) -> None:
        raise UnsafeFile("FILE_UNSAFE_XXE")

    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return found
