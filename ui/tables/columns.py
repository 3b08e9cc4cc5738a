"""Columns of a table declared as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from thidua_desktop.domain.text import text_sort_key
from ui.style.tokens import Tone

Row = TypeVar("Row")
Align = Literal["left", "right", "center"]
_WORDS = 140  # narrower columns hold numbers, days and short names


@dataclass(frozen=True, slots=True)
class Badge:
    """A small coloured word: its colour repeats what the words say."""

    words: str
    tone: Tone = "neutral"


@dataclass(frozen=True)  # no slots: ``Column[Line](…)`` must work, which they break
class Column(Generic[Row]):
    """One column over rows of one frozen type.

    ``value`` reads the cell; ``text`` words it (default: Vietnamese writing of numbers, blank for None);
    ``sort`` gives the key to order by (default: numbers as they are, words in Vietnamese order; names of
    persons want ``domain.text.sort_key``). ``badge`` paints the cell as a chip instead of words.
    ``sums``: its numbers may be added up (counts, money; never years, ranks or shares).
    ``width`` in pixels at 100 %. A column ``hidden`` at first is offered in the header's menu.
    Columns of words give way when room is short, to no less than ``least`` of their width; ``fixed`` ones
    never change. Where that is not enough the column with the highest ``aside`` steps aside until there is
    room again (0: it never does).
    """

    key: str
    title: str
    value: Callable[[Row], Any]
    width: int = 140
    align: Align = "left"
    text: Callable[[Any], str] | None = None
    sort: Callable[[Row], Any] | None = None
    badge: Callable[[Row], Badge | None] | None = None
    tooltip: Callable[[Row], str] | None = None
    hidden: bool = False
    fixed: bool = False
    sums: bool = False
    least: float = 0.6
    aside: int = 0

    @property
    def elastic(self) -> bool:
        """Whether its words may be cut before the table scrolls: never numbers, days or badges."""
        return self.align == "left" and self.badge is None and self.width >= _WORDS and not self.fixed

    def words(self, row: Row) -> str:
        """What the cell says, for the screen, the filter and the clipboard."""
        if self.badge is not None:
            badge = self.badge(row)
            return badge.words if badge else ""
        value = self.value(row)
        if self.text is not None:
            return self.text(value)
        return plain_words(value)

    def sort_value(self, row: Row) -> tuple[int, Any]:
        """A key that never compares blank with full: blanks stand after everything."""
        value = self.sort(row) if self.sort is not None else self.value(row)
        if value is None or value == "":
            return (1, 0)
        if isinstance(value, str) and self.sort is None:
            return (0, text_sort_key(value))
        return (0, value)


def plain_words(value: object) -> str:
    """Vietnamese writing: 1.170.000 and 95,5; blank for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, int | Decimal):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return str(value)
