"""A sentence to read in a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from thidua_desktop.texts import text
from ui.dialogs.base import LEAST_LEAD, Dialog
from ui.style.icons import put_icon
from ui.style.tokens import SPACING


class MessageDialog(Dialog):
    """A sentence to read, with a mark of its kind; Enter and Esc close it."""

    def __init__(
        self, title: str, sentence: str, parent: QWidget | None = None, *, icon: str = "info"
    ) -> None:
        super().__init__(title, parent)
        row = QHBoxLayout()
        row.setSpacing(SPACING["l"])
        mark = QToolButton()
        mark.setEnabled(True)
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        put_icon(mark, icon, "warn_text" if icon == "warning" else "info_text")
        mark.setIconSize(QSize(28, 28))
        mark.setAccessibleName(title)
        self.words = QLabel(sentence)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(LEAST_LEAD)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.ok_button = self.add_button(text("ui.buttons.ok"), kind="primary")
        self.ok_button.clicked.connect(self.accept)
        self.ok_button.setFocus(Qt.FocusReason.OtherFocusReason)
