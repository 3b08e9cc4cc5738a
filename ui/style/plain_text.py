"""Names are letters, never markup: every label of the window shows its text as it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QWidget


class PlainStyle(QProxyStyle):
    """Turns off guessing in every ``QLabel``, also those Qt makes itself: message boxes and tool tips.

    A label left to guess (``AutoText``) takes a unit called ``<b>…`` for rich text and opens the files it
    names. A style is asked once for each widget before it is measured or shown. A label that is meant to be
    rich says so itself, with every name in it escaped.
    """

    def polish(self, polished: QWidget | QPalette | QApplication) -> QPalette | None:  # type: ignore[override]
        if isinstance(polished, QLabel) and polished.textFormat() == Qt.TextFormat.AutoText:
            polished.setTextFormat(Qt.TextFormat.PlainText)
        return super().polish(polished)
