"""What would block a candidate after the council, asked before it opens: award, unit, who decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext

Reason = Literal["award_unclear", "unit_missing", "nobody_decides"]
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class NotReady:
    """A nomination and the first reason why no decision could follow the council."""

    row: NominationRow
    reason: Reason


def not_ready(
    app: AppContext, rows: Sequence[NominationRow], *, on: dt.date | None = None
) -> tuple[NotReady, ...]:
    """Those that would be stuck: a form of unclear level, a person without a unit, an award nobody decides.

    ``on``: the day of the meeting, whose law says who decides; None: the day expected for the year.
    """
    if not rows:
        return ()
    rules = law_of(app).on(on or expected_day(app, rows[0].year))
    undecidable = frozenset(code for code, rule in rules.awards.items() if not rule.deciders)

    def reason(row: NominationRow) -> Reason | None:
        if award_by_code(row.award_code).placeholder:
            return "award_unclear"
        if row.award_code in undecidable:
            return "nobody_decides"
        if row.subject_type == "person" and row.unit_id is None:
            return "unit_missing"
        return None

    return tuple(NotReady(row, found) for row in rows if (found := reason(row)) is not None)


def refuse_not_ready(app: AppContext, rows: Sequence[NominationRow], *, on: dt.date | None) -> None:
    """OfficeError ``council.not_ready`` naming the first of them."""
    found = not_ready(app, rows, on=on)
    if found:
        names = ", ".join(f"“{one.row.name}”" for one in found[:_NAMED])
        raise OfficeError("council.not_ready", count=len(found), names=names)
