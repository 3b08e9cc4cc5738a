"""The frame of old workbooks (.xls, protected .xlsx): sectors that name the one after them.

A damaged frame whose sectors lead round in a circle would be followed until memory is full.
"""

from __future__ import annotations

import struct
from typing import Final

_HEADER: Final = 512
_COUNTS: Final = (40, 44, 64, 72)
"""Where the header says how many sectors hold the directory and the tables of sectors."""
_NO_SECTOR: Final = 0xFFFFFFFA
"""From this number on a mark, not a sector."""


def leads_in_circles(data: bytes) -> bool:
    """Does any chain of sectors never end? A header that cannot be read counts as one that does."""
    if len(data) < _HEADER:
        return True
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return True
    size = 1 << shift
    first = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _NO_SECTOR]
    follows = [place for sector in first for place in _sector(data, sector, size)]
    if _has_circle(follows):
        return True
    small: list[int] = []
    sector = struct.unpack_from("<I", data, 60)[0]
    while sector < len(follows):
        small.extend(_sector(data, sector, size))
        sector = follows[sector]
    return _has_circle(small)


def claims_too_much(data: bytes) -> bool:
    """Does the header speak of more sectors than the file has?"""
    most = len(data) // _HEADER + 1
    return any(struct.unpack_from("<I", data, place)[0] > most for place in _COUNTS)


def _sector(data: bytes, sector: int, size: int) -> tuple[int, ...]:
    start = (sector + 1) * size
    piece = data[start : start + size]
    return struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])


def _has_circle(follows: list[int]) -> bool:
    walk = [0] * len(follows)
    for start in range(len(follows)):
        place = start
        while place < len(follows) and not walk[place]:
            walk[place] = start + 1
            place = follows[place]
        if place < len(follows) and walk[place] == start + 1:
            return True
    return False
