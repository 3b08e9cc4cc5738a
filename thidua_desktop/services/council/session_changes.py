"""An open meeting put right: who came, by which rule is voted, when it began and ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.council import CouncilAttendance, CouncilSession, CouncilVote
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.council.interests import Voter
from thidua_desktop.domain.council.voting import Base, TieRule
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.council import sessions as query
from thidua_desktop.queries.council.members import attendance as attendance_of
from thidua_desktop.services.council.sessions import (
    Attended,
    Seats,
    candidates_of,
    closeness,
    full_ballot,
    hour_minute,
    refuse_bad_seats,
    save_attendance,
    seats_of,
    still_open,
    who_came,
)
from thidua_desktop.services.office.context import AppContext

_CLOSENESS: Final = ("excluded", "excluded_present", "close_members")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRules:
    """By which rule a meeting votes, and its hours as typed (``8h30``; None: not known)."""

    threshold: Fraction
    strict: bool = False
    base: Base = "total"
    secret: bool = True
    exclude_conflicts: bool = False
    tie_rule: TieRule = "none"
    started: str | None = None
    ended: str | None = None


def set_attendance(app: AppContext, session_id: int, attendance: Sequence[Attended]) -> Changes:
    """Who came, known better now: totals follow, and counts nobody has touched yet start again.

    OfficeError ``council.closed_already``, ``council.too_many_present``.
    """
    with app.database.writing("save_attendance") as uow:
        inside = app.within(uow)
        meeting = still_open(inside, session_id)
        votes = inside.read(query.votes, session_id)
        rows = candidates_of(inside, meeting.year, votes)
        came = who_came(inside, attendance)
        seats, close = seats_of(came), closeness(inside, came, list(rows.values()))
        refuse_bad_seats(seats)
        before = Seats(meeting.total_members, meeting.present, meeting.absent_written)
        uow.describe(title=meeting.title)
        old = uow.connection.execute(
            select(CouncilAttendance.id).where(CouncilAttendance.session_id == session_id)
        )
        uow.remove(CouncilAttendance, list(old.scalars()))
        save_attendance(uow, session_id, came)
        uow.update(
            CouncilSession,
            session_id,
            total_members=seats.members,
            present=seats.present,
            absent_written=seats.written,
        )
        _ballots_again(uow, votes, close, seats, before=before, exclude=meeting.exclude_conflicts)
    return uow.changes


def set_rules(app: AppContext, session_id: int, rules: SessionRules) -> Changes:
    """By which rule is voted, and the hours. Counts nobody has touched yet start again.

    OfficeError ``council.closed_already``, ``council.threshold_wrong``, ``council.time_wrong``.
    """
    with app.database.writing("save_session") as uow:
        inside = app.within(uow)
        meeting = still_open(inside, session_id)
        if not 0 < rules.threshold <= 1:
            raise OfficeError("council.threshold_wrong")
        first, last = hour_minute(rules.started), hour_minute(rules.ended)
        if first and last and last < first:
            raise OfficeError("council.time_wrong", time=last)
        votes = inside.read(query.votes, session_id)
        came = inside.read(attendance_of, session_id)
        close = closeness(inside, came, list(candidates_of(inside, meeting.year, votes).values()))
        seats = Seats(meeting.total_members, meeting.present, meeting.absent_written)
        uow.describe(title=meeting.title)
        uow.update(
            CouncilSession,
            session_id,
            threshold=str(rules.threshold),
            strict=rules.strict,
            base=rules.base,
            secret=rules.secret,
            exclude_conflicts=rules.exclude_conflicts,
            tie_rule=rules.tie_rule,
            started=first,
            ended=last,
        )
        if came and rules.exclude_conflicts != meeting.exclude_conflicts:
            _ballots_again(uow, votes, close, seats, before=seats, exclude=rules.exclude_conflicts)
    return uow.changes


def set_minutes_words(
    app: AppContext, session_id: int, *, guests: str | None, proceedings: str | None
) -> Changes:
    """Who was invited and what was said, for the minutes; counts stay, so a closed meeting takes them too."""
    with app.database.writing("save_session") as uow:
        inside = app.within(uow)
        meeting = inside.read(query.session, session_id)
        uow.describe(title=meeting.title)
        uow.update(
            CouncilSession,
            session_id,
            guests=_clean_lines(guests or ""),
            proceedings=_clean_lines(proceedings or ""),
        )
    return uow.changes


def _clean_lines(typed: str) -> str:
    return "\n".join(line for line in map(clean, typed.splitlines()) if line)


def _ballots_again(
    uow: UnitOfWork,
    votes: Sequence[query.VoteRow],
    close: Mapping[int, Sequence[Voter]],
    seats: Seats,
    *,
    before: Seats,
    exclude: bool,
) -> None:
    """A ballot for each voter where no figure was typed; elsewhere only who is close is stored again."""
    for vote in votes:
        fresh = full_ballot(seats, close[vote.nomination_id], exclude=exclude)
        whole = vote.agree == vote.issued == vote.collected == vote.valid and vote.disagree == 0
        usual = before.voters - vote.excluded <= vote.issued <= before.voters
        untouched = not vote.counted or (whole and usual)
        stored: dict[str, Any] = fresh if untouched else {name: fresh[name] for name in _CLOSENESS}
        uow.update(CouncilVote, vote.id, **stored)
