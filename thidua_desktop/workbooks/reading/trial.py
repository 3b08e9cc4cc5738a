"""A file read on trial by a process of its own: what would end the reader ends only that process.

The reader of values makes room for as many cells as a file says it has; a damaged number may ask for more
than any machine holds, and then it gives up with the whole program. Nothing comes back from the trial but
whether it was survived. The child is the program itself, called with ``TRIAL``.
"""

from __future__ import annotations

import io
import os
import subprocess
import threading
from pathlib import Path
from typing import BinaryIO, Final

TRIAL: Final = "--read-on-trial"
_MEMORY: Final = 2 << 30
_SECONDS: Final = 20.0
_SECONDS_A_MEGABYTE: Final = 6.0
_LOST: Final = 3


class Trial:
    """Begun at once, running while the file is looked through here; ended, whatever happens, with ``with``.

    Where no process can be started the file counts as sound.
    """

    def __init__(self, source: Path | io.BytesIO) -> None:
        self._data = None if isinstance(source, Path) else source.getvalue()
        size = source.stat().st_size if isinstance(source, Path) else len(source.getvalue())
        self._seconds = _SECONDS + _SECONDS_A_MEGABYTE * size / 1e6
        self._child = _start(source) if isinstance(source, Path) else _start(None)

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()

    def survived(self) -> bool:
        """Did the process come to its end? An error the reader itself reports is survived."""
        if self._child is None:
            return True
        clock = threading.Timer(self._seconds, self._child.kill)
        clock.start()
        try:
            self._child.communicate(self._data)
        except BrokenPipeError:
            self._child.wait()
        finally:
            clock.cancel()
        return self._child.returncode == 0


def _start(path: Path | None) -> subprocess.Popen[bytes] | None:
    # Not at the start: the child has no use for it.
    from thidua_desktop.config import program_command

    stream: BinaryIO | int = path.open("rb") if path is not None else subprocess.PIPE
    try:
        return subprocess.Popen(
            [*program_command(), TRIAL],
            stdin=stream,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    finally:
        if not isinstance(stream, int):
            stream.close()


def main() -> int:
    """The child: reads what is handed to it and says nothing."""
    from thidua_desktop.workbooks.reading.bounds import bound_memory

    bound_memory(_MEMORY)
    from python_calamine import CalamineWorkbook

    with os.fdopen(0, "rb") as stream:
        data = stream.read()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name)
    except Exception:
        return 0
    except BaseException:
        # A panic of the library is none of Python's ordinary errors.
        return _LOST
    return 0
