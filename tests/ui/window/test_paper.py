"""Papers in the window: shown, walked by keyboard, saved whole, printed in true size or refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import FakeDialogs
from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import silent
from thidua_desktop.texts import error_sentence
from ui.core.context import Context
from ui.printing.paper_printing import PaperPrinting, PaperToPrint
from ui.printing.pdf_document import PdfPages
from ui.printing.pdf_view import PdfView
from ui.printing.print_dialog import PrintDialog, parse_pages
from ui.printing.printing import PrintOrder, open_printer, print_pages, set_paper

MM = 72 / 25.4


@pytest.fixture
def paper(qapp: QApplication, tmp_path: Path) -> bytes:
    """Three A4 pages, each with a black square of 50 mm at 20 mm from the upper left corner."""
    path = tmp_path / "paper.pdf"
    uow = QPdfWriter(str(path))
    uow.setResolution(300)
    uow.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    painter = QPainter(uow)
    dots = 300 / 25.4
    for page in range(3):
        if page:
            uow.newPage()
        painter.fillRect(
            round(20 * dots), round(20 * dots), round(50 * dots), round(50 * dots), Qt.GlobalColor.black
        )
    painter.end()
    return path.read_bytes()


@pytest.fixture
def view(qtbot: QtBot, context: Context, paper: bytes) -> PdfView:
    made = PdfView(context)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_pdf(paper, name="Quyết định.pdf")
    made.show()
    return made


def black_box_mm(pages: PdfPages, number: int) -> tuple[float, float, float, float]:
    """Left, top, width, height of what is black on a page, in mm."""
    dpi = 100
    image = pages.draw(number, dpi=dpi)
    dark = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 128
    ]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    width, height = max(x for x, _ in dark) - left + 1, max(y for _, y in dark) - top + 1
    return (left / dpi * 25.4, top / dpi * 25.4, width / dpi * 25.4, height / dpi * 25.4)


def test_pages_are_walked_by_keyboard(view: PdfView, qtbot: QtBot) -> None:
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_End, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(view.canvas, key)
        assert view.canvas.current_page == page
    view.canvas.set_fit("page")
    view.canvas.zoom_by(2)
    view.grab()


def test_a_broken_file_is_refused_with_a_sentence(view: PdfView) -> None:
    with pytest.raises(OfficeError) as refused:
        view.show_pdf(b"not a paper", name="x.pdf")
    assert refused.value.code == "ui.pdf_unreadable"


def test_saving_writes_the_whole_file_or_leaves_the_old_one(
    view: PdfView, dialogs: FakeDialogs, tmp_path: Path, paper: bytes, qtbot: QtBot
) -> None:
    dialogs.save_file = tmp_path / "Quyết định.pdf"
    with qtbot.waitSignal(view.saved):
        view.save()
    assert dialogs.save_file.read_bytes() == paper
    dialogs.save_file = tmp_path / "không có" / "x.pdf"
    view.save()
    assert [error.code for error in dialogs.errors if isinstance(error, OfficeError)] == ["ui.save_failed"]
    assert not list(tmp_path.rglob("*.tmp"))


def test_without_a_printer_the_officer_reads_what_to_do(view: PdfView, dialogs: FakeDialogs) -> None:
    PaperPrinting(view._context, printers=lambda: ()).print(a_paper(b""), owner=view)
    assert [error.code for error in dialogs.errors if isinstance(error, OfficeError)] == ["ui.no_printer"]


def a_paper(data: bytes) -> PaperToPrint:
    return PaperToPrint(data=data, name="Quyết định.pdf", pages=3, size=QSizeF(210 * MM, 297 * MM))


def test_a_printer_that_is_gone_is_not_replaced_by_another(qapp: QApplication) -> None:
    with pytest.raises(OfficeError) as refused:
        open_printer("Máy in không có thật")
    assert refused.value.code == "ui.printer_gone"


def test_what_is_printed_has_its_true_size(qapp: QApplication, paper: bytes, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    assert print_pages(paper, (2, 0), printer, copies=2, progress=silent) == 4
    printed = PdfPages(out.read_bytes())
    assert printed.count == 4
    assert printed.sizes[0].width() == pytest.approx(210 * MM, abs=1)
    assert printed.sizes[0].height() == pytest.approx(297 * MM, abs=1)
    assert black_box_mm(printed, 3) == pytest.approx((20, 20, 50, 50), abs=0.4)
    assert isinstance(printed.sizes[0], QSizeF)
    printed.close()


def test_pages_to_print_are_written_as_people_write_them() -> None:
    assert parse_pages("", count=3) == (0, 1, 2)
    assert parse_pages("1-2, 5", count=5) == (0, 1, 4)
    assert parse_pages("2–3;1", count=3) == (1, 2, 0)
    for wrong in ("0", "4", "3-1", "a", "1,,2", "-1"):
        with pytest.raises(ValueError):
            parse_pages(wrong, count=3)


def test_the_print_dialog_refuses_wrong_pages_and_copies(qtbot: QtBot) -> None:
    numbers = Calibration(Decimal("1.5"), Decimal(-1))
    dialog = PrintDialog(
        ("HP", "Canon"),
        pages=3,
        trays={"Canon": ("Manual",)},
        calibrations={("Canon", "Manual"): numbers},
        calibrate=lambda printer, tray, known: None,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.set_values({"pages": "2-9", "copies": 0})
    dialog.accept()
    assert set(dialog.form.problems()) == {"pages", "copies"}
    dialog.choose_printer("Canon")
    dialog.form.set_values({"pages": "2-3", "copies": 2, "tray": "Manual", "order": "backward"})
    dialog.accept()
    assert dialog.order == PrintOrder("Canon", 2, (2, 1), "Manual", numbers)


@pytest.mark.parametrize("size", [(360, 237), (210, 297), (420, 297)])
def test_a_printer_that_refuses_the_paper_says_how_to_add_it(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    monkeypatch.setattr(printer, "setPageLayout", lambda layout: False)
    with pytest.raises(OfficeError) as refused:
        set_paper(printer, QSizeF(size[0] * MM, size[1] * MM))
    message = error_sentence(refused.value)
    assert f"Width {size[0]} mm" in message and f"Height {size[1]} mm" in message
    assert "Print server properties" in message
