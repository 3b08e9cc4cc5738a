"""A paper in a window of its own: looked at, saved for keeping or for editing, printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.printing.pdf_view import PdfView, SaveDocx


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How a paper is made: ``render`` and ``name`` run in the task runner.

    ``save_docx`` writes it for editing; ``keep`` keeps what was saved as PDF, by its name and bytes.
    """

    title: str
    label: str
    render: Callable[[Progress], bytes]
    name: Callable[[], str]
    save_docx: SaveDocx
    keep: Callable[[str, bytes], Changes] | None = None


class PaperDialog(Dialog):
    """Shows one PDF under its file name; Esc closes."""

    def __init__(
        self, context: Context, paper: Paper, *, data: bytes, name: str, parent: QWidget | None
    ) -> None:
        super().__init__(paper.title, parent)
        self._context, self._paper, self._data = context, paper, data
        self.view = PdfView(context)
        self.view.offer_docx(lambda: paper.save_docx)
        self.view.show_pdf(data, name=name)
        self.view.saved.connect(self._save)
        self.body.addWidget(self.view, 1)
        self.add_button(text("commendation.close")).clicked.connect(self.reject)
        self.resize(860, 640)
        self.view.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, path: Path) -> None:
        keep, data = self._paper.keep, self._data
        if keep is not None:
            self._context.act(lambda _: keep(path.name, data), label=text("commendation.keeping"))


def show_paper(context: Context, paper: Paper, *, owner: QWidget) -> None:
    """Draws a paper in the task runner and opens it in a window; a refusal is reported."""

    def show(drawn: tuple[bytes, str]) -> None:
        data, name = drawn
        context.dialogs.run(PaperDialog(context, paper, data=data, name=name, parent=owner.window()))

    context.runner.run(
        lambda progress: (paper.render(progress), paper.name()),
        done=show,
        label=paper.label,
        cancellable=True,
        owner=owner,
    )
