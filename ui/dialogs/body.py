"""The part of a dialog that scrolls where the screen is lower than what it shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Body(QScrollArea):
    """As large as what it holds where the screen has the room; else it scrolls and the buttons stay."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.capped = False  # the screen is lower than what is shown: the body gives way, not the buttons
        self.inside = QWidget()
        self.inside.setObjectName("dialogBody")
        self.setWidget(self.inside)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.inside.minimumSizeHint()
        line = self.fontMetrics().lineSpacing()
        return QSize(min(least.width(), line * 20), min(least.height(), line * 4))

    def hasHeightForWidth(self) -> bool:
        return not self.capped and self.inside.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self.inside.heightForWidth(width)
