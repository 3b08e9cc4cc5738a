"""Khối – Cụm thi đua: the year's blocs, their scores, the schemes of scoring and our own bloc, a tab each."""

from __future__ import annotations

from typing import ClassVar, Final

from thidua_desktop.domain.changes import ORGANISATION, SCORING
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import TabbedPage, TabEntry

TABS: Final = (
    TabEntry("blocs", "blocs.tabs.blocs", "ui.pages.blocs.year:YearTab"),
    TabEntry("scoring", "blocs.tabs.scoring", "ui.pages.scoring.panel:ScoringPanel"),
    TabEntry("schemes", "blocs.tabs.schemes", "ui.pages.schemes.panel:SchemesTab"),
    TabEntry("higher", "blocs.tabs.higher", "ui.pages.blocs.higher:HigherTab"),
)


class BlocsPage(TabbedPage):
    """Alt+1 to Alt+4 or Ctrl+Tab go from tab to tab."""

    topics: ClassVar[frozenset[str]] = frozenset({SCORING, ORGANISATION})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            TABS,
            title=text("blocs.title"),
            subtitle=text("blocs.subtitle"),
            label="blocs.tabs.label",
            tip="blocs.tabs.tip",
        )
