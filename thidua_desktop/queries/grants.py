"""What was given to whom: the words as printed, by decision, by subject, by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from thidua_desktop.db.decisions import Decision, Grant
from thidua_desktop.db.people import Household, Person
from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.queries.rows import fetch, one_of

_CHUNK = 500
SUBJECT_COLUMNS: Final[Mapping[str, InstrumentedAttribute[int | None]]] = {
    "person": Grant.person_id,
    "collective": Grant.collective_id,
    "household": Grant.household_id,
}
"""Where a grant names its subject, by subject type."""


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One award as printed, with the decision that gave it."""

    id: int
    decision_id: int
    nomination_id: int | None
    position_in_list: int
    subject_type: SubjectType
    subject_id: int
    unit_id: int | None
    award_code: str
    award_year: int
    year_type: str
    occasion: str
    name: str
    unit: str
    position: str
    title: str
    salutation: str
    achievement: str
    prize: Decimal | None
    register_number: int | None
    decision_number: str | None
    signed_on: dt.date | None
    issuer: str
    level: str
    sex: str | None
    sort_key: str
    ended_on: dt.date | None = None
    follows_id: int | None = None


def of_decision(connection: Connection, decision_id: int) -> tuple[GrantRow, ...]:
    """The list annexed to a decision, in its printed order."""
    query = _listing().where(Grant.decision_id == decision_id).order_by(Grant.position_in_list, Grant.id)
    return fetch(connection, query, GrantRow)


def standing_of_decision(connection: Connection, decision_id: int) -> tuple[GrantRow, ...]:
    """Of the list of a decision those that still stand: not corrected, replaced or taken back since."""
    return tuple(grant for grant in of_decision(connection, decision_id) if grant.ended_on is None)


def in_present_words(connection: Connection, decision_id: int) -> tuple[GrantRow, ...]:
    """The list of a decision as it holds now: whoever was corrected since in the corrected words, whoever
    lost the award or has it by a decision that replaced this one left out."""
    given = of_decision(connection, decision_id)
    later: dict[int, GrantRow] = {}
    ended = [grant.id for grant in given if grant.ended_on is not None]
    while ended:
        query = _listing().where(one_of(Grant.follows_id, ended), Decision.kind == "amend")
        next_words = {grant.follows_id or 0: grant for grant in fetch(connection, query, GrantRow)}
        later.update(next_words)
        ended = [grant.id for grant in next_words.values() if grant.ended_on is not None]
    found = []
    for grant in given:
        now = grant
        while now.ended_on is not None and now.id in later:
            now = later[now.id]
        if now.ended_on is None:
            found.append(now)
    return tuple(found)


def of_year(
    connection: Connection, *, year: int, own_only: bool = False, as_of: dt.date | None = None
) -> tuple[GrantRow, ...]:
    """All awards of an award year that stand, in list order; ``as_of``: as they stood that day."""
    query = _listing().where(Grant.award_year == year, Decision.state == "signed", standing(as_of))
    if own_only:
        query = query.where(Decision.origin == "own")
    query = query.order_by(Grant.decision_id, Grant.position_in_list, Grant.id)
    return fetch(connection, query, GrantRow)


def of_subjects(
    connection: Connection, *, subject_type: str, ids: Iterable[int]
) -> dict[int, list[GrantRow]]:
    """Awards that stand, received by each of the given subjects, the latest year first."""
    column = SUBJECT_COLUMNS[subject_type]
    wanted = sorted(set(ids))
    found: dict[int, list[GrantRow]] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = (
            _listing()
            .where(column.in_(wanted[start : start + _CHUNK]), Decision.state == "signed", standing(None))
            .order_by(Grant.award_year.desc(), Grant.id)
        )
        for grant in fetch(connection, query, GrantRow):
            found.setdefault(grant.subject_id, []).append(grant)
    return found


def number_given(of_subject: ColumnElement[bool]) -> ColumnElement[int]:
    """How many awards that stand the subject of the row around received: a count of that row alone."""
    return (
        select(func.count())
        .select_from(Grant)
        .join(Decision, Decision.id == Grant.decision_id)
        .where(of_subject, Decision.state == "signed", Decision.deleted_at.is_(None), standing(None))
        .scalar_subquery()
    )


def standing(as_of: dt.date | None) -> ColumnElement[bool]:
    """Grants that stand: neither corrected, replaced nor taken back; with a day, as it was known that day."""
    if as_of is None:
        return Grant.ended_on.is_(None)
    return and_(
        or_(Decision.signed_on.is_(None), Decision.signed_on <= as_of),
        or_(Grant.ended_on.is_(None), Grant.ended_on > as_of),
    )


def counts(
    connection: Connection, *, years: Iterable[int], as_of: dt.date | None = None
) -> tuple[tuple[int, str, str, int], ...]:
    """(award year, award code, subject type, number) over signed decisions that stand."""
    query = (
        select(Grant.award_year, Grant.award_code, Grant.subject_type, func.count())
        .join(Decision, Decision.id == Grant.decision_id)
        .where(
            Grant.award_year.in_(sorted(years)),
            Decision.state == "signed",
            Decision.deleted_at.is_(None),
            standing(as_of),
        )
        .group_by(Grant.award_year, Grant.award_code, Grant.subject_type)
        .order_by(Grant.award_year, Grant.award_code, Grant.subject_type)
    )
    return fetch(connection, query, lambda *row: row)


def _listing() -> Any:
    return (
        select(
            Grant.id,
            Grant.decision_id,
            Grant.nomination_id,
            Grant.position_in_list,
            Grant.subject_type,
            func.coalesce(Grant.person_id, Grant.collective_id, Grant.household_id),
            Grant.unit_id,
            Grant.award_code,
            Grant.award_year,
            Grant.year_type,
            Grant.occasion,
            Grant.name_printed,
            Grant.unit_printed,
            Grant.position_printed,
            Grant.title_printed,
            Grant.salutation,
            Grant.achievement,
            Grant.prize,
            Grant.register_number,
            Decision.number,
            Decision.signed_on,
            Decision.issuer,
            Decision.level,
            Person.sex,
            func.coalesce(Person.sort_key, Grant.name_printed),
            Grant.ended_on,
            Grant.follows_id,
        )
        .join(Decision, Decision.id == Grant.decision_id)
        .outerjoin(Person, Person.id == Grant.person_id)
        .outerjoin(Household, Household.id == Grant.household_id)
        .where(Decision.deleted_at.is_(None))
    )
