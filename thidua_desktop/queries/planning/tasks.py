"""Tasks of a year's plans: when they run, how they stand, what proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.following import TaskEvidence
from thidua_desktop.db.tables.plan import Plan, PlanTask
from thidua_desktop.domain.planning.task_times import (
    Span,
    State,
    due_this_month,
    months_touched,
    spans_of,
    state_of,
)
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task or a piece of one (``parent_id``). ``spans``: its stretches of work (``domain.task_times``).

    ``label`` numbers it as the officer sees it: ``2``, its pieces ``2.1`` and ``2.2``.
    """

    id: int
    number: int
    wording: str
    lead: str
    partners: str
    when_text: str
    months: tuple[int, ...]
    status: str
    done_on: dt.date | None
    note: str
    plan_id: int
    year: int
    parent_id: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    progress: int
    source: str
    plan_title: str
    evidence: int = 0
    pieces: int = 0
    label: str = ""
    spans: tuple[Span, ...] = field(default=())

    def state(self, today: dt.date) -> State:
        """How it stands on a day."""
        return state_of(self.status, self.spans, today=today)

    def due_in(self, today: dt.date) -> bool:
        """Whether it is asked for in today's month and neither done nor late."""
        return (
            self.status != "done"
            and due_this_month(self.spans, today=today)
            and self.state(today) != "overdue"
        )

    def busy_months(self) -> tuple[int, ...]:
        """Months of its year in which work is asked for."""
        return months_touched(self.spans, year=self.year)

    @property
    def last_day(self) -> dt.date | None:
        return self.spans[-1][1] if self.spans else None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A file stored with a task."""

    id: int
    task_id: int
    name: str
    size: int
    sha256: str
    note: str


def tasks(connection: Connection, *, year: int, plan_id: int | None = None) -> tuple[TaskRow, ...]:
    """Tasks of all plans of a year, or of one, in the order of the plan, pieces below their task."""
    query = (
        select(
            PlanTask.id,
            PlanTask.position,
            PlanTask.wording,
            PlanTask.lead,
            PlanTask.partners,
            PlanTask.when_text,
            PlanTask.months,
            PlanTask.status,
            PlanTask.done_on,
            PlanTask.note,
            PlanTask.plan_id,
            Plan.year,
            PlanTask.parent_id,
            PlanTask.starts_on,
            PlanTask.ends_on,
            PlanTask.progress,
            PlanTask.source,
            Plan.title,
            select(func.count())
            .where(TaskEvidence.task_id == PlanTask.id, TaskEvidence.deleted_at.is_(None))
            .scalar_subquery(),
        )
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(Plan.year == year, Plan.deleted_at.is_(None), PlanTask.deleted_at.is_(None))
        .order_by(PlanTask.plan_id, PlanTask.position, PlanTask.id)
    )
    if plan_id is not None:
        query = query.where(PlanTask.plan_id == plan_id)
    return tuple(_labelled(_timed(row) for row in fetch(connection, query, TaskRow)))


def evidence(connection: Connection, *, task_id: int) -> tuple[EvidenceRow, ...]:
    """Files stored with a task, in the order they were added."""
    query = (
        select(
            TaskEvidence.id,
            TaskEvidence.task_id,
            Attachment.name,
            Attachment.size,
            Attachment.sha256,
            TaskEvidence.note,
        )
        .join(Attachment, Attachment.id == TaskEvidence.attachment_id)
        .where(TaskEvidence.task_id == task_id, TaskEvidence.deleted_at.is_(None))
        .order_by(TaskEvidence.id)
    )
    return fetch(connection, query, EvidenceRow)


def _timed(row: TaskRow) -> TaskRow:
    months = tuple(row.months)
    spans = spans_of(
        year=row.year,
        months=months,
        when_text=row.when_text,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
    return replace(row, months=months, spans=spans)


def _labelled(rows: Iterable[TaskRow]) -> Iterator[TaskRow]:
    """Numbers tasks plan by plan without gaps, each followed by its pieces; a piece whose task went to the
    bin stands for itself."""
    stored = tuple(rows)
    ids = {row.id for row in stored}
    heads = [row for row in stored if row.parent_id not in ids]
    pieces: dict[int, list[TaskRow]] = {}
    for row in stored:
        if row.parent_id is not None and row.parent_id in ids:
            pieces.setdefault(row.parent_id, []).append(row)
    counted: dict[int, int] = {}
    for head in heads:
        counted[head.plan_id] = number = counted.get(head.plan_id, 0) + 1
        below = pieces.get(head.id, [])
        yield replace(head, label=str(number), pieces=len(below))
        for place, piece in enumerate(below, start=1):
            yield replace(piece, label=f"{number}.{place}")
