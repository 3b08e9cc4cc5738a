"""The year's plan and its targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from thidua_desktop.db.tables.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.planning.plan_text import head
from thidua_desktop.services.office.context import Desk


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
    values: dict[str, Any] = {
        "year": year,
        "kind": kind,
        "title": clean(title),
        "theme": clean(theme),
        "number": clean(number or "") or None,
        "issued_on": issued_on,
    }
    if plan_id is not None and desk.read(head, plan_id).kind != kind:
        values |= {"doc_type": "", "symbol": ""}  # what the former kind was called
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


def remove_plan(desk: Desk, plan_id: int) -> Changes:
    """To the bin, with its targets and tasks kept for when it comes back."""
    with desk.store.writing("remove_plan") as writer:
        writer.remove(Plan, [plan_id])
    return writer.changes
