"""Where the data folder stands: a folder another program synchronises, or a disk of another machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Literal

DataPlace = Literal["", "synchronised", "network"]
"""Empty: a disk of this machine."""

_ONEDRIVE: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables in which Windows names the folders OneDrive synchronises."""
_NAMES: Final = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive")
_REMOTE: Final = 4
"""What Windows answers for a mapped drive."""


def data_place(folder: PurePath, environment: Mapping[str, str] | None = None) -> DataPlace:
    """Whether a file that is written all the time is at risk in ``folder``.

    A synchroniser may take a database file apart in the middle of a commit; over a network the locks of SQLite
    are those of the other machine. Folders of OneDrive are known by ``environment`` (the process's own by
    default), those of other programs by their usual names.
    """
    parts = [part.casefold() for part in folder.parts]
    named = environment if environment is not None else os.environ
    roots = [type(folder)(named[key]) for key in _ONEDRIVE if named.get(key)]
    if any(folder.is_relative_to(root) for root in roots):
        return "synchronised"
    if any(part == name or part.startswith(f"{name} - ") for part in parts for name in _NAMES):
        return "synchronised"
    if str(folder).startswith(("\\\\?\\UNC\\", "//")) or _is_share(str(folder)) or _is_mapped(folder):
        return "network"
    return ""


def _is_share(written: str) -> bool:
    return written.startswith("\\\\") and not written.startswith("\\\\?\\")


def _is_mapped(folder: PurePath) -> bool:
    if os.name != "nt":
        return False
    import ctypes

    drive = folder.drive.removeprefix("\\\\?\\")
    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE)  # type: ignore[attr-defined, unused-ignore]
