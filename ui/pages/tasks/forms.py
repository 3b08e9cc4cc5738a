"""The form of a task: the time stays as written, its months are understood or typed, its days may be set."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.planning.time_phrases import months_of
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.planning.plans import PlanRow
    from thidua_desktop.queries.planning.tasks import TaskRow

_WORDS = ("wording", "lead", "partners", "when_text", "note")
_DAYS = ("starts_on", "ends_on")


def ask_task(
    context: Context,
    task: TaskRow | None,
    *,
    plans: Sequence[PlanRow],
    owner: QObject,
    parent: TaskRow | None = None,
    again: Callable[[], None] | None = None,
) -> None:
    """Adds a task to one of the plans (a piece to ``parent``), or changes one; it stays in its plan."""
    values: dict[str, object] = {"plan": plans[0].id} if task is None and parent is None else {}
    if parent is not None:
        values |= {"when_text": parent.when_text, "lead": parent.lead}
    if task is not None:
        values |= {key: getattr(task, key) for key in (*_WORDS, *_DAYS, "progress")}
        if task.months != months_of(task.when_text):
            values["months"] = ", ".join(map(str, task.months))

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.tasks import TaskDraft, save_task

        typed = answers["months"]
        draft = TaskDraft(
            **{key: str(answers[key] or "") for key in _WORDS},
            months=read_months(str(typed)) if typed else None,
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
            progress=None if answers.get("progress") is None else int(answers["progress"]),
        )
        return save_task(
            context.app,
            draft,
            plan_id=parent.plan_id if parent else int(answers.get("plan") or 0),
            task_id=task.id if task else None,
            parent_id=parent.id if parent else None,
        )

    key = "tasks.edit_title" if task else "tasks.new_piece" if parent else "tasks.new"
    fields = _fields(() if task or parent else plans, progress=task is not None)
    context.ask_and_act(text(key).replace("&", ""), fields, save, values=values, again=again, owner=owner)


def read_months(typed: str) -> tuple[int, ...]:
    """``5, 6, 7`` as months. ValueError for anything that is no list of months."""
    months = [int(part) for part in re.split(r"[,;\s]+", typed.strip()) if part]
    if not months or any(not 1 <= month <= 12 for month in months):
        raise ValueError(typed)
    return tuple(sorted(set(months)))


def _fields(plans: Sequence[PlanRow], *, progress: bool) -> tuple[Field, ...]:
    choices = tuple(Choice(plan.id, plan.title) for plan in plans)
    of_plan = (Field("plan", text("tasks.fields.plan"), "choice", required=True, choices=choices),)
    how_far = (Field("progress", text("tasks.fields.progress"), "int", check=_wrong_progress),)
    return (
        *(of_plan if plans else ()),
        Field("wording", text("tasks.fields.wording"), "multiline", required=True),
        Field("lead", text("tasks.fields.lead")),
        Field("partners", text("tasks.fields.partners"), help=text("tasks.help.partners")),
        Field("when_text", text("tasks.fields.when_text"), help=text("tasks.help.when_text")),
        Field("months", text("tasks.fields.months"), help=text("tasks.help.months"), check=_wrong_months),
        Field("starts_on", text("tasks.fields.starts_on"), "date"),
        Field("ends_on", text("tasks.fields.ends_on"), "date", help=text("tasks.help.days")),
        *(how_far if progress else ()),
        Field("note", text("tasks.fields.note")),
    )


def _wrong_months(value: object) -> str | None:
    try:
        read_months(str(value))
    except ValueError:
        return text("tasks.wrong_months")
    return None


def _wrong_progress(value: object) -> str | None:
    return None if 0 <= int(str(value)) <= 100 else text("tasks.progress_range")
