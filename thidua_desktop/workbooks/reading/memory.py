"""Memory a reader has used and freed, given back to the system where the system's library keeps it."""

from __future__ import annotations

import sys


def give_memory_back() -> None:
    """After a large workbook a third of what was taken would else stay with the program, empty."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
