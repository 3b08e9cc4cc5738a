"""Commands started where nobody reads a console: from a shortcut, the task scheduler, an icon."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.config import default_data_folder

LOG: Final = "command.log"
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command wrote, its exit code, and the log with all of it (None: no folder takes one)."""

    words: str
    code: int
    log: Path | None


def has_console() -> bool:
    """False in a windowed program of Windows, whose streams are None."""
    streams: tuple[object, ...] = (sys.stdout, sys.stderr)
    return None not in streams


def logged(command: Callable[[], int]) -> Answer:
    """Runs a command with both streams caught; the log holds the last answer only, for its user's eyes."""
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        code = command()
    words = written.getvalue().strip()
    return Answer(words, code, _write(words))


def _write(words: str) -> Path | None:
    for folder in (default_data_folder().logs, Path(tempfile.gettempdir())):
        path = folder / LOG
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(words + "\n")
        except OSError:
            continue
        return path
    return None
