"""Khối – Cụm thi đua: the year's blocs, their scores, the schemes of scoring and our own bloc, a tab each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import ClassVar, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import ORGANISATION, SCORING, Changes
from thidua_desktop.texts import text
from ui.context import Context
from ui.focus import take_focus
from ui.pages.base import Page
from ui.pages.blocs_tabs.tab import Tab


class TabEntry(NamedTuple):
    """``title``: key of the texts; ``factory``: ``module:Class`` of a ``Tab``, imported when first opened."""

    key: str
    title: str
    factory: str


TABS: Final = (
    TabEntry("blocs", "blocs.tabs.blocs", "ui.pages.blocs_tabs.year:YearTab"),
    TabEntry("scoring", "blocs.tabs.scoring", "ui.pages.scoring.panel:ScoringPanel"),
    TabEntry("schemes", "blocs.tabs.schemes", "ui.pages.blocs_schemes.panel:SchemesTab"),
    TabEntry("higher", "blocs.tabs.higher", "ui.pages.blocs_tabs.higher:HigherTab"),
)


class BlocsPage(Page):
    """Alt+1 to Alt+4 or Ctrl+Tab go from tab to tab."""

    topics: ClassVar[frozenset[str]] = frozenset({SCORING, ORGANISATION})

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("blocs.title"), subtitle=text("blocs.subtitle"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for face in (self.tabs, self.tabs.tabBar()):
            face.setAccessibleName(text("blocs.tabs.label"))
        self._made: dict[str, Tab] = {}
        self._grounds: dict[str, QVBoxLayout] = {}
        self._keys = [entry.key for entry in TABS]
        for number, entry in enumerate(TABS, start=1):
            ground = QWidget()
            column = QVBoxLayout(ground)
            column.setContentsMargins(0, 0, 0, 0)
            self._grounds[entry.key] = column
            title = text(entry.title)
            self.tabs.addTab(ground, title)
            self.tabs.setTabToolTip(number - 1, text("blocs.tabs.tip", title=title, number=number))
            self._shortcut(f"Alt+{number}", partial(self.open_tab, entry.key))
        self._shortcut("Ctrl+Tab", lambda: self._walk(1))
        self._shortcut("Ctrl+Shift+Tab", lambda: self._walk(-1))
        self.tabs.currentChanged.connect(lambda _: self._open())
        self.body.addWidget(self.tabs, 1)

    def tab(self, key: str) -> Tab:
        """A tab, made when first asked for. KeyError for an unknown key."""
        if key not in self._made:
            factory = next(entry.factory for entry in TABS if entry.key == key)
            module, _, name = factory.partition(":")
            made: Tab = getattr(import_module(module), name)(self.context)
            self._made[key] = made
            self._grounds[key].addWidget(made)
        return self._made[key]

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
            take_focus(self.ground)
        else:
            current.take_focus()

    def show_target(self, target: object) -> None:
        """A tab's key, or (key, what it should show)."""
        if isinstance(target, str) and target in self._keys:
            self.open_tab(target)
        elif isinstance(target, tuple) and len(target) == 2 and target[0] in self._keys:
            self.open_tab(target[0], target[1])

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
        tab = self.tab(self._keys[self.tabs.currentIndex()])
        if tab.stale:
            tab.stale = False
            tab.reload()

    def _walk(self, by: int) -> None:
        self.open_tab(self._keys[(self.tabs.currentIndex() + by) % len(self._keys)])

    def _shortcut(self, keys: str, action: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(action)
