"""Bản in: the plan as it will be printed, to save as PDF or .docx and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.pages.planning.tab import PlanTab
from ui.printing.pdf_view import PdfView

if TYPE_CHECKING:
    from pathlib import Path

    from thidua_desktop.domain.changes import Changes
    from thidua_desktop.domain.progress import Progress


class PaperTab(PlanTab):
    """Drawn when it comes to the front, and again after every change."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.refusal = QLabel()
        self.refusal.setProperty("role", "problem")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.view = PdfView(context)
        self.view.offer_docx(lambda: self._save_docx)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self.view, 1)

    def reload(self) -> None:
        plan_id, app = self.plan_id, self.context.app
        if plan_id is None or not self.isVisible():
            return

        def draw(progress: Progress) -> tuple[bytes, str]:
            from thidua_desktop.services.planning import paper

            return paper.render(app, plan_id, progress=progress), paper.file_name(app, plan_id)

        self.context.runner.run(
            draw, done=self._show, failed=self._refused, label=text("planning.paper.drawing"), owner=self
        )

    def _show(self, drawn: tuple[bytes, str]) -> None:
        self.refusal.hide()
        self.view.show_pdf(drawn[0], name=drawn[1])

    def _refused(self, error: Exception) -> None:
        self.view.clear()
        if not isinstance(error, OfficeError):
            self.context.dialogs.error(error)
            return
        self.refusal.setText(error_sentence(error))
        self.refusal.show()

    def _save_docx(self, path: Path, progress: Progress) -> Changes:
        from thidua_desktop.services.planning.paper import save_docx

        if self.plan_id is None:
            raise RuntimeError("no plan is on show")
        return save_docx(self.context.app, self.plan_id, path, progress=progress)
