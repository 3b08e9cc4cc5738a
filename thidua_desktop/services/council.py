"""The council: candidates, ballots, a count that must add up, and what it saw kept for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thidua_desktop.catalogue import rule_set_for
from thidua_desktop.db.council import CouncilSession, CouncilVote
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.rules import VoteRule
from thidua_desktop.domain.text import clean
from thidua_desktop.domain.voting import Ballot, Base, Tally, tally
from thidua_desktop.queries import council as query
from thidua_desktop.queries.nominations import NominationRow, findings, nominations
from thidua_desktop.services.desk import Desk
from thidua_desktop.texts import error_sentence


@dataclass(frozen=True, slots=True)
class Opened:
    """The new session."""

    session_id: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Count:
    """The ballots of one candidate."""

    nomination_id: int
    agree: int
    disagree: int
    issued: int
    collected: int
    valid: int


def open_session(
    desk: Desk,
    *,
    year: int,
    title: str,
    held_on: dt.date | None,
    place: str,
    chair: str,
    secretary: str,
    total_members: int,
    present: int,
    nomination_ids: Sequence[int],
    threshold: Fraction,
    base: Base = "total",
    absent_written: int = 0,
) -> Opened:
    """Opens a meeting for submitted nominations; every candidate starts with a ballot for each voter.

    OfficeError ``council.no_candidates``, ``not_submitted``, ``too_many_present``, ``field_empty``,
    ``threshold_wrong``.
    """
    rows = desk.read(nominations, year=year, ids=list(nomination_ids))
    _refuse_bad_session(title, chair, secretary, total_members, present + absent_written, threshold, rows)
    voters = present + absent_written
    with desk.store.writing("open_session", title=clean(title)) as writer:
        session_id = writer.add(
            CouncilSession,
            year=year,
            title=clean(title),
            held_on=held_on,
            place=clean(place),
            chair=clean(chair),
            secretary=clean(secretary),
            total_members=total_members,
            present=present,
            absent_written=absent_written,
            base=base,
            threshold=str(threshold),
        )
        writer.insert(
            CouncilVote,
            [
                {
                    "session_id": session_id,
                    "nomination_id": row.id,
                    "issued": voters,
                    "collected": voters,
                    "valid": voters,
                    "agree": voters,
                    "disagree": 0,
                }
                for row in rows
            ],
        )
    return Opened(session_id, writer.changes)


def record(desk: Desk, session_id: int, counts: Sequence[Count]) -> Changes:
    """Keeps counts as they are read out; they need not add up until the meeting is closed."""
    _open_session(desk, session_id)
    ids = {vote.nomination_id: vote.id for vote in desk.read(query.votes, session_id)}
    with desk.store.writing("record_votes") as writer:
        for count in counts:
            if count.nomination_id not in ids:
                raise OfficeError("council.not_a_candidate")
            writer.update(
                CouncilVote,
                ids[count.nomination_id],
                issued=count.issued,
                collected=count.collected,
                valid=count.valid,
                agree=count.agree,
                disagree=count.disagree,
            )
    return writer.changes


def close(desk: Desk, session_id: int) -> Changes:
    """Closes a meeting: each candidate passes or not, and what the council saw is kept.

    OfficeError ``council.count_wrong`` naming the first candidate whose count does not add up (or that
    there was no quorum); ``council.closed_already``.
    """
    meeting = _open_session(desk, session_id)
    votes = desk.read(query.votes, session_id)
    rows = _candidates(desk, meeting.year, votes)
    results = {vote.id: result_of(meeting, vote, rows[vote.nomination_id]) for vote in votes}
    seen = [_snapshot(desk, rows[vote.nomination_id]) for vote in votes]
    with desk.store.writing("close_session", title=meeting.title) as writer:
        for vote in votes:
            passed = results[vote.id].passed
            writer.update(CouncilVote, vote.id, passed=passed)
            writer.update(Nomination, vote.nomination_id, state="passed" if passed else "failed")
        writer.update(
            CouncilSession,
            session_id,
            state="closed",
            snapshot={"candidates": seen},
        )
    return writer.changes


def result_of(meeting: query.SessionRow, vote: query.VoteRow, row: NominationRow) -> Tally:
    """The count of one candidate under the rules of the meeting. OfficeError when it does not add up.

    Where the law itself is known to ask more for an award than the meeting's own threshold, the law counts.
    """
    rule_set = rule_set_for(meeting.held_on or dt.date(meeting.year, 12, 31))
    law = rule_set.awards[row.award_code].vote if row.award_code in rule_set.awards else None
    own = Fraction(meeting.threshold)
    sure = law is not None and law.confidence != "U"
    rule = VoteRule(
        threshold=max(own, law.threshold) if law and sure else own,
        strict=False,
        base=meeting.base,  # type: ignore[arg-type]
        secret=True,
        quorum=law.quorum if law else Fraction(1, 2),
        source=law.source if law else "",
        confidence=law.confidence if law else "U",
    )
    ballot = Ballot(
        issued=vote.issued,
        collected=vote.collected,
        valid=vote.valid,
        agree=vote.agree,
        disagree=vote.disagree,
    )
    try:
        return tally(ballot, members=meeting.total_members, present=meeting.present, rule=rule)
    except OfficeError as error:
        if error.code.startswith("voting."):
            raise OfficeError("council.count_wrong", name=row.name, reason=error_sentence(error)) from error
        raise


def _candidates(desk: Desk, year: int, votes: Sequence[query.VoteRow]) -> dict[int, NominationRow]:
    ids = [vote.nomination_id for vote in votes]
    return {row.id: row for row in desk.read(nominations, year=year, ids=ids)}


def _snapshot(desk: Desk, row: NominationRow) -> Mapping[str, Any]:
    return {
        "nomination_id": row.id,
        "name": row.name,
        "unit": row.unit_name,
        "award": row.award_code,
        "verdict": row.verdict,
        "rule_set": row.rule_set,
        "override_reason": row.override_reason,
        "findings": list(desk.read(findings, row.id)),
    }


def _open_session(desk: Desk, session_id: int) -> query.SessionRow:
    meeting = desk.read(query.session, session_id)
    if meeting.state == "closed":
        raise OfficeError("council.closed_already", title=meeting.title)
    return meeting


def _refuse_bad_session(
    title: str,
    chair: str,
    secretary: str,
    members: int,
    voters: int,
    threshold: Fraction,
    rows: Sequence[NominationRow],
) -> None:
    if not (clean(title) and clean(chair) and clean(secretary)):
        raise OfficeError("council.field_empty")
    if members < 1 or voters > members:
        raise OfficeError("council.too_many_present", voters=voters, members=members)
    if not 0 < threshold <= 1:
        raise OfficeError("council.threshold_wrong")
    if not rows:
        raise OfficeError("council.no_candidates")
    for row in rows:
        if row.state != "submitted":
            raise OfficeError("council.not_submitted", name=row.name)
