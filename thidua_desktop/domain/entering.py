"""Rows typed or pasted as a block: what is to be asked or refused before they are stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """``row`` counts from 0. ``stops``: the block is not stored while the row stands as it is."""

    row: int
    sentence: str
    stops: bool = False
