"""What to print of a decision's certificates: where, on which stock, which of them, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from thidua_desktop.domain.printing import Calibration
from thidua_desktop.texts import text
from ui.dialogs.base import FormDialog, make_button
from ui.dialogs.calibration import calibration_words
from ui.dialogs.print_dialog import parse_pages
from ui.forms import Choice, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOrder:
    """What she chose. ``places`` count from 0 in the order of the list, in printing order, copies included;
    ``pause_every`` 0 never stops to ask."""

    printer: str
    tray: str
    on_stock: bool
    stock_id: int | None
    places: tuple[int, ...]
    pause_every: int
    calibration: Calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingFacts:
    """What the dialog offers. ``trays`` by printer; ``stocks`` as (id, name, sheets left); ``open_places``
    have no good certificate yet; ``calibrations`` by printer and tray; ``paper`` says the size in words."""

    printers: Sequence[str]
    trays: Mapping[str, Sequence[str]]
    stocks: Sequence[tuple[int, str, int]]
    count: int
    open_places: Sequence[int]
    calibrations: Mapping[tuple[str, str], Calibration]
    paper: str
    on_stock: bool


class CertificatePrintDialog(FormDialog):
    """``order`` is what to print once it was accepted; ``calibrate`` is asked for by its button."""

    def __init__(
        self,
        facts: PrintingFacts,
        *,
        calibrate: Callable[[str, str], Calibration | None],
        parent: QWidget | None = None,
    ) -> None:
        self._facts = facts
        self._numbers = dict(facts.calibrations)
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
        if facts.stocks and facts.on_stock:
            self.form.set_values({"stock": facts.stocks[0][0]})
        self.form.edited.connect(self._edited)
        self._add_calibration(calibrate)
        self._edited("printer")
        self.setMinimumWidth(600)

    @property
    def order(self) -> CertificateOrder:
        values = self.form.values()
        stock = values["stock"]
        return CertificateOrder(
            printer=str(values["printer"]),
            tray=self._tray(),
            on_stock=self._facts.on_stock,
            stock_id=stock if isinstance(stock, int) else None,
            places=self._places(),
            pause_every=int(str(values["pause"] or 0)),
            calibration=self._numbers.get((str(values["printer"]), self._tray()), Calibration()),
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
        stocks = (
            Choice(None, text("printing.dialog.no_stock")),
            *(
                Choice(key, text("printing.dialog.stock_left", name=name, left=left))
                for key, name, left in facts.stocks
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
            Field("stock", label["stock"], "choice", choices=stocks),
            Field("range", label["range"], "choice", required=True, choices=ranges),
            Field("some", label["some"], help=text("printing.dialog.some_help"), check=self._wrong_some),
            Field("order", label["order"], "choice", required=True, choices=orders),
            Field("copies", label["copies"], "int", required=True, check=_wrong_copies),
            Field(
                "pause", label["pause"], "int", help=text("printing.dialog.pause_help"), check=_wrong_pause
            ),
        )

    def _add_calibration(self, calibrate: Callable[[str, str], Calibration | None]) -> None:
        row = QHBoxLayout()
        self.calibration_line = QLabel()
        self.calibration_line.setWordWrap(True)
        self.calibration_line.setProperty("role", "muted")
        row.addWidget(self.calibration_line, 1)
        self.calibrate_button = make_button(text("printing.dialog.calibrate"))
        self.calibrate_button.clicked.connect(lambda _: self._calibrate(calibrate))
        row.addWidget(self.calibrate_button)
        self.body.addLayout(row)

    def _calibrate(self, calibrate: Callable[[str, str], Calibration | None]) -> None:
        printer, tray = str(self.form.values()["printer"]), self._tray()
        numbers = calibrate(printer, tray)
        if numbers is not None:
            self._numbers[printer, tray] = numbers
            self._tell()

    def _edited(self, key: str) -> None:
        if key == "printer":
            trays = self._facts.trays.get(str(self.form.values()["printer"]), ())
            names = [Choice(tray, tray_words(tray)) for tray in trays]
            self.form.set_choices("tray", [Choice("", text("printing.no_tray")), *names])
            self.form.set_values({"tray": ""})
        self.form.editor("some").setEnabled(self.form.values()["range"] == "some")
        self._tell()

    def _tell(self) -> None:
        key = (str(self.form.values()["printer"]), self._tray())
        self.calibration_line.setText(calibration_words(self._numbers.get(key)))

    def _tray(self) -> str:
        return str(self.form.values()["tray"] or "")

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


def tray_words(tray: str) -> str:
    """A tray as the driver names it, in Vietnamese where we know the word."""
    from thidua_desktop.texts import lookup

    return lookup(f"printing.trays.{tray}") or tray


def _wrong_copies(value: object) -> str | None:
    good = isinstance(value, int) and 1 <= value <= 20
    return None if good else text("printing.dialog.wrong_copies")


def _wrong_pause(value: object) -> str | None:
    good = isinstance(value, int) and 0 <= value <= 500
    return None if good else text("printing.dialog.wrong_pause")
