"""One window for one data folder: a lock of the system, and a request file the first window watches.

The request is a file, so the program needs no network library. The first window empties it when it answers:
a second start can report an open window from a process that hangs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from thidua_desktop.folder_lock import FolderLock

_ANSWER_SECONDS: Final = 2.0
_LOOK_SECONDS: Final = 0.05


class OneInstance(QObject):
    """``acquire`` once at the start; ``knocked`` is emitted when the program was started again."""

    knocked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = folder / "window.knock"
        self._lock = FolderLock(folder / "window.lock")
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self) -> bool:
        """True for the first window. False when another process has the folder; it has been asked forward.

        OSError when the data folder cannot be written to.
        """
        if not self._lock.acquire():
            return False
        self._request.write_text("", encoding="utf-8")
        self._watcher = QFileSystemWatcher([str(self._request)], self)
        self._watcher.fileChanged.connect(self._answer)
        return True

    def ask_forward(self, *, seconds: float = _ANSWER_SECONDS) -> bool:
        """Asks the other window to come to the front; False when it gave no answer in time."""
        _let_others_come_forward()
        with self._request.open("a", encoding="utf-8") as request:
            request.write("1")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(_LOOK_SECONDS)
            if not self._request.exists() or self._request.stat().st_size == 0:
                return True
        return False

    def release(self) -> None:
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.files())
            self._watcher = None
        self._lock.release()

    def _answer(self, _path: str) -> None:
        if self._request.exists() and self._request.stat().st_size:
            self._request.write_text("", encoding="utf-8")
            self.knocked.emit()


def _let_others_come_forward() -> None:
    """Windows gives the right to come forward to the program just started; it is passed on here."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
