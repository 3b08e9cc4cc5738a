"""Awards that stand: the only source of everything that counts or judges awards given.

A grant stands on a day when its decision is signed and not deleted, and no later decision (of this office or
of another body) has corrected, replaced or revoked it by then. A corrected or replaced grant is followed by
another one, so that an award is counted once.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Subquery, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.nominations import Nomination

CLOSED_STATES = ("failed", "returned")
"""States of a nomination that asks for nothing any more."""


def standing_grants(as_of: dt.date | None = None) -> Subquery:
    """Awards that stand now; with ``as_of`` those that stood at the end of that day.

    Columns: every column of the grant, ``subject_id`` (person, collective or household) and, of its decision,
    ``decision_number``, ``decision_year``, ``decision_kind``, ``signed_on``, ``issuer``, ``level``,
    ``origin``.
    A decision whose day is not known counts on every day. SQLite flattens the subquery, so conditions on it
    use the indexes of the tables.
    """
    return _with_decision(stands(as_of))


def recorded_grants() -> Subquery:
    """Every award of a signed decision with the columns of ``standing_grants``, ended ones too.

    For the list of one decision, the register and "is this recorded already?", never for counting awards.
    """
    return _with_decision(_signed())


def _with_decision(condition: ColumnElement[bool]) -> Subquery:
    return (
        select(
            *Grant.__table__.c,
            func.coalesce(Grant.person_id, Grant.collective_id, Grant.household_id).label("subject_id"),
            Decision.number.label("decision_number"),
            Decision.year.label("decision_year"),
            Decision.kind.label("decision_kind"),
            Decision.signed_on,
            Decision.issuer,
            Decision.level,
            Decision.origin,
        )
        .join(Decision, Decision.id == Grant.decision_id)
        .where(condition)
        .subquery("standing_grant")
    )


def _signed() -> ColumnElement[bool]:
    return and_(Decision.state == "signed", Decision.deleted_at.is_(None))


def stands(as_of: dt.date | None = None) -> ColumnElement[bool]:
    """The condition itself, for a statement over ``Grant`` joined to its ``Decision``."""
    if as_of is None:
        return and_(_signed(), Grant.ended_on.is_(None))
    return and_(
        _signed(),
        or_(Decision.signed_on.is_(None), Decision.signed_on <= as_of),
        or_(Grant.ended_on.is_(None), Grant.ended_on > as_of),
    )


def still_proposed() -> ColumnElement[bool]:
    """Nominations that ask for their award or have led to one that stands.

    Left out: deleted, turned down or given back, and decided ones whose award was revoked since.
    """
    awarded = exists(
        select(Grant.id)
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.nomination_id == Nomination.id, stands())
        .correlate(Nomination)
    )
    return and_(
        Nomination.deleted_at.is_(None),
        Nomination.state.not_in(CLOSED_STATES),
        or_(Nomination.state != "decided", awarded),
    )


def number_given(subject_type: str, subject_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """How many awards that stand the subject of the row around received: a count of that row alone."""
    grant = standing_grants().c
    return select(func.count()).where(grant[f"{subject_type}_id"] == subject_id).scalar_subquery()
