"""Units that have not sent something: one answer for the first screen and for the chase list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.registrations import Registration
from thidua_desktop.db.tables.scoring import ScoreEntry, ScoreSheet
from thidua_desktop.queries.nominations.registrations import COUNTED
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A unit that owes something; ``since``: the day it was given back or asked for, None: not recorded."""

    id: int
    name: str
    since: dt.date | None = None


def silent_units(connection: Connection, *, year: int, today: dt.date) -> tuple[SilentUnit, ...]:
    """Units alive today for which nothing was nominated this year, in Vietnamese order."""
    spoke = select(Nomination.unit_id).where(
        Nomination.year == year, Nomination.deleted_at.is_(None), Nomination.unit_id.is_not(None)
    )
    return fetch(connection, _alive(today).where(Unit.id.not_in(spoke)), SilentUnit)


def silent_registrations(connection: Connection, *, year: int, today: dt.date) -> tuple[SilentUnit, ...]:
    """Units alive today that have not registered for the year, or were given it back since."""
    of_year = (Registration.year == year, Registration.deleted_at.is_(None))
    sent = select(Registration.unit_id).where(*of_year, Registration.state.in_(COUNTED))
    given_back = (
        select(func.max(Registration.decided_on))
        .where(*of_year, Registration.unit_id == Unit.id, Registration.state == "returned")
        .correlate(Unit)
        .scalar_subquery()
    )
    query = _alive(today).where(Unit.id.not_in(sent)).add_columns(given_back)
    return fetch(connection, query, SilentUnit)


def silent_members(connection: Connection, *, year: int) -> tuple[SilentUnit, ...]:
    """Members of blocs with an open score sheet for whom nobody has entered a score."""
    scored = select(ScoreEntry.id).where(
        ScoreEntry.sheet_id == ScoreSheet.id, ScoreEntry.unit_id == BlocMember.unit_id
    )
    query = (
        select(Unit.id, Unit.name, func.min(func.substr(ScoreSheet.created_at, 1, 10)))
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
        .group_by(Unit.id)
        .order_by(Unit.sort_key, Unit.id)
    )
    return fetch(
        connection,
        query,
        lambda number, name, made: SilentUnit(number, name, dt.date.fromisoformat(made) if made else None),
    )


def _alive(today: dt.date) -> Select[int, str]:
    return (
        select(Unit.id, Unit.name)
        .where(
            Unit.deleted_at.is_(None),
            Unit.parent_id.is_(None),
            lives_on(today),
        )
        .order_by(Unit.sort_key)
    )
