"""One window for one data folder: a lock of the system, and a request file the first window watches.

The request is a file, so the program needs no network library. The first window empties it when it answers:
a second start can report an open window from a process that hangs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from thidua_desktop.folder_lock import FolderLock

_ANSWER_SECONDS: Final = 2.0
_LOOK_SECONDS: Final = 0.05


class OneInstance(QObject):
    """``acquire`` once at the start; ``knocked`` is emitted when the program was started again.

    ``files_given`` follows with the files the second start was called with, if any.
    """

    knocked = Signal()
    files_given = Signal(object)  # tuple of Path

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

    def ask_forward(self, files: tuple[Path, ...] = (), *, seconds: float = _ANSWER_SECONDS) -> bool:
        """Asks the other window to come to the front with ``files``; False when it gave no answer in time."""
        _let_others_come_forward()
        with self._request.open("a", encoding="utf-8") as request:
            request.write(json.dumps([str(file) for file in files]) + "\n")
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
            asked = self._request.read_text(encoding="utf-8")
            self._request.write_text("", encoding="utf-8")
            self.knocked.emit()
            files = _files_in(asked)
            if files:
                self.files_given.emit(files)


def _files_in(asked: str) -> tuple[Path, ...]:
    """The files of every request; one that is not whole names none."""
    found: list[Path] = []
    for line in asked.splitlines():
        try:
            names = json.loads(line)
        except ValueError:
            continue
        if isinstance(names, list):
            found += [Path(name) for name in names if isinstance(name, str)]
    return tuple(dict.fromkeys(found))


def _let_others_come_forward() -> None:
    """Windows gives the right to come forward to the program just started; it is passed on here."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
