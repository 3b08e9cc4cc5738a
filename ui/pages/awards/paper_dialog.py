"""A paper in a window of its own: looked at, saved, printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.pdf_view import PdfView


class PaperDialog(Dialog):
    """Shows one PDF under its file name; Esc closes."""

    def __init__(
        self, context: Context, *, title: str, data: bytes, name: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent)
        self.view = PdfView(context)
        self.view.show_pdf(data, name=name)
        self.body.addWidget(self.view, 1)
        self.add_button(text("commendation.close")).clicked.connect(self.reject)
        self.resize(820, 640)
        self.view.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
