"""The short way: it was decided already, only record it; open nominations become grants of that decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.services.decisions.external.signed_elsewhere import add_signed, refuse_known
from thidua_desktop.services.decisions.list_lines import grant_values, lines_of_nominations
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.nominations.nominations import open_rows
from thidua_desktop.services.office.context import AppContext


def record_nominations(
    app: AppContext,
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
    if signed_on > app.today():
        raise OfficeError("nominees.signed_later")
    with app.database.writing("record_decision", number=clean(number)) as uow:
        inside = app.within(uow)
        rows = open_rows(inside, ids, year=year)
        made = lines_of_nominations(rows, on=signed_on, law=law_of(inside))
        lines = {line.nomination_id: line for line in made}
        refuse_known(uow, number=clean(number), signed_on=signed_on, issuer=clean(issuer))
        decision_id = add_signed(
            uow,
            year=year,
            issuer=clean(issuer),
            level=level,
            number=clean(number),
            signed_on=signed_on,
            subject="",
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
            uow.add(Grant, **values)
            uow.update(Nomination, row.id, state="decided", decision_id=decision_id)
    return uow.changes
