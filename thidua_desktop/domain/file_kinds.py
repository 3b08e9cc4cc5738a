"""Which files are which, by their ending: the one place a chooser, a dropped file and a folder ask."""

from __future__ import annotations

from pathlib import Path
from typing import Final

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
LISTS: Final = (*WORKBOOKS, ".docx", ".txt", ".pdf", ".htm", ".html", ".mht", ".mhtml")
"""What a list of names is read from."""
TASK_LISTS: Final = (*WORKBOOKS, ".docx", ".txt", ".pdf")
PLANS: Final = (".docx", ".txt", ".pdf", ".doc", ".odt", ".rtf")
"""Papers; the last three are opened to say what to save them as."""
SCHEMES: Final = (*WORKBOOKS, ".docx")


def is_list(path: Path) -> bool:
    """Whether a list may be read from a file of this ending."""
    return path.suffix.lower() in LISTS


def is_workbook(path: Path) -> bool:
    """Whether a file of this ending is read cell by cell."""
    return path.suffix.lower() in WORKBOOKS


def pattern(words: str, endings: tuple[str, ...]) -> str:
    """The filter of a file chooser: ``Bảng tính (*.xlsx *.xls)``."""
    return f"{words} ({' '.join(f'*{ending}' for ending in endings)})"
