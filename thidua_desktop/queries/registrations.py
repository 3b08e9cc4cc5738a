"""Registrations of a year: who has sent what, and how it compares with what followed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.registrations import Registration, RegistrationLine


def registered_counts(connection: Connection, *, year: int) -> Mapping[tuple[str, str], int]:
    """Lines registered for a year by (award_code, subject_type), calendar and school year together.

    What was given back and not sent again is not counted.
    """
    query = (
        select(RegistrationLine.award_code, RegistrationLine.subject_type, func.count())
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(
            Registration.year == year,
            Registration.state.in_(("pending", "approved")),
            Registration.deleted_at.is_(None),
            RegistrationLine.deleted_at.is_(None),
        )
        .group_by(RegistrationLine.award_code, RegistrationLine.subject_type)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}
