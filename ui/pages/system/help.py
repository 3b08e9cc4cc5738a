"""Trợ giúp: short pages in the officer's words, from ``resources/help``; F1 shows them over the work."""

from __future__ import annotations

from PySide6.QtCore import Qt

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.help import print_help
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.widgets.help_view import PAGES, HelpView
from ui.widgets.wrap_row import WrapRow

__all__ = ["PAGES", "HelpSection"]


class HelpSection(Tab):
    """A list of pages at the left, the page at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = HelpView()
        self.list, self.page = self.view.list, self.view.page
        self.column.addWidget(self.view, 1)
        row = WrapRow()
        self.print_button = make_button(text("system.help.print"))
        put_icon(self.print_button, "print")
        self.print_button.clicked.connect(lambda _: print_help(context, self.view, self))
        row.addWidget(self.print_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def reload(self) -> None:
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def show_target(self, target: object) -> None:
        """A page of help by its name."""
        if isinstance(target, str):
            self.view.open(target)

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
