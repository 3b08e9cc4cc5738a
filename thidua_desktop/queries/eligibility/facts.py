"""What the register knows of each nominee, as facts to judge by. What is not recorded stays unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.facts import AwardYear, Discipline, Facts, PastAward, Rating, Work
from thidua_desktop.queries.eligibility import sources as source
from thidua_desktop.queries.eligibility.works import Works, works_of

DISCIPLINES = {
    "none": Discipline.NONE,
    "khien_trach": Discipline.REPRIMAND,
    "canh_cao": Discipline.WARNING,
    "heavier": Discipline.HEAVIER,
}
_NO_TITLES: Mapping[str, int] = {}


class Judged(Protocol):
    """What facts are gathered for: a nomination, or somebody who could be one."""

    @property
    def id(self) -> int: ...
    @property
    def subject_type(self) -> SubjectType: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def award_code(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def year_type(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Sources:
    """Everything read, by subject: one reading of each table for all nominees."""

    history: Mapping[SubjectType, Mapping[int, dict[str, tuple[PastAward, ...]]]]
    ratings: Mapping[SubjectType, Mapping[int, Mapping[Rating, tuple[AwardYear, ...]]]]
    now: Mapping[SubjectType, Mapping[int, Any]]
    registered: Mapping[tuple[SubjectType, int], bool]
    works: Works
    titles: Mapping[int, Mapping[str, int]]
    units: Mapping[int, tuple[int | None, dt.date | None]]
    reported: Mapping[int, source.ReportedFacts]


def facts_of(
    connection: Connection,
    rows: Sequence[Judged],
    *,
    implied: Mapping[str, frozenset[str]],
    day: dt.date | None = None,
) -> dict[int, Facts]:
    """Facts of each nomination by its id; every table is read once for all of them.

    ``implied``: for a title, the titles whose holders meet it too, by the rule-set of the day; ``day``: the
    day of decision, for what depends on it.
    """
    if not rows:
        return {}
    year = rows[0].year
    requested: dict[SubjectType, set[int]] = {"person": set(), "collective": set(), "household": set()}
    for row in rows:
        requested[row.subject_type].add(row.subject_id)
    found = _Sources(
        history=source.history(connection, requested),
        ratings=source.ratings(connection, requested),
        now=source.records_of_year(connection, requested, year=year),
        registered=source.registered(connection, requested, year=year),
        works=works_of(connection, requested["person"], [row.id for row in rows]),
        titles=source.titles(connection, year=year, units=requested["collective"], implied=implied),
        units=source.units(connection, requested["collective"]),
        reported=source.reported(connection, rows, year=year),
    )
    kinds = {kind: AwardYear(year, school=kind == "school") for kind in ("calendar", "school")}
    return {row.id: _facts(row, found, kinds[row.year_type], day) for row in rows}


def _facts(row: Judged, found: _Sources, review: AwardYear, day: dt.date | None) -> Facts:
    kind, subject = row.subject_type, row.subject_id
    rated = found.ratings[kind].get(subject)
    now = found.now[kind].get(subject)
    ticks, details = _ticks(row, found, now, day)
    if kind == "person":
        works = found.works.of_person(subject)
        return Facts(
            subject=kind,
            review=review,
            rating=_rating(now),
            years_at_least=rated or {},
            discipline=DISCIPLINES.get(now.discipline) if now is not None and now.discipline else None,
            months_worked=now.months_worked if now is not None else None,
            leave_days=now.leave_days if now is not None else None,
            initiatives=works.initiatives,
            research=works.research,
            history=found.history[kind].get(subject) or {},
            ticks=ticks,
            details=details,
        )
    if kind == "household":
        return Facts(
            subject=kind,
            review=review,
            history=found.history[kind].get(subject) or {},
            ticks=ticks,
            details=details,
        )
    size, _ = found.units.get(subject, (None, None))
    counted = now.member_count if now is not None else None
    clean = now is not None and now.discipline == "none"
    return Facts(
        subject=kind,
        review=review,
        rating=_rating(now),
        years_at_least=rated or {},
        disciplined_members={Discipline.WARNING: 0} if clean else None,
        members=counted or size,
        completed=now.completed_count if now is not None else None,
        titles=found.titles.get(subject, _NO_TITLES),
        history=found.history[kind].get(subject) or {},
        ticks=ticks,
        details=details,
    )


def _rating(now: Any) -> Rating | None:
    return Rating[now.rating] if now is not None and now.rating else None


def _ticks(
    row: Judged, found: _Sources, now: Any, day: dt.date | None
) -> tuple[dict[str, bool], dict[str, str]]:
    """The year's record comes first, then registrations, then what the officer confirmed."""
    ticks: dict[str, bool] = {}
    details: dict[str, str] = {}
    registered = found.registered.get((row.subject_type, row.subject_id))
    if registered is not None:
        ticks["registered"] = registered
    if now is not None:
        if now.registered is not None:
            ticks["registered"] = now.registered
        if now.pending_case is not None:
            ticks["pending_discipline"] = now.pending_case
    if row.subject_type == "collective" and day is not None:
        _, gone = found.units.get(row.subject_id, (None, None))
        ticks["dissolved"] = gone is not None and gone < day
    used = found.works.used_elsewhere(row.id)
    if used is not None:
        ticks["initiative_used_before"] = bool(used)
        if used:
            details["initiative_used_before"] = used
    reported = found.reported.get(row.id)
    if reported is not None:
        ticks.update(reported.ticks)
        details.update(reported.details)
    return ticks, details


__all__ = ["Facts", "Judged", "Work", "facts_of"]
