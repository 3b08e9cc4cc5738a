"""Puts application context, task runner, dialogs and window together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.core.task_runner import TaskRunner
from ui.core.undoing import UndoButtons, redo_last, undo_last
from ui.dialogs.service import Dialogs, WindowDialogs
from ui.pages.base import Chip
from ui.pages.registry import PAGES, PageEntry
from ui.window.locking import AutoLock
from ui.window.main_window import MainWindow
from ui.window.office_watch import OfficeWatch
from ui.window.safekeeping import Safekeeping

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext

_YEARS_BACK = 10
_YEARS_KNOWN = 60  # a stored year further away is a damaged setting


def build_window(
    app: AppContext,
    settings: MachineSettings,
    *,
    year: int,
    entries: Sequence[PageEntry] = PAGES,
    dialogs: Dialogs | None = None,
) -> MainWindow:
    """The window, not yet shown. ``app`` is the open data folder; tests give their own dialogs."""
    runner = TaskRunner(on_error=lambda error: context.dialogs.error(error))
    unborn: Any = dialogs
    years = tuple(range(year - _YEARS_BACK, year + 2))  # until the database has reported its own
    context = Context(app=app, runner=runner, dialogs=unborn, settings=settings, year=year, years=years)
    window = MainWindow(context, entries)
    if dialogs is None:
        context.dialogs = WindowDialogs(window, settings)
    context.setParent(window)
    runner.setParent(window)
    if app is not None:
        OfficeWatch(context, window)
        if app.folder.is_sample:
            _mark(window, text("overview.sample.mark"))
        if app.folder.view_only:
            _mark(window, text("handover.view_chip"))
        _give_shortcuts(context, window)
    return window


def _give_shortcuts(context: Context, window: MainWindow) -> None:
    """Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo a step, Ctrl+K looks everywhere, F1 helps in the place."""

    def everywhere() -> None:
        from ui.dialogs.everywhere import search_everywhere

        if context.office_known:
            search_everywhere(context, window)

    search = QShortcut(QKeySequence("Ctrl+K"), window)
    search.activated.connect(everywhere)
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
    undo.activated.connect(lambda: undo_last(context))
    for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
        redo = QShortcut(QKeySequence(keys), window)
        redo.activated.connect(lambda: redo_last(context))
    window.statusBar().addPermanentWidget(UndoButtons(context))
    context.files_dropped.connect(lambda files: context.go("commendation", ("intake", files)))
    guide = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), window)
    guide.activated.connect(lambda: window.show_help(window))


def _mark(window: MainWindow, words: str) -> None:
    """Says below every page what kind of data these are."""
    window.statusBar().addPermanentWidget(Chip(words, "warn"))


def open_window(app: AppContext, settings: MachineSettings) -> MainWindow:
    """Shows the window on the page and in the year the officer left."""
    this_year = app.today().year
    stored = settings.number("window/year", this_year)
    year = stored if abs(stored - this_year) <= _YEARS_KNOWN else this_year
    window = build_window(app, settings, year=year)
    keys = [entry.key for entry in PAGES]
    left = settings.words("window/page")
    window.open_page(left if left in keys else keys[0])
    window.show_as_left()
    if not app.folder.view_only:
        Safekeeping(window.context, window)
    AutoLock(window, settings)
    return window
