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
from thidua_desktop.services.office.context import AppContext


def save_plan(
    app: AppContext,
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
    with app.database.writing("save_plan", title=clean(title)) as uow:
        inside = app.within(uow)
        if plan_id is not None and inside.read(head, plan_id).kind != kind:
            values |= {"doc_type": "", "symbol": ""}  # what the former kind was called
        if plan_id is None:
            plan_id = uow.add(Plan, **values)
        else:
            uow.update(Plan, plan_id, **values)
        for model, rows in ((PlanTarget, targets), (PlanTask, tasks)):
            uow.insert(
                model, [{**row, "plan_id": plan_id, "position": place} for place, row in enumerate(rows, 1)]
            )
    return uow.changes


def remove_plan(app: AppContext, plan_id: int) -> Changes:
    """To the bin, with its targets and tasks stored for when it comes back."""
    with app.database.writing("remove_plan") as uow:
        uow.remove(Plan, [plan_id])
    return uow.changes
