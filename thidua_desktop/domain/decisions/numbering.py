"""Numbers of a register: each used once, none left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """``missing``: runs of numbers nobody has, first and last; ``repeated``: numbers used more than once."""

    missing: tuple[tuple[int, int], ...]
    repeated: tuple[int, ...]

    @property
    def whole(self) -> bool:
        return not self.missing and not self.repeated


def checked_numbers(numbers: Iterable[int], *, first: int = 1) -> NumberCheck:
    """Gaps from ``first`` up to the greatest number, and what was given twice."""
    uses = Counter(numbers)
    missing: list[tuple[int, int]] = []
    expected = first
    for number in sorted(uses):
        if number > expected:
            missing.append((expected, number - 1))
        expected = max(expected, number + 1)
    return NumberCheck(tuple(missing), tuple(sorted(one for one, times in uses.items() if times > 1)))
