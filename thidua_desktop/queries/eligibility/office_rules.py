"""The office's own rulings, as they are in force and as they were."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.law import OfficeRule as Kept
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.queries.rows import fetch


def office_rules(connection: Connection) -> tuple[OfficeRule, ...]:
    """Every ruling that was not taken back, the oldest first."""
    query = (
        select(
            Kept.id,
            Kept.rule_set,
            Kept.award_code,
            Kept.parameter,
            Kept.value,
            Kept.valid_from,
            Kept.valid_to,
            Kept.basis,
            Kept.confirmed_by,
            Kept.note,
        )
        .where(Kept.deleted_at.is_(None))
        .order_by(Kept.valid_from, Kept.id)
    )
    return fetch(connection, query, OfficeRule)
