"""Danh mục – Hệ thống: registers, law, journal, data, look and help, a tab each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.context import Context
from ui.pages.base import Page
from ui.pages.system_section import Section

SECTIONS: Final = (
    ("units", "ui.pages.system_units:UnitsSection"),
    ("people", "ui.pages.system_people:PeopleSection"),
    ("signers", "ui.pages.system_office:SignersSection"),
    ("office", "ui.pages.system_office:OfficeSection"),
    ("council", "ui.pages.system_council:CouncilSection"),
    ("catalogue", "ui.pages.system_catalogue:CatalogueSection"),
    ("journal", "ui.pages.system_journal:JournalSection"),
    ("data", "ui.pages.system_data:DataSection"),
    ("look", "ui.pages.system_look:LookSection"),
    ("help", "ui.pages.system_help:HelpSection"),
)


class SystemPage(Page):
    """A tab is made when it is first opened and reads again when it is stale."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("system.title"), subtitle=text("system.subtitle"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(text("system.tabs.label"))
        self.tabs.setAccessibleName(text("system.tabs.label"))
        self._sections: dict[str, Section] = {}
        self._grounds: dict[str, QVBoxLayout] = {}
        self._keys = [key for key, _ in SECTIONS]
        for key in self._keys:
            ground = QWidget()
            column = QVBoxLayout(ground)
            column.setContentsMargins(0, 0, 0, 0)
            self._grounds[key] = column
            self.tabs.addTab(ground, text(f"system.tabs.{key}"))
        self.tabs.currentChanged.connect(lambda _: self._open_section())
        self.body.addWidget(self.tabs, 1)

    def section(self, key: str) -> Section:
        """A section, made when first asked for. KeyError for an unknown key."""
        if key not in self._sections:
            module, _, name = dict(SECTIONS)[key].partition(":")
            make: Callable[[Context], Section] = getattr(import_module(module), name)
            made = self._sections[key] = make(self.context)
            self._grounds[key].addWidget(made)
        return self._sections[key]

    def open_section(self, key: str) -> Section:
        """Brings a tab to the front."""
        self.tabs.setCurrentIndex(self._keys.index(key))
        self._open_section()
        return self.section(key)

    def reload(self) -> None:
        for section in self._sections.values():
            section.stale = True
        self._open_section()

    def on_changes(self, changes: Changes) -> None:
        for section in self._sections.values():
            section.stale = section.stale or bool(section.topics & changes.topics)
        if self.isVisible():
            self._open_section()

    def activate(self) -> None:
        super().activate()
        self._open_section()

    def show_target(self, target: object) -> None:
        if target in self._keys:
            self.open_section(str(target))

    def _open_section(self) -> None:
        section = self.section(self._keys[self.tabs.currentIndex()])
        if section.stale:
            section.stale = False
            section.reload()
