"""Old workbooks (.xls) looked through before they are read: how far cells reach, what is hidden, whether a
password is needed.

A single damaged or hostile cell far out would make a reader take gigabytes of memory for the blanks between.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from struct import Struct, unpack_from
from typing import Final

from thidua_desktop.workbooks.reading.ole import claims_too_much
from thidua_desktop.workbooks.reading.zip_parts import MAX_CELLS, SheetHints, UnsafeFile

_HEAD: Final = Struct("<HHHH")
"""Kind and length of a record; of a cell then its row and column."""
_CELLS: Final = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E, 0x406, 0x206})
_RUNS: Final = {0xBD: 6, 0xBE: 2}
"""Records of several cells beside each other, by the bytes each takes."""
_NARROW: Final = 127
"""The last column, from 0, that fits in memory in however many rows."""
_NARROW_CELLS: Final = re.compile(
    rb"(?:\xfd\x00\x0a\x00..[\x00-\x7f]\x00.{6}|\x7e\x02\x0a\x00..[\x00-\x7f]\x00.{6}"
    rb"|\x03\x02\x0e\x00..[\x00-\x7f]\x00.{10}|\x01\x02\x06\x00..[\x00-\x7f]\x00.."
    rb"|\xbd\x00\x12\x00..[\x00-\x7e]\x00.{14}|\x08\x02\x10\x00.{12}[\x00-\x1f\x40-\x5f\x80-\x9f\xc0-\xdf].{3})++",
    re.DOTALL,
)
"""Shared texts, short and long numbers, two numbers beside each other, blanks, and rows that are not hidden:
one behind the other. What was passed over is never gone back to.
"""
_BEGIN: Final = 0x809
_FILEPASS: Final = 0x2F
_EXTENT: Final = 0x200
_SHARED: Final = 0xFC
_CLAIMS: Final = frozenset({_EXTENT, _SHARED})
_SHEET: Final = 0x85
_DATE_MODE: Final = 0x22
_ROW: Final = 0x208
_COLUMNS: Final = 0x7D
_MAY_HIDE: Final = frozenset({_ROW, _COLUMNS})
_IN_RUNS: Final = frozenset({0xFD, 0x27E, 0x203, 0x201, 0xBD, _ROW})
"""Records that ``_NARROW_CELLS`` may begin with."""
_ROWS: Final = 65_536
_LAST_COLUMN: Final = 255


class _WideSheet(Exception):  # noqa: N818 - a reason to look closer, not a fault
    """More columns than may stand in any row without a closer look."""


@dataclass(slots=True)
class OldBook:
    """What an old workbook says besides its values; sheets by name."""

    sheets: dict[str, SheetHints] = field(default_factory=dict)
    protected: bool = False
    """A password is needed; nothing more is known then."""
    date1904: bool = False
    odd: bool = False
    """Sizes it claims, or its last record, reach beyond its end: what a reader makes of it is not known."""


def prescan(data: bytes) -> OldBook:
    """Goes over all records. UnsafeFile when a sheet reaches too far; ValueError when the file is broken."""
    stream = _stream(data)
    try:
        book = _walk(stream, _NARROW_CELLS)
    except _WideSheet:
        book = _walk(stream, None)
    book.odd = book.odd or claims_too_much(data)
    return book


def _walk(stream: bytes, narrow: re.Pattern[bytes] | None) -> OldBook:
    """``narrow``: runs of cells that fit whatever their rows are passed over; _WideSheet for a wider one."""
    book = OldBook()
    names: dict[int, str] = {}
    hints = SheetHints()
    # Room behind the end for the head of a last record that is cut short.
    place, end, padded = 0, len(stream) - 4, stream + bytes(8)
    last_row = last_column = 0
    head = _HEAD.unpack_from
    while place <= end:
        kind, length, row, column = head(padded, place)
        if narrow and kind in _IN_RUNS and (run := narrow.match(stream, place)):
            place = run.end()
            continue
        if kind in _CELLS:
            if kind in _RUNS:
                column += max((length - 6) // _RUNS[kind] - 1, 0)
            if narrow and column > _NARROW:
                raise _WideSheet
            if (row > last_row or column > last_column) and length >= 4:
                last_row, last_column = max(last_row, row), max(last_column, column)
                if column > _LAST_COLUMN or (last_row + 1) * (last_column + 1) > MAX_CELLS:
                    raise UnsafeFile("FILE_UNSAFE_BOMB")
        elif kind == _BEGIN:
            last_row = last_column = 0
            hints = book.sheets.setdefault(names[place], SheetHints()) if place in names else SheetHints()
        elif kind == _FILEPASS:
            return OldBook(protected=True)
        elif kind in _CLAIMS:
            _judge_claim(stream, kind, place + 4, length)
        elif kind == _SHEET:
            names.update(_named(stream[place + 4 : place + 4 + length]))
        elif kind == _DATE_MODE:
            book.date1904 = stream[place + 4 : place + 6] == b"\x01\x00"
        elif kind in _MAY_HIDE:
            _hide(hints, kind, stream[place + 4 : place + 4 + length])
        place += 4 + length
    # Nothing but filling may stand behind the last whole record.
    book.odd = not stream or (place != len(stream) and any(stream[place:]))
    return book


def _named(record: bytes) -> dict[int, str]:
    """Where a sheet begins in the stream, and its name."""
    if len(record) < 8:
        return {}
    start, letters, wide = unpack_from("<I", record)[0], record[6], record[7] & 1
    name = record[8 : 8 + letters * (2 if wide else 1)]
    return {start: name.decode("utf-16-le" if wide else "latin-1", errors="replace")}


def _hide(hints: SheetHints, kind: int, record: bytes) -> None:
    if kind == _ROW and len(record) >= 16 and unpack_from("<I", record, 12)[0] & 0x20:
        hints.hidden_rows.add(unpack_from("<H", record)[0])
    elif kind == _COLUMNS and len(record) >= 10 and record[8] & 1:
        first, last = unpack_from("<HH", record)
        hints.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))


def _judge_claim(stream: bytes, kind: int, place: int, length: int) -> None:
    """Sizes a reader would take at their word: the extent of a sheet, the number of shared texts."""
    if kind == _SHARED and length >= 8 and place + 8 <= len(stream):
        if unpack_from("<I", stream, place + 4)[0] > len(stream):
            raise ValueError("shared texts")
    elif kind == _EXTENT and length >= 12 and place + 12 <= len(stream):
        _, rows, _, columns = unpack_from("<IIHH", stream, place)
        if rows > _ROWS or columns > _LAST_COLUMN + 1:
            raise UnsafeFile("FILE_UNSAFE_BOMB")


def _stream(data: bytes) -> bytes:
    """The workbook inside the container; empty when there is none (a Word document)."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if any(entry is not None and entry.size > len(data) for entry in container.direntries):
                raise ValueError("sizes")
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return bytes(container.openstream(name).read())
    except MemoryError:
        raise
    except Exception as error:
        # The library meets damage with whatever its parser raises.
        raise ValueError(str(error)) from error
    return b""
