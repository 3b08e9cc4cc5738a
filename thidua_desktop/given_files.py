"""Files the user names: whether they can be read, and why not, before a byte of them is taken in."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final, Literal

from thidua_desktop.domain.errors import OfficeError

Fault = Literal["missing", "not_regular", "forbidden", "locked", "unreadable"]
_HELD_WINERRORS: Final = frozenset({32, 33})
"""Windows: another program has the file open and shares it with nobody."""


def file_fault(path: Path) -> Fault | None:
    """Why a file cannot be read; None when it can.

    Devices, pipes and folders are never opened: reading one may not end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "not_regular"
        with path.open("rb"):
            return None
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except PermissionError as error:
        return "locked" if getattr(error, "winerror", None) in _HELD_WINERRORS else "forbidden"
    except (OSError, ValueError):
        return "unreadable"


def require_readable(path: Path) -> None:
    """OfficeError ``files.missing``, ``files.not_regular``, ``files.forbidden``, ``files.locked`` or
    ``files.unreadable`` when the file cannot be read."""
    fault = file_fault(path)
    if fault is not None:
        raise OfficeError(f"files.{fault}", file=path)
