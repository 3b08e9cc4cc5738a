"""Puts desk, lane, dialogs and window together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.context import Context
from ui.dialogs.service import Dialogs, WindowDialogs
from ui.jobs import Lane
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.pages.registry import PAGES, PageEntry

if TYPE_CHECKING:
    from thidua_desktop.services.desk import Desk

_YEARS_BACK = 10


def build_window(
    desk: Desk,
    settings: MachineSettings,
    *,
    year: int,
    entries: Sequence[PageEntry] = PAGES,
    dialogs: Dialogs | None = None,
) -> MainWindow:
    """The window, not yet shown. ``desk`` is the open data folder; tests give their own dialogs."""
    lane = Lane(on_error=lambda error: context.dialogs.error(error))
    years = tuple(range(year - _YEARS_BACK, year + 2))
    unborn: Any = dialogs
    context = Context(desk=desk, lane=lane, dialogs=unborn, settings=settings, year=year, years=years)
    window = MainWindow(context, entries)
    if dialogs is None:
        context.dialogs = WindowDialogs(window, settings)
    context.setParent(window)
    lane.setParent(window)
    return window


def open_window(desk: Desk, settings: MachineSettings) -> MainWindow:
    """Shows the window on the page and in the year she left."""
    this_year = desk.today().year
    window = build_window(desk, settings, year=this_year)
    kept = settings.number("window/year", this_year)
    if abs(kept - this_year) <= _YEARS_BACK:
        window.context.set_year(kept)
    keys = [entry.key for entry in PAGES]
    left = settings.words("window/page")
    window.open_page(left if left in keys else keys[0])
    window.show()
    return window
