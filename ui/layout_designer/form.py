"""The numbers of one block, typed: place, width, type, lines, colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from thidua_desktop.services.certificates.layouts import FACES, LayoutBlock
from thidua_desktop.texts import text
from ui.widgets.combo import Combo

_LENGTHS: Final = ("x", "y", "width")
_POINTS: Final = ("size", "floor")
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "align": ("left", "center", "right"),
    "font": FACES,
    "printed": ("overprint", "background"),
    "fit": ("shrink", "wrap"),
}


class BlockForm(QWidget):
    """``edited`` gives the name of a value and the value."""

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QWidget] = {}
        for key in _LENGTHS:
            self._add(key, self._number(key, step=0.1, most=600.0, suffix=" mm", decimals=1))
        for key in _POINTS:
            self._add(key, self._number(key, step=0.5, most=200.0, suffix=" pt", decimals=1))
        lines = QSpinBox(minimum=1, maximum=9)
        lines.lineEdit().setTextMargins(6, 0, 0, 0)
        lines.valueChanged.connect(lambda value: self.edited.emit("lines", value))
        self._add("lines", lines)
        for key, values in _CHOICES.items():
            self._add(key, self._choice(key, values))
        self._colour = QPushButton()
        self._colour.clicked.connect(lambda _: self._ask_colour())
        self._add("colour", self._colour)
        self._rule = QCheckBox(text("printing.designer.fields.rule"))
        self._rule.toggled.connect(lambda on: self.edited.emit("rule", on))
        self.boxes["rule"] = self._rule
        self._grid.addWidget(self._rule, self._grid.rowCount(), 0, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def show_block(self, block: LayoutBlock) -> None:
        """Writes its numbers without telling anybody."""
        for key, box in self.boxes.items():
            value: Any = getattr(block, key)
            with QSignalBlocker(box):
                if isinstance(box, QDoubleSpinBox | QSpinBox):
                    box.setValue(value)
                elif isinstance(box, QComboBox):
                    box.setCurrentIndex(max(0, box.findData(value)))
                elif isinstance(box, QCheckBox):
                    box.setChecked(value)
        self._show_colour(block.colour)

    def _add(self, key: str, box: QWidget) -> None:
        words = text(f"printing.designer.fields.{key}")
        label = QLabel(words)
        label.setBuddy(box)
        box.setAccessibleName(words)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(box, row, 1)
        self.boxes[key] = box

    def _number(self, key: str, *, step: float, most: float, suffix: str, decimals: int) -> QDoubleSpinBox:
        box = QDoubleSpinBox(minimum=0.0, maximum=most, singleStep=step, decimals=decimals, suffix=suffix)
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        box.valueChanged.connect(lambda value: self.edited.emit(key, round(value, decimals)))
        return box

    def _choice(self, key: str, values: tuple[str, ...]) -> QComboBox:
        box = Combo()
        for value in values:
            words = text(f"printing.designer.{key}.{value}")
            box.addItem(words, value)
        box.activated.connect(lambda place: self.edited.emit(key, box.itemData(place)))
        return box

    def _ask_colour(self) -> None:
        ask: Callable[..., QColor] = QColorDialog.getColor
        chosen = ask(QColor(self._colour.text()), self, text("printing.designer.fields.colour"))
        if chosen.isValid():
            self._show_colour(chosen.name())
            self.edited.emit("colour", chosen.name())

    def _show_colour(self, colour: str) -> None:
        self._colour.setText(colour)
        ink = "#ffffff" if QColor(colour).lightness() < 140 else "#000000"
        self._colour.setStyleSheet(f"background: {colour}; color: {ink};")
        self._colour.setCursor(Qt.CursorShape.PointingHandCursor)
