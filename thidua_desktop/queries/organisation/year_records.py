"""What is stored of one subject's year, for the form that corrects it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.people import YearRecord

FIELDS = (
    "rating",
    "registered",
    "discipline",
    "pending_case",
    "member_count",
    "completed_count",
    "months_worked",
    "leave_days",
)


def year_record(connection: Connection, *, year: int, subject_type: str, subject_id: int) -> dict[str, Any]:
    """The fields of the year's record; all of them None when nothing is stored."""
    column = YearRecord.person_id if subject_type == "person" else YearRecord.unit_id
    row = connection.execute(
        select(*(getattr(YearRecord, name) for name in FIELDS)).where(
            YearRecord.year == year, column == subject_id
        )
    ).one_or_none()
    return dict.fromkeys(FIELDS) if row is None else dict(zip(FIELDS, row, strict=True))


def confirmed_facts(connection: Connection, nomination_id: int) -> dict[str, bool]:
    """What the officer confirmed herself for a nomination."""
    stored = connection.execute(
        select(Nomination.confirmed_facts).where(Nomination.id == nomination_id)
    ).scalar_one_or_none()
    return dict(stored or {})
