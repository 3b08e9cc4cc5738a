"""What to print of a decision's certificates: where, on which stock, which of them, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.texts import text
from ui.dialogs.base import FormDialog
from ui.printing.calibration_row import Calibrate, CalibrationRow, offer_trays
from ui.printing.print_dialog import parse_pages
from ui.widgets.allowing import allow
from ui.widgets.forms import Choice, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOrder:
    """What the officer chose. ``places`` count from 0 in the order of the list, in printing order, copies included;
    ``pause_every`` 0 never stops to ask."""

    printer: str
    tray: str
    on_blank_form: bool
    stock_id: int | None
    places: tuple[int, ...]
    pause_every: int
    calibration: Calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingFacts:
    """What the dialog offers. ``trays`` by printer; ``blank_forms`` as (id, name, sheets left); ``open_places``
    have no good certificate yet; ``calibrations`` by printer and tray; ``paper`` says the size in words."""

    printers: Sequence[str]
    trays: Mapping[str, tuple[str, ...]]
    blank_forms: Sequence[tuple[int, str, int]]
    count: int
    open_places: Sequence[int]
    calibrations: Mapping[tuple[str, str], Calibration]
    paper: str
    on_blank_form: bool
    doubts: int = 0
    """Places that do not fit or cannot be drawn."""


class CertificatePrintDialog(FormDialog):
    """``order`` is what to print once it was accepted; ``calibrate`` is asked for by its button."""

    def __init__(
        self,
        facts: PrintingFacts,
        *,
        calibrate: Calibrate,
        parent: QWidget | None = None,
    ) -> None:
        self._facts = facts
        super().__init__(
            text("printing.dialog.title"),
            self._fields(),
            parent,
            lead=text("printing.dialog.lead", paper=facts.paper, count=facts.count),
            accept_label=text("ui.print.go"),
        )
        some = "left" if 0 < len(facts.open_places) < facts.count else "all"
        self.form.set_values(
            {"printer": facts.printers[0], "range": some, "order": "forward", "copies": 1, "pause": 0}
        )
        if facts.blank_forms and facts.on_blank_form:
            self.form.set_values({"stock": facts.blank_forms[0][0]})
        self.form.edited.connect(self._edited)
        if facts.doubts:
            doubts = QLabel(text("printing.dialog.doubts", count=facts.doubts))
            doubts.setWordWrap(True)
            doubts.setProperty("role", "problem")
            self.body.addWidget(doubts)
        self.blanks_line = QLabel()
        self.blanks_line.setWordWrap(True)
        self.blanks_line.setProperty("role", "problem")
        self.body.addWidget(self.blanks_line)
        self.calibration = CalibrationRow(facts.calibrations, where=self._where, calibrate=calibrate)
        self.body.addWidget(self.calibration)
        self._edited("printer")
        self.setMinimumWidth(600)

    @property
    def order(self) -> CertificateOrder:
        values = self.form.values()
        blank_form = values["stock"]
        return CertificateOrder(
            printer=self._where()[0],
            tray=self._where()[1],
            on_blank_form=self._facts.on_blank_form,
            stock_id=blank_form if isinstance(blank_form, int) else None,
            places=self._places(),
            pause_every=int(str(values["pause"] or 0)),
            calibration=self.calibration.numbers,
        )

    def _places(self) -> tuple[int, ...]:
        values = self.form.values()
        if values["range"] == "left":
            chosen = tuple(self._facts.open_places)
        elif values["range"] == "some":
            chosen = parse_pages(str(values["some"] or ""), count=self._facts.count)
        else:
            chosen = tuple(range(self._facts.count))
        copied = tuple(place for place in chosen for _ in range(int(str(values["copies"]))))
        return copied[::-1] if values["order"] == "backward" else copied

    def _fields(self) -> tuple[Field, ...]:
        facts = self._facts
        printers = tuple(Choice(name, name) for name in facts.printers)
        blank_forms = (
            Choice(None, text("printing.dialog.no_stock")),
            *(
                Choice(key, text("printing.dialog.stock_left", name=name, left=left))
                for key, name, left in facts.blank_forms
            ),
        )
        ranges = tuple(
            Choice(key, text(f"printing.dialog.ranges.{key}", count=len(facts.open_places)))
            for key in ("left", "all", "some")
        )
        orders = tuple(Choice(key, text(f"printing.dialog.orders.{key}")) for key in ("forward", "backward"))
        label = {
            key: text(f"printing.dialog.{key}")
            for key in ("printer", "tray", "stock", "range", "some", "order", "copies", "pause")
        }
        return (
            Field("printer", label["printer"], "choice", required=True, choices=printers),
            Field("tray", label["tray"], "choice", choices=(Choice("", text("printing.no_tray")),)),
            Field("stock", label["stock"], "choice", choices=blank_forms),
            Field("range", label["range"], "choice", required=True, choices=ranges),
            Field("some", label["some"], help=text("printing.dialog.some_help"), check=self._wrong_some),
            Field("order", label["order"], "choice", required=True, choices=orders),
            Field("copies", label["copies"], "int", required=True, check=_wrong_copies),
            Field(
                "pause", label["pause"], "int", help=text("printing.dialog.pause_help"), check=_wrong_pause
            ),
        )

    def _edited(self, key: str) -> None:
        if key == "printer":
            offer_trays(self.form, self._facts.trays)
        allow(self.form.editor("some"), self.form.values()["range"] == "some", "range")
        self.calibration.report()
        self._report_blanks()

    def _report_blanks(self) -> None:
        """Warns when the batch needs more blanks than are left."""
        chosen = self.form.values()["stock"]
        left = next((left for key, _, left in self._facts.blank_forms if key == chosen), None)
        try:
            needed = len(self._places())
        except ValueError:
            needed = 0
        short = left is not None and needed > left
        self.blanks_line.setVisible(short)
        if short:
            self.blanks_line.setText(text("printing.dialog.few_blanks", needed=needed, left=left))

    def _where(self) -> tuple[str, str]:
        values = self.form.values()
        return str(values["printer"]), str(values["tray"] or "")

    def _wrong_some(self, typed: object) -> str | None:
        try:
            parse_pages(str(typed), count=self._facts.count)
        except ValueError:
            return text("printing.dialog.wrong_some", count=self._facts.count)
        return None

    def accept(self) -> None:
        if self.form.validate() and not self._places():
            self.form.refuse("range", text("printing.dialog.nothing"))
            return
        super().accept()


def _wrong_copies(value: object) -> str | None:
    good = isinstance(value, int) and 1 <= value <= 20
    return None if good else text("printing.dialog.wrong_copies")


def _wrong_pause(value: object) -> str | None:
    good = isinstance(value, int) and 0 <= value <= 500
    return None if good else text("printing.dialog.wrong_pause")
