"""Danh mục: units, persons, signers, the council, titles and the law, a tab each."""

from __future__ import annotations

from typing import Final

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import TabbedPage, TabEntry

SECTIONS: Final = (
    ("units", "ui.pages.organisation.units:UnitsSection"),
    ("people", "ui.pages.organisation.people:PeopleSection"),
    ("signers", "ui.pages.system.office:SignersSection"),
    ("council", "ui.pages.system.council:CouncilSection"),
    ("catalogue", "ui.pages.system.catalogue:CatalogueSection"),
)


class RegistersPage(TabbedPage):
    """The lists every other page draws on; Ctrl+Tab goes from tab to tab."""

    def __init__(self, context: Context) -> None:
        entries = tuple(TabEntry(key, f"registers.tabs.{key}", factory) for key, factory in SECTIONS)
        super().__init__(
            context,
            entries,
            title=text("registers.title"),
            subtitle=text("registers.subtitle"),
            label="registers.tabs.label",
        )
