"""The end of a paper: what must stay on the page of the signatures, and the list of recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Block, Paragraph, Signatures

ROWS_AT_SIGNATURE: Final = 2
"""Rows of a table that go over with the signatures, so these never stand alone."""


def signed_next(after: Sequence[Block]) -> bool:
    """Whether only notes stand between this place and the signatures."""
    rest = [block for block in after if not (isinstance(block, Paragraph) and block.style == d.NOTE)]
    return bool(rest) and isinstance(rest[0], Signatures)


def recipient_items(items: Sequence[str]) -> list[str]:
    """``- …;`` each, the last one with a full stop."""
    bare = [item.strip().rstrip(";.") for item in items]
    return [f"- {item}{';' if place < len(bare) - 1 else '.'}" for place, item in enumerate(bare)]
