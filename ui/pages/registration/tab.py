"""What a tab of the page of registration is, and the row of buttons above its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.base import Kind, make_button
from ui.focus import take_focus
from ui.icons import put_icon
from ui.tokens import SPACING


class Tab(QWidget):
    """Fill ``column``; override ``reload``. The page tells each tab of changes of its ``topics``."""

    topics: ClassVar[frozenset[str]] = frozenset()
    acted = Signal(object, str)  # Changes she may take back, and what was done

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("pageGround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, SPACING["m"], 0, 0)
        self.column.setSpacing(SPACING["m"])

    def reload(self) -> None:
        """Reads again and shows."""

    def stand_on(self, wanted: object) -> None:
        """Shows the row another page asked for."""

    def take_focus(self) -> None:
        """The keyboard to where the work of the tab begins."""
        take_focus(self)


class Bar(QHBoxLayout):
    """Words at the left, buttons at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(SPACING["s"])

    def add_words(self, *, role: str = "muted") -> QLabel:
        words = QLabel()
        words.setProperty("role", role)
        words.setWordWrap(True)
        self.addWidget(words, 1)
        return words

    def add_button(
        self, label: str, icon: str, pressed: Callable[[], None], *, kind: Kind = "normal"
    ) -> QPushButton:
        button = make_button(label, kind=kind)
        button.setAutoDefault(False)
        put_icon(button, icon, "on_accent" if kind in ("primary", "danger") else "text")
        button.clicked.connect(lambda _: pressed())
        self.addWidget(button)
        return button
