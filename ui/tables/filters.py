"""The filter of one column: words it holds, values to show, a range of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from thidua_desktop.domain.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFilter:
    """Rows are shown whose cell holds every one of ``words`` (marks aside), is one of ``values`` (None: any)
    and, where it is a number, lies between ``least`` and ``most``. A cell without a number lies in no range.
    """

    words: str = ""
    values: frozenset[str] | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.words.strip()) or self.values is not None or self.ranged

    @property
    def ranged(self) -> bool:
        return self.least is not None or self.most is not None

    def accepts(self, words: str, value: object) -> bool:
        """Whether a cell with these words and this value passes."""
        if self.values is not None and words not in self.values:
            return False
        if self.ranged:
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                return False
            if (self.least is not None and value < self.least) or (
                self.most is not None and value > self.most
            ):
                return False
        if self.words:
            folded = fold(words)
            return all(word in folded for word in fold(self.words).split())
        return True

    def state(self) -> dict[str, Any]:
        """For the settings of the machine; ``from_state`` reads it."""
        return {
            "words": self.words,
            "values": None if self.values is None else sorted(self.values),
            "least": None if self.least is None else str(self.least),
            "most": None if self.most is None else str(self.most),
        }


def from_state(state: object) -> ColumnFilter | None:
    """What ``state`` gave; None for anything damaged or without effect."""
    if not isinstance(state, Mapping):
        return None
    values = state.get("values")
    made = ColumnFilter(
        words=str(state.get("words") or ""),
        values=frozenset(map(str, values)) if isinstance(values, list) else None,
        least=number_of(str(state.get("least") or "")),
        most=number_of(str(state.get("most") or "")),
    )
    return made if made.is_set else None


def number_of(words: str) -> Decimal | None:
    """A finite number as it stands in the settings (a point for decimals); None when it is none."""
    try:
        made = Decimal(words)
    except InvalidOperation:
        return None
    return made if made.is_finite() else None
