"""The office's own rulings, as they are in force and as they were."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.law import OfficeRule as Stored
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.queries.rows import fetch


def office_rules(connection: Connection) -> tuple[OfficeRule, ...]:
    """Every ruling that was not taken back, the oldest first."""
    query = (
        select(
            Stored.id,
            Stored.rule_set,
            Stored.award_code,
            Stored.parameter,
            Stored.value,
            Stored.valid_from,
            Stored.valid_to,
            Stored.basis,
            Stored.confirmed_by,
            Stored.note,
        )
        .where(Stored.deleted_at.is_(None))
        .order_by(Stored.valid_from, Stored.id)
    )
    return fetch(connection, query, OfficeRule)
