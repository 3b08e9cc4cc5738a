"""Names or lines that do not all find room: the first of them, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from thidua_desktop.texts import text


def some_of(words: Sequence[str], *, most: int, between: str = ", ") -> str:
    """At most ``most`` of ``words``, then the number of the others."""
    rest = len(words) - most
    shown = list(words[:most])
    return between.join([*shown, text("ui.some.rest", count=rest)] if rest > 0 else shown)
