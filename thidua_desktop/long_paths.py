r"""Paths longer than the 260 characters of Windows: the form ``\\?\C:\…`` has no such limit, without any setting."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath
from typing import Final

LONGEST: Final = 247
"""Characters Windows takes for a folder without the long form; a file may have 12 more."""
_LONG: Final = "\\\\?\\"
_LONG_SHARE: Final = "\\\\?\\UNC\\"


def long_path(path: Path, *, room: int = 0) -> Path:
    """``path`` in the long form where it, with ``room`` characters below it, would pass the limit.

    Unchanged on other systems.
    """
    if os.name != "nt":
        return path
    return Path(long_form(PureWindowsPath(path.absolute()), room=room))


def plain_path(path: Path) -> Path:
    """``path`` as it is shown and stored: without the long form where it is short enough to do without."""
    return Path(plain_form(PureWindowsPath(path))) if os.name == "nt" else path


def long_form(path: PureWindowsPath, *, room: int = 0) -> PureWindowsPath:
    """The long form of an absolute path that needs it; a share gets ``UNC`` in place of its two backslashes."""
    written = str(path)
    if written.startswith(_LONG) or not path.is_absolute() or len(written) + room <= LONGEST:
        return path
    # The long form is taken letter by letter: no "..", no slash.
    written = os.path.normpath(written) if os.name == "nt" else written
    share = written.startswith("\\\\")
    return PureWindowsPath(_LONG_SHARE + written[2:] if share else _LONG + written)


def plain_form(path: PureWindowsPath) -> PureWindowsPath:
    """The usual form of a path in the long form, as long as the usual form is within the limit."""
    written = str(path)
    if written.startswith(_LONG_SHARE):
        plain = "\\\\" + written[len(_LONG_SHARE) :]
    elif written.startswith(_LONG):
        plain = written[len(_LONG) :]
    else:
        return path
    return PureWindowsPath(plain) if len(plain) <= LONGEST else path
