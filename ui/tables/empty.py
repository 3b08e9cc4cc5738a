"""What stands where a table has no rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.style.tokens import SPACING


@dataclass(frozen=True, slots=True)
class Empty:
    """What a table without rows says, and the button to its first row."""

    words: str
    button: str = ""
    action: Callable[[], None] | None = None


class EmptyFace(QWidget):
    """Words and one button in the middle."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        self.button = QPushButton()
        column.addSpacing(SPACING["m"])
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
