"""The first look: what is due, who has not sent, what is unfinished, where each award stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.council import CouncilSession
from thidua_desktop.db.decisions import Decision
from thidua_desktop.db.importing import ImportBatch
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.organisation import Unit
from thidua_desktop.queries.nominations import counts_by_state
from thidua_desktop.queries.plan import TargetRow, targets
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.tasks import TaskRow, tasks


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first screen says, read in one view."""

    due: tuple[TaskRow, ...]
    overdue: tuple[TaskRow, ...]
    silent_units: tuple[str, ...]
    states: dict[str, int]
    unclear: int
    """Nominations judged "chưa kết luận" or "chưa đủ" that nobody has overruled."""
    staged_files: int
    open_sessions: int
    draft_decisions: int
    targets: tuple[TargetRow, ...]


def overview(connection: Connection, *, year: int, today: dt.date) -> Overview:
    """The state of a year's work as seen today; in another year than today's nothing is due this month."""
    every_task = tasks(connection, year=year)
    return Overview(
        due=tuple(task for task in every_task if task.due_in(today)),
        overdue=tuple(task for task in every_task if task.state(today) == "overdue"),
        silent_units=silent_units(connection, year=year, today=today),
        states=counts_by_state(connection, year=year),
        unclear=_count(
            connection,
            select(func.count()).where(
                Nomination.year == year,
                Nomination.deleted_at.is_(None),
                Nomination.state == "submitted",
                Nomination.verdict.in_(("needs_review", "not_eligible")),
                Nomination.override_reason.is_(None),
            ),
        ),
        staged_files=_count(
            connection,
            select(func.count()).where(ImportBatch.year == year, ImportBatch.state == "staged"),
        ),
        open_sessions=_count(
            connection,
            select(func.count()).where(
                CouncilSession.year == year,
                CouncilSession.state == "open",
                CouncilSession.deleted_at.is_(None),
            ),
        ),
        draft_decisions=_count(
            connection,
            select(func.count()).where(
                Decision.year == year, Decision.state == "draft", Decision.deleted_at.is_(None)
            ),
        ),
        targets=tuple(target for target in targets(connection, year=year) if target.award_code),
    )


def silent_units(connection: Connection, *, year: int, today: dt.date) -> tuple[str, ...]:
    """Units alive today for which nothing was nominated this year, in Vietnamese order."""
    spoke = select(Nomination.unit_id).where(
        Nomination.year == year, Nomination.deleted_at.is_(None), Nomination.unit_id.is_not(None)
    )
    query = (
        select(Unit.name)
        .where(
            Unit.deleted_at.is_(None),
            Unit.parent_id.is_(None),
            (Unit.valid_from.is_(None)) | (Unit.valid_from <= today),
            (Unit.valid_to.is_(None)) | (Unit.valid_to >= today),
            Unit.id.not_in(spoke),
        )
        .order_by(Unit.sort_key)
    )
    return fetch(connection, query, lambda name: str(name))


def _count(connection: Connection, query: object) -> int:
    return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]
