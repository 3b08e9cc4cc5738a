"""Widths of columns that fill the room there is: words give way before a bar has to scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LEAST: Final = 96


def fitted(widths: Sequence[int], least: Sequence[float | None], *, room: int) -> list[int]:
    """``widths`` in pixels so that they fill ``room``.

    ``least`` is the share of its width a column may shrink to; None: it neither shrinks nor grows. Where
    shrinking is not enough the table scrolls.
    """
    made = list(widths)
    elastic = [place for place, share in enumerate(least) if share is not None]
    spare = room - sum(widths)
    if spare >= 0:
        base = sum(widths[place] for place in elastic)
        for place in elastic:
            made[place] += spare * widths[place] // base
        return made
    # Each gives of what it can spare, so that all come to their least at the same room.
    gives = [max(0, width - _floor(width, share)) for width, share in zip(widths, least, strict=True)]
    total = sum(gives)
    missing = min(-spare, total)
    for place in elastic:
        made[place] -= -(-missing * gives[place] // total) if total else 0
        made[place] = max(made[place], widths[place] - gives[place])
    return made


def stepping_aside(
    widths: Sequence[int], least: Sequence[float | None], aside: Sequence[int], *, room: int
) -> frozenset[int]:
    """Places of the columns that leave the others their room: those with the highest ``aside`` first.

    Columns of ``aside`` 0 stay, whether there is room for them or not.
    """
    floors = [_floor(width, share) for width, share in zip(widths, least, strict=True)]
    needed = sum(floors)
    gone: set[int] = set()
    for place in sorted((p for p, rank in enumerate(aside) if rank), key=lambda p: -aside[p]):
        if needed <= room:
            break
        gone.add(place)
        needed -= floors[place]
    return frozenset(gone)


def _floor(width: int, share: float | None) -> int:
    return width if share is None else min(width, max(_LEAST, round(width * share)))
