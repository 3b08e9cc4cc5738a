"""What is meant for a place lands there: measured on what a printer of 300 and 600 dots an inch gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from thidua_desktop.documents.certificates.calibration import render_test_sheet
from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.progress import silent
from ui.printing.pdf_document import PdfPages
from ui.printing.printing import print_pages

_DPI = 300
_MOVED = Calibration(Decimal("1.70"), Decimal("-2.30"), Decimal("1.00400"), Decimal("0.99500"))


@pytest.mark.parametrize("resolution", [300, 600])
@pytest.mark.parametrize("numbers", [Calibration(), _MOVED], ids=["plain", "calibrated"])
@pytest.mark.parametrize("paper", [(297.0, 210.0), (360.0, 237.0)], ids=["A4", "360x237"])
def test_the_frame_lands_within_three_tenths_of_a_millimetre(
    qapp: QApplication, tmp_path: Path, resolution: int, numbers: Calibration, paper: tuple[float, float]
) -> None:
    width, height = paper
    sheet = render_test_sheet(width=width, height=height, printer="HP", paper="A4", tray="")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(resolution)
    print_pages(sheet, (0,), printer, copies=1, progress=silent, calibration=numbers)
    pages = PdfPages((tmp_path / "out.pdf").read_bytes())
    image = pages.draw(0, dpi=_DPI)
    assert pages.sizes[0].width() / 72 * 25.4 == pytest.approx(width, abs=0.3)
    pages.close()
    left, right, top, foot = edges(image)
    assert left == pytest.approx(place(10, numbers.scale_x, numbers.dx), abs=0.3)
    assert right == pytest.approx(place(width - 10, numbers.scale_x, numbers.dx), abs=0.3)
    assert top == pytest.approx(place(10, numbers.scale_y, numbers.dy), abs=0.3)
    assert foot == pytest.approx(place(height - 10, numbers.scale_y, numbers.dy), abs=0.3)


def place(meant: float, scale: Decimal, shift: Decimal) -> float:
    return float(scale) * meant + float(shift)


def edges(image: QImage) -> tuple[float, float, float, float]:
    """Middles of the outermost dark lines in mm: left, right, upper, lower."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = gray.width(), gray.height(), gray.bytesPerLine()
    dots = bytes(gray.constBits())
    across = [dots[(height * 3 // 10) * stride + x] < 128 for x in range(width)]
    down = [dots[y * stride + width * 3 // 10] < 128 for y in range(height)]
    return (*_outermost(across), *_outermost(down))


def _outermost(dark: list[bool]) -> tuple[float, float]:
    places = [place for place, is_dark in enumerate(dark) if is_dark]
    first = next(end for end in range(places[0], len(dark)) if not dark[end])
    last = next(end for end in range(places[-1], 0, -1) if not dark[end])
    to_mm = 25.4 / _DPI
    return (places[0] + first) / 2 * to_mm, (places[-1] + 1 + last + 1) / 2 * to_mm
