"""Keeps the window true to the office in the database: its name, its years, whether it was set up at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import GRANTS, NOMINATIONS, PLAN, SCORING, SETTINGS, Changes
from ui.core.context import Context

if TYPE_CHECKING:
    from thidua_desktop.queries.office.settings import OfficeRow
    from thidua_desktop.services.office.context import AppContext

_TOPICS: Final = frozenset({SETTINGS, PLAN, SCORING, NOMINATIONS, GRANTS})
_YEARS_SHOWN_BACK: Final = 3


class OfficeWatch(QObject):
    """Before the office is set up only the first page opens, and the set-up is offered once."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = False
        self._first = True
        context.changed.connect(self._heard)
        context.setup_requested.connect(self.set_up)
        self.appearance()

    def appearance(self) -> None:
        """Reads the office and the years again."""
        self._context.read(_read, done=self._know, owner=self)

    def set_up(self) -> None:
        """Opens the set-up dialog; it writes and closes, or leaves everything as it was."""
        from ui.dialogs.first_start import ask_setup

        self._asked = True
        ask_setup(self._context)

    def _heard(self, changes: Changes) -> None:
        if _TOPICS & changes.topics:
            self.appearance()

    def _know(self, found: tuple[OfficeRow | None, tuple[int, ...], int]) -> None:
        office, years, this_year = found
        context = self._context
        context.set_years(_choices(years, this_year))
        if office is not None and self._first and not context.settings.number("window/year"):
            context.set_year(office.current_year)
        self._first = False
        context.office_known = office is not None
        context.office_named.emit(office.name if office else "")
        if office is None and not self._asked:
            self.set_up()


def _read(app: AppContext) -> tuple[OfficeRow | None, tuple[int, ...], int]:
    from thidua_desktop.queries.office.settings import find_office, years_used

    return app.read(find_office), app.read(years_used), app.today().year


def _choices(used: tuple[int, ...], this_year: int) -> tuple[int, ...]:
    first = min((this_year - _YEARS_SHOWN_BACK, *used))
    last = max((this_year + 1, *used))
    return tuple(range(first, last + 1))
