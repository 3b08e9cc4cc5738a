"""The emulation and commendation fund of a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import AwardFund
from thidua_desktop.queries.standing_grants import standing_grants


@dataclass(frozen=True, slots=True)
class Fund:
    """Amounts in đồng; ``total`` and ``spent_otherwise`` as typed, None: not known.

    ``prizes``: of the awards this office decided in the award year, as they stand.
    """

    id: int | None
    year: int
    total: Decimal | None
    spent_otherwise: Decimal | None
    note: str
    prizes: Decimal

    @property
    def spent(self) -> Decimal:
        return self.prizes + (self.spent_otherwise or Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """What remains; below zero when more was spent than there is; None while the total is not known."""
        return None if self.total is None else self.total - self.spent


def fund(connection: Connection, *, year: int) -> Fund:
    """The fund of a year, with nothing typed where nothing was."""
    row = connection.execute(
        select(AwardFund.id, AwardFund.total, AwardFund.spent_otherwise, AwardFund.note).where(
            AwardFund.year == year
        )
    ).one_or_none()
    grant = standing_grants().c
    paid = connection.execute(
        select(func.sum(grant.prize)).where(grant.award_year == year, grant.origin == "own")
    ).scalar()
    prizes = Decimal(paid or 0)
    if row is None:
        return Fund(None, year, None, None, "", prizes)
    return Fund(row.id, year, row.total, row.spent_otherwise, row.note, prizes)
