"""Blocs of a year with their members, meetings and officers; who is in no bloc or in two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.blocs import BlocDay as StoredDay
from thidua_desktop.db.tables.blocs import BlocMeeting, BlocTarget
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.plan import PlanTarget
from thidua_desktop.domain.scoring.blocs import BlocDay, Officers, next_officers, office_days, steps_of
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class BlocRow:
    """A khối or cụm. ``level`` own | higher; ``head_name`` of a higher one is what was typed."""

    id: int
    year: int
    name: str
    kind: str
    level: str
    head_id: int | None
    head_name: str
    deputy_id: int | None
    deputy_name: str
    second_deputy_id: int | None
    second_deputy_name: str
    members: int
    scheme_code: str
    council_member: str
    pledged_on: dt.date | None
    note: str
    size: int | None
    awarded_points: str
    awarded_rank: int | None

    @property
    def officers(self) -> Officers:
        return Officers(self.head_id, self.deputy_id, self.second_deputy_id)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A unit as a member of a bloc; ``bloc_id`` None: in no bloc that year. Dates None: the whole year."""

    unit_id: int
    unit_name: str
    kind: str
    bloc_id: int | None
    bloc_name: str
    member_count: int | None
    member_id: int | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    unit_from: dt.date | None
    unit_to: dt.date | None

    def overlaps(self, other: MemberRow) -> bool:
        """Whether both memberships hold on some day."""
        return (self.valid_from or dt.date.min) <= (other.valid_to or dt.date.max) and (
            other.valid_from or dt.date.min
        ) <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of a bloc; ``elected`` for the next year, by unit."""

    id: int
    bloc_id: int
    kind: str
    held_on: dt.date | None
    place: str
    chair: str
    secretary: str
    notes: str
    elected: Officers


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What the office registered in a higher bloc, and what came of it."""

    id: int
    bloc_id: int
    position: int
    wording: str
    registered: str
    result: str
    plan_target_id: int | None
    plan_wording: str
    """The target of our own plan it goes back to; empty: none."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """Who is proposed to lead a bloc next year; ``elected``: the closing meeting chose them."""

    bloc: BlocRow
    members: tuple[MemberRow, ...]
    officers: Officers
    elected: bool


@dataclass(frozen=True, slots=True)
class BlocsDue:
    """A step of the year (``signing``, ``review``, ``closing``) that these blocs have not done yet."""

    code: str
    day: dt.date
    names: tuple[str, ...]
    late: bool


def blocs(connection: Connection, *, year: int, level: str | None = None) -> tuple[BlocRow, ...]:
    """Blocs of a year in the order they were made; of one level when named."""
    head, deputy, second = aliased(Unit), aliased(Unit), aliased(Unit)
    sizes = (
        select(BlocMember.bloc_id, func.count().label("n"))
        .where(BlocMember.valid_to.is_(None) | (BlocMember.valid_to >= dt.date(year, 12, 31)))
        .group_by(BlocMember.bloc_id)
        .subquery()
    )
    query = (
        select(
            Bloc.id,
            Bloc.year,
            Bloc.name,
            Bloc.kind,
            Bloc.level,
            Bloc.head_unit_id,
            func.coalesce(head.name, Bloc.head_name),
            Bloc.deputy_unit_id,
            func.coalesce(deputy.name, ""),
            Bloc.second_deputy_unit_id,
            func.coalesce(second.name, ""),
            func.coalesce(sizes.c.n, 0),
            Bloc.scheme_code,
            Bloc.council_member,
            Bloc.pledged_on,
            Bloc.note,
            Bloc.size,
            Bloc.awarded_points,
            Bloc.awarded_rank,
        )
        .outerjoin(head, head.id == Bloc.head_unit_id)
        .outerjoin(deputy, deputy.id == Bloc.deputy_unit_id)
        .outerjoin(second, second.id == Bloc.second_deputy_unit_id)
        .outerjoin(sizes, sizes.c.bloc_id == Bloc.id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None))
        .order_by(Bloc.id)
    )
    if level is not None:
        query = query.where(Bloc.level == level)
    return fetch(connection, query, BlocRow)


def members(connection: Connection, *, year: int) -> tuple[MemberRow, ...]:
    """Members of the blocs this office organises in the order of their turns, then units of no bloc.

    A unit in two blocs appears twice; one dissolved before the end of the year only where it was a member.
    """
    last = dt.date(year, 12, 31)
    columns = (Unit.id, Unit.name, Unit.kind)
    inside = (
        select(
            *columns,
            Bloc.id,
            Bloc.name,
            Unit.member_count,
            BlocMember.id,
            BlocMember.valid_from,
            BlocMember.valid_to,
            Unit.valid_from,
            Unit.valid_to,
        )
        .join(BlocMember, BlocMember.unit_id == Unit.id)
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .where(Bloc.year == year, Bloc.level == "own", Bloc.deleted_at.is_(None), Unit.deleted_at.is_(None))
        .order_by(Bloc.id, BlocMember.position, Unit.sort_key)
    )
    everywhere = (
        select(BlocMember.unit_id)
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None))
    )
    outside = (
        select(*columns, Unit.member_count, Unit.valid_from, Unit.valid_to)
        .where(
            Unit.deleted_at.is_(None),
            Unit.parent_id.is_(None),
            Unit.id.not_in(everywhere),
            lives_on(last),
        )
        .order_by(Unit.sort_key)
    )
    alone = fetch(
        connection,
        outside,
        lambda unit, name, kind, count, start, end: MemberRow(
            unit, name, kind, None, "", count, None, None, None, start, end
        ),
    )
    return (*fetch(connection, inside, MemberRow), *alone)


def in_two(rows: Sequence[MemberRow]) -> frozenset[int]:
    """Units that are members of two blocs on the same day."""
    found = set()
    by_unit: dict[int, list[MemberRow]] = {}
    for row in rows:
        if row.bloc_id is not None:
            others = by_unit.setdefault(row.unit_id, [])
            if any(row.overlaps(other) for other in others):
                found.add(row.unit_id)
            others.append(row)
    return frozenset(found)


def meetings(connection: Connection, *, year: int) -> tuple[MeetingRow, ...]:
    """Meetings of the year's blocs by day, those without a day last."""
    query = (
        select(
            BlocMeeting.id,
            BlocMeeting.bloc_id,
            BlocMeeting.kind,
            BlocMeeting.held_on,
            BlocMeeting.place,
            BlocMeeting.chair,
            BlocMeeting.secretary,
            BlocMeeting.notes,
            BlocMeeting.next_head_unit_id,
            BlocMeeting.next_deputy_unit_id,
            BlocMeeting.next_second_deputy_unit_id,
        )
        .join(Bloc, Bloc.id == BlocMeeting.bloc_id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None), BlocMeeting.deleted_at.is_(None))
        .order_by(BlocMeeting.held_on.is_(None), BlocMeeting.held_on, BlocMeeting.id)
    )

    def make(*row: Any) -> MeetingRow:
        reported: tuple[Any, ...] = (*row[:-3], Officers(*row[-3:]))
        return MeetingRow(*reported)

    return fetch(connection, query, make)


def targets(connection: Connection, *, bloc_id: int) -> tuple[TargetRow, ...]:
    """What the office registered in a bloc, in its order."""
    query = (
        select(
            BlocTarget.id,
            BlocTarget.bloc_id,
            BlocTarget.position,
            BlocTarget.wording,
            BlocTarget.registered,
            BlocTarget.result,
            BlocTarget.plan_target_id,
            func.coalesce(PlanTarget.wording, ""),
        )
        .outerjoin(PlanTarget, PlanTarget.id == BlocTarget.plan_target_id)
        .where(BlocTarget.bloc_id == bloc_id, BlocTarget.deleted_at.is_(None))
        .order_by(BlocTarget.position, BlocTarget.id)
    )
    return fetch(connection, query, TargetRow)


def days(connection: Connection) -> tuple[BlocDay, ...]:
    """The yearly days as this office keeps them."""
    rows = connection.execute(select(StoredDay.code, StoredDay.month, StoredDay.day))
    return office_days({row.code: (row.month, row.day) for row in rows})


def due_steps(connection: Connection, *, year: int, today: dt.date, within: int = 30) -> tuple[BlocsDue, ...]:
    """What blocs of the year should have done, or have to do in the next days, by its day.

    Registration of targets is left out: nobody can say from what is stored whether it was done.
    """
    held: dict[int, set[str]] = {}
    for meeting in meetings(connection, year=year):
        if meeting.held_on is not None:
            held.setdefault(meeting.bloc_id, set()).add(meeting.kind)
    found: dict[str, BlocsDue] = {}
    for bloc in blocs(connection, year=year, level="own"):
        steps = steps_of(
            days(connection), year=year, pledged=bloc.pledged_on is not None, held=held.get(bloc.id, ())
        )
        for step in steps:
            if step.done is False and step.day <= today + dt.timedelta(days=within):
                names = (*(found[step.code].names if step.code in found else ()), bloc.name)
                found[step.code] = BlocsDue(step.code, step.day, names, late=step.late(today))
    return tuple(sorted(found.values(), key=lambda one: one.day))


def rotations(connection: Connection, *, from_year: int, to_year: int) -> tuple[Rotation, ...]:
    """For each bloc of a year: its members alive in the next one, and who is proposed to lead them."""
    everyone = [row for row in members(connection, year=from_year) if row.bloc_id is not None]
    held = meetings(connection, year=from_year)
    first = dt.date(to_year, 1, 1)
    found = []
    for bloc in blocs(connection, year=from_year):
        own = tuple(
            row
            for row in everyone
            if row.bloc_id == bloc.id
            and (row.unit_to is None or row.unit_to >= first)
            and (row.valid_to is None or row.valid_to >= dt.date(from_year, 12, 31))
        )
        chosen = [
            one.elected
            for one in held
            if one.bloc_id == bloc.id and one.kind == "closing" and one.elected.chosen
        ]
        elected = chosen[-1] if chosen else None
        officers = next_officers([row.unit_id for row in own], bloc.officers, elected)
        found.append(Rotation(bloc, own, officers, elected is not None))
    return tuple(found)
