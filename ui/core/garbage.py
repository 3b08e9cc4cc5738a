"""Python's collecting of cycles, stored in the window's own thread.

A cycle may hold a widget. Collected while the task runner's thread happens to run, the widget would be destroyed
there, and Qt falls over at some later, innocent place.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class WindowGarbage(QObject):
    """Stops the automatic collecting and does it by a timer of the window instead."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int:
        """Collects the oldest generation that is due by Python's own measure; returns how much was freed."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                return gc.collect(generation)
        return 0
