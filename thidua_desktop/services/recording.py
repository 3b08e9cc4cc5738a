"""The short way: it was decided already, only record it; open nominations become grants of that decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from thidua_desktop.db.decisions import Decision, Grant
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.services.decision_list import grant_values, lines_of_nominations
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.nominations import open_row
from thidua_desktop.services.office_rules import law_of


def record_nominations(
    desk: Desk,
    ids: Sequence[int],
    *,
    year: int,
    number: str,
    signed_on: dt.date,
    issuer: str,
    level: str,
) -> Changes:
    """Records a signed decision with these nominees, whatever the council did or did not.

    OfficeError ``history.number_empty``, ``history.recorded_already``, ``nominees.signed_later``.
    """
    if not clean(number) or not clean(issuer):
        raise OfficeError("history.number_empty")
    if signed_on > desk.today():
        raise OfficeError("nominees.signed_later")
    rows = [open_row(desk, one, year=year) for one in ids]
    made = lines_of_nominations(rows, on=signed_on, law=law_of(desk))
    lines = {line.nomination_id: line for line in made}
    with desk.store.writing("record_decision", number=clean(number)) as writer:
        known = writer.connection.execute(
            select(Decision.id).where(
                Decision.number == clean(number),
                Decision.signed_on == signed_on,
                Decision.issuer == clean(issuer),
                Decision.deleted_at.is_(None),
            )
        ).first()
        if known:
            raise OfficeError("history.recorded_already", number=number, day=f"{signed_on:%d/%m/%Y}")
        decision_id = writer.add(
            Decision,
            year=year,
            origin="external",
            issuer=clean(issuer),
            level=level,
            number=clean(number),
            signed_on=signed_on,
            subject="",
            state="signed",
        )
        for place, row in enumerate(rows, start=1):
            values = grant_values(
                decision_id,
                place,
                lines[row.id],
                award_year=year,
                register_number=None,
                year_type=row.year_type,
                occasion=row.occasion,
            )
            writer.add(Grant, **values)
            writer.update(Nomination, row.id, state="decided", decision_id=decision_id)
    return writer.changes
