"""The program's one entry point: without a sub-command it opens the window, with one it stays headless."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple


class WindowCall(NamedTuple):
    """A call for the window: the folder after ``--data`` (None: the user's own) and files to import."""

    folder: Path | None = None
    files: tuple[Path, ...] = ()


def window_call(arguments: list[str]) -> WindowCall | None:
    """What the window is opened with; None when the call is not for the window.

    Files dropped on the program's icon come as arguments without an option before them.
    """
    folder: Path | None = None
    match arguments:
        case ["--data", named, *rest] if not named.startswith("-"):
            folder, arguments = Path(named), rest
        case [option, *rest] if option.startswith("--data=") and option != "--data=":
            folder, arguments = Path(option.removeprefix("--data=")), rest
    if not arguments:
        return WindowCall(folder)
    from thidua_desktop.cli import COMMANDS

    files = tuple(Path(one) for one in arguments)
    if arguments[0] in COMMANDS or not all(file.exists() for file in files):
        return None
    return WindowCall(folder, tuple(file.absolute() for file in files))


def main(arguments: list[str]) -> int:
    """Exit code: 0 done, 1 refused with a sentence, 2 wrong call."""
    if arguments == ["--read-on-trial"]:
        # How the program starts itself to try a doubtful file.
        from thidua_desktop.workbooks.reading.trial import main as trial

        return trial()
    call = window_call(arguments)
    if call is None:
        return headless(arguments)
    from thidua_desktop.config import DataFolder, default_data_folder
    from ui.app import run

    return run(DataFolder(call.folder) if call.folder else default_data_folder(), call.files)


def headless(arguments: list[str]) -> int:
    """Runs one command. A windowed program of Windows has no console: its answer goes to a log and a message."""
    from thidua_desktop.cli import main as command
    from thidua_desktop.cli.no_console import has_console, logged

    if has_console():
        return command(arguments)
    answer = logged(lambda: command(arguments))
    if os.name == "nt":
        from ui.core.answer_box import show_answer

        show_answer(answer.words, log=answer.log)
    return answer.code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
