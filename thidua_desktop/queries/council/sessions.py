"""Council sessions and the count of each candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue.stored_findings import worded
from thidua_desktop.db.engine.content import contents
from thidua_desktop.db.tables.council import CouncilSession, CouncilVote
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.rows import fetch, number_of


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One meeting of the council."""

    id: int
    year: int
    title: str
    held_on: dt.date | None
    place: str
    chair: str
    secretary: str
    total_members: int
    present: int
    absent_written: int
    base: str
    threshold: str
    state: str
    candidates: int
    strict: bool = False
    secret: bool = True
    exclude_conflicts: bool = False
    tie_rule: str = "none"
    started: str | None = None
    ended: str | None = None
    guests: str = ""
    proceedings: str = ""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """The count of one candidate; ``close_members`` are names, one a line; ``excluded`` got no ballot.

    ``counted`` False: the figures are only proposed, nobody typed or filled them.
    """

    id: int
    nomination_id: int
    issued: int
    collected: int
    valid: int
    agree: int
    disagree: int
    passed: bool | None
    abstain: int = 0
    excluded: int = 0
    excluded_present: int = 0
    close_members: str = ""
    chair_agrees: bool | None = None
    counted: bool = False


def sessions(connection: Connection, *, year: int) -> tuple[SessionRow, ...]:
    """Meetings of a year, the latest first."""
    query = (
        select(
            CouncilSession.id,
            CouncilSession.year,
            CouncilSession.title,
            CouncilSession.held_on,
            CouncilSession.place,
            CouncilSession.chair,
            CouncilSession.secretary,
            CouncilSession.total_members,
            CouncilSession.present,
            CouncilSession.absent_written,
            CouncilSession.base,
            CouncilSession.threshold,
            CouncilSession.state,
            number_of(CouncilVote.session_id == CouncilSession.id),
            CouncilSession.strict,
            CouncilSession.secret,
            CouncilSession.exclude_conflicts,
            CouncilSession.tie_rule,
            CouncilSession.started,
            CouncilSession.ended,
            CouncilSession.guests,
            CouncilSession.proceedings,
        )
        .where(CouncilSession.year == year, CouncilSession.deleted_at.is_(None))
        .order_by(CouncilSession.id.desc())
    )
    return fetch(connection, query, SessionRow)


def session(connection: Connection, session_id: int) -> SessionRow:
    """One meeting. OfficeError ``council.no_such_session``."""
    year = connection.execute(
        select(CouncilSession.year).where(CouncilSession.id == session_id)
    ).scalar_one_or_none()
    rows = () if year is None else sessions(connection, year=year)
    for row in rows:
        if row.id == session_id:
            return row
    raise OfficeError("council.no_such_session")


def votes(connection: Connection, session_id: int) -> tuple[VoteRow, ...]:
    """The counts of a meeting in the order the candidates were put up."""
    query = (
        select(
            CouncilVote.id,
            CouncilVote.nomination_id,
            CouncilVote.issued,
            CouncilVote.collected,
            CouncilVote.valid,
            CouncilVote.agree,
            CouncilVote.disagree,
            CouncilVote.passed,
            CouncilVote.abstain,
            CouncilVote.excluded,
            CouncilVote.excluded_present,
            CouncilVote.close_members,
            CouncilVote.chair_agrees,
            CouncilVote.counted,
        )
        .where(CouncilVote.session_id == session_id)
        .order_by(CouncilVote.id)
    )
    return fetch(connection, query, VoteRow)


def snapshot(connection: Connection, session_id: int) -> Mapping[str, Any] | None:
    """What the council saw when it closed."""
    stored = connection.execute(
        select(CouncilSession.snapshot).where(CouncilSession.id == session_id)
    ).scalar_one_or_none()
    if not stored:
        return None
    seen = contents(connection, [stored["content"]])[stored["content"]]
    rows = seen.get("candidates", ())
    ids = [number for row in rows for number in (*row["findings"], row.get("vote_rule"))]
    parts = contents(connection, [number for number in ids if number is not None])
    return {
        **seen,
        "candidates": [
            {**row, "findings": [worded(parts[number]) for number in row["findings"]]}
            | ({"vote_rule": parts[row["vote_rule"]]} if "vote_rule" in row else {})
            for row in rows
        ],
    }


def open_meeting_of(connection: Connection, nomination_ids: Sequence[int]) -> tuple[int, str] | None:
    """A nomination of these that a meeting not yet closed votes on, with the meeting's title."""
    ids = list(nomination_ids)
    for start in range(0, len(ids), 500):
        row = connection.execute(
            select(CouncilVote.nomination_id, CouncilSession.title)
            .join(CouncilSession, CouncilSession.id == CouncilVote.session_id)
            .where(
                CouncilVote.nomination_id.in_(ids[start : start + 500]),
                CouncilSession.state == "open",
                CouncilSession.deleted_at.is_(None),
            )
            .limit(1)
        ).one_or_none()
        if row is not None:
            return row.nomination_id, row.title
    return None
