"""Trợ giúp: short pages in the officer's words, from ``resources/help``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser

from thidua_desktop.config import resource
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import Tab
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.widgets.lists import give_room
from ui.widgets.richtext import settle
from ui.widgets.wrap_row import WrapRow

PAGES: Final = (
    "start",
    "plan",
    "blocs",
    "scoring",
    "registration",
    "import",
    "council",
    "decision",
    "printing",
    "reports",
    "safety",
    "keys",
)


class HelpSection(Tab):
    """A list of pages at the left, the page at the right; F1 comes here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setAccessibleName(text("system.help.list"))
        self.list.setFixedWidth(230)
        for name in PAGES:
            item = QListWidgetItem(text(f"system.help.pages.{name}"))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.page = QTextBrowser()
        self.page.setAccessibleName(text("system.help.page"))
        self.page.document().setDocumentMargin(SPACING["l"])
        row = WrapRow()
        row.setSpacing(SPACING["m"])
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        self.column.addLayout(row, 1)
        self.list.currentRowChanged.connect(lambda _: self._show())
        theme().changed.connect(self._show)

    def reload(self) -> None:
        give_room(self.list)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _show(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            path = resource("help", f"{item.data(Qt.ItemDataRole.UserRole)}.md")
            self.page.setMarkdown(path.read_text(encoding="utf-8"))
            settle(self.page.document())
