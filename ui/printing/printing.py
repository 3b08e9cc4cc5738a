"""Prints pages of a PDF in true size: one image a page at 300 dots an inch, on the whole sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.printing.pdf_document import POINTS_PER_INCH, PdfPages

PRINT_DPI: Final = 300
MM_PER_INCH: Final = 25.4
_MM_PER_POINT: Final = MM_PER_INCH / POINTS_PER_INCH
_TOLERANCE_MM: Final = 1.0


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What the officer chose: a printer by name, copies, pages counted from 0 in printing order, a tray by name, and
    what this printer is off."""

    printer: str
    copies: int
    pages: tuple[int, ...]
    tray: str = ""
    calibration: Calibration = field(default_factory=Calibration)


def printer_names() -> tuple[str, ...]:
    """Printers of this machine, the default one first."""
    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != default, name)))


def open_printer(name: str, tray: str = "") -> QPrinter:
    """The printer of this name, fed from ``tray`` where it has such a one.

    OfficeError when it is gone: Qt would silently take another one.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    if printer.printerName() != name:
        raise OfficeError("ui.printer_gone", printer=name)
    source = _sources(printer).get(tray)
    if source is not None:
        printer.setPaperSource(source)
    return printer


def tray_names(name: str) -> tuple[str, ...]:
    """Trays the driver reports; empty where it reports none, as everywhere but on Windows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return tuple(_sources(printer)) if printer.printerName() == name else ()


def _sources(printer: QPrinter) -> dict[str, QPrinter.PaperSource]:
    reported: Callable[[], list[QPrinter.PaperSource]] | None = getattr(
        printer, "supportedPaperSources", None
    )
    return {source.name: source for source in reported()} if reported is not None else {}


def print_pages(
    data: bytes,
    pages: tuple[int, ...],
    printer: QPrinter,
    *,
    copies: int,
    progress: Progress,
    calibration: Calibration | None = None,
) -> int:
    """Sends the pages and gives back how many sides were sent. OfficeError when the printer refuses.

    ``calibration`` moves and stretches every page by what this printer is off.

    Runs in the task runner: it opens a document of its own.
    """
    source = PdfPages(data)
    try:
        runs = [number for _ in range(copies) for number in pages]
        set_paper(printer, source.sizes[runs[0]])
        painter = QPainter()
        if not painter.begin(printer):
            raise OfficeError("ui.print_failed", printer=printer.printerName())
        try:
            for place, number in enumerate(runs):
                progress(place, len(runs), text("ui.pdf.printing_page", page=place + 1, total=len(runs)))
                if place:
                    set_paper(printer, source.sizes[number])
                    printer.newPage()
                _draw(painter, printer, source, number, calibration or Calibration())
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
        return len(runs)
    finally:
        source.close()


def set_paper(printer: QPrinter, size: QSizeF) -> None:
    """The sheet of a page given in points, without margins. OfficeError when the driver refuses."""
    wide = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    taken = printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    requested = (size.width() * _MM_PER_POINT, size.height() * _MM_PER_POINT)
    off = max(abs(sheet.width() - requested[0]), abs(sheet.height() - requested[1]))
    if not taken or off > _TOLERANCE_MM:
        width, height = (f"{round(side)}" for side in requested)
        raise OfficeError("ui.paper_refused", printer=printer.printerName(), width=width, height=height)


def _draw(
    painter: QPainter, printer: QPrinter, source: PdfPages, number: int, calibration: Calibration
) -> None:
    """One image over the whole sheet: bands would shift the last edge."""
    per_point = printer.resolution() / POINTS_PER_INCH
    per_mm = printer.resolution() / MM_PER_INCH
    size = source.sizes[number]
    sheet = QRectF(
        QPointF(float(calibration.dx) * per_mm, float(calibration.dy) * per_mm),
        QSizeF(
            size.width() * per_point * float(calibration.scale_x),
            size.height() * per_point * float(calibration.scale_y),
        ),
    )
    painter.drawImage(sheet, source.draw(number, dpi=PRINT_DPI))
