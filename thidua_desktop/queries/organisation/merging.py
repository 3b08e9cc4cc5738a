"""Records joined and parted: the trace, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.merging import Merge, MergeMove
from thidua_desktop.queries.rows import fetch, number_of


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One joining or parting; ``rows`` moved; ``parted_at`` when it was taken back."""

    id: int
    kind: str
    subject_type: str
    kept_id: int
    other_id: int
    kept_name: str
    other_name: str
    reason: str
    created_at: str
    parted_at: str | None
    rows: int


def merges(
    connection: Connection, *, subject_type: str = "person", subject_id: int | None = None
) -> tuple[MergeRow, ...]:
    """All of them, or those a record took part in."""
    unfilled = MergeMove.filled.is_(None) | (func.json_type(MergeMove.filled) == "null")
    query = (
        select(
            Merge.id,
            Merge.kind,
            Merge.subject_type,
            Merge.kept_id,
            Merge.other_id,
            Merge.kept_name,
            Merge.other_name,
            Merge.reason,
            Merge.created_at,
            Merge.parted_at,
            number_of(MergeMove.merge_id == Merge.id, unfilled),
        )
        .where(Merge.subject_type == subject_type)
        .order_by(Merge.id.desc())
    )
    if subject_id is not None:
        query = query.where(or_(Merge.kept_id == subject_id, Merge.other_id == subject_id))
    return fetch(connection, query, MergeRow)
