"""Danh mục – Hệ thống: registers, law, journal, data, look and help, a tab each."""

from __future__ import annotations

from typing import Final

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import TabbedPage, TabEntry

SECTIONS: Final = (
    ("units", "ui.pages.organisation.units:UnitsSection"),
    ("people", "ui.pages.organisation.people:PeopleSection"),
    ("signers", "ui.pages.system.office:SignersSection"),
    ("office", "ui.pages.system.office:OfficeSection"),
    ("council", "ui.pages.system.council:CouncilSection"),
    ("catalogue", "ui.pages.system.catalogue:CatalogueSection"),
    ("journal", "ui.pages.system.journal:JournalSection"),
    ("bin", "ui.pages.system.bin:BinSection"),
    ("data", "ui.pages.system.data:DataSection"),
    ("look", "ui.pages.system.appearance:LookSection"),
    ("help", "ui.pages.system.help:HelpSection"),
)

_KEEPING: Final = frozenset({"bin", "data"})
"""Not in a copy that is only looked at."""


class SystemPage(TabbedPage):
    """Registers and settings; Ctrl+Tab goes from tab to tab."""

    def __init__(self, context: Context) -> None:
        shown = [one for one in SECTIONS if not (context.app.folder.view_only and one[0] in _KEEPING)]
        entries = tuple(TabEntry(key, f"system.tabs.{key}", factory) for key, factory in shown)
        super().__init__(
            context,
            entries,
            title=text("system.title"),
            subtitle=text("system.subtitle"),
            label="system.tabs.label",
        )
