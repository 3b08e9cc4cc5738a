"""The program's own print dialog in Vietnamese: printer, tray, pages, order, copies, calibration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.texts import text
from ui.dialogs.base import FormDialog
from ui.printing.calibration_row import Calibrate, CalibrationRow, offer_trays
from ui.printing.printing import PrintOrder
from ui.widgets.forms import Choice, Field

_MOST_COPIES: Final = 99
_RANGE: Final = re.compile(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?")


class PrintDialog(FormDialog):
    """``order`` is what to print once it was accepted. ``printers`` holds at least one name."""

    def __init__(
        self,
        printers: tuple[str, ...],
        *,
        pages: int,
        trays: Mapping[str, tuple[str, ...]] | None = None,
        calibrations: Mapping[tuple[str, str], Calibration] | None = None,
        calibrate: Calibrate,
        lead: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._pages = pages
        self._trays = trays or {}
        super().__init__(
            text("ui.print.title"),
            self._fields(printers),
            parent,
            lead=lead,
            accept_label=text("ui.print.go"),
        )
        self.calibration = CalibrationRow(calibrations or {}, where=self._where, calibrate=calibrate)
        self.body.addWidget(self.calibration)
        self.form.set_values({"printer": printers[0], "copies": 1, "order": "forward"})
        self.form.edited.connect(self._edited)
        self._edited("printer")
        self.setMinimumWidth(560)

    def choose_printer(self, name: str) -> None:
        """The one used last."""
        self.form.set_values({"printer": name})
        self._edited("printer")

    @property
    def order(self) -> PrintOrder:
        values = self.form.values()
        pages = parse_pages(str(values["pages"] or ""), count=self._pages)
        if values["order"] == "backward":
            pages = pages[::-1]
        printer, tray = self._where()
        return PrintOrder(printer, int(str(values["copies"])), pages, tray, self.calibration.numbers)

    def _where(self) -> tuple[str, str]:
        values = self.form.values()
        return str(values["printer"]), str(values["tray"] or "")

    def _edited(self, key: str) -> None:
        if key == "printer":
            offer_trays(self.form, self._trays)
        self.calibration.report()

    def _fields(self, printers: tuple[str, ...]) -> tuple[Field, ...]:
        choices = tuple(Choice(name, name) for name in printers)
        orders = tuple(Choice(key, text(f"printing.dialog.orders.{key}")) for key in ("forward", "backward"))
        return (
            Field("printer", text("ui.print.printer"), "choice", required=True, choices=choices),
            Field(
                "tray",
                text("printing.dialog.tray"),
                "choice",
                choices=(Choice("", text("printing.no_tray")),),
            ),
            Field("pages", text("ui.print.pages"), help=text("ui.print.pages_help"), check=self._wrong_pages),
            Field("order", text("ui.print.order"), "choice", required=True, choices=orders),
            Field(
                "copies",
                text("ui.print.copies"),
                "int",
                required=True,
                help=text("ui.print.copies_help"),
                check=_wrong_copies,
            ),
        )

    def _wrong_pages(self, typed: object) -> str | None:
        try:
            parse_pages(str(typed), count=self._pages)
        except ValueError:
            return text("ui.print.wrong_pages", count=self._pages)
        return None


def parse_pages(typed: str, *, count: int) -> tuple[int, ...]:
    """``1-3, 5`` as pages counted from 0; blank is every page. ValueError outside 1 to ``count``."""
    if not typed.strip():
        return tuple(range(count))
    pages: list[int] = []
    for part in re.split(r"[,;]", typed):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(part)
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise ValueError(part)
        pages.extend(range(first - 1, last))
    return tuple(pages)


def _wrong_copies(value: object) -> str | None:
    good = isinstance(value, int) and 1 <= value <= _MOST_COPIES
    return None if good else text("ui.print.wrong_copies")
