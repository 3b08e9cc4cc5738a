"""Each table read once for all nominees: awards won, ratings, the year's record, registrations, titles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.facts import AwardYear, PastAward, Rating
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.rows import one_of
from thidua_desktop.queries.standing_grants import standing_grants, still_proposed
from thidua_desktop.texts import text

Requested = Mapping[SubjectType, set[int]]
STATE_AWARDS = frozenset({"CSTDTQ", "CO_CP", "BK_TTG", "HCLD3", "HCLD2", "HCLD1"})
"""Given by the Prime Minister, the Government or the President (Luật TĐKT 2022, Đ77, Đ78 – text read)."""


class Row(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def subject_type(self) -> SubjectType: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def award_code(self) -> str: ...


def history(
    connection: Connection, requested: Requested
) -> dict[SubjectType, dict[int, dict[str, tuple[PastAward, ...]]]]:
    """Awards that stand by subject and award. Awards of one decision and year share one value."""
    grant = standing_grants().c
    signed = {
        row[0]: row[1:]
        for row in connection.execute(
            select(Decision.id, Decision.number, Decision.signed_on, Decision.issuer)
        )
    }
    made: dict[tuple[int, int, str, str], PastAward] = {}
    found: dict[SubjectType, dict[int, dict[str, tuple[PastAward, ...]]]] = {}
    for kind, ids in requested.items():
        lists: dict[int, dict[str, list[PastAward]]] = {}
        column = grant[f"{kind}_id"]
        if ids:
            query = select(
                column,
                grant.award_code,
                grant.decision_id,
                grant.award_year,
                grant.year_type,
                grant.occasion,
            ).where(one_of(column, ids))
            for subject, code, *key in connection.execute(query):
                where = (key[0], key[1], key[2], key[3])
                award = made.get(where)
                if award is None:
                    award = made[where] = _past(where, signed[key[0]])
                lists.setdefault(subject, {}).setdefault(code, []).append(award)
        found[kind] = {
            subject: {code: tuple(awards) for code, awards in codes.items()}
            for subject, codes in lists.items()
        }
    return found


def _past(key: tuple[int, int, str, str], decision: Sequence[Any]) -> PastAward:
    decision_id, year, year_type, occasion = key
    number, signed_on, issuer = decision
    return PastAward(
        AwardYear(year, school=year_type == "school"),
        by=issuer,
        occasion=_OCCASIONS.get(occasion, occasion),
        decision_id=decision_id,
        number=number,
        signed_on=signed_on,
    )


_OCCASIONS = {"DOT_XUAT": "dot_xuat", "PHONG_TRAO": "chuyen_de", "CHUYEN_DE": "chuyen_de"}
"""Codes of the register to those of the conditions: such awards are no ground for a higher one of merit."""


def ratings(
    connection: Connection, requested: Requested
) -> dict[SubjectType, dict[int, Mapping[Rating, tuple[AwardYear, ...]]]]:
    """Years rated at least so, by subject; subjects nobody rated are left out."""
    found: dict[SubjectType, dict[int, Mapping[Rating, tuple[AwardYear, ...]]]] = {"household": {}}
    years: dict[int, AwardYear] = {}
    columns: tuple[tuple[SubjectType, Any], ...] = (
        ("person", YearRecord.person_id),
        ("collective", YearRecord.unit_id),
    )
    for kind, column in columns:
        levels: dict[int, dict[str, list[AwardYear]]] = {}
        if requested[kind]:
            query = (
                select(column, YearRecord.year, YearRecord.rating)
                .where(one_of(column, requested[kind]), YearRecord.rating.is_not(None))
                .order_by(YearRecord.year)
            )
            for subject, year, rating in connection.execute(query):
                known = years.get(year)
                if known is None:
                    known = years[year] = AwardYear(year)
                levels.setdefault(subject, {}).setdefault(rating, []).append(known)
        found[kind] = {subject: _at_least(rated) for subject, rated in levels.items()}
    return found


def _at_least(rated: Mapping[str, list[AwardYear]]) -> dict[Rating, tuple[AwardYear, ...]]:
    """From years by rating to years rated so or better."""
    excellent = rated.get("HTXS", [])
    well = _joined(excellent, rated.get("HTT", []))
    enough = _joined(well, rated.get("HT", []))
    return {Rating.HTXS: tuple(excellent), Rating.HTT: tuple(well), Rating.HT: tuple(enough)}


def _joined(some: list[AwardYear], more: list[AwardYear]) -> list[AwardYear]:
    if not (some and more):
        return some or more
    return sorted(some + more, key=_year)


def records_of_year(
    connection: Connection, requested: Requested, *, year: int
) -> dict[SubjectType, dict[int, Any]]:
    """The record of the year judged, by subject."""
    found: dict[SubjectType, dict[int, Any]] = {"person": {}, "collective": {}, "household": {}}
    query = select(
        YearRecord.person_id,
        YearRecord.unit_id,
        YearRecord.rating,
        YearRecord.registered,
        YearRecord.discipline,
        YearRecord.pending_case,
        YearRecord.member_count,
        YearRecord.completed_count,
        YearRecord.months_worked,
        YearRecord.leave_days,
    ).where(YearRecord.year == year)
    for row in connection.execute(query):
        if row.person_id is not None:
            found["person"][row.person_id] = row
        else:
            found["collective"][row.unit_id] = row
    return found


def registered(
    connection: Connection, requested: Requested, *, year: int
) -> dict[tuple[SubjectType, int], bool]:
    """Who is named in a registration of the year; of a unit that has sent one, the others are not."""
    query = (
        select(
            Registration.unit_id,
            RegistrationLine.subject_type,
            func.coalesce(
                RegistrationLine.person_id, RegistrationLine.collective_id, RegistrationLine.household_id
            ),
        )
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(
            Registration.year == year,
            Registration.state.in_(("pending", "approved")),
            Registration.deleted_at.is_(None),
            RegistrationLine.deleted_at.is_(None),
        )
    )
    found: dict[tuple[SubjectType, int], bool] = {}
    senders: set[int] = set()
    kinds: dict[str, SubjectType] = {
        "person": "person",
        "collective": "collective",
        "household": "household",
    }
    for unit, kind, subject in connection.execute(query):
        found[kinds[kind], subject] = True
        senders.add(unit)
    if not senders:
        return found
    proposed = select(Nomination.subject_type, Nomination.person_id, Nomination.collective_id).where(
        Nomination.year == year, one_of(Nomination.unit_id, senders), Nomination.deleted_at.is_(None)
    )
    for kind, person, collective in connection.execute(proposed):
        named = person if kind == "person" else collective
        if named is not None and named in requested[kinds[kind]]:
            found.setdefault((kinds[kind], named), False)
    return found


def titles(
    connection: Connection, *, year: int, units: set[int], implied: Mapping[str, frozenset[str]]
) -> dict[int, Counter[str]]:
    """Members of each unit proposed for each title this year and not turned down."""
    if not units:
        return {}
    query = select(Nomination.unit_id, Nomination.award_code, Nomination.person_id).where(
        Nomination.year == year,
        one_of(Nomination.unit_id, units),
        Nomination.person_id.is_not(None),
        still_proposed(),
    )
    members: dict[int, dict[str, set[int]]] = {}
    for unit, code, person in connection.execute(query):
        if unit is not None and person is not None:
            members.setdefault(unit, {}).setdefault(code, set()).add(person)
    return {unit: holders(of_unit, implied) for unit, of_unit in members.items()}


def holders(titled: Mapping[str, set[int]], implied: Mapping[str, frozenset[str]]) -> Counter[str]:
    """A title is also held by who holds one that asks for it."""
    codes = set(titled) | {code for code, higher in implied.items() if higher & set(titled)}
    return Counter(
        {
            code: len(
                set().union(*(titled.get(one, set()) for one in {code} | implied.get(code, frozenset())))
            )
            for code in codes
        }
    )


def units(connection: Connection, requested: set[int]) -> dict[int, tuple[int | None, dt.date | None]]:
    """Members of each unit and the day it ended."""
    if not requested:
        return {}
    query = select(Unit.id, Unit.member_count, Unit.valid_to).where(one_of(Unit.id, requested))
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


_year = attrgetter("year")


@dataclass(slots=True)
class ReportedFacts:
    """Ticks of one nomination with the words behind them."""

    ticks: dict[str, bool] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)


def reported(connection: Connection, rows: Sequence[Row], *, year: int) -> dict[int, ReportedFacts]:
    """What the officer confirmed herself, and what the year's signed decisions say of the same subject."""
    found: dict[int, ReportedFacts] = {}
    mine = {row.id: row for row in rows}
    achievements: dict[int, str] = {}
    noted = select(Nomination.id, Nomination.confirmed_facts, Nomination.achievement).where(
        Nomination.year == year,
        (Nomination.confirmed_facts.is_not(None)) | (Nomination.achievement != ""),
    )
    for number, confirmed, achievement in connection.execute(noted):
        if number in mine:
            achievements[number] = achievement
            if confirmed:
                found.setdefault(number, ReportedFacts()).ticks.update(confirmed)
    _commended(connection, rows, achievements, found, year=year)
    return found


def _commended(
    connection: Connection,
    rows: Sequence[Row],
    achievements: Mapping[int, str],
    found: dict[int, ReportedFacts],
    *,
    year: int,
) -> None:
    given = standing_grants().c
    query = select(
        given.subject_type,
        given.subject_id,
        given.award_code,
        given.nomination_id,
        given.achievement,
        given.decision_number,
        given.signed_on,
    ).where(given.award_year == year)
    of_year: dict[tuple[str, int], list[Any]] = {}
    for grant in connection.execute(query):
        of_year.setdefault((grant[0], grant[1]), []).append(grant)
    if not of_year:
        return
    for row in rows:
        for grant in of_year.get((row.subject_type, row.subject_id), ()):
            if grant.nomination_id == row.id:
                continue
            code = _clash(row, grant, achievements.get(row.id, ""))
            if code:
                stored = found.setdefault(row.id, ReportedFacts())
                stored.ticks[code] = True
                stored.details[code] = text(
                    "eligibility.commended",
                    award=award_by_code(grant.award_code).name,
                    number=grant.decision_number or "",
                    day=f"{grant.signed_on:%d/%m/%Y}" if grant.signed_on else "",
                )


def _clash(row: Row, grant: Any, achievement: str) -> str:
    """What an award of the same year touches: the same award, the same deed, or a second State one."""
    if grant.award_code == row.award_code:
        return "same_achievement"
    if not row.award_code:  # somebody nobody proposed yet
        return ""
    forms = award_by_code(row.award_code).kind == award_by_code(grant.award_code).kind == "form"
    if forms and achievement and search_key(achievement) == search_key(grant.achievement):
        return "same_achievement"
    return "state_award_same_year" if {row.award_code, grant.award_code} <= STATE_AWARDS else ""
