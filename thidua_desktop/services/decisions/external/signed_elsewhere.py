"""Decisions signed by somebody else, as this office records them: known by number, day and issuer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.domain.errors import OfficeError


def known_decision(uow: UnitOfWork, *, number: str, signed_on: dt.date, issuer: str) -> int | None:
    """The decision recorded before; None when it is new."""
    known = uow.connection.execute(
        select(Decision.id).where(
            Decision.number == number,
            Decision.signed_on == signed_on,
            Decision.issuer == issuer,
            Decision.deleted_at.is_(None),
        )
    ).scalar()
    return None if known is None else int(known)


def refuse_known(uow: UnitOfWork, *, number: str, signed_on: dt.date, issuer: str) -> None:
    """OfficeError ``history.recorded_already``."""
    if known_decision(uow, number=number, signed_on=signed_on, issuer=issuer) is not None:
        raise OfficeError("history.recorded_already", number=number, day=f"{signed_on:%d/%m/%Y}")


def add_signed(
    uow: UnitOfWork,
    *,
    year: int,
    issuer: str,
    level: str,
    number: str | None,
    signed_on: dt.date | None,
    subject: str,
    origin: str = "external",
) -> int:
    """Records it as signed and gives its id; ``number`` and day stay empty where nobody knows them."""
    return uow.add(
        Decision,
        year=year,
        origin=origin,
        issuer=issuer,
        level=level,
        number=number,
        signed_on=signed_on,
        subject=subject,
        state="signed",
    )
