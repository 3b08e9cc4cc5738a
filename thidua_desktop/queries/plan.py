"""The year's plan, and its targets with what was reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.decisions import Decision, Grant
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.plan import Plan, PlanTarget
from thidua_desktop.queries.rows import fetch

PASSED_STATES = ("passed", "decided")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan or directive of the year."""

    id: int
    year: int
    kind: str
    title: str
    theme: str
    number: str | None
    issued_on: dt.date | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target; for an award target also nominated, passed and decided, counted from the work itself."""

    id: int
    section: str
    wording: str
    award_code: str | None
    subject_type: str | None
    minimum: str | None
    maximum: str | None
    measure: str
    nominated: int = 0
    passed: int = 0
    decided: int = 0


def plans(connection: Connection, *, year: int) -> tuple[PlanRow, ...]:
    """Plans of a year in the order they were added."""
    query = (
        select(Plan.id, Plan.year, Plan.kind, Plan.title, Plan.theme, Plan.number, Plan.issued_on)
        .where(Plan.year == year, Plan.deleted_at.is_(None))
        .order_by(Plan.id)
    )
    return fetch(connection, query, PlanRow)


def targets(connection: Connection, *, year: int, plan_id: int | None = None) -> tuple[TargetRow, ...]:
    """Targets of all plans of a year, or of one, in the order of the plan."""
    query = (
        select(
            PlanTarget.id,
            PlanTarget.section,
            PlanTarget.wording,
            PlanTarget.award_code,
            PlanTarget.subject_type,
            PlanTarget.minimum,
            PlanTarget.maximum,
            PlanTarget.measure,
        )
        .join(Plan, Plan.id == PlanTarget.plan_id)
        .where(Plan.year == year, Plan.deleted_at.is_(None), PlanTarget.deleted_at.is_(None))
        .order_by(PlanTarget.plan_id, PlanTarget.position)
    )
    if plan_id is not None:
        query = query.where(PlanTarget.plan_id == plan_id)
    nominated = _nomination_counts(connection, year=year)
    passed = _nomination_counts(connection, year=year, states=PASSED_STATES)
    decided = _grant_counts(connection, year=year)

    def with_counts(row: TargetRow) -> TargetRow:
        code, subject = row.award_code, row.subject_type
        return replace(
            row,
            nominated=_count(nominated, code, subject),
            passed=_count(passed, code, subject),
            decided=_count(decided, code, subject),
        )

    return tuple(with_counts(row) for row in fetch(connection, query, TargetRow))


def _nomination_counts(
    connection: Connection, *, year: int, states: Sequence[str] | None = None
) -> dict[tuple[str, str], int]:
    query = (
        select(Nomination.award_code, Nomination.subject_type, func.count())
        .where(Nomination.year == year, Nomination.deleted_at.is_(None))
        .group_by(Nomination.award_code, Nomination.subject_type)
    )
    if states is not None:
        query = query.where(Nomination.state.in_(states))
    return dict(fetch(connection, query, lambda code, subject, n: ((code, subject), n)))


def _grant_counts(connection: Connection, *, year: int) -> dict[tuple[str, str], int]:
    query = (
        select(Grant.award_code, Grant.subject_type, func.count())
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.award_year == year, Decision.state == "signed", Decision.deleted_at.is_(None))
        .group_by(Grant.award_code, Grant.subject_type)
    )
    return dict(fetch(connection, query, lambda code, subject, n: ((code, subject), n)))


def _count(counts: dict[tuple[str, str], int], code: object, subject: object) -> int:
    return sum(
        n for (award, kind), n in counts.items() if award == code and (subject is None or kind == subject)
    )
