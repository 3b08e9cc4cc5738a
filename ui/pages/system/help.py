"""Trợ giúp: short pages in the officer's words, from ``resources/help``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
)

from thidua_desktop.config import resource
from thidua_desktop.domain.text import search_key
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import Tab
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.widgets.lists import give_room
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
    "safety",
    "keys",
    "news",
)

_ABOUT: Final = {
    "overview": "start",
    "plan": "plan",
    "tasks": "plan",
    "registration": "registration",
    "blocs": "blocs",
    "scoring": "scoring",
    "schemes": "blocs",
    "intake": "import",
    "nominees": "registration",
    "council": "council",
    "decisions": "decision",
    "certificates": "printing",
    "lookup": "reports",
    "journal": "safety",
    "bin": "safety",
    "data": "safety",
}
_LIST_WIDTH: Final = 230
_MARK_ALPHA: Final = 90


class HelpSection(Tab):
    """A list of pages at the left, the page at the right; F1 comes here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setAccessibleName(text("system.help.list"))
        self.list.setFixedWidth(_LIST_WIDTH)
        for name in PAGES:
            item = QListWidgetItem(text(f"system.help.pages.{name}"))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.page = QTextBrowser()
        self.page.setAccessibleName(text("system.help.page"))
        self.page.document().setDocumentMargin(SPACING["l"])
        self.search = QLineEdit(placeholderText=text("system.help.search_hint"), clearButtonEnabled=True)
        self.search.setAccessibleName(text("system.help.search"))
        self.search.setFixedWidth(_LIST_WIDTH)
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setFixedWidth(_LIST_WIDTH)
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        side = QVBoxLayout()
        side.setSpacing(SPACING["s"])
        side.addWidget(self.search)
        side.addWidget(self.nothing)
        side.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACING["m"])
        row.addLayout(side)
        row.addWidget(self.page, 1)
        self.column.addLayout(row, 1)
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self.page.setFocus)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        theme().changed.connect(self._show)

    def reload(self) -> None:
        give_room(self.list)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def show_target(self, target: object) -> None:
        """Opens the page of this name."""
        if target in PAGES:
            self.search.clear()
            self.list.setCurrentRow(PAGES.index(str(target)))

    def _look(self, words: str) -> None:
        """Only the pages that hold every word, with or without marks; the first of them is shown."""
        wanted = search_key(words).split()
        shown = []
        for place, name in enumerate(PAGES):
            key = search_key(f"{text(f'system.help.pages.{name}')} {_markdown(name)}")
            found = all(word in key for word in wanted)
            self.list.item(place).setHidden(not found)
            shown += [place] if found else []
        self.nothing.setText(text("system.help.nothing", words=words.strip()))
        self.nothing.setVisible(not shown)
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])
        self._mark(wanted)

    def _mark(self, wanted: Sequence[str]) -> None:
        """Marks where the words stand on the page and goes to the first of them."""
        document = self.page.document()
        colour = QColor(theme().colour("accent"))
        colour.setAlpha(_MARK_ALPHA)
        found = []
        block = document.begin()
        while block.isValid() and wanted:
            for start, length in _places(block.text(), wanted):
                cursor = QTextCursor(document)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
                marked = QTextEdit.ExtraSelection()
                marked.cursor = cursor
                marked.format.setBackground(colour)
                found.append(marked)
            block = block.next()
        self.page.setExtraSelections(found)
        if found:
            first = QTextCursor(document)
            first.setPosition(found[0].cursor.selectionStart())
            self.page.setTextCursor(first)
            self.page.ensureCursorVisible()

    def _show(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.page.setMarkdown(_markdown(str(item.data(Qt.ItemDataRole.UserRole))))
            settle(self.page.document())
            self._mark(search_key(self.search.text()).split())


def help_of(*places: str) -> str:
    """The page of the guide about the first of these places (a tab or step, then its page) that has one."""
    return next((_ABOUT[place] for place in places if place in _ABOUT), "start")


@cache
def _markdown(name: str) -> str:
    return resource("help", f"{name}.md").read_text(encoding="utf-8")


def _places(line: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand in a line: the key of a letter is one letter, so places are the same."""
    key = "".join(search_key(letter) or " " for letter in line)
    if len(key) != len(line):
        return
    for word in wanted:
        start = key.find(word)
        while start >= 0:
            yield start, len(word)
            start = key.find(word, start + len(word))
