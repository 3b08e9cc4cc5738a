"""The council: candidates, ballots, a count that must add up, and what it saw stored for ever."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from thidua_desktop.db.engine.content import Contents
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.council import CouncilAttendance, CouncilSession, CouncilVote
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.clock_times import read_hour_minute
from thidua_desktop.domain.council.interests import Ties, Voter, close_voters, left_out
from thidua_desktop.domain.council.voting import Base, LeftOut, TieRule
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.council import sessions as query
from thidua_desktop.queries.council.members import AttendanceRow, members, ties
from thidua_desktop.queries.council.members import attendance as attendance_of
from thidua_desktop.queries.nominations.nominations import NominationRow, finding_ids, nominations
from thidua_desktop.services.council.readiness import refuse_not_ready
from thidua_desktop.services.council.rules import VoteRules, refuse_open_ballot, result_of, vote_rules
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class Opened:
    """The new session."""

    session_id: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Count:
    """The ballots of one candidate; ``chair_agrees`` only where equal votes ask for it."""

    nomination_id: int
    agree: int
    disagree: int
    issued: int
    collected: int
    valid: int
    abstain: int = 0
    chair_agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """A member at this session: ``present``, ``written`` (away, asked in writing) or ``absent``."""

    member_id: int
    attended: str


@dataclass(frozen=True, slots=True)
class Seats:
    """How many may vote, sit in the room and answered in writing."""

    members: int
    present: int
    written: int

    @property
    def voters(self) -> int:
        return self.present + self.written

    def columns(self) -> dict[str, int]:
        """As stored with the session."""
        return {"total_members": self.members, "present": self.present, "absent_written": self.written}


def open_session(
    app: AppContext,
    *,
    year: int,
    title: str,
    held_on: dt.date | None,
    place: str,
    chair: str,
    secretary: str,
    nomination_ids: Sequence[int],
    threshold: Fraction,
    total_members: int = 0,
    present: int = 0,
    absent_written: int = 0,
    base: Base = "total",
    attendance: Sequence[Attended] = (),
    strict: bool = False,
    secret: bool = True,
    exclude_conflicts: bool = False,
    tie_rule: TieRule = "none",
    started: str | None = None,
) -> Opened:
    """Opens a meeting for submitted nominations; a ballot for each voter is proposed, none is counted yet.

    With ``attendance`` the three totals are counted from it, else they are as typed.
    OfficeError ``council.no_candidates``, ``not_submitted``, ``too_many_present``, ``field_empty``,
    ``threshold_wrong``, ``time_wrong``, ``not_ready`` (what would block a candidate after the council),
    ``in_meeting``: another open meeting votes on it.
    """
    with app.database.writing("open_session", title=clean(title)) as uow:
        inside = app.within(uow)
        rows = inside.read(nominations, year=year, ids=list(nomination_ids))
        came = who_came(inside, attendance)
        seats = seats_of(came) if came else Seats(total_members, present, absent_written)
        _refuse_bad_session(title, chair, secretary, seats, threshold, rows)
        refuse_in_meeting(inside, rows)
        refuse_not_ready(inside, rows, on=held_on)
        close = closeness(inside, came, rows)
        session_id = uow.add(
            CouncilSession,
            year=year,
            held_on=held_on,
            **_clean_words(title=title, place=place, chair=chair, secretary=secretary),
            **seats.columns(),
            base=base,
            threshold=str(threshold),
            strict=strict,
            secret=secret,
            exclude_conflicts=exclude_conflicts,
            tie_rule=tie_rule,
            started=hour_minute(started),
        )
        save_attendance(uow, session_id, came)
        ballots = {row.id: full_ballot(seats, close[row.id], exclude=exclude_conflicts) for row in rows}
        uow.insert(
            CouncilVote,
            [{"session_id": session_id, "nomination_id": number, **one} for number, one in ballots.items()],
        )
    return Opened(session_id, uow.changes)


def _clean_words(**words: str) -> dict[str, str]:
    return {name: clean(message) for name, message in words.items()}


def hour_minute(typed: str | None) -> str | None:
    """``14:30`` from 14h30, 14:30 or 14 giờ 30; None for nothing. OfficeError ``council.time_wrong``."""
    message = clean(typed or "")
    found = read_hour_minute(message)
    if message and found is None:
        raise OfficeError("council.time_wrong", time=message)
    return found


def record(app: AppContext, session_id: int, counts: Sequence[Count]) -> Changes:
    """Keeps counts as they are read out; they need not add up until the meeting is closed."""
    with app.database.writing("record_votes") as uow:
        inside = app.within(uow)
        still_open(inside, session_id)
        ids = {vote.nomination_id: vote.id for vote in inside.read(query.votes, session_id)}
        for count in counts:
            if count.nomination_id not in ids:
                raise OfficeError("council.not_a_candidate")
            uow.update(
                CouncilVote,
                ids[count.nomination_id],
                issued=count.issued,
                collected=count.collected,
                valid=count.valid,
                agree=count.agree,
                disagree=count.disagree,
                abstain=count.abstain,
                chair_agrees=count.chair_agrees,
                counted=True,
            )
    return uow.changes


def fill_agreed(app: AppContext, session_id: int) -> Changes:
    """Records everyone's agreement for the candidates nobody has counted yet: an act of the officer.

    OfficeError ``council.closed_already``.
    """
    with app.database.writing("fill_votes") as uow:
        inside = app.within(uow)
        meeting = still_open(inside, session_id)
        waiting = [vote.id for vote in inside.read(query.votes, session_id) if not vote.counted]
        uow.describe(count=len(waiting), title=meeting.title)
        for vote_id in waiting:
            uow.update(CouncilVote, vote_id, counted=True)
    return uow.changes


def close(app: AppContext, session_id: int) -> Changes:
    """Closes a meeting: each candidate counted passes or not, and what the council saw is stored.

    A candidate nobody counted has no result and waits for another meeting.
    OfficeError ``council.count_wrong`` naming the first candidate whose count does not add up (or that
    there was no quorum); ``council.closed_already``, ``council.secret_needed``, ``council.nobody_counted``.
    """
    with app.database.writing("close_session") as uow:
        inside = app.within(uow)
        meeting = still_open(inside, session_id)
        uow.describe(title=meeting.title)
        votes = [vote for vote in inside.read(query.votes, session_id) if vote.counted]
        if not votes:
            raise OfficeError("council.nobody_counted", title=meeting.title)
        rows = candidates_of(inside, meeting.year, votes)
        rules = vote_rules(inside, meeting)
        refuse_open_ballot(rules, [rows[vote.nomination_id] for vote in votes])
        results = {vote.id: result_of(rules, vote, rows[vote.nomination_id]) for vote in votes}
        contents = Contents(uow.connection)
        seen = [_snapshot(inside, contents, rules, vote, rows[vote.nomination_id]) for vote in votes]
        came = [asdict(one) for one in inside.read(attendance_of, session_id)]
        for vote in votes:
            passed = results[vote.id].passed
            uow.update(CouncilVote, vote.id, passed=passed)
            uow.update(Nomination, vote.nomination_id, state="passed" if passed else "failed")
        uow.update(
            CouncilSession,
            session_id,
            state="closed",
            snapshot={"content": contents.id_of({"candidates": seen, "attendance": came})},
        )
    return uow.changes


def candidates_of(app: AppContext, year: int, votes: Sequence[query.VoteRow]) -> dict[int, NominationRow]:
    ids = [vote.nomination_id for vote in votes]
    return {row.id: row for row in app.read(nominations, year=year, ids=ids)}


def _snapshot(
    app: AppContext, contents: Contents, rules: VoteRules, vote: query.VoteRow, row: NominationRow
) -> Mapping[str, Any]:
    """What the council saw of one candidate; findings and rule by the ids of their contents."""
    rule = rules.of(row.award_code)
    return {
        "nomination_id": row.id,
        "name": row.name,
        "unit": row.unit_name,
        "award": row.award_code,
        "verdict": row.verdict,
        "rule_set": row.rule_set,
        "override_reason": row.override_reason,
        "findings": list(app.read(finding_ids, row.id)),
        "close_members": vote.close_members.splitlines(),
        "vote_rule": contents.id_of(
            {
                "threshold": str(rule.threshold),
                "strict": rule.strict,
                "base": rule.base,
                "secret": rule.secret,
                "quorum": str(rule.quorum),
                "source": rule.source,
                "confidence": rule.confidence,
            }
        ),
    }


def still_open(app: AppContext, session_id: int) -> query.SessionRow:
    meeting = app.read(query.session, session_id)
    if meeting.state == "closed":
        raise OfficeError("council.closed_already", title=meeting.title)
    return meeting


def who_came(app: AppContext, attendance: Sequence[Attended]) -> tuple[AttendanceRow, ...]:
    known = {one.id: one for one in app.read(members)}
    return tuple(
        AttendanceRow(who.id, who.full_name, who.position, who.role, who.votes, one.attended)
        for one in attendance
        if (who := known.get(one.member_id)) is not None
    )


def seats_of(came: Sequence[AttendanceRow]) -> Seats:
    """Only members with a vote are counted; a secretary without one signs, but is no seat."""
    voting = Counter(one.attended for one in came if one.votes)
    return Seats(voting.total(), voting["present"], voting["written"])


def closeness(
    app: AppContext, came: Sequence[AttendanceRow], rows: Sequence[NominationRow]
) -> dict[int, tuple[Voter, ...]]:
    known = app.read(ties)
    voters = [Voter(one.name, one.attended, known.get(one.member_id, Ties())) for one in came if one.votes]
    return {
        row.id: close_voters(voters, row.subject_type, row.subject_id, unit_id=row.unit_id) for row in rows
    }


def full_ballot(seats: Seats, close: Sequence[Voter], *, exclude: bool) -> dict[str, Any]:
    """A ballot from every voter, all for; those left out have none."""
    out = left_out(close) if exclude else LeftOut()
    away = sum(voter.attended == "absent" for voter in close) if exclude else 0
    votes = seats.voters - (out.members - away)
    return {
        "issued": votes,
        "collected": votes,
        "valid": votes,
        "agree": votes,
        "disagree": 0,
        "excluded": out.members,
        "excluded_present": out.present,
        "close_members": "\n".join(voter.name for voter in close),
    }


def save_attendance(uow: UnitOfWork, session_id: int, came: Sequence[AttendanceRow]) -> None:
    uow.insert(CouncilAttendance, [{"session_id": session_id, **asdict(one)} for one in came])


def _refuse_bad_session(
    title: str,
    chair: str,
    secretary: str,
    seats: Seats,
    threshold: Fraction,
    rows: Sequence[NominationRow],
) -> None:
    if not (clean(title) and clean(chair) and clean(secretary)):
        raise OfficeError("council.field_empty")
    refuse_bad_seats(seats)
    if not 0 < threshold <= 1:
        raise OfficeError("council.threshold_wrong")
    if not rows:
        raise OfficeError("council.no_candidates")
    for row in rows:
        if row.state != "submitted":
            raise OfficeError("council.not_submitted", name=row.name)


def refuse_in_meeting(app: AppContext, rows: Sequence[NominationRow]) -> None:
    """OfficeError ``council.in_meeting``: an open meeting votes on one of them."""
    found = app.read(query.open_meeting_of, [row.id for row in rows])
    if found is not None:
        number, title = found
        name = next(row.name for row in rows if row.id == number)
        raise OfficeError("council.in_meeting", name=name, title=title)


def refuse_bad_seats(seats: Seats) -> None:
    if seats.members < 1 or seats.voters > seats.members:
        raise OfficeError("council.too_many_present", voters=seats.voters, members=seats.members)
