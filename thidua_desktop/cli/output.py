"""How commands speak: lines for people, JSON for programs, progress that never fills a log."""

from __future__ import annotations

import json
import sys
from typing import Any

from thidua_desktop.config import DataFolder, default_data_folder


def notify(sentence: str) -> None:
    """One line to the console, at once."""
    print(sentence, flush=True)


def write_json(value: Any) -> None:
    """A value as readable JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def show_progress(done: int, total: int, text: str) -> None:
    """A line that rewrites itself on a terminal; nothing elsewhere."""
    if sys.stderr and sys.stderr.isatty():  # None in a windowed program of Windows
        share = f"{done * 100 // total:3d} %" if total else ""
        end = "\n" if total and done >= total else ""
        print(f"\r\033[K{share} {text}", end=end, file=sys.stderr, flush=True)


def data_folder(arguments: Any) -> DataFolder:
    """The folder named by ``--data`` or the user's own."""
    return DataFolder(arguments.data) if arguments.data else default_data_folder()
