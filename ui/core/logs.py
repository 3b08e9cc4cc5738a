"""The program's log: rotated, readable by its user only, without names or numbers of anybody."""

from __future__ import annotations

import datetime as dt
import faulthandler
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from thidua_desktop.config import DataFolder
from thidua_desktop.domain.redacting import redacted_trace

_LOG_BYTES: Final = 1_000_000
_LOGS_STORED: Final = 3
_PRIVATE: Final = 0o600


class RedactingFormatter(logging.Formatter):
    """Errors are written by kind and place only: their messages may name persons."""

    def formatException(self, ei: Any) -> str:
        return redacted_trace(ei[1]) if ei[1] is not None else ""


class PrivateLog(RotatingFileHandler):
    """Each new file is for the eyes of its user only."""

    def _open(self) -> Any:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_private)


def start_log(folder: DataFolder) -> None:
    """Writes the log into the data folder. A folder that takes no log is no reason not to start."""
    logging.getLogger().setLevel(logging.INFO)
    try:
        folder.logs.mkdir(exist_ok=True)
        handler = log_handler(folder)
        # A windowed program has no stderr: crashes of the interpreter go to a file of their own.
        crash = _crash_file(folder.logs / "crash.log")
    except OSError as error:
        logging.getLogger(__name__).warning("no log can be written: %s", type(error).__name__)
        return
    logging.getLogger().addHandler(handler)
    faulthandler.enable(crash)
    logging.getLogger(__name__).info("started %s", dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))


def log_handler(folder: DataFolder) -> logging.Handler:
    """What writes the log file; at most a few megabytes of it stay. OSError when it cannot be opened."""
    handler = PrivateLog(
        folder.logs / "thidua.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_STORED, encoding="utf-8"
    )
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler


def _crash_file(path: Path) -> Any:
    """The file of interpreter crashes; begun again when it has grown large."""
    mode = "w" if path.exists() and path.stat().st_size > _LOG_BYTES else "a"
    return open(path, mode, encoding="utf-8", opener=_private)


def _private(path: str, flags: int) -> int:
    number = os.open(path, flags, _PRIVATE)
    if sys.platform != "win32":  # a file of an earlier version may be readable by others
        os.fchmod(number, _PRIVATE)
    return number
