"""Lists with room around their rows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget

from ui.style.tokens import SPACING


def give_room(rows: QListWidget) -> None:
    """Call after filling: a list filled before it is shown measures its rows without their padding."""
    height = rows.fontMetrics().height() + SPACING["m"]
    for place in range(rows.count()):
        rows.item(place).setSizeHint(QSize(0, height))
