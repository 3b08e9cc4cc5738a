"""One window for one data folder: a lock file, and a knock the first window hears.

The knock is a file the first window watches, so the program needs no network library.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class OneInstance(QObject):
    """``acquire`` once at the start; ``knocked`` is told when the program was started again."""

    knocked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bell = folder / "window.knock"
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # never stale by age; the lock of a dead process is taken over
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self) -> bool:
        """True for the first window. False when another one is open; it has been knocked at."""
        if not self._lock.tryLock(100):
            _let_others_come_forward()
            with self._bell.open("a", encoding="utf-8") as bell:
                bell.write("1")
            return False
        self._bell.write_text("", encoding="utf-8")
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(lambda _: self.knocked.emit())
        return True

    def release(self) -> None:
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.files())
        self._lock.unlock()


def _let_others_come_forward() -> None:
    """Windows gives the right to come forward to the program just started; it is passed on here."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
