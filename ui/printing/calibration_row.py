"""What a print dialog says of the printer's measured numbers, with the button to measure it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.texts import lookup, text
from ui.dialogs.base import make_button
from ui.printing.calibration_dialog import calibration_words
from ui.widgets.forms import Choice, Form
from ui.widgets.wrap_row import WrapRow

Calibrate = Callable[[str, str, Calibration | None], Calibration | None]
"""Printer, tray and what is known of them -> the new numbers; None when the officer gave it up."""


class CalibrationRow(QWidget):
    """``where`` reports printer and tray chosen now; ``numbers`` are theirs."""

    def __init__(
        self,
        known: Mapping[tuple[str, str], Calibration],
        *,
        where: Callable[[], tuple[str, str]],
        calibrate: Calibrate,
    ) -> None:
        super().__init__()
        self._known, self._where, self._calibrate = dict(known), where, calibrate
        row = WrapRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.line.setProperty("role", "muted")
        row.addWidget(self.line, 1)
        self.button = make_button(text("printing.dialog.calibrate"))
        self.button.clicked.connect(lambda _: self._ask())
        row.addWidget(self.button)

    @property
    def numbers(self) -> Calibration:
        return self._known.get(self._where(), Calibration())

    def report(self) -> None:
        """Another printer or tray was chosen."""
        self.line.setText(calibration_words(self._known.get(self._where())))

    def _ask(self) -> None:
        where = self._where()
        numbers = self._calibrate(*where, self._known.get(where))
        if numbers is not None:
            self._known[where] = numbers
            self.report()


def offer_trays(form: Form, trays: Mapping[str, tuple[str, ...]]) -> None:
    """The trays of the printer now chosen in ``form``, the machine's own choice first."""
    names = trays.get(str(form.values()["printer"]), ())
    form.set_choices(
        "tray",
        [Choice("", text("printing.no_tray")), *(Choice(tray, tray_words(tray)) for tray in names)],
    )
    form.set_values({"tray": ""})


def tray_words(tray: str) -> str:
    """A tray as the driver names it, in Vietnamese where we know the word."""
    return lookup(f"printing.trays.{tray}") or tray
