"""The office and its signers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Bloc
from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.db.tables.settings import Office, Signer
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office as its papers name it."""

    name: str
    level: str
    superior_name: str
    place: str
    head_title: str
    standing_body: str
    symbol: str
    council_name: str
    current_year: int
    letterhead_superior: str = ""


@dataclass(frozen=True, slots=True)
class SignerRow:
    """Who may sign, the lines above the name, and from when to when."""

    id: int
    full_name: str
    lines: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None


def find_office(connection: Connection) -> OfficeRow | None:
    """The office, or None in a database that was not set up yet."""
    return next(iter(fetch(connection, _office(), OfficeRow)), None)


@cache
def _office() -> Select[*tuple[Any, ...]]:
    return select(
        Office.name,
        Office.level,
        Office.superior_name,
        Office.place,
        Office.head_title,
        Office.standing_body,
        Office.symbol,
        Office.council_name,
        Office.current_year,
        Office.letterhead_superior,
    ).where(Office.id == 1)


def office(connection: Connection) -> OfficeRow:
    """The office. OfficeError ``settings.no_office`` before it is set up."""
    found = find_office(connection)
    if found is None:
        raise OfficeError("settings.no_office")
    return found


def signers(connection: Connection, *, on: dt.date | None = None) -> tuple[SignerRow, ...]:
    """Signers in the order they were added; with ``on`` only those who may sign that day."""
    query = select(Signer.id, Signer.full_name, Signer.lines, Signer.valid_from, Signer.valid_to).where(
        Signer.deleted_at.is_(None)
    )
    if on is not None:
        query = query.where(
            or_(Signer.valid_from.is_(None), Signer.valid_from <= on),
            or_(Signer.valid_to.is_(None), Signer.valid_to >= on),
        )
    return tuple(
        SignerRow(row.id, row.full_name, tuple(row.lines.splitlines()), row.valid_from, row.valid_to)
        for row in connection.execute(query.order_by(Signer.id))
    )


def years_used(connection: Connection) -> tuple[int, ...]:
    """Years in which anything was planned, grouped, nominated or granted, in order."""
    found: set[int] = set()
    for column in (Plan.year, Bloc.year, Nomination.year, Grant.award_year, ImportBatch.year):
        # From each year to the next greater by the index: DISTINCT would read every row there ever was.
        year = connection.execute(select(func.min(column))).scalar_one()
        while year is not None:
            found.add(year)
            year = connection.execute(select(func.min(column)).where(column > year)).scalar_one()
    return tuple(sorted(found))
