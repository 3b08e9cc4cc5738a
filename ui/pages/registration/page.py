"""Đăng ký, sáng kiến: what was promised for the year, what was invented, and who might be proposed."""

from __future__ import annotations

from typing import ClassVar, Final

from thidua_desktop.domain.changes import (
    GRANTS,
    LAW,
    NOMINATIONS,
    ORGANISATION,
    PEOPLE,
    REGISTRATIONS,
)
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import Tab, TabbedPage, TabEntry
from ui.widgets.undo_bar import UndoBar

TABS: Final = (
    TabEntry(
        "registering",
        "registration.tabs.registering",
        "ui.pages.registration.registering:RegisteringTab",
    ),
    TabEntry("initiatives", "registration.tabs.initiatives", "ui.pages.registration.works:WorksTab"),
    TabEntry("radar", "registration.tabs.radar", "ui.pages.registration.radar:RadarTab"),
)


class RegistrationPage(TabbedPage):
    """What was done in a tab can be taken back beside the title."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {REGISTRATIONS, ORGANISATION, PEOPLE, NOMINATIONS, GRANTS, LAW}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            TABS,
            title=text("registration.title"),
            subtitle=text("registration.subtitle"),
            label="registration.tabs.label",
            tip="registration.tabs.tip",
        )
        self.undo = UndoBar(context)
        self.add_word(self.undo)

    def tab_made(self, made: Tab) -> None:
        made.acted.connect(self.undo.offer)
