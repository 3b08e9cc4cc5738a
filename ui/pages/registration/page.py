"""Đăng ký, sáng kiến: what was promised for the year, what was invented, and who might be proposed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import ClassVar, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import (
    GRANTS,
    LAW,
    NOMINATIONS,
    ORGANISATION,
    PEOPLE,
    REGISTRATIONS,
    Changes,
)
from thidua_desktop.texts import text
from ui.context import Context
from ui.focus import take_focus
from ui.pages.base import Page
from ui.pages.registration.tab import Tab
from ui.pages.registration.undo import UndoLine


class TabEntry(NamedTuple):
    """``title``: key of the texts; ``factory``: ``module:Class`` of a ``Tab``, imported when first opened."""

    key: str
    title: str
    factory: str


TABS: Final = (
    TabEntry(
        "registering",
        "registration.tabs.registering",
        "ui.pages.registration.registering:RegisteringTab",
    ),
    TabEntry("initiatives", "registration.tabs.initiatives", "ui.pages.registration.works:WorksTab"),
    TabEntry("radar", "registration.tabs.radar", "ui.pages.registration.radar:RadarTab"),
)


class RegistrationPage(Page):
    """Alt+1 to Alt+3 or Ctrl+Tab go from tab to tab."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {REGISTRATIONS, ORGANISATION, PEOPLE, NOMINATIONS, GRANTS, LAW}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("registration.title"), subtitle=text("registration.subtitle"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for face in (self.tabs, self.tabs.tabBar()):
            face.setAccessibleName(text("registration.tabs.label"))
        self.undo = UndoLine(context)
        self.head.add_word(self.undo)
        self._made: dict[str, Tab] = {}
        self._grounds: dict[str, QVBoxLayout] = {}
        self._keys = [entry.key for entry in TABS]
        for number, entry in enumerate(TABS, start=1):
            ground = QWidget()
            column = QVBoxLayout(ground)
            column.setContentsMargins(0, 0, 0, 0)
            self._grounds[entry.key] = column
            self.tabs.addTab(ground, text(entry.title))
            tip = text("registration.tabs.tip", title=text(entry.title), number=number)
            self.tabs.setTabToolTip(number - 1, tip)
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
            made.acted.connect(self.undo.offer)
            self._made[key] = made
            self._grounds[key].addWidget(made)
        return self._made[key]

    def open_tab(self, key: str) -> Tab:
        """Brings a tab to the front, with the keyboard in it."""
        self.tabs.setCurrentIndex(self._keys.index(key))
        self._open()
        made = self.tab(key)
        made.take_focus()
        return made

    def take_focus(self) -> None:
        current = self._made.get(self._keys[self.tabs.currentIndex()])
        if current is None:
            take_focus(self.ground)
        else:
            current.take_focus()

    def show_target(self, target: object) -> None:
        """A tab's key, or (key, what it should stand on)."""
        key, wanted = target if isinstance(target, tuple) and len(target) == 2 else (target, None)
        if isinstance(key, str) and key in self._keys:
            tab = self.open_tab(key)
            if wanted is not None:
                tab.stand_on(wanted)

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
