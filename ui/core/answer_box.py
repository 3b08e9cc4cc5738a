"""The answer of a command that has no console, in a message that closes by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from thidua_desktop.texts import text

_FIRST, _LAST = 8, 6
"""Lines shown of a long answer: what it is about, and how it ended."""
_OPEN_MS: Final = 60_000
"""The task scheduler may run where nobody sees a message: the program must end all the same."""


def show_answer(words: str, *, log: Path | None, open_ms: int = _OPEN_MS) -> None:
    """Shows the first and last lines of ``words`` and where all of them stand, at most ``open_ms`` milliseconds."""
    from ui.app import make_application

    application = make_application([])
    box = answer_box(words, log=log)
    QTimer.singleShot(open_ms, box.reject)
    box.exec()
    application.processEvents()


def answer_box(words: str, *, log: Path | None) -> QMessageBox:
    """The message; its words are plain text."""
    lines = words.splitlines() or [text("cli.no_answer")]
    if len(lines) > _FIRST + _LAST:
        lines = [*lines[:_FIRST], "…", *lines[-_LAST:]]
    box = QMessageBox(QMessageBox.Icon.NoIcon, text("common.app_name"), "\n".join(lines))
    box.setTextFormat(Qt.TextFormat.PlainText)
    if log is not None:
        box.setInformativeText(text("cli.answer_log", log=log))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return box
