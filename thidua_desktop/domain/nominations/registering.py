"""What a unit's registration may become, and the year a date belongs to. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

State = Literal["not_sent", "pending", "returned", "approved"]
STATES: Final[tuple[State, ...]] = ("not_sent", "pending", "returned", "approved")
MOVES: Final[Mapping[State, tuple[State, ...]]] = {
    "not_sent": ("pending",),
    "pending": ("approved", "returned", "not_sent"),
    "returned": ("pending",),
    "approved": ("pending", "returned"),
}
"""Chưa gửi → Chờ duyệt → Đã duyệt or Trả lại; an approval may be taken back."""


def year_name(year: int, year_type: str) -> str:
    """``2026`` or ``2025-2026``."""
    return f"{year - 1}-{year}" if year_type == "school" else str(year)


def share_in_percent(part: int, whole: int) -> str:
    """Whole percent, never rounded up to a hundred; empty without anything to count."""
    return f"{100 * part // whole}\N{NO-BREAK SPACE}%" if whole else ""
