"""One year named in a plan changed into another, everywhere it stands, in one action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.tables.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.db.tables.plan_text import PlanSection
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.plan_years import year_replaced
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.plan_text import PARTS

_MODELS: Final[tuple[type[Base], ...]] = (
    PlanSection, PlanTarget, PlanTask,
    *(part.model for name, part in PARTS.items() if name not in {"basis", "recipient"}),
)  # fmt: skip
_STORED: Final = frozenset(
    {
        "number",
        "symbol",
        "source_name",
        "source_text",
        "issuer",
        "parent_issuer",
        "place",
        "signer_name",
        "note",
    }
)
"""Columns whose words are no sentence of the plan; documents it rests on keep their years too."""


def change_year(app: AppContext, *, plan_id: int, old: int, new: int) -> Changes:
    """Writes ``new`` wherever the plan's own words name the year ``old``; one undo takes all of it back.

    Numbers and days of documents, periods of several years and base days of anniversaries stay. OfficeError
    ``planning.no_such_plan``, ``planning.year_not_named``.
    """
    with app.database.writing("change_plan_year", old=old, new=new) as uow:
        count = 0
        for model, row_id, values in _changed(uow.connection, plan_id, old, new):
            uow.update(model, row_id, **values)
            count += 1
        if not count:
            raise OfficeError("planning.year_not_named", year=old)
    return uow.changes


def _changed(
    connection: Connection, plan_id: int, old: int, new: int
) -> Iterator[tuple[type[Base], int, dict[str, Any]]]:
    """Rows of the plan whose words change, with the changed columns."""
    plan = _rows(connection, Plan, Plan.__table__.c.id == plan_id)
    if not plan:
        raise OfficeError("planning.no_such_plan")
    found: list[tuple[type[Base], Mapping[str, Any]]] = [(Plan, row) for row in plan]
    for model in _MODELS:
        found += [(model, row) for row in _rows(connection, model, model.__table__.c.plan_id == plan_id)]
    for model, row in found:
        values = _values(row, old, new)
        if values:
            yield model, int(row["id"]), values


def _rows(connection: Connection, model: type[Base], condition: Any) -> list[Mapping[str, Any]]:
    table = model.__table__
    assert isinstance(table, Table)
    query = select(table).where(condition, table.c.deleted_at.is_(None))
    return [dict(row) for row in connection.execute(query).mappings()]


def _values(row: Mapping[str, Any], old: int, new: int) -> dict[str, Any]:
    changed = {}
    for name, value in row.items():
        if not isinstance(value, str) or name in _STORED:
            continue
        written = "\n".join(year_replaced(line, old=old, new=new) for line in value.split("\n"))
        if written != value:
            changed[name] = written
    return changed
