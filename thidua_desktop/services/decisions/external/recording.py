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
from thidua_desktop.services.office.context import Desk


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
    with desk.store.writing("record_decision", number=clean(number)) as writer:
        inside = desk.within(writer)
        rows = open_rows(inside, ids, year=year)
        made = lines_of_nominations(rows, on=signed_on, law=law_of(inside))
        lines = {line.nomination_id: line for line in made}
        refuse_known(writer, number=clean(number), signed_on=signed_on, issuer=clean(issuer))
        decision_id = add_signed(
            writer,
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
            writer.add(Grant, **values)
            writer.update(Nomination, row.id, state="decided", decision_id=decision_id)
    return writer.changes
