"""One test sheet and four typed lengths: then print lands where the stock wants it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.domain.certificates.printing import FRAME_EDGE, Calibration, Measured, calibrated
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.dialogs.base import Dialog
from ui.style.icons import put_icon
from ui.widgets.forms import Field, Form

_LENGTHS = ("left", "top", "width", "height")


class CalibrationDialog(Dialog):
    """``numbers`` are the four to keep once it was accepted.

    ``test`` prints a test sheet with the numbers it is given: what is measured on it belongs to them.
    """

    def __init__(
        self,
        *,
        about: str,
        paper: tuple[float, float],
        known: Calibration | None,
        test: Callable[[Calibration], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("printing.calibration.title"), parent, lead=about)
        self._width, self._height = (Decimal(str(side)) for side in paper)
        self._used = known or Calibration()
        self.numbers = self._used
        self.form = Form([self._field(key) for key in _LENGTHS], columns=2)
        self.form.edited.connect(lambda _: self._work_out())
        self.result_line = QLabel(calibration_words(self._used))
        self.result_line.setWordWrap(True)
        steps = QLabel(text("printing.calibration.steps"))
        steps.setWordWrap(True)
        steps.setProperty("role", "muted")
        for part in (steps, self.form, self.result_line):
            self.body.addWidget(part)
        self.test_button = self.add_button(text("printing.calibration.test"), at_left=True)
        put_icon(self.test_button, "print")
        self.test_button.clicked.connect(lambda _: test(self._used))
        self.reset_button = self.add_button(text("printing.calibration.reset"))
        self.reset_button.clicked.connect(lambda _: self._reset())
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.save_button = self.add_button(text("printing.calibration.save"), kind="primary")
        self.save_button.clicked.connect(self.accept)
        self.setMinimumWidth(620)
        self.form.focus_first()

    def accept(self) -> None:
        if self.form.validate() and self._work_out():
            super().accept()

    def _field(self, key: str) -> Field:
        exact = {"left": FRAME_EDGE, "top": FRAME_EDGE}.get(key)
        if exact is None:
            exact = (self._width if key == "width" else self._height) - 2 * FRAME_EDGE
        return Field(
            key,
            text(f"printing.calibration.{key}"),
            required=True,
            help=text("printing.calibration.exact", length=shown(exact)),
            check=_wrong_length,
        )

    def _work_out(self) -> bool:
        """Shows what follows from the lengths; False while they say nothing sensible."""
        lengths = {key: length_of(value) for key, value in self.form.values().items()}
        if any(value is None for value in lengths.values()):
            self.result_line.setText(calibration_words(self._used))
            return False
        try:
            self.numbers = calibrated(
                Measured(**{key: value for key, value in lengths.items() if value is not None}),
                paper_width=self._width,
                paper_height=self._height,
                used=self._used,
            )
        except OfficeError as error:
            self.result_line.setText(error_sentence(error))
            return False
        self.result_line.setText(calibration_words(self.numbers))
        return True

    def _reset(self) -> None:
        """Back to a printer that was never measured."""
        self.numbers = self._used = Calibration()
        self.result_line.setText(calibration_words(self.numbers))
        super().accept()


def calibration_words(numbers: Calibration | None) -> str:
    """The four numbers in one line."""
    if numbers is None or numbers.plain:
        return text("printing.calibration.none")
    return text(
        "printing.calibration.words",
        dx=shown(numbers.dx, signed=True),
        dy=shown(numbers.dy, signed=True),
        across=shown(numbers.scale_x * 100),
        down=shown(numbers.scale_y * 100),
    )


def length_of(typed: object) -> Decimal | None:
    """``9,8`` or ``9.8 mm`` in mm; None when it is no length."""
    try:
        value = Decimal(str(typed or "").lower().removesuffix("mm").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def shown(value: Decimal, *, signed: bool = False) -> str:
    """Two decimals at most, with a comma."""
    rounded = value.quantize(Decimal("0.01")).normalize()
    return format(rounded, "+f" if signed else "f").replace(".", ",")


def _wrong_length(value: object) -> str | None:
    return None if length_of(value) is not None else text("printing.calibration.wrong_length")
