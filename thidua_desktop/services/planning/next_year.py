"""This year's plan begun as a copy of last year's: years, days and anniversaries moved on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.db.tables.plan_text import PlanSection
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.planning.anniversaries import day_in
from thidua_desktop.domain.planning.plan_years import moved_on
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.plan_text import PARTS

_FRESH: Final[Mapping[str, Mapping[str, Any]]] = {
    "plan": {"number": None, "issued_on": None, "source_name": "", "source_text": ""},
    "plan_task": {"status": "todo", "progress": 0, "done_on": None, "note": ""},
    "plan_target": {"baseline": None},
}
"""What a new year begins with, whatever the old one held."""
_SKIPPED: Final = frozenset({"id", "deleted_at"})
_BASE_DAYS: Final = frozenset({"base_on", "dated"})
_MODELS: Final[tuple[type[Base], ...]] = (PlanTarget, PlanTask, *(part.model for part in PARTS.values()))


def copy_plan(app: AppContext, plan_id: int, *, year: int) -> tuple[int, Changes]:
    """The new plan's id; one undo takes it away. OfficeError ``planning.no_such_plan``, ``same_year``."""
    with app.database.writing("copy_plan", year=year) as uow:
        new_id = copy_within(app.within(uow), uow, plan_id, year=year)
    return new_id, uow.changes


def copy_within(inside: AppContext, uow: UnitOfWork, plan_id: int, *, year: int) -> int:
    """``copy_plan`` inside the caller's transaction; ``inside`` reads through it."""
    old, rows = inside.read(_all_rows, plan_id)
    if old["year"] == year:
        raise OfficeError("planning.same_year", year=year)
    step = (int(old["year"]), year)
    values = {**_moved(old, step), **_fresh("plan"), "year": year, "copied_from_id": plan_id}
    values["annex_text"] = _without_reference(values["annex_text"])
    new_id = uow.add(Plan, **values)
    ids: dict[tuple[str, int], int] = {}
    _copy_places(uow, rows[PlanSection.__tablename__], new_id, step, ids)
    for model in _MODELS:
        name = model.__tablename__
        for row in sorted(rows[name], key=lambda one: one.get("parent_id") is not None):
            stored = {**_moved(row, step), **_fresh(name), "plan_id": new_id}
            for link, table in (("parent_id", name), ("campaign_id", "plan_campaign")):
                if stored.get(link) is not None:
                    stored[link] = ids.get((table, stored[link]))
            ids[(name, row["id"])] = uow.add(model, **stored)
    return new_id


def _copy_places(
    uow: UnitOfWork,
    rows: list[dict[str, Any]],
    plan_id: int,
    step: tuple[int, int],
    ids: dict[tuple[str, int], int],
) -> None:
    waiting = [row for row in rows if row["parent_id"] is None]
    while waiting:
        for row in waiting:
            parent = ids.get(("plan_section", row["parent_id"] or 0))
            values = {**_moved(row, step), "plan_id": plan_id, "parent_id": parent}
            ids[("plan_section", row["id"])] = uow.add(PlanSection, **values)
        level = {row["id"] for row in waiting}
        waiting = [row for row in rows if row["parent_id"] in level]


def _moved(row: Mapping[str, Any], step: tuple[int, int]) -> dict[str, Any]:
    """Every value of a row as the new year has it; the base day of an event stays."""
    return {
        name: value if name in _BASE_DAYS else _value(name, value, step)
        for name, value in row.items()
        if name not in _SKIPPED
    }


def _value(name: str, value: Any, step: tuple[int, int]) -> Any:
    old, new = step
    if isinstance(value, str) and name not in {"source_text", "number"}:
        return "\n".join(moved_on(line, old=old, new=new) for line in value.split("\n"))
    if isinstance(value, dt.date):
        return day_in(value, value.year + new - old)
    if isinstance(value, PartialDate):
        return _partial(value, step)
    if name == "count" and isinstance(value, int):
        return value + new - old
    return value


def _partial(value: PartialDate, step: tuple[int, int]) -> PartialDate:
    """A day or month of the plan's year moves on; bare years are a period of several and stay."""
    if value.precision == "year":
        return value
    year = value.year + step[1] - step[0]
    if value.precision == "day":
        return PartialDate(day_in(dt.date.fromisoformat(value.value), year).isoformat(), "day")
    return PartialDate(f"{year}{value.value[4:]}", "month")


def _without_reference(lines: str) -> str:
    """The line that names the plan it belongs to is written again with number and day."""
    return "\n".join(line for line in lines.split("\n") if not flat(line).startswith("(kem theo"))


def _fresh(table: str) -> Mapping[str, Any]:
    return _FRESH.get(table, {})


def _all_rows(connection: Connection, plan_id: int) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The plan and every row below it that is not in the bin."""
    table = _table(Plan)
    found = connection.execute(select(table).where(table.c.id == plan_id, table.c.deleted_at.is_(None)))
    old = found.mappings().one_or_none()
    if old is None:
        raise OfficeError("planning.no_such_plan")
    rows = {}
    models: tuple[type[Base], ...] = (PlanSection, *_MODELS)
    for model in models:
        table = _table(model)
        query = (
            select(table)
            .where(table.c.plan_id == plan_id, table.c.deleted_at.is_(None))
            .order_by(table.c.position, table.c.id)
        )
        rows[table.name] = [dict(row) for row in connection.execute(query).mappings()]
    return dict(old), rows


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table
