"""The help of the place: F1 opens it over the page or form, Esc goes back to where the officer was."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.printing.pdf_view import PdfView
from ui.widgets.help_view import HelpView

TOPICS: Final[dict[tuple[str, str], str]] = {
    ("overview", ""): "start",
    ("plan", ""): "plan",
    ("tasks", ""): "plan",
    ("registration", ""): "registration",
    ("blocs", ""): "blocs",
    ("blocs", "scoring"): "scoring",
    ("commendation", ""): "import",
    ("commendation", "nominees"): "council",
    ("commendation", "council"): "council",
    ("commendation", "decisions"): "decision",
    ("commendation", "certificates"): "printing",
    ("lookup", ""): "reports",
    ("registers", ""): "start",
    ("registers", "council"): "council",
    ("registers", "catalogue"): "registration",
    ("system", ""): "start",
    ("system", "journal"): "safety",
    ("system", "bin"): "safety",
    ("system", "data"): "safety",
}
"""Page of help of each page of the program, and of those of its tabs and steps that have one of their own."""


def topic_of(page: str, place: str = "") -> str:
    """The page of help about a tab or step of a page."""
    return TOPICS.get((page, place)) or TOPICS.get((page, ""), "start")


class HelpDialog(Dialog):
    """Stands over the work; Esc or Đóng leaves everything as it was."""

    def __init__(self, context: Context, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(text("system.tabs.help"), parent)
        self._context = context
        self.view = HelpView()
        self.view.open(topic)
        self.body.addWidget(self.view, 1)
        self.print_button = self.add_button(text("system.help.print"), at_left=True)
        self.print_button.clicked.connect(lambda _: self._print())
        self.close_button = self.add_button(text("ui.buttons.close"), kind="primary")
        self.close_button.clicked.connect(self.accept)
        self.resize(940, 620)
        self.view.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        print_help(self._context, self.view, self)


class HelpPaper(Dialog):
    """A page of help on paper: to look at, save and print."""

    def __init__(self, context: Context, data: bytes, name: str, parent: QWidget | None) -> None:
        super().__init__(name, parent)
        self.view = PdfView(context)
        self.view.show_pdf(data, name=f"{name}.pdf")
        self.body.addWidget(self.view, 1)
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.resize(860, 640)
        self.view.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        self.view.clear()
        super().done(result)


def print_help(context: Context, view: HelpView, parent: QWidget) -> None:
    """Opens the page on show as paper."""
    name = text(f"system.help.pages.{view.topic}")
    context.dialogs.run(HelpPaper(context, view.as_pdf(), name, parent.window()))
