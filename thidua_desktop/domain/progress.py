"""Progress as a plain callable: the core reports, the window or the console shows."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""``progress(done, total, text)``; may raise ``Cancelled`` to stop the work at a safe place."""


def silent(done: int, total: int, text: str) -> None:
    """Reports to nobody."""
