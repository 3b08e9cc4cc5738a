"""The first look: what is due, who has not sent what, what is unfinished, how awards stand, the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.council import CouncilSession
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.db.tables.plan_text import PlanCampaign
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.registrations import Registration
from thidua_desktop.db.tables.scoring import ScoreEntry, ScoreSheet
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.eligibility.office_law import certificate_due
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.queries.nominations.registrations import COUNTED
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.planning.tasks import TaskRow, tasks
from thidua_desktop.queries.reports.first_steps import FirstStep, first_steps
from thidua_desktop.queries.reports.targets import PRINTED_STATES, TargetRow, targets
from thidua_desktop.queries.reports.waiting import Waiting, waiting
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.scoring.blocs import BlocsDue, due_steps
from thidua_desktop.queries.standing_grants import standing_grants


@dataclass(frozen=True, slots=True)
class MonthOfTasks:
    """Tasks whose last day falls in a month, by how they stand."""

    month: int
    done: int
    overdue: int
    open: int

    @property
    def total(self) -> int:
        return self.done + self.overdue + self.open


@dataclass(frozen=True, slots=True)
class CampaignSpan:
    """A campaign as far as its months are said; both ends lie in the year."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Silent:
    """Units that have not sent something, in Vietnamese order."""

    registrations: tuple[str, ...]
    nominations: tuple[str, ...]
    scores: tuple[str, ...]
    """Members of a bloc whose sheet is open and holds no score of theirs."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first screen says, read in one view."""

    today: dt.date
    due: tuple[TaskRow, ...]
    overdue: tuple[TaskRow, ...]
    silent: Silent
    waiting: Waiting
    open_sessions: int
    draft_decisions: int
    unprinted: int
    """Receivers of this office's signed decisions whose certificate was never printed."""
    targets: tuple[TargetRow, ...]
    months: tuple[MonthOfTasks, ...]
    campaigns: tuple[CampaignSpan, ...]
    bloc_steps: tuple[BlocsDue, ...]
    """What blocs have not done by its day, or have to do within the month."""
    steps: tuple[FirstStep, ...]
    """What a new office has still to enter."""


def overview(connection: Connection, *, year: int, today: dt.date) -> Overview:
    """The state of a year's work as seen today; in another year than today's nothing is due this month."""
    every_task = each_once(tasks(connection, year=year))
    return Overview(
        steps=first_steps(connection),
        today=today,
        due=tuple(sorted((task for task in every_task if task.due_in(today)), key=_last)),
        overdue=tuple(sorted((task for task in every_task if task.state(today) == "overdue"), key=_last)),
        silent=Silent(
            silent_registrations(connection, year=year, today=today),
            silent_units(connection, year=year, today=today),
            silent_members(connection, year=year),
        ),
        waiting=waiting(connection, year=year),
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
        unprinted=_unprinted(connection, year=year),
        targets=tuple(target for target in targets(connection, year=year) if target.award_code),
        months=months_of_tasks(every_task, year=year, today=today),
        campaigns=_campaigns(connection, year=year),
        bloc_steps=due_steps(connection, year=year, today=today),
    )


def each_once(every_task: tuple[TaskRow, ...]) -> tuple[TaskRow, ...]:
    """A row of several pieces speaks through them; pieces of a row that is done are done with it."""
    done = {task.id for task in every_task if task.status == "done"}
    return tuple(task for task in every_task if not task.pieces and task.parent_id not in done)


def _last(task: TaskRow) -> dt.date:
    """What ends first stands first."""
    return task.last_day or dt.date.max


def months_of_tasks(
    every_task: tuple[TaskRow, ...], *, year: int, today: dt.date
) -> tuple[MonthOfTasks, ...]:
    """Twelve months; a task counts in the month of its last day, those of other years in none."""
    found = {month: {"done": 0, "overdue": 0, "open": 0} for month in range(1, 13)}
    for task in every_task:
        last = task.last_day
        if last is not None and last.year == year:
            state = task.state(today)
            found[last.month][state if state in ("done", "overdue") else "open"] += 1
    return tuple(MonthOfTasks(month, **counts) for month, counts in found.items())


def silent_units(connection: Connection, *, year: int, today: dt.date) -> tuple[str, ...]:
    """Units alive today for which nothing was nominated this year, in Vietnamese order."""
    spoke = select(Nomination.unit_id).where(
        Nomination.year == year, Nomination.deleted_at.is_(None), Nomination.unit_id.is_not(None)
    )
    return _names(connection, _alive(today).where(Unit.id.not_in(spoke)))


def silent_registrations(connection: Connection, *, year: int, today: dt.date) -> tuple[str, ...]:
    """Units alive today that have not registered for the year, or were given it back since."""
    sent = select(Registration.unit_id).where(
        Registration.year == year, Registration.deleted_at.is_(None), Registration.state.in_(COUNTED)
    )
    return _names(connection, _alive(today).where(Unit.id.not_in(sent)))


def silent_members(connection: Connection, *, year: int) -> tuple[str, ...]:
    """Members of blocs with an open score sheet for whom nobody has entered a score."""
    scored = select(ScoreEntry.id).where(
        ScoreEntry.sheet_id == ScoreSheet.id, ScoreEntry.unit_id == BlocMember.unit_id
    )
    query = (
        select(Unit.name)
        .join(BlocMember, BlocMember.unit_id == Unit.id)
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .join(ScoreSheet, ScoreSheet.bloc_id == Bloc.id)
        .where(
            Bloc.year == year,
            Bloc.deleted_at.is_(None),
            Bloc.level == "own",
            BlocMember.valid_to.is_(None),
            ScoreSheet.deleted_at.is_(None),
            ScoreSheet.state == "open",
            ~scored.exists(),
        )
        .distinct()
        .order_by(Unit.sort_key)
    )
    return _names(connection, query)


def _alive(today: dt.date) -> Any:
    return (
        select(Unit.name)
        .where(
            Unit.deleted_at.is_(None),
            Unit.parent_id.is_(None),
            lives_on(today),
        )
        .order_by(Unit.sort_key)
    )


def _unprinted(connection: Connection, *, year: int) -> int:
    """Awards of our decisions that bring a certificate and have none yet."""
    grant = standing_grants().c
    printed = select(PrintItem.id).where(PrintItem.grant_id == grant.id, PrintItem.state.in_(PRINTED_STATES))
    query = (
        select(grant.award_code, grant.signed_on, func.count())
        .where(grant.decision_year == year, grant.origin == "own", ~printed.exists())
        .group_by(grant.award_code, grant.signed_on)
    )
    rulings = office_rules(connection)
    return sum(
        count
        for code, day, count in connection.execute(query)
        if certificate_due(
            rulings, code, day=day or dt.date(year, 12, 31), usual=award_by_code(code).certificate
        )
    )


def _campaigns(connection: Connection, *, year: int) -> tuple[CampaignSpan, ...]:
    query = (
        select(PlanCampaign.name, PlanCampaign.starts, PlanCampaign.ends)
        .join(Plan, Plan.id == PlanCampaign.plan_id)
        .where(Plan.year == year, Plan.deleted_at.is_(None), PlanCampaign.deleted_at.is_(None))
        .order_by(PlanCampaign.starts, PlanCampaign.id)
    )
    found = []
    for name, starts, ends in connection.execute(query):
        first, last = starts or ends, ends or starts
        if first is not None and last is not None and first.year <= year <= last.year:
            begins = _month(first, otherwise=1) if first.year == year else 1
            finishes = _month(last, otherwise=12) if last.year == year else 12
            found.append(CampaignSpan(name, begins, max(begins, finishes)))
    return tuple(found)


def _month(date: PartialDate, *, otherwise: int) -> int:
    """The month it names; a year alone names none."""
    return int(date.value[5:7]) if len(date.value) >= 7 else otherwise


def _names(connection: Connection, query: Any) -> tuple[str, ...]:
    return fetch(connection, query, lambda name: str(name))


def _count(connection: Connection, query: object) -> int:
    return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]
