"""Explanations that take no room until they are wanted: a line to press, and what it opens."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import make_button
from ui.style.icons import put_icon


def drawer_button(
    words: str, inside: QWidget, *, key: str, settings: MachineSettings, opened: bool = False
) -> QPushButton:
    """A quiet button that shows and hides ``inside`` and remembers it; closed at first unless ``opened``."""
    button = make_button(words, kind="quiet")
    button.setCheckable(True)
    name = f"drawer/{key}"

    def turn(shown: bool) -> None:
        inside.setVisible(shown)
        put_icon(button, "chevron_down" if shown else "chevron_right", "accent_text")
        settings.put(name, int(shown))

    shown = settings.number(name, int(opened)) == 1
    button.setChecked(shown)
    turn(shown)
    button.toggled.connect(turn)
    return button
