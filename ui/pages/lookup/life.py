"""Quá trình khen thưởng in a window of its own: looked at, saved, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.printing.pdf_view import PdfView, SaveDocx

if TYPE_CHECKING:
    from pathlib import Path

    from thidua_desktop.domain.changes import Changes
    from thidua_desktop.queries.lookup.finding import Receiver


class LifeDialog(Dialog):
    """Shows the sheet under its file name; Esc closes."""

    def __init__(
        self, context: Context, *, data: bytes, name: str, docx: SaveDocx, parent: QWidget | None
    ) -> None:
        super().__init__(text("life_record.title"), parent)
        self.view = PdfView(context)
        self.view.offer_docx(lambda: docx)
        self.view.show_pdf(data, name=name)
        self.body.addWidget(self.view, 1)
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.resize(860, 640)
        self.view.save_button.setFocus(Qt.FocusReason.OtherFocusReason)


def show_life_record(context: Context, row: Receiver, *, owner: QWidget) -> None:
    """Draws the sheet in the task runner and opens it; a refusal is reported."""
    app, kind, number = context.app, row.subject_type, row.id

    def draw(progress: Progress) -> tuple[bytes, str]:
        from thidua_desktop.services.reports import life_record

        data = life_record.render(app, subject_type=kind, subject_id=number, progress=progress)
        return data, life_record.file_name(row.name)

    def docx(path: Path, progress: Progress) -> Changes:
        from thidua_desktop.services.reports import life_record

        return life_record.save_docx(app, path, subject_type=kind, subject_id=number, progress=progress)

    def show(drawn: tuple[bytes, str]) -> None:
        data, name = drawn
        context.dialogs.run(LifeDialog(context, data=data, name=name, docx=docx, parent=owner.window()))

    context.runner.run(draw, done=show, label=text("life_record.drawing"), owner=owner)
