"""The trace of units merged, split, renamed or dissolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.blocs import UnitChange, UnitChangePart


@dataclass(frozen=True, slots=True)
class UnitChangeRow:
    """One change with the names of its day; ``unit_ids``: every unit that took part."""

    id: int
    kind: str
    on_day: dt.date
    basis: str
    note: str
    from_names: tuple[str, ...]
    to_names: tuple[str, ...]
    unit_ids: frozenset[int]
    to_ids: tuple[int, ...]
    """Units after the change, in the order of ``to_names``."""


def unit_changes(connection: Connection, *, unit_id: int | None = None) -> tuple[UnitChangeRow, ...]:
    """Every change, or those a unit took part in; newest first."""
    query = select(UnitChange.id, UnitChange.kind, UnitChange.on_day, UnitChange.basis, UnitChange.note)
    if unit_id is not None:
        own = select(UnitChangePart.change_id).where(UnitChangePart.unit_id == unit_id)
        query = query.where(UnitChange.id.in_(own))
    rows = connection.execute(query.order_by(UnitChange.on_day.desc(), UnitChange.id.desc())).all()
    parts: dict[int, list[tuple[str, str, int]]] = {row.id: [] for row in rows}
    listed = select(UnitChangePart).where(UnitChangePart.change_id.in_(list(parts)))
    for part in connection.execute(
        listed.with_only_columns(
            UnitChangePart.change_id, UnitChangePart.side, UnitChangePart.name, UnitChangePart.unit_id
        ).order_by(UnitChangePart.id)
    ):
        parts[part.change_id].append((part.side, part.name, part.unit_id))
    return tuple(
        UnitChangeRow(
            row.id,
            row.kind,
            row.on_day,
            row.basis,
            row.note,
            tuple(name for side, name, _ in parts[row.id] if side == "from"),
            tuple(name for side, name, _ in parts[row.id] if side == "to"),
            frozenset(unit for _, _, unit in parts[row.id]),
            tuple(unit for side, _, unit in parts[row.id] if side == "to"),
        )
        for row in rows
    )
