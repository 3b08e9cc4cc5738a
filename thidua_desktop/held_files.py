"""Files another program holds for a moment: a virus scanner or an indexer opens what was just written."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

HELD_SECONDS: Final = 2.0
"""How long a new file may be held by a scanner before the refusal counts."""
_FIRST_PAUSE: Final = 0.02
_LONGEST_PAUSE: Final = 0.25
_HELD: Final = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation."""


def replace_file(made: Path, target: Path, *, seconds: float = HELD_SECONDS) -> None:
    """Puts a finished file or folder in its place in one step; ``target`` stays as it was on failure.

    A refusal of Windows that another program has the file open is tried again for ``seconds``; every other
    fault, and all faults elsewhere, are raised at once. OSError.
    """
    retried(lambda: made.replace(target), seconds=seconds)


def remove_file(path: Path, *, seconds: float = HELD_SECONDS) -> None:
    """Removes a file that may be missing; tried again like ``replace_file``. OSError."""
    retried(lambda: path.unlink(missing_ok=True), seconds=seconds)


def retried(action: Callable[[], object], *, seconds: float = HELD_SECONDS) -> None:
    """Does ``action`` again while Windows answers that another program has the file open. OSError."""
    end, pause = time.monotonic() + seconds, _FIRST_PAUSE
    while True:
        try:
            action()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() + pause > end:
                raise
        else:
            return
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
