"""Numbers as an office writes them: dots group thousands, a comma begins the fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?")
_PLAIN: Final = re.compile(r"[0-9]+(?:,[0-9]+)?")


def parse_amount(typed: str) -> Decimal:
    """``37.960`` is 37960, ``6,13`` is 6.13. ValueError for anything else: ``486.5`` could mean either."""
    words = typed.strip()
    if not _GROUPED.fullmatch(words) and not _PLAIN.fullmatch(words):
        raise ValueError(typed)
    return Decimal(words.replace(".", "").replace(" ", "").replace(",", "."))
