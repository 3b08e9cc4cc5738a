"""Where a paper for a unit was saved, with a button that opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow


class SavedBar(QFrame):
    """One line, hidden until something was saved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path = Path()
        row = WrapRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["s"])
        self.words = Elided("")
        self.open_button = make_button(text("intake.saved.open"))
        self.open_button.setAutoDefault(False)
        put_icon(self.open_button, "open")
        self.open_button.clicked.connect(self.open)
        row.addWidget(self.words, 1)
        row.addWidget(self.open_button)
        self.hide()

    def report(self, path: Path, words: str = "") -> None:
        """``path``: a file, or a folder of several; ``words`` instead of the sentence for one file."""
        self._path = path
        self.words.setText(words or text("intake.saved.words", path=path))
        self.open_button.setText(text("intake.saved.folder" if path.is_dir() else "intake.saved.open"))
        self.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Hands it to the machine's own program."""
        show_file(self._context, self._path)
