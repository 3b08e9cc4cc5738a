"""Two ways a plan begins: from a text, and from last year's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.planning.from_text import FromTextDialog
from ui.pages.planning.tab import message
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.plans import PlanRow
    from thidua_desktop.services.office.context import AppContext

_YEARS_BACK = 3


def start_from_text(context: Context, *, done: Callable[[int], None], owner: QWidget) -> None:
    """Opens a text and keeps what the officer agreed to; ``done`` is reported the new plan."""
    dialog = FromTextDialog(context, owner.window())
    if not context.dialogs.run(dialog) or dialog.reading is None:
        return
    reading, agreed, year = dialog.reading, dialog.agreed(), context.year
    made: list[int] = []

    def work(_: Progress) -> Changes:
        from thidua_desktop.services.planning.from_text import take

        plan_id, changes = take(context.app, reading, agreed=agreed, year=year)
        made.append(plan_id)
        return changes

    def stored(_: Changes) -> None:
        own = agreed.get("head:year", {}).get("year") or reading.read.plan.year
        if own and "head:year" in agreed and own != context.year:
            context.set_year(own)
        done(made[0])

    context.act(work, label=message("planning.actions.from_text"), done=stored, owner=owner)


def start_from_year(context: Context, *, done: Callable[[int], None], owner: QWidget) -> None:
    """Asks which earlier plan to begin from and copies it into the working year."""
    year = context.year

    def read(app: AppContext) -> tuple[PlanRow, ...]:
        from thidua_desktop.queries.planning.plans import plans

        years = range(year - 1, year - 1 - _YEARS_BACK, -1)
        return tuple(plan for one in years for plan in app.read(plans, year=one))

    def ask(plans: tuple[PlanRow, ...]) -> None:
        if not plans:
            context.dialogs.error(OfficeError("planning.no_earlier", year=year))
            return
        choices = tuple(
            Choice(plan.id, text("planning.copy.choice", year=plan.year, title=plan.title)) for plan in plans
        )
        answers = context.dialogs.ask(
            message("planning.actions.from_year"),
            (Field("plan", text("planning.copy.plan"), "choice", required=True, choices=choices),),
            values={"plan": plans[0].id},
            lead=text("planning.copy.lead", year=year),
            accept_label=text("planning.copy.accept"),
        )
        if answers is not None:
            _copy(context, int(str(answers["plan"])), done=done, owner=owner)

    context.read(read, done=ask, owner=owner)


def _copy(context: Context, plan_id: int, *, done: Callable[[int], None], owner: QWidget) -> None:
    year = context.year
    made: list[int] = []

    def work(_: Progress) -> Changes:
        from thidua_desktop.services.planning.next_year import copy_plan

        new_id, changes = copy_plan(context.app, plan_id, year=year)
        made.append(new_id)
        return changes

    context.act(work, label=message("planning.actions.from_year"), done=lambda _: done(made[0]), owner=owner)
