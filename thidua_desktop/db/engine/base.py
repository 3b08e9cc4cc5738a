"""What every table shares: names of constraints, ids, and columns that keep money and partial dates exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from thidua_desktop.domain.dates import PartialDate

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables; ``metadata`` is what migrations are compared with."""

    metadata = MetaData(naming_convention=NAMING)


class Identified:
    """A row known by a number that is never used twice (``UnitOfWork`` hands it out)."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Discardable:
    """A row that goes to the bin first: ``deleted_at`` is the moment, ISO text."""

    deleted_at: Mapped[str | None] = mapped_column(String)


class Dong(TypeDecorator[Decimal]):
    """Whole đồng as an integer in the file, Decimal in the program. ValueError on a fraction."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value != value.to_integral_value():
            raise ValueError(value)
        return int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class PartialDateText(TypeDecorator[PartialDate]):
    """A partial date as its ISO text: the length says the precision."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate.parse_iso(value)
