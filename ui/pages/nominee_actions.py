"""What the officer does about nominations that are still open: overrule, give back, change, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.queries.organisation.units import UnitRow, units_in
from thidua_desktop.services.nominations import nominations as service
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

_VERDICTS: Final = ("eligible", "not_eligible", "needs_review")
_NAMED: Final = 2


class NomineeActions(QObject):
    """``acted``: changes the officer may take back, and what was done. Without rows nothing is asked."""

    acted = Signal(object, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def overrule(self, rows: Sequence[NominationRow]) -> None:
        """The officer's own conclusion about all of them: a verdict, and a written reason."""
        if not rows:
            return
        row, app, year = rows[0], self._context.app, self._context.year
        verdicts = [Choice(code, text(f"commendation.verdicts.{code}")) for code in _VERDICTS]
        answers = self._context.dialogs.ask(
            text("commendation.nominees.overrule_title"),
            [
                Field("verdict", text("nominees.verdict"), "choice", required=True, choices=tuple(verdicts)),
                Field("reason", text("commendation.nominees.reason"), "multiline", required=True),
            ],
            values={"verdict": row.override_verdict or "eligible", "reason": row.override_reason or ""},
            lead=text("commendation.nominees.overrule_lead", name=_names(rows)),
        )
        if answers:
            verdict, reason = str(answers["verdict"]), str(answers["reason"])
            ids = [one.id for one in rows]

            def work() -> Changes:
                if len(ids) == 1:
                    return service.override(app, row.id, year=year, reason=reason, verdict=verdict)
                return service.override_many(app, ids, year=year, reason=reason, verdict=verdict)

            self._act(work, text("commendation.nominees.overrule_done", name=_names(rows)))

    def give_back(self, rows: Sequence[NominationRow]) -> None:
        """Returns them to their sender with a reason."""
        app, year = self._context.app, self._context.year
        self._with_reason(
            "give_back", rows, lambda ids, reason: service.give_back(app, ids, year=year, reason=reason)
        )

    def remove(self, rows: Sequence[NominationRow]) -> None:
        """To the bin; the line beside the title takes it back."""
        ids, app, year = [row.id for row in rows], self._context.app, self._context.year
        if ids:
            words = text("commendation.nominees.removed", count=len(ids))
            self._act(lambda: service.remove(app, ids, year=year), words)

    def set_award(self, rows: Sequence[NominationRow]) -> None:
        """Another title or form for all of them, of those every one may receive."""
        if not rows:
            return
        app, year, kinds = self._context.app, self._context.year, {row.subject_type for row in rows}
        choices = tuple(
            Choice(award.code, award.name)
            for award in load_awards()
            if kinds <= award.subjects and not award.placeholder
        )
        label = text("commendation.nominees.award_field")
        answers = self._context.dialogs.ask(
            text("commendation.nominees.award_title"),
            [Field("award", label, "choice", required=True, choices=choices)],
            values={"award": rows[0].award_code},
            lead=text("commendation.nominees.award_lead", name=_names(rows)),
        )
        if answers:
            code, ids = str(answers["award"]), [row.id for row in rows]
            words = text("commendation.nominees.award_set", name=_names(rows))
            self._act(lambda: service.set_award(app, ids, year=year, award_code=code), words)

    def set_unit(self, rows: Sequence[NominationRow]) -> None:
        """The unit worked in of all of them, as it will be printed."""
        year = self._context.year
        if rows:
            self._context.read(
                lambda app: app.read(units_in, year, teams=True),
                done=lambda found: self._ask_unit(rows, found),
                owner=self,
            )

    def _ask_unit(self, rows: Sequence[NominationRow], found: Sequence[UnitRow]) -> None:
        app, year, known = self._context.app, self._context.year, {row.unit_id for row in rows}
        choices = tuple(Choice(one.id, _unit_words(one)) for one in found)
        answers = self._context.dialogs.ask(
            text("nominees.unit_title"),
            [Field("unit", text("nominees.unit_field"), "choice", required=True, choices=choices)],
            values={"unit": known.pop() if len(known) == 1 else None},
            lead=text("nominees.unit_lead", name=_names(rows)),
        )
        if answers and isinstance(answers["unit"], int):
            unit_id, ids = answers["unit"], [row.id for row in rows]
            words = text("nominees.unit_set", name=_names(rows))
            self._act(lambda: service.set_unit(app, ids, year=year, unit_id=unit_id), words)

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


def _names(rows: Sequence[NominationRow]) -> str:
    """One or two names; of more how many there are besides the first."""
    if len(rows) <= _NAMED:
        return ", ".join(row.name for row in rows)
    return text("nominees.and_others", name=rows[0].name, count=len(rows) - 1)


def _unit_words(unit: UnitRow) -> str:
    return f"{unit.name} ({unit.parent_name})" if unit.parent_name else unit.name
