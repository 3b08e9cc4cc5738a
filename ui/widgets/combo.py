"""A drop-down list whose words can always be read: whole in a tool tip, whole in the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from ui.style import screen

_EDGE: Final = 2
_MOST: Final = 12
"""Entries seen at once; a low screen shows fewer and scrolls."""


class Combo(QComboBox):
    """Turning the wheel over it scrolls the form; it changes nothing the keyboard is not in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def elided(self) -> bool:
        """Whether the chosen words have less room than they need."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self.fontMetrics().horizontalAdvance(self.currentText()) > self._room(option)

    def _room(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A style sheet cuts words through a letter: here they end in an ellipsis."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.elided():
            room = self._room(option) - _EDGE
            option.currentText = option.fontMetrics.elidedText(
                option.currentText, Qt.TextElideMode.ElideRight, room
            )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.elided():
            words = "\n".join(one for one in (self.currentText(), self.toolTip()) if one)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def showPopup(self) -> None:
        """The list is as wide as its words, as far as the screen goes."""
        view = self.view()
        requested = view.sizeHintForColumn(0) + 2 * view.frameWidth() + 28
        view.setMinimumWidth(max(self.width() - 2, min(requested, screen.available(self).width() - 40)))
        high = max(view.sizeHintForRow(0), 1)
        self.setMaxVisibleItems(max(3, min(_MOST, screen.available(self).height() * 3 // 4 // high)))
        super().showPopup()
