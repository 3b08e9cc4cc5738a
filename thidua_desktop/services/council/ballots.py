"""Ballots and the counting table of a meeting, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.documents.council.ballot import (
    BallotRow,
    Ballots,
    BallotSheet,
    ballot_paper,
    render_ballots,
)
from thidua_desktop.documents.council.vote_table import (
    CountRow,
    CountSheet,
    render_vote_table,
    vote_table_paper,
)
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.council import sessions as query
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.council.rules import VoteRules, needed_words, result_of, vote_rules
from thidua_desktop.services.nominations.award_sentences import SUBJECT_ORDER, award_in_sentence
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

Pair = tuple[NominationRow, query.VoteRow]
_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def render(app: AppContext, session_id: int, *, progress: Progress = silent) -> bytes:
    """The ballots as PDF: for every award one sheet a voter. OfficeError ``documents.no_ballots``."""
    return render_ballots(ballots_of(app, session_id), progress=progress)


def save_docx(app: AppContext, session_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the ballots for editing (.docx), one of each kind: copies are made when printing."""
    from thidua_desktop.documents.docx.document import render_docx

    paper = ballot_paper(ballots_of(app, session_id, copies=1))
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def file_name(app: AppContext, session_id: int, *, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    return _named("ballots", app.read(query.session, session_id), suffix)


def ballots_of(app: AppContext, session_id: int, *, copies: int | None = None) -> Ballots:
    """One kind of ballot an award; candidates some members do not vote on have a kind of their own.

    ``copies`` instead of one a voter.
    """
    meeting, us = app.read(query.session, session_id), app.read(office)
    kinds: dict[tuple[str, int], list[Pair]] = {}
    for row, vote in pairs(app, meeting):
        left_out = vote.excluded if meeting.exclude_conflicts else 0
        kinds.setdefault((row.award_code, left_out), []).append((row, vote))
    sheets = tuple(
        _ballot(members, code=_sign(place) if len(kinds) > 1 else "", copies=copies)
        for place, members in enumerate(kinds.values())
    )
    return Ballots(
        issuer=us.council_name.upper(),
        superior=us.name.upper(),
        year=str(meeting.year),
        meeting=meeting.title,
        sheets=sheets,
        secret=meeting.secret,
    )


def render_table(app: AppContext, session_id: int, *, progress: Progress = silent) -> bytes:
    """The counting table as PDF. OfficeError ``council.count_wrong`` while a count does not add up."""
    return render_vote_table(table_of(app, session_id), progress=progress)


def save_table_docx(app: AppContext, session_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the counting table for editing (.docx)."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(vote_table_paper(table_of(app, session_id)), progress=progress))
    return Changes()


def table_name(app: AppContext, session_id: int, *, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    return _named("table", app.read(query.session, session_id), suffix)


def table_of(app: AppContext, session_id: int) -> CountSheet:
    """Every count with the share it comes to and the share it needed."""
    meeting, us = app.read(query.session, session_id), app.read(office)
    words, rules = wording("vote_table"), vote_rules(app, meeting)
    found = [pair for pair in pairs(app, meeting) if pair[1].counted]
    seats = words.fill(
        "table.seats",
        members=str(meeting.total_members),
        present=str(meeting.present),
        written=str(meeting.absent_written),
    )
    return CountSheet(
        issuer=us.council_name.upper(),
        superior=us.name.upper(),
        place=us.place,
        date=meeting.held_on,
        meeting=meeting.title,
        rule=(seats,),
        rows=tuple(_count(rules, row, vote) for row, vote in found),
        chair=meeting.chair,
        notes=tuple(_notes(meeting, found)),
    )


def pairs(app: AppContext, meeting: query.SessionRow) -> list[Pair]:
    """Candidates with their counts: collectives, persons, households; inside by award and name."""
    votes = app.read(query.votes, meeting.id)
    ids = [vote.nomination_id for vote in votes]
    rows = {row.id: row for row in app.read(nominations, year=meeting.year, ids=ids)}
    rank = {award.code: place for place, award in enumerate(load_awards())}
    found = [(rows[vote.nomination_id], vote) for vote in votes if vote.nomination_id in rows]
    return sorted(
        found,
        key=lambda pair: (
            SUBJECT_ORDER.index(pair[0].subject_type),
            rank[pair[0].award_code],
            pair[0].sort_key,
        ),
    )


def _ballot(members: Sequence[Pair], *, code: str, copies: int | None) -> BallotSheet:
    first = members[0][0]
    award = award_by_code(first.award_code)
    several = len({row.subject_type for row, _ in members}) > 1
    return BallotSheet(
        award=award_in_sentence([first.award_code], on_title=award.name),
        rows=tuple(
            BallotRow(row.name, _where(row), text(f"minutes.groups.{row.subject_type}") if several else "")
            for row, _ in members
        ),
        copies=max(vote.issued for _, vote in members) if copies is None else copies,
        code=code,
    )


def _count(rules: VoteRules, row: NominationRow, vote: query.VoteRow) -> CountRow:
    result = result_of(rules, vote, row)
    return CountRow(
        group=text(f"minutes.groups.{row.subject_type}"),
        name=row.name,
        unit="" if row.unit_name == row.name else row.unit_name,
        award=award_by_code(row.award_code).short_name,
        issued=vote.issued,
        collected=vote.collected,
        valid=vote.valid,
        agree=vote.agree,
        disagree=vote.disagree,
        abstain=vote.abstain,
        base=result.base_count,
        share=Decimal(result.share.numerator) / Decimal(result.share.denominator),
        needed=needed_words(rules.of(row.award_code)),
        passed=result.passed,
    )


def _notes(meeting: query.SessionRow, found: Sequence[Pair]) -> list[str]:
    words = wording("vote_table")
    key = "table.close_left_out" if meeting.exclude_conflicts else "table.close"
    notes = [
        words.fill(key, name=row.name, members=", ".join(vote.close_members.splitlines()))
        for row, vote in found
        if vote.close_members
    ]
    notes += [
        words.fill("table.chair_side", name=row.name)
        for row, vote in found
        if meeting.tie_rule == "chair" and vote.chair_agrees is not None and vote.agree == vote.disagree
    ]
    return notes


def _where(row: NominationRow) -> str:
    if row.subject_type == "collective" and row.unit_name == row.name:
        return ""
    if row.position and row.unit_name:
        return text("decisions.annex.position_unit", position=row.position, unit=row.unit_name)
    return row.position or row.unit_name


def _sign(place: int) -> str:
    """A, B, … Z, A1, B1, …"""
    round_, letter = divmod(place, len(_SIGNS))
    return f"{_SIGNS[letter]}{round_ or ''}"


def _named(key: str, meeting: query.SessionRow, suffix: str) -> str:
    day = f"{meeting.held_on:%d-%m-%Y}" if meeting.held_on else str(meeting.year)
    return safe_file_name(text(f"council.files.{key}", day=day) + suffix)
