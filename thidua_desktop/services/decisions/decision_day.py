"""The day a draft is read under while none is typed, and the number that follows in the year of that day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua_desktop.queries.council.sessions import session
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.changes import changes_of
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number our decisions go on with in a calendar year."""

    number: int
    year: int


def council_day(app: AppContext, found: query.DecisionRow) -> dt.date | None:
    """When the council of a draft met, where it is known."""
    return app.read(session, found.session_id).held_on if found.session_id is not None else None


def day_of_draft(app: AppContext, found: query.DecisionRow) -> dt.date:
    """The day whose law a draft without a typed day is shown and read under.

    A decision follows its council within days, so the council's day is nearer than today; one that changes
    an earlier decision is never before that; else the usual day of issue of the award year.
    """
    after = council_day(app, found) if found.kind == "award" else _changed_on(app, found.id)
    return min(after, app.today()) if after is not None else expected_day(app, found.year)


def next_number_of(app: AppContext, found: query.DecisionRow, *, signed_on: dt.date | None) -> NextNumber:
    """The number that follows in the year of the day typed, or of the day expected."""
    year = (signed_on or day_of_draft(app, found)).year
    return NextNumber(app.read(query.next_number, year=year), year)


def _changed_on(app: AppContext, decision_id: int) -> dt.date | None:
    targets = {change.target_id for change in app.read(changes_of, decision_id)}
    days = [app.read(query.decision, target).signed_on for target in targets]
    return max((day for day in days if day is not None), default=None)
