"""Facts of a nominee typed by the officer: the year's record, and what only the officer can confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from thidua_desktop.catalogue.wording import tick_words
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.rules import Condition
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.year_records import record_year

_OF_RECORD = frozenset({"registered", "pending_discipline", "dissolved", "initiative_used_before"})
"""Ticks the register answers by itself; they are typed where they belong."""
_DAYS_OF_YEAR = 366


def ticks_of(app: AppContext, row: NominationRow) -> dict[str, str]:
    """By code the words of what may be confirmed for this award and kind of subject, in the order asked."""
    rules = law_of(app).on(expected_day(app, row.year))
    rule = rules.awards.get(row.award_code)
    found: dict[str, str] = {}
    for condition in _deep((*(rule.conditions if rule else ()), *rules.general), row.subject_type):
        code = condition.tick
        if condition.kind in ("confirmed", "not_reported") and code and code not in _OF_RECORD:
            found.setdefault(code, tick_words(code))
        if condition.kind == "meets" and condition.award in rules.awards:
            for inner in _deep(rules.awards[condition.award].conditions, row.subject_type):
                if inner.kind == "confirmed" and inner.tick not in _OF_RECORD:
                    found.setdefault(inner.tick, tick_words(inner.tick))
    return found


def save_record(app: AppContext, row: NominationRow, values: Mapping[str, Any]) -> Changes:
    """The year's record of a person or a unit.

    OfficeError ``nominees.no_record`` for a household, ``nominees.completed_over``, ``nominees.months_over``,
    ``nominees.leave_over``.
    """
    if row.subject_type == "household":
        raise OfficeError("nominees.no_record", name=row.name)
    members, completed = values.get("member_count"), values.get("completed_count")
    if isinstance(members, int) and isinstance(completed, int) and completed > members:
        raise OfficeError("nominees.completed_over", completed=completed, members=members)
    months = values.get("months_worked")
    if isinstance(months, int) and not 0 <= months <= 12:
        raise OfficeError("nominees.months_over", months=months)
    leave = values.get("leave_days")
    if isinstance(leave, int) and not 0 <= leave <= _DAYS_OF_YEAR:
        raise OfficeError("nominees.leave_over", days=leave)
    subject = "person_id" if row.subject_type == "person" else "unit_id"
    return record_year(app, year=row.year, records=[{subject: row.subject_id, **values}])


def _deep(conditions: Iterable[Condition], subject: str) -> Iterable[Condition]:
    for condition in conditions:
        if condition.subjects is None or subject in condition.subjects:
            yield condition
            yield from _deep(condition.parts, subject)
