"""The year's plan, its targets, and marking tasks as they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from thidua_desktop.db.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.services.desk import Desk

STATUSES = ("todo", "doing", "done")


def save_plan(
    desk: Desk,
    *,
    year: int,
    kind: str,
    title: str,
    theme: str = "",
    number: str | None = None,
    issued_on: dt.date | None = None,
    targets: Sequence[Mapping[str, Any]] = (),
    tasks: Sequence[Mapping[str, Any]] = (),
    plan_id: int | None = None,
) -> Changes:
    """Adds a plan with its targets and tasks, or changes one. OfficeError ``plan.no_title``.

    ``targets`` have the fields of ``PlanTarget`` but ids and position; ``tasks`` those of ``PlanTask``.
    """
    if not clean(title):
        raise OfficeError("plan.no_title")
    values = {
        "year": year,
        "kind": kind,
        "title": clean(title),
        "theme": clean(theme),
        "number": clean(number or "") or None,
        "issued_on": issued_on,
    }
    with desk.store.writing("save_plan", title=clean(title)) as writer:
        if plan_id is None:
            plan_id = writer.add(Plan, **values)
        else:
            writer.update(Plan, plan_id, **values)
        for model, rows in ((PlanTarget, targets), (PlanTask, tasks)):
            writer.insert(
                model, [{**row, "plan_id": plan_id, "position": place} for place, row in enumerate(rows, 1)]
            )
    return writer.changes


def set_task_status(desk: Desk, task_id: int, *, status: str, note: str | None = None) -> Changes:
    """Marks a task; done takes today as its day. OfficeError ``plan.unknown_status``."""
    if status not in STATUSES:
        raise OfficeError("plan.unknown_status", status=status)
    values: dict[str, Any] = {"status": status, "done_on": desk.today() if status == "done" else None}
    if note is not None:
        values["note"] = clean(note)
    with desk.store.writing("save_task") as writer:
        writer.update(PlanTask, task_id, **values)
    return writer.changes


def add_task(
    desk: Desk,
    *,
    plan_id: int,
    wording: str,
    lead: str = "",
    partners: str = "",
    when_text: str = "",
    months: Sequence[int] = (),
    position: int,
) -> Changes:
    """Adds one task to a plan. OfficeError ``plan.no_wording``."""
    if not clean(wording):
        raise OfficeError("plan.no_wording")
    with desk.store.writing("save_task") as writer:
        writer.add(
            PlanTask,
            plan_id=plan_id,
            position=position,
            wording=clean(wording),
            lead=clean(lead),
            partners=clean(partners),
            when_text=clean(when_text),
            months=sorted(set(months)),
        )
    return writer.changes
