"""One program for one data folder: a lock of the operating system that dies with its process."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO


class FolderLock:
    """What the lock file contains does not matter: empty, damaged or copied from another PC, it never locks.

    Only a living process holds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """True when this process has the folder now. OSError when the file cannot be opened at all."""
        if self._file is not None:
            return True
        file = self.path.open("ab")
        if not _lock(file):
            file.close()
            return False
        self._file = file
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
            file.flush()
        return True

    def release(self) -> None:
        """Lets another process have the folder; may be called twice."""
        if self._file is not None:
            self._file.close()  # closing gives the lock back on every system
            self._file = None


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte nobody writes: Windows keeps other processes from reading locked bytes

    def _lock(file: BinaryIO) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
