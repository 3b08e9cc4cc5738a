"""Old workbooks (.xls) looked through before they are read: how far cells reach, whether it is protected.

A single damaged or hostile cell far out would make a reader take gigabytes of memory for the blanks between.
"""

from __future__ import annotations

import io
from struct import unpack_from
from typing import Final

from thidua_desktop.workbooks.reader_zip import MAX_CELLS, UnsafeFile

_CELLS: Final = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E, 0x406, 0x206})
_BEGIN: Final = 0x809
_FILEPASS: Final = 0x2F
_EXTENT: Final = 0x200
_SHARED: Final = 0xFC
_CLAIMS: Final = frozenset({_EXTENT, _SHARED})
_ROWS: Final = 65_536
_LAST_COLUMN: Final = 255


def is_protected_xls(data: bytes) -> bool:
    """Whether a password is needed. UnsafeFile when a sheet reaches too far; ValueError when it is broken."""
    stream = _stream(data)
    place, end = 0, len(stream) - 4
    last_row = last_column = 0
    while place <= end:
        kind, length = unpack_from("<HH", stream, place)
        if kind in _CELLS and length >= 4 and place + 8 <= len(stream):
            row, column = unpack_from("<HH", stream, place + 4)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if column > _LAST_COLUMN or (last_row + 1) * (last_column + 1) > MAX_CELLS:
                raise UnsafeFile("FILE_UNSAFE_BOMB")
        elif kind == _BEGIN:
            last_row = last_column = 0
        elif kind == _FILEPASS:
            return True
        elif kind in _CLAIMS:
            _judge_claim(stream, kind, place + 4, length)
        place += 4 + length
    return False


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
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return bytes(container.openstream(name).read())
    except MemoryError:
        raise
    except Exception as error:
        # The library meets damage with whatever its parser raises.
        raise ValueError(str(error)) from error
    return b""
