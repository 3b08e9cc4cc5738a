"""The year's plan and its targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from thidua_desktop.db.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.amounts import parse_amount
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.services.desk import Desk


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


def save_target(
    desk: Desk,
    *,
    plan_id: int,
    wording: str,
    section: str,
    award_code: str | None = None,
    subject_type: str | None = None,
    minimum: str = "",
    maximum: str = "",
    measure: str = "",
    target_id: int | None = None,
) -> Changes:
    """Adds a target at the end of a plan, or changes one. Numbers as typed (``37.960`` or ``6,13``).

    One number alone is an exact target. OfficeError ``plan.no_target_wording``, ``plan.wrong_number``,
    ``plan.range_reversed``.
    """
    if not clean(wording):
        raise OfficeError("plan.no_target_wording")
    low, high = _amount(minimum or maximum), _amount(maximum or minimum)
    if low is not None and high is not None and high < low:
        raise OfficeError("plan.range_reversed", low=minimum, high=maximum)
    values = {
        "wording": clean(wording),
        "section": section,
        "award_code": award_code,
        "subject_type": subject_type,
        "minimum": None if low is None else str(low),
        "maximum": None if high is None else str(high),
        "measure": clean(measure),
    }
    with desk.store.writing("save_target", wording=clean(wording)) as writer:
        if target_id is None:
            writer.add(
                PlanTarget, plan_id=plan_id, position=_next_place(writer, plan_id), **values
            )
        else:
            writer.update(PlanTarget, target_id, **values)
    return writer.changes


def remove_targets(desk: Desk, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with desk.store.writing("remove_targets", count=len(ids)) as writer:
        writer.remove(PlanTarget, ids)
    return writer.changes


def remove_plan(desk: Desk, plan_id: int) -> Changes:
    """To the bin, with its targets and tasks kept for when it comes back."""
    with desk.store.writing("remove_plan") as writer:
        writer.remove(Plan, [plan_id])
    return writer.changes


def _next_place(writer: Writer, plan_id: int) -> int:
    last = writer.connection.execute(
        select(func.coalesce(func.max(PlanTarget.position), 0)).where(PlanTarget.plan_id == plan_id)
    ).scalar_one()
    return int(last) + 1


def _amount(typed: str) -> Decimal | None:
    if not clean(typed):
        return None
    try:
        return parse_amount(typed)
    except ValueError:
        raise OfficeError("plan.wrong_number", typed=clean(typed)) from None
