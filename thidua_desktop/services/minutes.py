"""Minutes of a closed council meeting: exactly the numbers that were counted."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.minutes import (
    Attendee,
    BallotCount,
    MinutesSheet,
    VoteRow,
    minutes_paper,
    render_minutes,
)
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries import council as query
from thidua_desktop.queries.nominations import nominations
from thidua_desktop.queries.settings import office
from thidua_desktop.services.council_rules import result_of
from thidua_desktop.services.desk import Desk
from thidua_desktop.texts import text

GROUPS = ("collective", "person", "household")


def render(desk: Desk, session_id: int, *, progress: Progress = silent) -> bytes:
    """The PDF. OfficeError ``minutes.not_closed`` while the meeting is open."""
    return render_minutes(sheet_of(desk, session_id), progress=progress)


def sheet_of(desk: Desk, session_id: int) -> MinutesSheet:
    """What the minutes say."""
    meeting, us = desk.read(query.session, session_id), desk.read(office)
    if meeting.state != "closed":
        raise OfficeError("minutes.not_closed")
    votes, words = desk.read(query.votes, session_id), wording("minutes")
    rows = _vote_rows(desk, meeting, votes)
    results = Counter(row.passed for row in rows)
    first = votes[0]
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
            issued=first.issued,
            collected=first.collected,
            valid=first.valid,
        ),
        votes=rows,
        threshold_sentence=words.fill(
            "minutes.threshold",
            share=f"{float(Fraction(meeting.threshold)) * 100:.4g}".replace(".", ","),
            base=text(f"council.bases.{meeting.base}"),
        ),
        proceedings=(
            words.fill("minutes.report", standing_body=us.standing_body, count=str(len(rows))),
            words.fill("minutes.discussion"),
        ),
        conclusions=(
            words.fill("minutes.passed", count=str(results[True]), head=us.head_title),
            *([words.fill("minutes.failed", count=str(results[False]))] if results[False] else []),
        ),
        recipients=(words.fill("minutes.archive"),),
    )


def save_docx(desk: Desk, session_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the minutes for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx import render_docx

    write_atomically(path, render_docx(minutes_paper(sheet_of(desk, session_id)), progress=progress))
    return Changes()


def file_name(desk: Desk, session_id: int, *, suffix: str = ".pdf") -> str:
    """A name for the PDF, or the file of another kind, that every Windows accepts."""
    held = desk.read(query.session, session_id).held_on
    day = f"{held:%d-%m-%Y}" if held else ""
    return safe_file_name(text("decisions.papers.minutes", day=day).removesuffix(".pdf") + suffix)


def _vote_rows(
    desk: Desk, meeting: query.SessionRow, votes: tuple[query.VoteRow, ...]
) -> tuple[VoteRow, ...]:
    ids = [vote.nomination_id for vote in votes]
    rows = {row.id: row for row in desk.read(nominations, year=meeting.year, ids=ids)}
    made = []
    for vote in sorted(votes, key=lambda one: GROUPS.index(rows[one.nomination_id].subject_type)):
        row = rows[vote.nomination_id]
        counted = result_of(meeting, vote, row)
        made.append(
            VoteRow(
                candidate=row.name,
                unit="" if row.unit_name == row.name else row.unit_name,
                award=award_by_code(row.award_code).short_name,
                agree=vote.agree,
                disagree=vote.disagree,
                invalid=vote.collected - vote.valid,
                share=Decimal(counted.share.numerator) / Decimal(counted.share.denominator),
                passed=bool(vote.passed),
                group=text(f"minutes.groups.{row.subject_type}"),
            )
        )
    return tuple(made)
