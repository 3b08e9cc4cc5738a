"""A page of several tabs declared as data: a tab is made when first opened, read again when it is stale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.handing_over import hand_over
from ui.pages.base import Page, scrolling
from ui.style.tokens import SPACING
from ui.widgets.focus import take_focus


class TabEntry(NamedTuple):
    """``title``: key of the texts; ``factory``: ``module:Class`` of a ``Tab``, imported when first opened."""

    key: str
    title: str
    factory: str


class Tab(QWidget):
    """Fill ``column``; override ``reload``. The page reports each tab of changes of its ``topics``."""

    topics: ClassVar[frozenset[str]] = frozenset()
    acted = Signal(object, str)  # Changes the officer may take back, and what was done

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("pageGround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, SPACING["m"], 0, 0)
        self.column.setSpacing(SPACING["m"])

    def reload(self) -> None:
        """Reads again and shows."""

    def show_target(self, target: object) -> None:
        """Goes to what another tab or page asked for."""

    def take_focus(self) -> None:
        """The keyboard to where the work of the tab begins."""
        take_focus(self)


class TabbedPage(Page):
    """Alt and a number (``numbered``) or Ctrl+Tab go from tab to tab; a target is a tab's key, or (key, what
    it should show). ``label`` and ``tip`` are keys of the texts."""

    def __init__(
        self,
        context: Context,
        entries: tuple[TabEntry, ...],
        *,
        title: str,
        subtitle: str,
        label: str,
        tip: str = "",
    ) -> None:
        super().__init__(context, title=title, subtitle=subtitle)
        self._entries = {entry.key: entry for entry in entries}
        self._keys = list(self._entries)
        self._made: dict[str, Tab] = {}
        self._grounds: dict[str, QVBoxLayout] = {}
        self._shown = ""
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for face in (self.tabs, self.tabs.tabBar()):
            face.setAccessibleName(text(label))
        for number, entry in enumerate(entries, start=1):
            self._add(number, entry, tip)
        self._shortcut("Ctrl+Tab", lambda: self._walk(1))
        self._shortcut("Ctrl+Shift+Tab", lambda: self._walk(-1))
        self.tabs.currentChanged.connect(lambda _: self._open())
        self._join_head()
        self.body.addWidget(self.tabs, 1)

    def _join_head(self) -> None:
        """Title, tabs and year stand in one line: the work begins right below it."""
        self._title = QLabel(self.head.title)
        self._title.setProperty("role", "title")
        self._title.setToolTip(self.head.subtitle)
        self._title.setContentsMargins(0, 0, SPACING["l"], 0)
        self.tabs.setCornerWidget(self._title, Qt.Corner.TopLeftCorner)
        self._corner = QWidget()
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(SPACING["s"], 0, 0, 2)
        row.setSpacing(SPACING["s"])
        if self.head.year_box is not None:
            row.addWidget(self.head.year_box)
        self.tabs.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self.head.hide()

    def add_word(self, word: QWidget) -> None:
        """Something said beside the year."""
        row = self._corner.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, word)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the tabs need the room the title gives it: the rail says it too."""
        super().resizeEvent(event)
        parts = (self.tabs.tabBar(), self._title, self._corner)
        need = sum(part.sizeHint().width() for part in parts) + SPACING["xl"] * 2
        self._title.setVisible(need <= event.size().width())

    def _add(self, number: int, entry: TabEntry, tip: str) -> None:
        """An empty ground; its tab comes when it is opened."""
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, 0, 0)
        self._grounds[entry.key] = column
        title = text(entry.title)
        self.tabs.addTab(background, title)
        if tip:
            self.tabs.setTabToolTip(number - 1, text(tip, title=title, number=number))
            self._shortcut(f"Alt+{number}", partial(self.open_tab, entry.key))

    @property
    def place(self) -> str:
        return self._shown

    def tab(self, key: str) -> Tab:
        """A tab, made when first asked for. KeyError for an unknown key."""
        if key not in self._made:
            module, _, name = self._entries[key].factory.partition(":")
            made: Tab = getattr(import_module(module), name)(self.context)
            self._made[key] = made
            area = scrolling(made)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._grounds[key].addWidget(area)
            self.tab_made(made)
        return self._made[key]

    def tab_made(self, made: Tab) -> None:
        """A tab was opened for the first time."""

    def open_tab(self, key: str, target: object = None) -> Tab:
        """Brings a tab to the front, with the keyboard in it; ``target`` is given to it."""
        self.tabs.setCurrentIndex(self._keys.index(key))
        self._open()
        made = self.tab(key)
        made.take_focus()
        if target is not None:
            made.show_target(target)
        return made

    def take_focus(self) -> None:
        current = self._made.get(self._keys[self.tabs.currentIndex()])
        if current is None:
            take_focus(self.background)
        else:
            current.take_focus()

    def show_target(self, target: object) -> None:
        key, requested = target if isinstance(target, tuple) and len(target) == 2 else (target, None)
        if isinstance(key, str) and key in self._entries:
            self.open_tab(key, requested)

    def reload(self) -> None:
        for tab in self._made.values():
            tab.stale = True
        self._open()

    def on_changes(self, changes: Changes) -> None:
        for tab in self._made.values():
            tab.stale = tab.stale or bool(tab.topics & changes.topics)
        if self.isVisible():
            self._open()

    def activate(self) -> None:
        super().activate()
        self._open()

    def _open(self) -> None:
        key = self._keys[self.tabs.currentIndex()]
        if self._shown != key and self._shown in self._made:
            hand_over(self._made[self._shown])
        self._shown = key
        tab = self.tab(key)
        if tab.stale:
            tab.stale = False
            tab.reload()

    def _walk(self, by: int) -> None:
        self.open_tab(self._keys[(self.tabs.currentIndex() + by) % len(self._keys)])

    def _shortcut(self, keys: str, action: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(action)
