"""Forms of a plan and of a target, declared as data, and their way to the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.planning.plans import PlanRow

PLAN_KINDS: Final = ("KH_CONGTAC", "KH_PHATDONG", "CT_PHATDONG", "KH_KHAC")
SECTIONS: Final = ("KT", "XH", "MT", "QPAN", "TDKT")
SUBJECTS: Final = ("person", "collective", "household")


def ask_plan(context: Context, plan: PlanRow | None, *, owner: QObject) -> None:
    """Adds a plan of the working year, or changes one."""
    kinds = tuple(Choice(kind, text(f"plan.kinds.{kind}")) for kind in PLAN_KINDS)
    fields = (
        Field("kind", text("plan.fields.kind"), "choice", required=True, choices=kinds),
        Field("title", text("plan.fields.title"), "multiline", required=True),
        Field("theme", text("plan.fields.theme"), "multiline"),
        Field("number", text("plan.fields.number"), help=text("plan.help.number")),
        Field("issued_on", text("plan.fields.issued_on"), "date"),
    )
    year = context.year
    keys = [field.key for field in fields]
    values = {"kind": PLAN_KINDS[0]} if plan is None else {key: getattr(plan, key) for key in keys}
    if plan is not None and plan.kind not in PLAN_KINDS:
        values["kind"] = PLAN_KINDS[-1]

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.plans import save_plan

        return save_plan(
            context.app,
            year=year,
            plan_id=plan.id if plan else None,
            **{**answers, "title": " ".join(str(answers["title"]).split()), "theme": answers["theme"] or ""},
        )

    title = text("plan.new" if plan is None else "plan.edit").replace("&", "")
    context.ask_and_act(title, fields, save, values=values, owner=owner)
