"""Requests to the level above, who is in them and what was answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment, Paper, Submission, SubmissionLine
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.rows import fetch, number_of


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One request with how many it names, how many wait, were granted and refused."""

    id: int
    year: int
    number: str | None
    sent_on: dt.date | None
    addressee: str
    subject: str
    people: int
    granted: int
    refused: int

    @property
    def waiting(self) -> int:
        return self.people - self.granted - self.refused


@dataclass(frozen=True, slots=True)
class LineRow:
    """One nominee of a request and the answer: waiting, granted, refused."""

    id: int
    submission_id: int
    nomination_id: int
    award_code: str
    subject_type: str
    answer: str
    reason: str
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A request as it left the program."""

    id: int
    sha256: str
    name: str
    created_at: str


def submissions(connection: Connection, *, year: int) -> tuple[SubmissionRow, ...]:
    """Requests of a year, the latest first."""
    of_it = SubmissionLine.submission_id == Submission.id
    query = (
        select(
            Submission.id,
            Submission.year,
            Submission.number,
            Submission.sent_on,
            Submission.addressee,
            Submission.subject,
            number_of(of_it),
            number_of(of_it, SubmissionLine.answer == "granted"),
            number_of(of_it, SubmissionLine.answer == "refused"),
        )
        .where(Submission.year == year, Submission.deleted_at.is_(None))
        .order_by(Submission.id.desc())
    )
    return fetch(connection, query, SubmissionRow)


def submission(connection: Connection, submission_id: int) -> SubmissionRow:
    """One request. OfficeError ``submission.no_such_submission``."""
    year = connection.execute(
        select(Submission.year).where(Submission.id == submission_id, Submission.deleted_at.is_(None))
    ).scalar_one_or_none()
    for row in () if year is None else submissions(connection, year=year):
        if row.id == submission_id:
            return row
    raise OfficeError("submission.no_such_submission")


def lines(connection: Connection, *, year: int, submission_id: int | None = None) -> tuple[LineRow, ...]:
    """Nominees of the year's requests, or of one of them."""
    query = (
        select(
            SubmissionLine.id,
            SubmissionLine.submission_id,
            SubmissionLine.nomination_id,
            Nomination.award_code,
            Nomination.subject_type,
            SubmissionLine.answer,
            SubmissionLine.reason,
            SubmissionLine.decision_id,
        )
        .join(Submission, Submission.id == SubmissionLine.submission_id)
        .join(Nomination, Nomination.id == SubmissionLine.nomination_id)
        .where(Submission.year == year, Submission.deleted_at.is_(None))
        .order_by(SubmissionLine.id)
    )
    if submission_id is not None:
        query = query.where(SubmissionLine.submission_id == submission_id)
    return fetch(connection, query, LineRow)


def waiting_for_answer(connection: Connection, *, year: int) -> frozenset[int]:
    """Nominations of a year that were asked for and not answered yet."""
    return frozenset(line.nomination_id for line in lines(connection, year=year) if line.answer == "waiting")


def stored_papers(connection: Connection, *, submission_id: int) -> tuple[StoredPaper, ...]:
    """The request as it was stored, the latest first."""
    query = (
        select(Paper.id, Attachment.sha256, Attachment.name, Paper.created_at)
        .join(Attachment, Attachment.id == Paper.attachment_id)
        .where(Paper.submission_id == submission_id)
        .order_by(Paper.id.desc())
    )
    return fetch(connection, query, StoredPaper)
