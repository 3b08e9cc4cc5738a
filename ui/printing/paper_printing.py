"""Printing a paper: asked by our own dialog, sent in the task runner, noted in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.services.certificates import printing
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.printing.calibrating import Calibrator, MeasuredPaper, OpenPrinter
from ui.printing.pdf_document import POINTS_PER_INCH
from ui.printing.print_dialog import PrintDialog
from ui.printing.printing import MM_PER_INCH, PrintOrder, open_printer, print_pages, printer_names, tray_names


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperToPrint:
    """A paper as PDF with its file name; ``size`` of its first page in points."""

    data: bytes
    name: str
    pages: int
    size: QSizeF


class PaperPrinting(QObject):
    """``printed`` reports how many sides were sent. ``printers`` and ``opener`` are the machine's."""

    printed = Signal(int)

    def __init__(
        self,
        context: Context,
        *,
        printers: Callable[[], tuple[str, ...]] = printer_names,
        opener: OpenPrinter = open_printer,
    ) -> None:
        super().__init__()
        self._context, self._printers, self._opener = context, printers, opener
        self._calibrator = Calibrator(context, opener=opener)

    def print(self, paper: PaperToPrint, *, owner: QWidget) -> None:
        """Asks for printer, tray, pages and copies and prints in the task runner."""
        printers = self._printers()
        if not printers:
            self._context.dialogs.error(OfficeError("ui.no_printer"))
            return
        measured = measured_paper(paper.size)

        def read(app: AppContext) -> Mapping[tuple[str, str], Calibration]:
            return app.read(query.calibrations, paper=measured.key)

        self._context.read(
            read, done=lambda known: self._ask(paper, measured, printers, known, owner), owner=self
        )

    def _ask(
        self,
        paper: PaperToPrint,
        measured: MeasuredPaper,
        printers: tuple[str, ...],
        known: Mapping[tuple[str, str], Calibration],
        owner: QWidget,
    ) -> None:
        dialog = PrintDialog(
            printers,
            pages=paper.pages,
            trays={name: tray_names(name) for name in printers},
            calibrations=known,
            calibrate=lambda printer, tray, now: self._calibrator.ask(measured, printer, tray, now),
            lead=text("printing.paper.lead", name=paper.name, pages=paper.pages, paper=measured.words),
            parent=owner,
        )
        stored = self._context.settings.words("print/printer")
        if stored in printers:
            dialog.choose_printer(stored)
        if self._context.dialogs.run(dialog):
            self._send(paper, dialog.order)

    def _send(self, paper: PaperToPrint, order: PrintOrder) -> None:
        context = self._context
        context.settings.put("print/printer", order.printer)
        sent: list[int] = []

        def work(progress: Progress) -> Changes:
            printer = self._opener(order.printer, order.tray)
            printer.setDocName(paper.name)
            sent.append(
                print_pages(
                    paper.data,
                    order.pages,
                    printer,
                    copies=order.copies,
                    progress=progress,
                    calibration=order.calibration,
                )
            )
            return printing.log_paper(
                context.app,
                kind="paper",
                title=paper.name.removesuffix(".pdf"),
                printer=order.printer,
                tray=order.tray,
                sheets=sent[0],
            )

        def done(_changes: Changes) -> None:
            context.notify(text("ui.pdf.printed", count=sent[0], printer=order.printer))
            self.printed.emit(sent[0])

        context.act(
            work, label=text("ui.pdf.printing", name=paper.name), done=done, cancellable=True, owner=self
        )


def measured_paper(size: QSizeF) -> MeasuredPaper:
    """Plain paper of a page's size in points, by whole millimetres."""
    width, height = (round(side / POINTS_PER_INCH * MM_PER_INCH) for side in (size.width(), size.height()))
    words = text("printing.paper.size", width=width, height=height)
    return MeasuredPaper(f"{width}x{height}", words, (float(width), float(height)))
