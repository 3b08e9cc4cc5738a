"""Opening a meeting: asked by a form, refused with what the officer typed still in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QObject, Signal

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.council import sessions
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.council.not_ready import NotReadyDialog
from ui.pages.council.session_form import (
    Before,
    before_meeting,
    session_fields,
    session_problem,
    session_values,
)
from ui.pages.nominee_actions import NomineeActions


class MeetingOpening(QObject):
    """``opened`` reports a meeting that was opened; ``acted`` of nominations settled before it."""

    opened = Signal(object)  # council.Opened
    acted = Signal(object, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._again: tuple[int, frozenset[int]] = (context.year, frozenset())
        self._actions = NomineeActions(context, self)
        self._actions.acted.connect(self._settled)

    def ask(self, *, year: int, only: Collection[int] = ()) -> None:
        """Opens a meeting for all nominations taken in, or ``only`` for some of them."""
        self._context.read(
            lambda app: before_meeting(app, year=year),
            done=lambda before: self._ready(before, year, frozenset(only)),
            label=text("commendation.reading"),
            owner=self,
        )

    def _ready(self, before: Before, year: int, only: frozenset[int]) -> None:
        """What would be stuck after the council is settled first, or left out."""
        chosen = [row for row in before.candidates if not only or row.id in only]
        ids = {row.id for row in chosen}
        stuck = [one for one in before.stuck if one.row.id in ids]
        if not stuck:
            self._ask(before, year, only)
            return
        others = ids - {one.row.id for one in stuck}
        dialog = NotReadyDialog(stuck, others=len(others), settings=self._context.settings)
        if not self._context.dialogs.run(dialog):
            return
        if dialog.way == "without":
            self._ask(before, year, frozenset(others))
            return
        self._again = (year, only)
        {
            "award": self._actions.set_award,
            "unit": self._actions.set_unit,
            "give_back": self._actions.give_back,
        }[dialog.way or "give_back"](dialog.rows)

    def _settled(self, changes: Changes, words: str) -> None:
        """Some were settled: the others are asked for, then the meeting."""
        self.acted.emit(changes, words)
        year, only = self._again
        self.ask(year=year, only=only)

    def _ask(
        self, before: Before, year: int, only: frozenset[int], stored: Mapping[str, Any] | None = None
    ) -> None:
        ids = [row.id for row in before.candidates if not only or row.id in only]
        answers = self._context.dialogs.ask(
            text("commendation.council.new_title"),
            session_fields(before),
            values=stored or session_values(before, year=year),
            accept_label=text("commendation.council.new_accept"),
            lead=text("commendation.council.new_lead", count=len(ids)),
            submit=session_problem,
        )
        if answers is None:
            return
        values: dict[str, Any] = dict(answers)

        def refused(error: Exception) -> None:
            self._context.dialogs.error(error)
            if isinstance(error, OfficeError):
                self._ask(before, year, only, values)

        self._context.runner.run(
            lambda _: self._open(before, values, ids, year=year),
            done=self.opened.emit,
            failed=refused,
            label=text("commendation.council.opening"),
            owner=self,
        )

    def _open(self, before: Before, values: dict[str, Any], ids: list[int], *, year: int) -> sessions.Opened:
        # Totals left as the list of members gives them: everybody is noted as present until reported otherwise.
        whole = (values["total_members"], values["present"]) == (before.seats, before.seats)
        came = [sessions.Attended(one.id, "present") for one in before.people] if whole else []
        return sessions.open_session(
            self._context.app,
            year=year,
            title=values["title"],
            held_on=values["held_on"],
            place=values["place"] or "",
            chair=values["chair"],
            secretary=values["secretary"],
            total_members=values["total_members"],
            present=values["present"],
            absent_written=values["absent_written"] or 0,
            nomination_ids=ids,
            threshold=Fraction(values["threshold"]),
            base=values["base"],
            attendance=came,
        )
