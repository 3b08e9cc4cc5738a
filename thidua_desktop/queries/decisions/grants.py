"""What was given to whom: the words as printed, by decision, by subject, by name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import String, Subquery, bindparam, func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.queries.rows import fetch, one_of
from thidua_desktop.queries.standing_grants import recorded_grants, standing_grants


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
    """The list annexed to a signed decision, in its printed order, with what was corrected or ended since."""
    given = recorded_grants()
    query = _listing(given).where(given.c.decision_id == decision_id)
    return fetch(connection, query.order_by(given.c.position_in_list, given.c.id), GrantRow)


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
        follower = recorded_grants()
        query = _listing(follower).where(
            one_of(follower.c.follows_id, ended), follower.c.decision_kind == "amend"
        )
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
    given = standing_grants(as_of)
    query = _listing(given).where(given.c.award_year == year)
    if own_only:
        query = query.where(given.c.origin == "own")
    query = query.order_by(given.c.decision_id, given.c.position_in_list, given.c.id)
    return fetch(connection, query, GrantRow)


def of_own_decisions(connection: Connection, *, year: int) -> tuple[GrantRow, ...]:
    """Awards that stand, given by decisions of this office signed in a year, in list order."""
    given = standing_grants()
    query = (
        _listing(given)
        .where(given.c.decision_year == year, given.c.origin == "own")
        .order_by(given.c.decision_id, given.c.position_in_list, given.c.id)
    )
    return fetch(connection, query, GrantRow)


def of_properties(
    connection: Connection, /, *, years: Iterable[int], **equal: str | int | None
) -> tuple[GrantRow, ...]:
    """Awards of these award years that stand and whose columns have these values (None: not recorded)."""
    given = standing_grants()
    query = _listing(given).where(given.c.award_year.in_(sorted(years)))
    for column, value in equal.items():
        query = query.where(given.c[column].is_not_distinct_from(value))
    query = query.order_by(
        given.c.award_year.desc(), given.c.decision_id, given.c.position_in_list, given.c.id
    )
    return fetch(connection, query, GrantRow)


def of_subjects(
    connection: Connection, *, subject_type: str, ids: Iterable[int]
) -> dict[int, list[GrantRow]]:
    """Awards that stand, received by each of the given subjects, the latest year first."""
    found: dict[int, list[GrantRow]] = {}
    rows = connection.execute(_of_subjects(subject_type), {"ids": json.dumps(sorted(set(ids)))})
    for row in rows:
        grant = GrantRow(*row)
        found.setdefault(grant.subject_id, []).append(grant)
    return found


@cache
def _of_subjects(subject_type: str) -> Any:
    """Put together once: making the statement takes longer than reading the awards of a person."""
    given = standing_grants()
    each = func.json_each(bindparam("ids", type_=String)).table_valued("value")
    return (
        _listing(given)
        .where(given.c[f"{subject_type}_id"].in_(select(each.c.value)))
        .order_by(given.c.award_year.desc(), given.c.id)
    )


def counts(
    connection: Connection, *, years: Iterable[int], as_of: dt.date | None = None
) -> tuple[tuple[int, str, str, int], ...]:
    """(award year, award code, subject type, number) of the awards that stand."""
    given = standing_grants(as_of)
    keys = (given.c.award_year, given.c.award_code, given.c.subject_type)
    query = (
        select(*keys, func.count())
        .where(given.c.award_year.in_(sorted(years)))
        .group_by(*keys)
        .order_by(*keys)
    )
    return fetch(connection, query, lambda *row: row)


def _listing(given: Subquery) -> Any:
    grant = given.c
    return (
        select(
            grant.id,
            grant.decision_id,
            grant.nomination_id,
            grant.position_in_list,
            grant.subject_type,
            grant.subject_id,
            grant.unit_id,
            grant.award_code,
            grant.award_year,
            grant.year_type,
            grant.occasion,
            grant.name_printed,
            grant.unit_printed,
            grant.position_printed,
            grant.title_printed,
            grant.salutation,
            grant.achievement,
            grant.prize,
            grant.register_number,
            grant.decision_number,
            grant.signed_on,
            grant.issuer,
            grant.level,
            Person.sex,
            func.coalesce(Person.sort_key, grant.name_printed),
            grant.ended_on,
            grant.follows_id,
        )
        .outerjoin(Person, Person.id == grant.person_id)
        .outerjoin(Household, Household.id == grant.household_id)
    )
