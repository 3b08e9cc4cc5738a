"""Where the picture of the stock lies on the paper, typed in tenths of a millimetre, and the cross."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from thidua_desktop.services.certificates.layouts import ScanPlace
from thidua_desktop.texts import text
from ui.widgets.allowing import allow

_KEYS: Final = ("x", "y", "width", "height")


class ScanForm(QWidget):
    """``edited`` gives the new place; ``crossed`` whether the cross is wanted."""

    edited = Signal(object)  # ScanPlace
    crossed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(text("printing.designer.scan_heading"))
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        self.boxes: dict[str, QDoubleSpinBox] = {}
        for row, key in enumerate(_KEYS, start=1):
            words = text(f"printing.designer.scan_fields.{key}")
            least = 1.0 if key in ("width", "height") else -300.0
            box = QDoubleSpinBox(minimum=least, maximum=900.0, singleStep=0.1, decimals=1, suffix=" mm")
            box.setKeyboardTracking(False)
            box.lineEdit().setTextMargins(6, 0, 0, 0)
            box.setAccessibleName(words)
            box.valueChanged.connect(lambda _: self._report())
            label = QLabel(words)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[key] = box
        self.cross = QCheckBox(text("printing.designer.cross"))
        self.cross.toggled.connect(self.crossed.emit)
        grid.addWidget(self.cross, len(_KEYS) + 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_place(self, place: ScanPlace) -> None:
        """Writes the numbers without telling anybody."""
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setValue(getattr(place, key))

    def enable(self, on: bool) -> None:
        """Numbers mean something only where there is a picture; the cross always does."""
        for box in self.boxes.values():
            allow(box, on, "no_scan")

    def _report(self) -> None:
        self.edited.emit(ScanPlace(**{key: round(box.value(), 1) for key, box in self.boxes.items()}))
