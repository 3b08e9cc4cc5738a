"""What a tab of the page of blocs is: a widget that reads when it is opened, again after changes."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.focus import take_focus
from ui.tokens import SPACING


class Tab(QWidget):
    """Fill ``column``; override ``reload``. The page tells each tab of changes of its ``topics``."""

    topics: ClassVar[frozenset[str]] = frozenset()

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

    def show_target(self, target: object) -> None:
        """Goes to what another tab or page asked for."""

    def take_focus(self) -> None:
        """The keyboard to where the work of the tab begins."""
        take_focus(self)
