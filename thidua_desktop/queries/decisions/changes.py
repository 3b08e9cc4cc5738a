"""What decisions do to each other, reported from both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.decisions import Decision, DecisionChange
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One grant touched by a decision (``grant_id`` None: the whole); ``corrected`` while it is a draft."""

    id: int
    decision_id: int
    target_id: int
    grant_id: int | None
    new_grant_id: int | None
    reason: str
    corrected: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A decision that changed this one (``later``) or that this one changed, once each."""

    decision_id: int
    number: str | None
    signed_on: dt.date | None
    kind: str
    later: bool
    state: str


def changes_of(connection: Connection, decision_id: int) -> tuple[ChangeRow, ...]:
    """What a decision does, in the order it is printed."""
    query = (
        select(
            DecisionChange.id,
            DecisionChange.decision_id,
            DecisionChange.target_id,
            DecisionChange.grant_id,
            DecisionChange.new_grant_id,
            DecisionChange.reason,
            DecisionChange.corrected,
        )
        .where(DecisionChange.decision_id == decision_id)
        .order_by(DecisionChange.id)
    )
    return fetch(connection, query, ChangeRow)


def change_counts(connection: Connection, *, year: int) -> dict[int, int]:
    """How many grants each changing decision of a year touches, by its id."""
    query = (
        select(DecisionChange.decision_id, func.count())
        .join(Decision, Decision.id == DecisionChange.decision_id)
        .where(Decision.year == year, Decision.deleted_at.is_(None))
        .group_by(DecisionChange.decision_id)
    )
    return dict(fetch(connection, query, lambda *row: row))


def traces(connection: Connection, decision_id: int) -> tuple[Trace, ...]:
    """Decisions before and after this one that have to do with it, the earliest first."""
    changing, target = aliased(Decision), aliased(Decision)
    query = (
        select(
            DecisionChange.decision_id,
            changing.kind,
            changing.number,
            changing.signed_on,
            changing.state,
            DecisionChange.target_id,
            target.number,
            target.signed_on,
            target.state,
        )
        .join(changing, changing.id == DecisionChange.decision_id)
        .join(target, target.id == DecisionChange.target_id)
        .where(
            or_(DecisionChange.decision_id == decision_id, DecisionChange.target_id == decision_id),
            changing.deleted_at.is_(None),
            target.deleted_at.is_(None),
        )
        .distinct()
        .order_by(DecisionChange.decision_id)
    )
    return tuple(_trace(row, decision_id) for row in connection.execute(query))


def _trace(row: Any, decision_id: int) -> Trace:
    changing, kind, number, day, state, target, target_number, target_day, target_state = row
    if target == decision_id:
        return Trace(changing, number, day, kind, later=True, state=state)
    return Trace(target, target_number, target_day, kind, later=False, state=target_state)
