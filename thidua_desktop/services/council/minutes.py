"""Minutes of a closed council meeting: exactly the numbers that were counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import cast

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.council.minutes import (
    Attendee,
    BallotCount,
    MinutesSheet,
    VoteRow,
    minutes_paper,
    render_minutes,
)
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.council.voting import Base
from thidua_desktop.domain.eligibility.deciding import Way
from thidua_desktop.domain.eligibility.rules import VoteRule
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.council import sessions as query
from thidua_desktop.queries.council.members import AttendanceRow, attendance
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import OfficeRow, office
from thidua_desktop.services.council.rules import VoteRules, result_of, share_words, vote_rules
from thidua_desktop.services.eligibility.deciding import way_to_decide
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.nominations.award_sentences import award_in_sentence
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

GROUPS = ("collective", "person", "household")


def render(app: AppContext, session_id: int, *, progress: Progress = silent) -> bytes:
    """The PDF. OfficeError ``minutes.not_closed`` while the meeting is open."""
    return render_minutes(sheet_of(app, session_id), progress=progress)


def sheet_of(app: AppContext, session_id: int) -> MinutesSheet:
    """What the minutes say."""
    meeting, us = app.read(query.session, session_id), app.read(office)
    if meeting.state != "closed":
        raise OfficeError("minutes.not_closed")
    votes = tuple(vote for vote in app.read(query.votes, session_id) if vote.counted)
    words = wording("minutes")
    rules, named = vote_rules(app, meeting), rows_of(app, meeting, votes)
    rows = _vote_rows(rules, votes, named)
    results = Counter(row.passed for row in rows)
    came = app.read(attendance, session_id)
    usual = Counter((vote.issued, vote.collected, vote.valid) for vote in votes).most_common(1)[0][0]
    return MinutesSheet(
        superior=us.name.upper(),
        issuer=us.council_name.upper(),
        symbol=words.fill("minutes.symbol"),
        meeting=words.fill("minutes.meeting", title=meeting.title[:1].lower() + meeting.title[1:]),
        date=meeting.held_on,
        venue=meeting.place or us.place,
        chair=Attendee(meeting.chair, words.fill("minutes.chair_position")),
        secretary=Attendee(meeting.secretary, words.fill("minutes.secretary_position")),
        ballots=BallotCount(
            members=meeting.total_members,
            present=meeting.present,
            written=meeting.absent_written,
            issued=usual[0],
            collected=usual[1],
            valid=usual[2],
        ),
        started=_time(meeting.started),
        ended=_time(meeting.ended),
        present=tuple(_attendee(one) for one in came if one.attended == "present"),
        absent=tuple(
            text(f"minutes.absent_{one.attended}", name=one.name) for one in came if one.attended != "present"
        ),
        guests=tuple(_guest(line) for line in meeting.guests.splitlines()),
        votes=rows,
        threshold_sentence=_threshold_words(rules, named.values()),
        proceedings=(
            words.fill("minutes.report", standing_body=us.standing_body, count=str(len(rows))),
            *meeting.proceedings.splitlines(),
            words.fill("minutes.discussion" if meeting.secret else "minutes.discussion_open"),
            *_close_words(meeting, votes, named),
        ),
        conclusions=(
            *_asked_of_the_head(app, us, [named[row.nomination_id] for row in votes if row.passed]),
            *([words.fill("minutes.failed", count=str(results[False]))] if results[False] else []),
        ),
        recipients=(words.fill("minutes.archive"),),
    )


def _asked_of_the_head(app: AppContext, us: OfficeRow, passed: Sequence[NominationRow]) -> list[str]:
    """What the head is asked: to commend in his own cases, to ask the level above for the others."""
    if not passed:
        return [wording("minutes").fill("minutes.passed", count="0", head=us.head_title)]
    day, law = expected_day(app, passed[0].year), law_of(app)
    ways: Counter[Way] = Counter(
        "own"
        if award_by_code(row.award_code).placeholder
        else way_to_decide(us.level, row.award_code, on=day, law=law)
        for row in passed
    )
    templates: dict[Way, str] = {"own": "passed", "above": "passed_above", "nobody": "passed_nobody"}
    return [
        wording("minutes").fill(f"minutes.{name}", count=str(ways[way]), head=us.head_title)
        for way, name in templates.items()
        if ways[way]
    ]


def save_docx(app: AppContext, session_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the minutes for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(minutes_paper(sheet_of(app, session_id)), progress=progress))
    return Changes()


def file_name(app: AppContext, session_id: int, *, suffix: str = ".pdf") -> str:
    """A name for the PDF, or the file of another kind, that every Windows accepts."""
    held = app.read(query.session, session_id).held_on
    day = f"{held:%d-%m-%Y}" if held else ""
    return safe_file_name(text("decisions.papers.minutes", day=day).removesuffix(".pdf") + suffix)


def rows_of(
    app: AppContext, meeting: query.SessionRow, votes: Sequence[query.VoteRow]
) -> dict[int, NominationRow]:
    """The candidates of a meeting by their ids."""
    ids = [vote.nomination_id for vote in votes]
    return {row.id: row for row in app.read(nominations, year=meeting.year, ids=ids)}


def _threshold_words(rules: VoteRules, rows: Iterable[NominationRow]) -> str:
    """The meeting's own rule, then every award for which the law or the office asks otherwise."""
    words, meeting = wording("minutes"), rules.meeting
    own = VoteRule(
        Fraction(meeting.threshold), meeting.strict, cast(Base, meeting.base), True, Fraction(1, 2), "", "U"
    )
    message = [_rule_words("minutes.threshold", own)]
    for code in dict.fromkeys(row.award_code for row in rows):
        rule = rules.of(code)
        if (rule.threshold, rule.strict, rule.base) != (own.threshold, own.strict, own.base):
            award = award_in_sentence([code], on_title=award_by_code(code).name)
            message.append(_rule_words("minutes.threshold_of", rule, award=award))
    if meeting.tie_rule == "chair":
        message.append(words.fill("minutes.tie"))
    return " ".join(message)


def _rule_words(key: str, rule: VoteRule, **more: str) -> str:
    words = wording("minutes")
    return words.fill(
        key,
        share=share_words(rule.threshold),
        reach=words.fill("minutes.more_than" if rule.strict else "minutes.at_least"),
        base=text(f"council.bases.{rule.base}"),
        **more,
    )


def _close_words(
    meeting: query.SessionRow, votes: Iterable[query.VoteRow], rows: Mapping[int, NominationRow]
) -> list[str]:
    """Who is close to whom, said in the minutes; the same members of several candidates together."""
    key = "minutes.close_left_out" if meeting.exclude_conflicts else "minutes.close"
    of: dict[str, list[str]] = {}
    for vote in votes:
        if vote.close_members:
            of.setdefault(vote.close_members, []).append(rows[vote.nomination_id].name)
    return [
        wording("minutes").fill(key, members=", ".join(members.splitlines()), names=", ".join(names))
        for members, names in of.items()
    ]


def _attendee(one: AttendanceRow) -> Attendee:
    role = text(f"council_members.roles.{one.role}")
    return Attendee(one.name, ", ".join(part for part in (one.position, role) if part))


def _guest(line: str) -> Attendee:
    name, _, position = line.partition(",")
    return Attendee(name.strip(), position.strip())


def _time(stored: str | None) -> dt.time | None:
    return dt.time.fromisoformat(stored) if stored else None


def _vote_rows(
    rules: VoteRules, votes: tuple[query.VoteRow, ...], rows: Mapping[int, NominationRow]
) -> tuple[VoteRow, ...]:
    made = []
    for vote in sorted(votes, key=lambda one: GROUPS.index(rows[one.nomination_id].subject_type)):
        row = rows[vote.nomination_id]
        counted = result_of(rules, vote, row)
        made.append(
            VoteRow(
                candidate=row.name,
                unit="" if row.unit_name == row.name else row.unit_name,
                award=award_by_code(row.award_code).name,
                agree=vote.agree,
                disagree=vote.disagree,
                invalid=vote.collected - vote.valid,
                share=Decimal(counted.share.numerator) / Decimal(counted.share.denominator),
                passed=bool(vote.passed),
                group=text(f"minutes.groups.{row.subject_type}"),
            )
        )
    return tuple(made)
