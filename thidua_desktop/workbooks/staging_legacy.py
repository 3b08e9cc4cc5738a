"""Turns the TCVN3 and VNI columns of a sheet into Unicode before anything is cleaned."""

from __future__ import annotations

from collections import Counter

from thidua_desktop.domain.legacy_text import Encoding, decode, detect
from thidua_desktop.workbooks.grid import Grid


def decode_legacy(grid: Grid) -> tuple[dict[int, str], dict[tuple[int, int], str]]:
    """Turns TCVN3 and VNI columns into Unicode in place: the columns with their encoding, the cells as they
    were.
    """
    width = max((len(row) for row in grid.rows), default=0)
    verdicts: dict[int, Encoding | None] = {}
    for column in range(width):
        texts = [v for row in grid.rows[:3000] if column < len(row) and isinstance(v := row[column], str)]
        foreign = [text for text in texts if not text.isascii()]
        verdicts[column] = detect(foreign[:400]) if foreign else None
    usual = Counter(v for v in verdicts.values() if v).most_common(1)
    turned: dict[int, str] = {}
    as_typed: dict[tuple[int, int], str] = {}
    for column, verdict in verdicts.items():
        if verdict in {"tcvn3", "vni"} and usual and usual[0][0] == "unicode" and _is_short(grid, column):
            verdict = "unicode"
        if verdict == "tcvn3" or verdict == "vni":
            turned[column] = verdict
            for place, row in enumerate(grid.rows):
                if column < len(row) and isinstance(text := row[column], str) and not text.isascii():
                    as_typed[place, column] = text
                    row[column] = decode(text, verdict)
    return turned, as_typed


def _is_short(grid: Grid, column: int) -> bool:
    """Fewer than three cells that could tell the encoding."""
    texts = (row[column] for row in grid.rows if column < len(row))
    return sum(isinstance(text, str) and not text.isascii() for text in texts) < 3
