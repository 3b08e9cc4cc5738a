"""Danh mục – Hệ thống: registers, law, journal, data, look and help, a tab each."""

from __future__ import annotations

from typing import Final

from thidua_desktop.texts import text
from ui.context import Context
from ui.pages.tabs import TabbedPage, TabEntry

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


class SystemPage(TabbedPage):
    """Registers and settings; Ctrl+Tab goes from tab to tab."""

    def __init__(self, context: Context) -> None:
        entries = tuple(TabEntry(key, f"system.tabs.{key}", factory) for key, factory in SECTIONS)
        super().__init__(
            context,
            entries,
            title=text("system.title"),
            subtitle=text("system.subtitle"),
            label="system.tabs.label",
        )
