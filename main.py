"""The program's one entry point: without a sub-command it opens the window, with one it stays headless."""

from __future__ import annotations

import sys
from pathlib import Path


def data_folder_of(arguments: list[str]) -> Path | bool | None:
    """The folder after ``--data``, None for the default folder, False when the call is not for the window."""
    match arguments:
        case []:
            return None
        case ["--data", folder] if not folder.startswith("-"):
            return Path(folder)
        case [option] if option.startswith("--data=") and option != "--data=":
            return Path(option.removeprefix("--data="))
        case _:
            return False


def main(arguments: list[str]) -> int:
    """Exit code: 0 done, 1 refused with a sentence, 2 wrong call."""
    if arguments == ["--read-on-trial"]:
        # How the program starts itself to try a doubtful file.
        from thidua_desktop.workbooks.reading.trial import main as trial

        return trial()
    folder = data_folder_of(arguments)
    if folder is False:
        from thidua_desktop.cli import main as headless

        return headless(arguments)
    from thidua_desktop.config import DataFolder, default_data_folder
    from ui.app import run

    return run(DataFolder(folder) if isinstance(folder, Path) else default_data_folder())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
