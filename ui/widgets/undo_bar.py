"""One line that reports what was just done and undoes it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.undoing import undo_entry
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

_SHOWN_MS = 20_000


class UndoBar(QFrame):
    """Stands beside the title for a while after an action; a later action takes its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entry: int | None = None
        row = WrapRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["xs"])
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        row.addWidget(self._words)
        self.button = make_button(text("commendation.undo.button"), kind="quiet")
        put_icon(self.button, "arrow_undo", "accent_text")
        self.button.clicked.connect(lambda _: self.undo())
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def offer(self, changes: Changes, words: str) -> None:
        """Reports what was done; nothing is offered for what cannot be undone."""
        if changes.journal_id is None:
            return
        self._entry = changes.journal_id
        self._words.setText(words)
        self.show()
        self._timer.start()

    def undo(self) -> None:
        """Undoes it without a question: the line beside the button has named it."""
        entry, self._entry = self._entry, None
        self.hide()
        if entry is not None:
            undo_entry(self._context, entry, asking=False, owner=self)
