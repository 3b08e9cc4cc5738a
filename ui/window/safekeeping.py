"""Looks after the data while the window is open: checks them, copies them, reminds of the second place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from thidua_desktop.data_place import data_place
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.copies_panel import moment_words

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext

SECOND_PLACE: Final = "backup/second_place"
SECOND_KEY: Final = "backup/second_key"
SECOND_AT: Final = "backup/second_at"
WARNED_OF: Final = "backup/place_warned"


class Safekeeping(QObject):
    """Works in the task runner after the first page is read; a damaged file stops all writing at once."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.closing.connect(self._before_closing)
        context.runner.run(
            lambda _: _pages_damaged(context.app),
            done=self._checked,
            label=text("safekeeping.checking"),
            owner=self,
        )

    def _checked(self, damaged: bool) -> None:
        context = self._context
        if damaged:
            context.dialogs.report(text("safekeeping.damaged_title"), text("safekeeping.damaged"))
            context.go("system", "data")
            return
        context.runner.run(
            lambda progress: _daily(context.app, progress),
            done=self._daily_done,
            label=text("safekeeping.copying"),
            cancellable=True,
            owner=self,
        )

    def _daily_done(self, behind: str) -> None:
        if behind:
            self._context.dialogs.report(
                text("safekeeping.clock_title"), text("safekeeping.clock", last=moment_words(behind))
            )
        self._warn_of_place()
        self._second_place()

    def _warn_of_place(self) -> None:
        """Says once for a data folder that it stands where a database is at risk."""
        context, folder = self._context, self._context.app.folder.root
        place = data_place(folder)
        if place and context.settings.words(WARNED_OF) != str(folder):
            context.dialogs.report(
                text("safekeeping.place_title"), text(f"safekeeping.place_{place}", folder=folder)
            )
            context.settings.put(WARNED_OF, str(folder))

    def _second_place(self) -> None:
        """Copies there once a day when the place is there; else reminds after a week."""
        context = self._context
        place = context.settings.words(SECOND_PLACE)
        days = days_since_second(context)
        if place and Path(place).is_dir() and days != 0:
            copy_to_second(context, Path(place), owner=self)
        elif second_place_due(context):
            context.notify(text("safekeeping.second_due") if place else text("safekeeping.second_unset"))

    def _before_closing(self) -> None:
        app = self._context.app
        self._context.runner.run(
            lambda progress: _copy_on_closing(app, progress),
            done=lambda _: None,
            label=text("safekeeping.copying"),
        )


def copy_to_second(context: Context, place: Path, *, owner: QObject) -> None:
    """Brings the newest copy to the second place and notes the day."""

    key = context.settings.words(SECOND_KEY)

    def work(progress: Progress) -> Path:
        from thidua_desktop.services.backup.backups import copy_to_second_place

        return copy_to_second_place(context.app.folder, place, key=key, progress=progress)

    def done(target: Path) -> None:
        context.settings.put(SECOND_AT, context.app.today().isoformat())
        context.notify(text("safekeeping.second_done", folder=target.parent))

    context.runner.run(
        work, done=done, label=text("safekeeping.second_copying"), cancellable=True, owner=owner
    )


def days_since_second(context: Context) -> int | None:
    """Days since the last copy in the second place; None when there was none."""
    from thidua_desktop.services.backup.backups import days_since_second as days

    return days(context.settings.words(SECOND_AT), context.app.today())


def second_place_due(context: Context) -> bool:
    """Whether the copy in the second place is older than a week or was never made."""
    from thidua_desktop.services.backup.backups import SECOND_PLACE_DAYS

    days = days_since_second(context)
    return days is None or days > SECOND_PLACE_DAYS


def _pages_damaged(app: AppContext) -> bool:
    from thidua_desktop.services.backup.maintenance import pages_damaged

    return pages_damaged(app)


def _daily(app: AppContext, progress: Progress) -> str:
    """The copy of the day, the sweeping and what leaves the bin, which waits while the clock is behind.

    Returns the last moment of the journal when the clock is behind it.
    """
    from thidua_desktop.services.backup.backups import clock_behind, copy_of_the_day
    from thidua_desktop.services.backup.stray_files import sweep
    from thidua_desktop.services.journal.bin import expire

    copy_of_the_day(app, progress=progress)
    sweep(app.folder)
    behind = clock_behind(app)
    if not behind:
        expire(app)
    return behind


def _copy_on_closing(app: AppContext, progress: Progress) -> Path | None:
    from thidua_desktop.services.backup.backups import copy_if_changed

    return copy_if_changed(app, reason="close", progress=progress)
