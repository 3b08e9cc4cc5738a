"""The rows above the tables of registration: counts that filter, words and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from thidua_desktop.texts import text
from ui.dialogs.base import Kind, make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import plain_words


class Chips(QHBoxLayout):
    """Counts that filter when pressed; ``picked`` gets the key. The first key is chosen at the start."""

    def __init__(self, keys: Sequence[str], picked: Callable[[str], None], owner: QWidget) -> None:
        super().__init__()
        self.setSpacing(SPACING["xs"])
        self._group = QButtonGroup(owner)
        self._buttons: dict[str, QPushButton] = {}
        for key in keys:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("kind", "chip")
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.setChecked(not self._buttons)
            chip.clicked.connect(lambda _, key=key: picked(key))
            self._group.addButton(chip)
            self.addWidget(chip)
            self._buttons[key] = chip

    def notify(self, key: str, words: str, count: int) -> None:
        """The words of a chip with its count."""
        self._buttons[key].setText(text("registration.chip", words=words, count=plain_words(count)))

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]


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
