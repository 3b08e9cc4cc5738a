"""Hệ thống: the office, journal, data, look and help, a tab each."""

from __future__ import annotations

from typing import Final

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.tabs import TabbedPage, TabEntry

SECTIONS: Final = (
    ("office", "ui.pages.system.office:OfficeSection"),
    ("journal", "ui.pages.system.journal:JournalSection"),
    ("bin", "ui.pages.system.bin:BinSection"),
    ("data", "ui.pages.system.data:DataSection"),
    ("look", "ui.pages.system.appearance:LookSection"),
    ("help", "ui.pages.system.help:HelpSection"),
)

_KEEPING: Final = frozenset({"bin", "data"})
"""Not in a copy that is only looked at."""


class SystemPage(TabbedPage):
    """Settings of the office and the machine; Ctrl+Tab goes from tab to tab."""

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

    def show_target(self, target: object) -> None:
        """A tab of this page; what stands among the registers opens there."""
        from ui.pages.registers import SECTIONS as REGISTERS

        key = target[0] if isinstance(target, tuple) and target else target
        if key in dict(REGISTERS):
            self.context.go("registers", target)
        else:
            super().show_target(target)
