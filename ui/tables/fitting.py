"""Widths of columns that fill the room there is: words give way before a bar has to scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LEAST_SHARE: Final = 0.6
_LEAST: Final = 96


def fitted(widths: Sequence[int], elastic: Sequence[bool], *, room: int) -> list[int]:
    """``widths`` in pixels so that they fill ``room``; only the ``elastic`` ones grow or shrink.

    None shrinks below ``LEAST_SHARE`` of its width: where that is not enough the table scrolls.
    """
    made = list(widths)
    moving = [place for place, gives in enumerate(elastic) if gives]
    spare = room - sum(made)
    base = sum(widths[place] for place in moving)
    if not base:
        return made
    for place in moving:
        wanted = widths[place] + spare * widths[place] // base
        made[place] = max(wanted, min(widths[place], max(_LEAST, round(widths[place] * LEAST_SHARE))))
    return made
