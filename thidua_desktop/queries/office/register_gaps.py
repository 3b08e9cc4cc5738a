"""Numbers of the award register that nobody has, and whether the user left them out on purpose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.journal import JournalChange, JournalEntry
from thidua_desktop.db.tables.settings import NumberSeries


@dataclass(frozen=True, slots=True)
class Gap:
    """Register numbers of a year nobody has. ``explained``: the user set the series forward."""

    year: int
    first: int
    last: int
    explained: bool

    @property
    def numbers(self) -> str:
        """``7`` or ``7 - 9``."""
        return str(self.first) if self.first == self.last else f"{self.first} - {self.last}"


def register_gaps(connection: Connection, *, years: Collection[int] | None = None) -> tuple[Gap, ...]:
    """Gaps between the register numbers given so far, or those of some years."""
    narrow = {} if years is None else {"years": sorted(years)}
    found = tuple(connection.execute(_gaps(narrow=years is not None), narrow))
    explained = _series_set(connection) if found else frozenset()
    return tuple(Gap(year, first, last, year in explained) for year, first, last in found)


def _series_set(connection: Connection) -> frozenset[int]:
    """Years whose register was given a next number by hand."""
    query = (
        select(NumberSeries.year)
        .join(JournalChange, JournalChange.row_id == NumberSeries.id)
        .join(JournalEntry, JournalEntry.id == JournalChange.entry_id)
        .where(
            NumberSeries.kind == "register",
            JournalChange.table_name == NumberSeries.__tablename__,
            JournalEntry.action == "save_series",
            JournalEntry.undone_by.is_(None),
        )
    )
    return frozenset(connection.execute(query).scalars())


@cache
def _gaps(*, narrow: bool) -> Select[*tuple[Any, ...]]:
    """(year, first, last) of each run of numbers between two that follow one another."""
    numbered = (
        select(
            Grant.award_year.label("year"),
            Grant.register_number.label("number"),
            func.lag(Grant.register_number)
            .over(partition_by=Grant.award_year, order_by=Grant.register_number)
            .label("before"),
        )
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.register_number.is_not(None), Decision.deleted_at.is_(None))
    )
    if narrow:
        numbered = numbered.where(Grant.award_year.in_(bindparam("years", expanding=True)))
    given = numbered.subquery().c
    return (
        select(given.year, given.before + 1, given.number - 1)
        .where(given.number > given.before + 1)
        .order_by(given.year, given.number)
    )
