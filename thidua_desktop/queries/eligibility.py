"""What the register knows of each nominee, as facts to judge by. What is not recorded stays unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.organisation import Unit
from thidua_desktop.db.people import Initiative, YearRecord
from thidua_desktop.domain.facts import AwardYear, Discipline, Facts, PastAward, Rating, Scope, Work
from thidua_desktop.queries.grants import GrantRow, of_subjects
from thidua_desktop.queries.nominations import NominationRow
from thidua_desktop.queries.rows import fetch

SCOPES = {"base": Scope.BASE, "province": Scope.PROVINCE, "nation": Scope.NATION}
DISCIPLINES = {
    "none": Discipline.NONE,
    "khien_trach": Discipline.REPRIMAND,
    "canh_cao": Discipline.WARNING,
    "heavier": Discipline.HEAVIER,
}
_CHUNK = 500


def facts_of(
    connection: Connection, rows: Sequence[NominationRow], *, implied: Mapping[str, frozenset[str]]
) -> dict[int, Facts]:
    """Facts of each nomination by its id; every table is read once for all of them.

    ``implied``: for a title, the titles whose holders meet it too, by the rule-set of the day.
    """
    if not rows:
        return {}
    persons = {row.subject_id for row in rows if row.subject_type == "person"}
    collectives = {row.subject_id for row in rows if row.subject_type == "collective"}
    records = _records(connection, persons=persons, units=collectives)
    works = _initiatives(connection, persons)
    history = {
        kind: of_subjects(
            connection, subject_type=kind, ids=[r.subject_id for r in rows if r.subject_type == kind]
        )
        for kind in ("person", "collective", "household")
    }
    titles = _titles(connection, year=rows[0].year, units=collectives, implied=implied)
    sizes = dict(
        fetch(
            connection, select(Unit.id, Unit.member_count).where(Unit.id.in_(collectives)), lambda *row: row
        )
    )
    return {
        row.id: _facts(
            row,
            records.get((row.subject_type, row.subject_id), {}),
            works.get(row.subject_id) if row.subject_type == "person" else None,
            history[row.subject_type].get(row.subject_id, []),
            titles.get(row.subject_id),
            sizes.get(row.subject_id),
        )
        for row in rows
    }


def _facts(
    row: NominationRow,
    records: Mapping[int, Any],
    works: tuple[Work, ...] | None,
    history: Sequence[GrantRow],
    titles: Mapping[str, int] | None,
    size: int | None,
) -> Facts:
    now = records.get(row.year)
    collective = row.subject_type == "collective"
    rated = {year: Rating[record.rating] for year, record in records.items() if record.rating}
    ticks = {"registered": now.registered} if now and now.registered is not None else {}
    if now and now.pending_case is not None:
        ticks["pending_discipline"] = now.pending_case
    discipline = DISCIPLINES.get(now.discipline) if now and now.discipline else None
    return Facts(
        subject=row.subject_type,
        review=AwardYear(row.year, school=row.year_type == "school"),
        rating=rated.get(row.year),
        years_at_least={
            level: tuple(AwardYear(year) for year, got in sorted(rated.items()) if got >= level)
            for level in Rating
            if rated
        },
        discipline=None if collective else discipline,
        disciplined_members={Discipline.WARNING: 0} if collective and discipline is Discipline.NONE else None,
        initiatives=works,
        members=(now.member_count if now else None) or size if collective else None,
        completed=now.completed_count if now and collective else None,
        titles=dict(titles) if titles and collective else {},
        history=_history(history),
        ticks=ticks,
    )


def _history(grants: Iterable[GrantRow]) -> dict[str, tuple[PastAward, ...]]:
    found: dict[str, list[PastAward]] = {}
    for grant in grants:
        year = AwardYear(grant.award_year, school=grant.year_type == "school")
        proof = (
            f"{grant.decision_number}, {grant.signed_on:%d/%m/%Y}, {grant.issuer}" if grant.signed_on else ""
        )
        found.setdefault(grant.award_code, []).append(PastAward(year, by=proof, occasion=grant.occasion))
    return {code: tuple(awards) for code, awards in found.items()}


def _records(
    connection: Connection, *, persons: set[int], units: set[int]
) -> dict[tuple[str, int], dict[int, Any]]:
    found: dict[tuple[str, int], dict[int, Any]] = {}
    for kind, column, wanted in (
        ("person", YearRecord.person_id, persons),
        ("collective", YearRecord.unit_id, units),
    ):
        for chunk in _chunks(wanted):
            for record in connection.execute(select(YearRecord.__table__).where(column.in_(chunk))):
                subject = record.person_id if kind == "person" else record.unit_id
                found.setdefault((kind, subject), {})[record.year] = record
    return found


def _initiatives(connection: Connection, persons: set[int]) -> dict[int, tuple[Work, ...]]:
    found: dict[int, list[Work]] = {}
    for chunk in _chunks(persons):
        query = select(
            Initiative.person_id, Initiative.scope, Initiative.year, Initiative.paper_number
        ).where(Initiative.person_id.in_(chunk), Initiative.deleted_at.is_(None))
        for row in connection.execute(query):
            # Without the number of the recognising paper nobody has seen it yet.
            work = Work(
                SCOPES[row.scope], recognised=True if row.paper_number else None, year=AwardYear(row.year)
            )
            found.setdefault(row.person_id, []).append(work)
    return {person: tuple(works) for person, works in found.items()}


def _titles(
    connection: Connection, *, year: int, units: set[int], implied: Mapping[str, frozenset[str]]
) -> dict[int, Counter[str]]:
    """Members of each unit proposed for each title this year and not turned down."""
    members: dict[int, dict[str, set[int]]] = {}
    for chunk in _chunks(units):
        query = select(Nomination.unit_id, Nomination.award_code, Nomination.person_id).where(
            Nomination.year == year,
            Nomination.unit_id.in_(chunk),
            Nomination.person_id.is_not(None),
            Nomination.deleted_at.is_(None),
            Nomination.state.not_in(("failed", "returned")),
        )
        for row in connection.execute(query):
            if row.unit_id is not None and row.person_id is not None:
                members.setdefault(row.unit_id, {}).setdefault(row.award_code, set()).add(row.person_id)
    return {unit: _holders(titles, implied) for unit, titles in members.items()}


def _holders(titles: Mapping[str, set[int]], implied: Mapping[str, frozenset[str]]) -> Counter[str]:
    """A title is also held by who holds one that asks for it."""
    codes = set(titles) | {code for code, higher in implied.items() if higher & set(titles)}
    return Counter(
        {
            code: len(
                set().union(*(titles.get(one, set()) for one in {code} | implied.get(code, frozenset())))
            )
            for code in codes
        }
    )


def _ids(rows: Sequence[NominationRow], kind: str) -> list[int]:
    return [row.subject_id for row in rows if row.subject_type == kind]


def _chunks(wanted: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
