"""Targets of the plan, and the figures reported for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from thidua_desktop.db.tables.following import TargetActual
from thidua_desktop.db.tables.plan import PlanTarget
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.amounts import parse_amount
from thidua_desktop.domain.planning.attainment import COMPARATORS, PERIODS, Attainment
from thidua_desktop.domain.text import clean
from thidua_desktop.services.office.attachments import keep
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.tasks import read_evidence
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A target as typed: numbers as the officer writes them (``37.960`` or ``6,13``)."""

    wording: str
    section: str
    award_code: str | None = None
    subject_type: str | None = None
    comparator: str = ""
    minimum: str = ""
    maximum: str = ""
    measure: str = ""
    baseline: str = ""
    owner: str = ""
    owner_unit_id: int | None = None


def save_target(
    app: AppContext, draft: TargetDraft, *, plan_id: int, target_id: int | None = None
) -> Changes:
    """Adds a target at the end of a plan, or changes one. One number alone is an exact target.

    OfficeError ``targets.no_wording``, ``targets.wrong_number``, ``targets.range_reversed``,
    ``targets.range_incomplete``, ``targets.unknown_comparator``.
    """
    values = _values(draft)
    with app.database.writing("save_target", wording=values["wording"]) as uow:
        if target_id is not None:
            uow.update(PlanTarget, target_id, **values)
        else:
            last = uow.connection.execute(
                select(func.coalesce(func.max(PlanTarget.position), 0)).where(PlanTarget.plan_id == plan_id)
            ).scalar_one()
            uow.add(PlanTarget, plan_id=plan_id, position=int(last) + 1, **values)
    return uow.changes


def remove_targets(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with app.database.writing("remove_targets", count=len(ids)) as uow:
        uow.remove(PlanTarget, ids)
    return uow.changes


def save_actual(
    app: AppContext,
    *,
    target_id: int,
    period: str,
    value: str,
    as_of: dt.date | None = None,
    source: str = "",
    actual_id: int | None = None,
) -> Changes:
    """Keeps what was reached by the end of a period, counted from the first day of the year.

    OfficeError ``targets.no_value``, ``targets.wrong_number``, ``targets.unknown_period``.
    """
    if period not in PERIODS:
        raise OfficeError("targets.unknown_period", period=period)
    amount = _amount(value)
    if amount is None:
        raise OfficeError("targets.no_value")
    values: dict[str, Any] = {
        "period": period,
        "value": str(amount),
        "as_of": as_of,
        "source": clean(source),
    }
    with app.database.writing("save_actual", value=clean(value)) as uow:
        if actual_id is None:
            uow.add(TargetActual, target_id=target_id, **values)
        else:
            uow.update(TargetActual, actual_id, **values)
    return uow.changes


def read_amount(words: str) -> str:
    """A figure as it is stored. OfficeError ``targets.wrong_number``, ``targets.no_value``."""
    amount = _amount(words)
    if amount is None:
        raise OfficeError("targets.no_value")
    return str(amount)


def save_actuals(app: AppContext, values: Mapping[int, str], *, period: str, source: str = "") -> Changes:
    """Stores the figures of many targets for one period; a figure already stored for it is replaced.

    ``values``: figures by target, as ``read_amount`` gives them. OfficeError ``targets.no_value``,
    ``targets.unknown_period``.
    """
    if period not in PERIODS:
        raise OfficeError("targets.unknown_period", period=period)
    with app.database.writing("save_actuals", count=len(values)) as uow:
        if not values:
            raise OfficeError("targets.no_value")
        stored = uow.connection.execute(
            select(TargetActual.id, TargetActual.target_id)
            .where(TargetActual.period == period, TargetActual.deleted_at.is_(None))
            .order_by(TargetActual.id)
        )
        known = {row.target_id: row.id for row in stored}
        for target_id, value in values.items():
            if target_id in known:
                uow.update(TargetActual, known[target_id], value=value)
            else:
                uow.add(TargetActual, target_id=target_id, period=period, value=value, source=clean(source))
    return uow.changes


def attach_to_actual(app: AppContext, actual_id: int, path: Path) -> Changes:
    """Keeps a file as evidence of a figure, in place of a former one. OfficeError as of a file."""
    data = read_evidence(path)
    with app.database.writing("add_evidence", count=1) as uow:
        attachment = keep(app, uow, name=path.name, data=data)
        uow.update(TargetActual, actual_id, attachment_id=attachment)
    return uow.changes


def remove_actuals(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with app.database.writing("remove_actuals", count=len(ids)) as uow:
        uow.remove(TargetActual, ids)
    return uow.changes


def standing_words(standing: Attainment, *, measure: str = "") -> str:
    """``đạt 96,4 % – còn thiếu 1.360 tấn``."""
    percent = amount_words(standing.percent) if standing.percent is not None else ""
    if standing.met and standing.beyond:
        return text("targets.standing.beyond", percent=percent, beyond=_measured(standing.beyond, measure))
    if standing.met:
        return text("targets.standing.met", percent=percent)
    if standing.missing:
        return text("targets.standing.missing", percent=percent, missing=_measured(standing.missing, measure))
    return text("targets.standing.above", percent=percent, beyond=_measured(standing.beyond, measure))


def amount_words(amount: Decimal) -> str:
    """Vietnamese writing without needless zeros: ``1.360``, ``96,4``."""
    plain = amount.normalize() if amount != amount.to_integral_value() else amount.quantize(Decimal(1))
    return f"{plain:,f}".translate(str.maketrans(",.", ".,"))


def _measured(amount: Decimal, measure: str) -> str:
    return f"{amount_words(amount)} {measure}".strip()


def _values(draft: TargetDraft) -> dict[str, Any]:
    if not clean(draft.wording):
        raise OfficeError("targets.no_wording")
    if draft.comparator and draft.comparator not in COMPARATORS:
        raise OfficeError("targets.unknown_comparator", comparator=draft.comparator)
    low, high = _amount(draft.minimum), _amount(draft.maximum)
    if draft.comparator == "between" and (low is None or high is None):
        raise OfficeError("targets.range_incomplete")
    if draft.comparator == "ge":
        low, high = (low if low is not None else high), None
    elif draft.comparator == "le":
        low, high = None, (high if high is not None else low)
    else:
        low, high = (low if low is not None else high), (high if high is not None else low)
    if low is not None and high is not None and high < low:
        raise OfficeError("targets.range_reversed", low=amount_words(low), high=amount_words(high))
    baseline = _amount(draft.baseline)
    return {
        "wording": clean(draft.wording),
        "section": draft.section,
        "group_code": draft.section,
        "award_code": draft.award_code,
        "subject_type": draft.subject_type,
        "comparator": draft.comparator,
        "minimum": None if low is None else str(low),
        "maximum": None if high is None else str(high),
        "measure": clean(draft.measure),
        "baseline": None if baseline is None else str(baseline),
        "owner": clean(draft.owner),
        "owner_unit_id": draft.owner_unit_id,
    }


def _amount(typed: str) -> Decimal | None:
    if not clean(typed):
        return None
    try:
        return parse_amount(typed)
    except ValueError:
        raise OfficeError("targets.wrong_number", typed=clean(typed)) from None
