"""The room a window may take: the screen without the taskbar, in device-independent pixels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

TITLE_BAR: Final = 32
"""Pixels of a title bar before the window system has reported its own."""


LOW_LINES: Final = 34
"""Lines of letters below which a window is low: rows, heads and explanations give their room to the work."""


def is_low(widget: QWidget) -> bool:
    """Whether the window a widget stands in is low for its letters."""
    return widget.window().height() < LOW_LINES * widget.fontMetrics().lineSpacing()


def available(widget: QWidget) -> QRect:
    """Where a window of the widget's screen may stand, without the taskbar."""
    return widget.screen().availableGeometry()


def room_inside(window: QWidget) -> QSize:
    """The largest size of what a window holds, inside its title bar and edges."""
    room = available(window)
    frame = window.frameGeometry().size() - window.size()
    return QSize(room.width() - max(frame.width(), 2), room.height() - max(frame.height(), TITLE_BAR))


def move_inside(window: QWidget) -> None:
    """Moves a window so that all of it can be reached."""
    room, frame = available(window), window.frameGeometry()
    x = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
    y = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
    if (x, y) != (frame.left(), frame.top()):
        window.move(QPoint(x, y))
