"""The answer of a command that has no console, in a message that closes by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from thidua_desktop.texts import text

if TYPE_CHECKING:
    from ui.dialogs.message import MessageDialog

_FIRST, _LAST = 8, 6
"""Lines shown of a long answer: what it is about, and how it ended."""
_OPEN_MS: Final = 60_000
"""The task scheduler may run where nobody sees a message: the program must end all the same."""


def show_answer(words: str, *, log: Path | None, open_ms: int = _OPEN_MS) -> None:
    """Shows the first and last lines of ``words`` and where all of them stand, at most ``open_ms`` milliseconds."""
    from ui.app import make_application
    from ui.style.theme import theme

    application = make_application([])
    theme().apply("system")
    box = answer_box(words, log=log)
    QTimer.singleShot(open_ms, box.reject)
    box.exec()
    application.processEvents()


def answer_box(words: str, *, log: Path | None) -> MessageDialog:
    """The message in the look of the program; its words are plain text."""
    from ui.dialogs.message import MessageDialog

    lines = words.splitlines() or [text("cli.no_answer")]
    if len(lines) > _FIRST + _LAST:
        lines = [*lines[:_FIRST], "…", *lines[-_LAST:]]
    if log is not None:
        lines += ["", text("cli.answer_log", log=log)]
    box = MessageDialog(text("common.app_name"), "\n".join(lines))
    box.words.setTextFormat(Qt.TextFormat.PlainText)
    return box
