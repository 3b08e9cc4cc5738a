"""A chart as a value: what it is called and what it shows; drawn the same on screen and in a picture file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """``lines``: name -> (year, value), oldest first; ``bars``: (name, value) from the first down. One of the two
    is filled; ``most``: end of the scale of the lines, which begins at 0; ``words`` say the same in a sentence
    for who does not see it."""

    title: str
    lines: Mapping[str, tuple[tuple[int, Decimal], ...]]
    bars: tuple[tuple[str, Decimal], ...]
    words: str
    most: Decimal = Decimal(0)

    @property
    def empty(self) -> bool:
        return not self.lines and not self.bars
