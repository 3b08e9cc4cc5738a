"""Forms of a plan and of a target, declared as data, and their way to the service."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.context import Context
from ui.forms import Choice, Field
from ui.tables.columns import plain_words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.plan import PlanRow, TargetRow

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
        from thidua_desktop.services.plan import save_plan

        return save_plan(
            context.desk,
            year=year,
            plan_id=plan.id if plan else None,
            **{**answers, "title": " ".join(str(answers["title"]).split()), "theme": answers["theme"] or ""},
        )

    title = text("plan.new" if plan is None else "plan.edit").replace("&", "")
    context.ask_and_act(title, fields, save, values=values, owner=owner)


def ask_target(context: Context, target: TargetRow | None, *, plan_id: int, owner: QObject) -> None:
    """Adds a target to a plan, or changes one."""
    values = _target_values(target) if target is not None else {"section": "TDKT"}

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.plan import save_target

        blank_aside: dict[str, Any] = {key: "" if value is None else value for key, value in answers.items()}
        return save_target(
            context.desk,
            plan_id=plan_id,
            target_id=target.id if target else None,
            **{
                **blank_aside,
                "award_code": answers["award_code"] or None,
                "subject_type": answers["subject_type"] or None,
            },
        )

    title = text("plan.target.new_title" if target is None else "plan.target.edit_title")
    context.ask_and_act(title, _target_fields(), save, values=values, owner=owner)


def _target_fields() -> tuple[Field, ...]:
    from thidua_desktop.catalogue import load_awards

    sections = tuple(Choice(section, text(f"plan.sections.{section}")) for section in SECTIONS)
    awards = (
        Choice("", text("plan.target.no_award")),
        *(Choice(award.code, award.name) for award in load_awards() if not award.placeholder),
    )
    subjects = (
        Choice("", text("plan.target.any_subject")),
        *(Choice(subject, text(f"statistics.kinds.{subject}")) for subject in SUBJECTS),
    )
    words = {key: text(f"plan.target.fields.{key}") for key in _TARGET_KEYS}
    return (
        Field("section", words["section"], "choice", required=True, choices=sections),
        Field("wording", words["wording"], required=True),
        Field(
            "award_code",
            words["award_code"],
            "choice",
            choices=awards,
            help=text("plan.target.help.award_code"),
        ),
        Field("subject_type", words["subject_type"], "choice", choices=subjects),
        Field("minimum", words["minimum"], help=text("plan.target.help.minimum")),
        Field("maximum", words["maximum"]),
        Field("measure", words["measure"]),
    )


_TARGET_KEYS: Final = ("section", "wording", "award_code", "subject_type", "minimum", "maximum", "measure")


def _target_values(target: TargetRow) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(target, key) for key in _TARGET_KEYS}
    for key in ("minimum", "maximum"):
        kept = values[key]
        values[key] = None if kept is None else plain_words(Decimal(str(kept)))
    return values | {"award_code": target.award_code or "", "subject_type": target.subject_type or ""}
