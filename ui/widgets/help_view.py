"""The pages of help: a list with a search at the left, the page at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.config import resource
from thidua_desktop.domain.text import fold
from thidua_desktop.texts import text
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.widgets.richtext import settle

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
    "tables",
    "safety",
    "keys",
    "news",
)
_DOTS: Final = 300


class HelpView(QWidget):
    """``topic`` is the page on show; typing in the search leaves the pages that hold every word."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText=text("system.help.search_hint"), clearButtonEnabled=True)
        self.search.setAccessibleName(text("system.help.search"))
        self.list = QListWidget()
        self.list.setAccessibleName(text("system.help.list"))
        self._words: dict[str, str] = {}
        for name in PAGES:
            title = text(f"system.help.pages.{name}")
            item = QListWidgetItem(title)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.page = QTextBrowser()
        self.page.setAccessibleName(text("system.help.page"))
        self.page.document().setDocumentMargin(SPACING["l"])
        self.page.setSearchPaths([str(resource("help"))])
        side = QVBoxLayout()
        side.setSpacing(SPACING["s"])
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        side.addWidget(self.search)
        side.addWidget(self.nothing)
        side.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["m"])
        row.addLayout(side)
        row.addWidget(self.page, 1)
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.search.textChanged.connect(lambda _: self._filter())
        theme().changed.connect(self._show)
        self._fit()

    @property
    def topic(self) -> str:
        """The page on show; empty when there is none."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def open(self, topic: str) -> None:
        """Shows a page; the first for an unknown one."""
        self.list.setCurrentRow(PAGES.index(topic) if topic in PAGES else 0)

    def as_pdf(self) -> bytes:
        """The page on show on A4, black on white."""
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setBaseUrl(QUrl.fromLocalFile(f"{resource('help')}/"))
        document.setMarkdown(_read(self.topic or PAGES[0]))
        settle(document)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DOTS)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(text(f"system.help.pages.{self.topic or PAGES[0]}"))
        document.print_(writer)
        del writer
        buffer.close()
        return bytes(data.data())

    def _fit(self) -> None:
        """As wide as its longest title, but never more than a third of a small window."""
        wide = self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth() + SPACING["l"]
        self.list.setFixedWidth(min(max(wide, 200), 340))
        self.search.setFixedWidth(self.list.width())

    def _show(self) -> None:
        self._fit()
        if self.topic:
            self.page.setMarkdown(_read(self.topic))
            settle(self.page.document())

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        first = -1
        for row, name in enumerate(PAGES):
            if name not in self._words:
                self._words[name] = fold(f"{text(f'system.help.pages.{name}')} {_read(name)}")
            found = all(word in self._words[name] for word in words)
            self.list.item(row).setHidden(not found)
            first = row if found and first < 0 else first
        self.nothing.setText(text("system.help.nothing", words=self.search.text().strip()))
        self.nothing.setVisible(first < 0)
        current = self.list.currentItem()
        if first >= 0 and (current is None or current.isHidden()):
            self.list.setCurrentRow(first)


def _read(name: str) -> str:
    return resource("help", f"{name}.md").read_text(encoding="utf-8")
