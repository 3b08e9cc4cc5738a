"""Who signs a decision and under which number: shared by decisions that give and those that change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.council import CouncilSession
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.settings import NumberSeries
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.office.settings import SignerRow, signers
from thidua_desktop.services.office.context import AppContext

SERIES = "decision"


@dataclass(frozen=True, slots=True)
class Drafted:
    """The new draft."""

    decision_id: int
    changes: Changes


def signer_of(app: AppContext, signer_id: int | None, *, on: dt.date | None) -> SignerRow:
    """The signer chosen, or the first who may sign that day. OfficeError ``decisions.no_signer``."""
    for one in app.read(signers, on=on if signer_id is None else None):
        if signer_id is None or one.id == signer_id:
            return one
    raise OfficeError("decisions.no_signer", day=f"{on or app.today():%d/%m/%Y}")


def signer_columns(who: SignerRow) -> dict[str, object]:
    """The signer as stored with a decision."""
    return {"signer_id": who.id, "signer_name": who.full_name, "signer_lines": "\n".join(who.lines)}


def refuse_taken(uow: UnitOfWork, number: str, day: dt.date) -> None:
    """OfficeError ``decisions.number_taken``: a number is given once in a calendar year."""
    taken = uow.connection.execute(
        select(Decision.id).where(
            Decision.number == number,
            Decision.origin == "own",
            Decision.deleted_at.is_(None),
            Decision.signed_on >= dt.date(day.year, 1, 1),
            Decision.signed_on <= dt.date(day.year, 12, 31),
        )
    ).first()
    if taken:
        raise OfficeError("decisions.number_taken", number=number, year=day.year)


def refuse_before_council(uow: UnitOfWork, session_id: int | None, day: dt.date) -> None:
    """OfficeError ``decisions.before_council``."""
    if session_id is None:
        return
    held = uow.connection.execute(
        select(CouncilSession.held_on).where(CouncilSession.id == session_id)
    ).scalar_one_or_none()
    if held is not None and day < held:
        raise OfficeError("decisions.before_council", day=f"{day:%d/%m/%Y}", council_day=f"{held:%d/%m/%Y}")


def note_number(uow: UnitOfWork, number: int, day: dt.date) -> None:
    """The series goes on after the number just given, and never back."""
    row = uow.connection.execute(
        select(NumberSeries.id, NumberSeries.next_number).where(
            NumberSeries.kind == SERIES, NumberSeries.year == day.year
        )
    ).one_or_none()
    if row is None:
        uow.add(NumberSeries, kind=SERIES, year=day.year, pattern="{number}", next_number=number + 1)
    elif row.next_number <= number:
        uow.update(NumberSeries, row.id, next_number=number + 1)
