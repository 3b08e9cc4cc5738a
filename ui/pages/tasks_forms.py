"""The form of a task: the time stays as written, its months are understood or typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.time_phrases import months_of
from thidua_desktop.texts import text
from ui.context import Context
from ui.forms import Choice, Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.plan import PlanRow, TaskRow

_WORDS = ("wording", "lead", "partners", "when_text", "note")


def ask_task(context: Context, task: TaskRow | None, *, plans: Sequence[PlanRow], owner: QObject) -> None:
    """Adds a task to one of the plans, or changes one; a changed task stays in its plan."""
    fields = _fields(plans if task is None else ())
    values: dict[str, object] = {"plan": plans[0].id} if task is None else {}
    if task is not None:
        values |= {key: getattr(task, key) for key in _WORDS}
        if task.months != months_of(task.when_text):
            values["months"] = ", ".join(map(str, task.months))

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.plan import save_task

        words = {key: answers[key] or "" for key in _WORDS}
        typed = answers["months"]
        return save_task(
            context.desk,
            plan_id=int(answers.get("plan") or 0),
            task_id=task.id if task else None,
            months=read_months(str(typed)) if typed else months_of(words["when_text"]),
            **words,
        )

    title = text("tasks.new" if task is None else "tasks.edit_title").replace("&", "")
    context.ask_and_act(title, fields, save, values=values, owner=owner)


def read_months(typed: str) -> tuple[int, ...]:
    """``5, 6, 7`` as months. ValueError for anything that is no list of months."""
    months = [int(part) for part in re.split(r"[,;\s]+", typed.strip()) if part]
    if not months or any(not 1 <= month <= 12 for month in months):
        raise ValueError(typed)
    return tuple(sorted(set(months)))


def _fields(plans: Sequence[PlanRow]) -> tuple[Field, ...]:
    choices = tuple(Choice(plan.id, plan.title) for plan in plans)
    of_plan = (Field("plan", text("tasks.fields.plan"), "choice", required=True, choices=choices),)
    return (
        *(of_plan if len(plans) > 0 else ()),
        Field("wording", text("tasks.fields.wording"), "multiline", required=True),
        Field("lead", text("tasks.fields.lead")),
        Field("partners", text("tasks.fields.partners")),
        Field("when_text", text("tasks.fields.when_text"), help=text("tasks.help.when_text")),
        Field("months", text("tasks.fields.months"), help=text("tasks.help.months"), check=_wrong_months),
        Field("note", text("tasks.fields.note")),
    )


def _wrong_months(value: object) -> str | None:
    try:
        read_months(str(value))
    except ValueError:
        return text("tasks.errors.wrong_months")
    return None
