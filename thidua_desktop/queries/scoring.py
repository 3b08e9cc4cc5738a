"""Blocs of a year, their members, and units left outside."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.organisation import Bloc, BlocMember, Unit
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class BlocRow:
    """A khối or cụm with its officers and the number of members."""

    id: int
    year: int
    name: str
    kind: str
    head_id: int | None
    head_name: str
    deputy_id: int | None
    deputy_name: str
    members: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A unit as a member of a bloc; ``bloc_id`` None: in no bloc that year."""

    unit_id: int
    unit_name: str
    kind: str
    bloc_id: int | None
    bloc_name: str
    member_count: int | None


def blocs(connection: Connection, *, year: int) -> tuple[BlocRow, ...]:
    """Blocs of a year in the order they were made."""
    head, deputy = aliased(Unit), aliased(Unit)
    sizes = select(BlocMember.bloc_id, func.count().label("n")).group_by(BlocMember.bloc_id).subquery()
    query = (
        select(
            Bloc.id,
            Bloc.year,
            Bloc.name,
            Bloc.kind,
            Bloc.head_unit_id,
            func.coalesce(head.name, ""),
            Bloc.deputy_unit_id,
            func.coalesce(deputy.name, ""),
            func.coalesce(sizes.c.n, 0),
        )
        .outerjoin(head, head.id == Bloc.head_unit_id)
        .outerjoin(deputy, deputy.id == Bloc.deputy_unit_id)
        .outerjoin(sizes, sizes.c.bloc_id == Bloc.id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None))
        .order_by(Bloc.id)
    )
    return fetch(connection, query, BlocRow)


def members(connection: Connection, *, year: int) -> tuple[MemberRow, ...]:
    """Every unit with its bloc of the year, units of no bloc last; a unit in two blocs appears twice."""
    of_year = (
        select(BlocMember.unit_id, Bloc.id.label("bloc_id"), Bloc.name)
        .join(Bloc, Bloc.id == BlocMember.bloc_id)
        .where(Bloc.year == year, Bloc.deleted_at.is_(None))
        .subquery()
    )
    query = (
        select(
            Unit.id,
            Unit.name,
            Unit.kind,
            of_year.c.bloc_id,
            func.coalesce(of_year.c.name, ""),
            Unit.member_count,
        )
        .outerjoin(of_year, of_year.c.unit_id == Unit.id)
        .where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None))
        .order_by(of_year.c.bloc_id.is_(None), of_year.c.bloc_id, Unit.sort_key)
    )
    return fetch(connection, query, MemberRow)
