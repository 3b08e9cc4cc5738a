"""Preview of a paper: its pages, zoom, save, print, open in the machine's own reader."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.held_files import replace_file
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import handed_over
from ui.dialogs.base import Kind, make_button
from ui.printing.paper_printing import PaperPrinting, PaperToPrint
from ui.printing.pdf_canvas import PdfCanvas
from ui.printing.pdf_document import PdfPages
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow

_STEP: Final = 1.25
_NARROW: Final = 1020  # width of the window below which lists beside the paper need its room
_ROOMY: Final = 680
SaveDocx = Callable[[Path, Progress], Changes]


class PdfView(QWidget):
    """Give it bytes with ``show_pdf``; ``saved`` and ``printed`` report what the officer did with them."""

    saved = Signal(object)  # Path
    printed = Signal(int)  # sides sent to the printer

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        print_kind: Kind = "normal",
        printing: Callable[[], None] | None = None,
    ) -> None:
        """``printing`` takes the place of the plain print dialog."""
        super().__init__(parent)
        self._context = context
        self._printing = printing
        self._printer = PaperPrinting(context)
        self._printer.printed.connect(self.printed)
        self._pages: PdfPages | None = None
        self._name = ""
        self.canvas = PdfCanvas()
        self._number = QLineEdit()
        self._number.setAccessibleName(text("ui.pdf.page"))
        self._number.setFixedWidth(52)
        self._number.editingFinished.connect(self._go_typed)
        self._count = QLabel()
        self.save_button = make_button(text("ui.pdf.save"))
        self._make_docx: Callable[[], SaveDocx] | None = None
        self.docx_button = make_button(text("ui.pdf.save_docx"))
        self.docx_button.hide()
        self.print_button = make_button(text("ui.pdf.print"), kind=print_kind)
        put_icon(self.print_button, "print", "on_accent" if print_kind == "primary" else "text")
        self.open_button = QToolButton()
        self._lay_out()
        self.canvas.page_changed.connect(self._report_page)
        context.closing.connect(self.clear)
        self.clear()

    def show_pdf(self, data: bytes, *, name: str) -> None:
        """Shows a paper; ``name`` is the file name offered. OfficeError when it cannot be read."""
        pages = PdfPages(data)
        self._close()
        self._pages, self._name = pages, name
        self.canvas.show_pages(pages)
        self._enable(True)

    def add_tool(self, button: QWidget) -> None:
        """A button of the page in the row above the paper, before saving and printing."""
        self._bar.insertWidget(self._bar.indexOf(self.open_button), button)

    def clear(self) -> None:
        """Shows nothing."""
        self._close()
        self.canvas.show_pages(None)
        self._enable(False)

    def save(self) -> None:
        """Asks where and writes the file beside and renames it."""
        if self._pages is None:
            return
        path = self._context.dialogs.choose_save_file(
            text("ui.pdf.save_title"), name=self._name, patterns=text("ui.files.pdf"), purpose="pdf"
        )
        if path is None:
            return
        try:
            write_file(path, self._pages.data)
        except OSError:
            self._context.dialogs.error(OfficeError("ui.save_failed", name=path.name))
            return
        self._context.notify(text("ui.pdf.saved", name=path.name))
        self.saved.emit(path)

    def offer_docx(self, make: Callable[[], SaveDocx] | None) -> None:
        """Offers the paper for editing too: what ``make`` gives when asked writes it, in the task runner."""
        self._make_docx = make
        self.docx_button.setVisible(make is not None)

    def save_docx(self) -> None:
        """Asks where and writes the paper for editing."""
        if self._pages is None or self._make_docx is None:
            return
        save = self._make_docx()
        path = self._context.dialogs.choose_save_file(
            text("ui.pdf.save_docx_title"),
            name=Path(self._name).with_suffix(".docx").name,
            patterns=text("ui.files.docx"),
            purpose="docx",
        )
        if path is None:
            return
        self._context.act(
            lambda progress: save(path, progress),
            done=lambda _: self._context.notify(text("ui.pdf.saved", name=path.name)),
            label=text("ui.pdf.saving_docx"),
            owner=self,
        )

    def print(self) -> None:
        """Asks for printer, copies and pages and prints in the task runner."""
        if self._pages is None:
            return
        if self._printing is not None:
            self._printing()
            return
        self._printer.print(
            PaperToPrint(
                data=self._pages.data, name=self._name, pages=self._pages.count, size=self._pages.sizes[0]
            ),
            owner=self,
        )

    def open_outside(self) -> None:
        """Hands a copy to the machine's reader, reminding of true size."""
        if self._pages is None:
            return
        path = Path(tempfile.mkdtemp(prefix="thidua-")) / (self._name or "xem.pdf")
        write_file(path, self._pages.data)
        if not handed_over(path):
            self._context.dialogs.error(OfficeError("ui.no_pdf_reader"))
            return
        self._context.notify(text("ui.pdf.open_hint"))

    def _lay_out(self) -> None:
        bar = self._bar = WrapRow()
        bar.setSpacing(SPACING["xs"])
        step = self.canvas.go_to
        bar.addWidget(_tool("chevron_left", "ui.pdf.previous", lambda: step(self.canvas.current_page - 1)))
        bar.addWidget(self._number)
        bar.addWidget(self._count)
        bar.addWidget(_tool("chevron_right", "ui.pdf.next", lambda: step(self.canvas.current_page + 1)))
        bar.addSpacing(SPACING["m"])
        self._zooming = (
            _tool("zoom_out", "ui.pdf.zoom_out", lambda: self.canvas.zoom_by(1 / _STEP)),
            _tool("zoom_in", "ui.pdf.zoom_in", lambda: self.canvas.zoom_by(_STEP)),
            _tool("auto_fit_width", "ui.pdf.fit_width", lambda: self.canvas.set_fit("width")),
            _tool("page_fit", "ui.pdf.fit_page", lambda: self.canvas.set_fit("page")),
        )
        for tool in self._zooming:
            bar.addWidget(tool)
        bar.addStretch(1)
        self.open_button = _tool("open", "ui.pdf.open", self.open_outside)
        bar.addWidget(self.open_button)
        put_icon(self.save_button, "save")
        put_icon(self.docx_button, "edit")
        self.docx_button.clicked.connect(self.save_docx)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        bar.addWidget(self.save_button)
        bar.addWidget(self.docx_button)
        bar.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        column.addLayout(bar)
        column.addWidget(self.canvas, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.window().width() >= _NARROW or self.width() >= _ROOMY
        for tool in self._zooming:  # Ctrl++ and Ctrl+- do the same where there is no room
            tool.setVisible(roomy)

    def _report_page(self, number: int) -> None:
        self._number.setText(str(number + 1) if self._pages else "")
        self._count.setText(text("ui.pdf.page_of", count=self._pages.count) if self._pages else "")

    def _go_typed(self) -> None:
        typed = self._number.text().strip()
        if typed.isdecimal():
            self.canvas.go_to(int(typed) - 1)
        self._report_page(self.canvas.current_page)

    def _enable(self, enabled: bool) -> None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QToolButton) or widget in (
                self.save_button,
                self.docx_button,
                self.print_button,
                self._number,
            ):
                allow(widget, enabled, "no_paper")
        self._report_page(0)

    def _close(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None


def write_file(path: Path, data: bytes) -> None:
    """Writes beside and renames: the old file stays whole until the new one is. OSError from the disk."""
    beside = path.with_name(path.name + ".tmp")
    try:
        beside.write_bytes(data)
        replace_file(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _tool(icon: str, key: str, pressed: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setToolTip(text(key))
    button.setAccessibleName(text(key))
    put_icon(button, icon)
    button.clicked.connect(lambda: pressed())
    return button
