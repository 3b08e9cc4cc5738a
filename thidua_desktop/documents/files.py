"""Files out: whole or not at all, and names every Windows accepts."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from pathlib import Path
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import nfc
from thidua_desktop.held_files import remove_file, replace_file
from thidua_desktop.long_paths import long_path, plain_path

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in (*"0123456789", "¹", "²", "³")}
)
_LONGEST: Final = 120
_SCRATCH: Final = 22
"""Characters of the name of a scratch file."""
_LONGEST_SUFFIX: Final = 10


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and put it in its place in one step; the former file stays on failure.

    OfficeError ``documents.file_busy``, ``disk_full``, ``folder_missing`` or ``cannot_write``.
    """
    path = long_path(path, room=_SCRATCH)
    if not path.parent.is_dir():
        raise OfficeError("documents.folder_missing", folder=str(plain_path(path.parent)))
    scratch: Path | None = None
    try:
        # Not mkstemp: its files are for their owner's eyes only, and stay so after the rename.
        scratch = path.with_name(f".{secrets.token_hex(8)}.tmp")
        with scratch.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace_file(scratch, path)
    except OSError as error:
        if scratch is not None:
            with contextlib.suppress(OSError):
                remove_file(scratch)
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> OfficeError:
    # Windows answers WinError 5 and 32 (a PermissionError) when another program has the file open.
    if isinstance(error, PermissionError):
        return OfficeError("documents.file_busy", path=str(plain_path(path)))
    if error.errno in {errno.ENOSPC, errno.EDQUOT} or getattr(error, "winerror", None) == 112:
        return OfficeError("documents.disk_full", path=str(plain_path(path)))
    return OfficeError(
        "documents.cannot_write", path=str(plain_path(path)), detail=error.strerror or str(error)
    )


def safe_file_name(text: str) -> str:
    """``text`` as a file name for Windows too: composed, at most 120 letters, the suffix stored.

    ``QĐ 12/2024.pdf`` gives ``QĐ 12-2024.pdf``; reserved names (``con``, ``LPT1.pdf``) get a low line;
    nothing usable gives ``_``.
    """
    name = " ".join(_FORBIDDEN.sub("-", nfc(text)).split()).rstrip(". ")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX or " " in suffix:
        stem, dot, suffix = name, "", ""
    stem = stem[: _LONGEST - len(dot + suffix) - 1].rstrip(". ")
    # A device name counts up to its first full stop.
    if not stem or stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}{dot}{suffix}"
