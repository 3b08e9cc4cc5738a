"""A request to the level above on its way: sent and stored, numbered, answered line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Grant, Paper, Submission, SubmissionLine
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.decisions import requests as query
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions import requests
from thidua_desktop.services.decisions.external.signed_elsewhere import add_signed, known_decision
from thidua_desktop.services.decisions.list_lines import ListLine, grant_values, salutation
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class Sent:
    """The new request."""

    submission_id: int
    changes: Changes


def send(
    app: AppContext,
    *,
    year: int,
    nomination_ids: Sequence[int],
    number: int | None = None,
    sent_on: dt.date | None = None,
    progress: Progress = silent,
) -> Sent:
    """Makes a request for those chosen and keeps its paper; from now on they wait for the answer.

    OfficeError as ``submission.render``, and ``submission.asked_already``, ``submission.not_passed``.
    """
    _sendable(app, year, nomination_ids)
    data = requests.render(
        app, year=year, nomination_ids=nomination_ids, number=number, day=sent_on, progress=progress
    )
    with app.database.writing("send_submission") as uow:
        inside = app.within(uow)
        # Asked again: the paper was drawn before the write began.
        rows = _sendable(inside, year, nomination_ids)
        us, shown = inside.read(office), _shown(inside, number)
        uow.describe(count=len(rows))
        submission_id = uow.add(
            Submission,
            year=year,
            number=shown,
            sent_on=sent_on,
            addressee=us.superior_name,
            subject=text("submission.subject", year=year, count=len(rows)),
            created_at=uow.at,
        )
        for row in rows:
            uow.add(SubmissionLine, submission_id=submission_id, nomination_id=row.id)
        _save(app, uow, submission_id, data, year=year)
    return Sent(submission_id, uow.changes)


def set_number(
    app: AppContext, submission_id: int, *, number: int, sent_on: dt.date, progress: Progress = silent
) -> Changes:
    """Number and day as the clerk gave them; the paper with them is stored beside the former.

    OfficeError ``submission.number_wrong``, ``submission.number_taken``.
    """
    if number < 1:
        raise OfficeError("submission.number_wrong")
    found = app.read(query.submission, submission_id)
    ids = [line.nomination_id for line in app.read(query.lines, year=found.year, submission_id=submission_id)]
    data = requests.render(
        app, year=found.year, nomination_ids=ids, number=number, day=sent_on, progress=progress
    )
    shown = _shown(app, number)
    with app.database.writing("number_submission", number=shown) as uow:
        for other in query.submissions(uow.connection, year=found.year):
            same_year = other.sent_on is not None and other.sent_on.year == sent_on.year
            if other.id != submission_id and other.number == shown and same_year:
                raise OfficeError("submission.number_taken", number=shown, year=sent_on.year)
        uow.update(Submission, submission_id, number=shown, sent_on=sent_on)
        _save(app, uow, submission_id, data, year=found.year)
    return uow.changes


def remove(app: AppContext, submission_id: int) -> Changes:
    """Takes a request back to the bin: those in it wait to be asked for again.

    OfficeError ``submission.answered_already``.
    """
    with app.database.writing("remove_submission") as uow:
        found = app.within(uow).read(query.submission, submission_id)
        if found.granted or found.refused:
            raise OfficeError("submission.answered_already")
        uow.remove(Submission, [submission_id])
    return uow.changes


def grant(
    app: AppContext,
    *,
    year: int,
    nomination_ids: Sequence[int],
    issuer: str,
    level: str,
    number: str,
    signed_on: dt.date,
) -> Changes:
    """Records the decision from above that granted what was asked: the grants are its own.

    The same number, day and issuer again adds to the decision recorded before.
    OfficeError ``submission.nothing_chosen``, ``submission.not_asked``, ``history.number_empty``.
    """
    if not clean(number):
        raise OfficeError("history.number_empty")
    with app.database.writing("answer_submission", count=len(nomination_ids)) as uow:
        rows, lines = _asked(app.within(uow), year, nomination_ids)
        decision_id, place = _decision(
            uow, year, issuer=clean(issuer), level=level, number=clean(number), signed_on=signed_on
        )
        for offset, row in enumerate(rows, start=place + 1):
            uow.add(
                Grant,
                **grant_values(
                    decision_id,
                    offset,
                    _line(row, on=signed_on),
                    award_year=row.year,
                    year_type=row.year_type,
                    occasion=row.occasion,
                    register_number=None,
                ),
            )
            uow.update(Nomination, row.id, state="decided", decision_id=decision_id)
            uow.update(SubmissionLine, lines[row.id].id, answer="granted", decision_id=decision_id)
    return uow.changes


def refuse(app: AppContext, *, year: int, nomination_ids: Sequence[int], reason: str) -> Changes:
    """Records that the level above did not grant it. OfficeError ``submission.reason_needed``."""
    if not clean(reason):
        raise OfficeError("submission.reason_needed")
    with app.database.writing("answer_submission", count=len(nomination_ids)) as uow:
        rows, lines = _asked(app.within(uow), year, nomination_ids)
        for row in rows:
            uow.update(Nomination, row.id, state="failed")
            uow.update(SubmissionLine, lines[row.id].id, answer="refused", reason=clean(reason))
    return uow.changes


def _sendable(app: AppContext, year: int, nomination_ids: Sequence[int]) -> tuple[NominationRow, ...]:
    """The nominations chosen, when the level above may be asked for all of them."""
    rows = app.read(nominations, year=year, ids=list(nomination_ids))
    asked = app.read(query.waiting_for_answer, year=year)
    for row in rows:
        if row.id in asked:
            raise OfficeError("submission.asked_already", name=row.name)
        if row.state != "passed":
            raise OfficeError("submission.not_passed", name=row.name)
        if row.decision_id is not None:
            raise OfficeError("decisions.already_decided", name=row.name)
    return rows


def _asked(
    app: AppContext, year: int, nomination_ids: Sequence[int]
) -> tuple[tuple[NominationRow, ...], dict[int, query.LineRow]]:
    if not nomination_ids:
        raise OfficeError("submission.nothing_chosen")
    rows = app.read(nominations, year=year, ids=list(nomination_ids))
    lines = {
        line.nomination_id: line for line in app.read(query.lines, year=year) if line.answer == "waiting"
    }
    for row in rows:
        if row.id not in lines:
            raise OfficeError("submission.not_asked", name=row.name)
    return rows, lines


def _decision(
    uow: UnitOfWork, year: int, *, issuer: str, level: str, number: str, signed_on: dt.date
) -> tuple[int, int]:
    """The decision of this number, day and issuer, and how many it names already; recorded when it is new."""
    known = known_decision(uow, number=number, signed_on=signed_on, issuer=issuer)
    if known is not None:
        named = uow.connection.execute(select(Grant.id).where(Grant.decision_id == known)).all()
        return known, len(named)
    subject = text("submission.answer_subject", year=year)
    return add_signed(
        uow,
        year=year,
        issuer=issuer,
        level=level,
        number=number,
        signed_on=signed_on,
        subject=subject,
    ), 0


def _line(row: NominationRow, *, on: dt.date) -> ListLine:
    """Who decides also pays; what the level above pays is not this office's sum (Law 06/2022 Đ11.4)."""
    return ListLine(
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        nomination_id=row.id,
        unit_id=row.unit_id,
        award_code=row.award_code,
        title=award_by_code(row.award_code).name_on(on),
        name=row.name,
        unit=row.unit_name,
        position=row.position if row.subject_type == "person" else "",
        salutation=salutation(row.subject_type, row.sex),
        achievement=row.achievement,
        prize=None,
    )


def _save(app: AppContext, uow: UnitOfWork, submission_id: int, data: bytes, *, year: int) -> None:
    name = requests.file_name(year=year)
    uow.add(
        Paper,
        kind="submission",
        submission_id=submission_id,
        attachment_id=attachments.keep(app, uow, name=name, data=data),
        created_at=uow.at,
    )


def _shown(app: AppContext, number: int | None) -> str | None:
    if number is None:
        return None
    if number < 1:
        raise OfficeError("submission.number_wrong")
    return requests.number_text(number, office_symbol=app.read(office).symbol)
