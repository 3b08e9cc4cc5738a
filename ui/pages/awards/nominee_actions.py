"""What she does about nominations that are still open: overrule, give back, change, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations import NominationRow
from thidua_desktop.services import nominations as service
from thidua_desktop.texts import text
from ui.context import Context
from ui.forms import Choice, Field


class NomineeActions(QObject):
    """``acted``: changes she may take back, and what was done. Without rows nothing is asked."""

    acted = Signal(object, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def overrule(self, rows: Sequence[NominationRow]) -> None:
        """Her own conclusion about the first, with a written reason."""
        desk, year = self._context.desk, self._context.year
        self._with_reason(
            "overrule",
            rows[:1],
            lambda ids, reason: service.override(desk, ids[0], year=year, reason=reason),
        )

    def give_back(self, rows: Sequence[NominationRow]) -> None:
        """Returns them to their sender with a reason."""
        desk, year = self._context.desk, self._context.year
        self._with_reason(
            "give_back", rows, lambda ids, reason: service.give_back(desk, ids, year=year, reason=reason)
        )

    def remove(self, rows: Sequence[NominationRow]) -> None:
        """To the bin; the line beside the title takes it back."""
        ids, desk, year = [row.id for row in rows], self._context.desk, self._context.year
        if ids:
            words = text("commendation.nominees.removed", count=len(ids))
            self._act(lambda: service.remove(desk, ids, year=year), words)

    def set_award(self, rows: Sequence[NominationRow]) -> None:
        """Another title or form for the first."""
        if not rows:
            return
        row, desk, year = rows[0], self._context.desk, self._context.year
        choices = tuple(
            Choice(award.code, award.name)
            for award in load_awards()
            if row.subject_type in award.subjects and not award.placeholder
        )
        label = text("commendation.nominees.award_field")
        answers = self._context.dialogs.ask(
            text("commendation.nominees.award_title"),
            [Field("award", label, "choice", required=True, choices=choices)],
            values={"award": row.award_code},
            lead=text("commendation.nominees.award_lead", name=row.name),
        )
        if answers:
            code = str(answers["award"])
            words = text("commendation.nominees.award_set", name=row.name)
            self._act(lambda: service.set_award(desk, row.id, year=year, award_code=code), words)

    def _with_reason(
        self, key: str, rows: Sequence[NominationRow], work: Callable[[list[int], str], Changes]
    ) -> None:
        if not rows:
            return
        places = {"name": rows[0].name, "count": len(rows)}
        answers = self._context.dialogs.ask(
            text(f"commendation.nominees.{key}_title"),
            [Field("reason", text("commendation.nominees.reason"), "multiline", required=True)],
            lead=text(f"commendation.nominees.{key}_lead", **places),
        )
        if answers:
            ids, reason = [row.id for row in rows], str(answers["reason"])
            self._act(lambda: work(ids, reason), text(f"commendation.nominees.{key}_done", **places))

    def _act(self, work: Callable[[], Changes], words: str) -> None:
        self._context.act(
            lambda _: work(), done=lambda changes: self.acted.emit(changes, words), label=words, owner=self
        )
