"""Hours of the day as typed: 14:30, 14h30, 14 giờ 30 phút."""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{1,2})?\s*(?:phút)?", re.IGNORECASE)


def read_hour_minute(typed: str) -> str | None:
    """``14:30``; None for what is no hour of the day."""
    found = _TIME.fullmatch(typed.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"
