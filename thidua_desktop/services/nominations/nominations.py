"""Nominations: judged by the law of the day, returned with a reason, overruled with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.catalogue.stored_findings import stored
from thidua_desktop.db.engine.content import Contents
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.nominations.nominating import OPEN_STATES, refuse_move
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.council.sessions import open_meeting_of
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.eligibility.judging import judge
from thidua_desktop.services.importing.import_plan import SUBJECT_COLUMN
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import refuse_ended
from thidua_desktop.texts import text

__all__ = [
    "OPEN_STATES",
    "add",
    "confirm_facts",
    "file_under",
    "give_back",
    "judge",
    "override",
    "remove",
    "set_award",
    "set_unit",
    "submit",
]


def submit(
    app: AppContext, *, year: int, ids: Sequence[int] | None = None, progress: Progress = silent
) -> Changes:
    """Takes nominations in for appraisal and keeps each verdict with its findings.

    Without ``ids`` all that are still open. A verdict is judged again until the council has voted.
    """
    rows = [row for row in app.read(nominations, year=year, ids=ids) if row.state in OPEN_STATES]
    progress(0, len(rows), text("nominations.progress.judging"))
    today = app.today()
    verdicts = judge(app, rows, progress=progress)
    with app.database.writing("submit_nominations") as uow:
        # Judging takes long and is done before the write: what was voted on meanwhile keeps its verdict.
        now = app.within(uow).read(nominations, year=year, ids=[row.id for row in rows]) if rows else ()
        still_open = {row.id for row in now if row.state in OPEN_STATES}
        rows = [row for row in rows if row.id in still_open]
        uow.describe(count=len(rows))
        contents = Contents(uow.connection)
        for done, row in enumerate(rows, start=1):
            verdict = verdicts[row.id]
            received = {} if row.received_on else {"received_on": today}
            uow.update(
                Nomination,
                row.id,
                state="submitted",
                verdict=verdict.verdict,
                verdict_findings=contents.ids_of(stored(finding) for finding in verdict.findings),
                rule_set=verdict.rule_set,
                return_reason="",
                # What it was given back for is no conclusion about what came again.
                override_reason=None if row.state == "returned" else row.override_reason,
                override_verdict=None if row.state == "returned" else row.override_verdict,
                **received,
            )
            progress(done, len(rows), text("nominations.progress.keeping"))
    return uow.changes


def override(
    app: AppContext, nomination_id: int, *, year: int, reason: str, verdict: str = "eligible"
) -> Changes:
    """Overrules a verdict by ``eligible``, ``not_eligible`` or ``needs_review``; the reason prints.

    OfficeError ``nominations.reason_needed``.
    """
    with app.database.writing("override_verdict") as uow:
        row = open_row(app.within(uow), nomination_id, year=year)
        if not clean(reason):
            raise OfficeError("nominations.reason_needed", name=row.name)
        uow.describe(name=row.name)
        uow.update(Nomination, nomination_id, override_reason=clean(reason), override_verdict=verdict)
    return uow.changes


def override_many(app: AppContext, ids: Sequence[int], *, year: int, reason: str, verdict: str) -> Changes:
    """``override`` of all of them, as one action. OfficeError ``nominations.reason_needed``."""
    with app.database.writing("override_verdicts", count=len(ids)) as uow:
        rows = open_rows(app.within(uow), ids, year=year)
        if not clean(reason):
            raise OfficeError("nominations.reason_needed", name=rows[0].name if rows else "")
        for row in rows:
            uow.update(Nomination, row.id, override_reason=clean(reason), override_verdict=verdict)
    return uow.changes


def give_back(app: AppContext, ids: Sequence[int], *, year: int, reason: str) -> Changes:
    """Returns nominations to their sender with a reason. OfficeError ``nominations.reason_needed``."""
    with app.database.writing("return_nominations", count=len(ids)) as uow:
        rows = open_rows(app.within(uow), ids, year=year)
        if not clean(reason):
            raise OfficeError("nominations.reason_needed", name=rows[0].name if rows else "")
        for row in rows:
            refuse_move(row.state, "returned", name=row.name)
        for row in rows:
            uow.update(Nomination, row.id, state="returned", return_reason=clean(reason))
    return uow.changes


def remove(app: AppContext, ids: Sequence[int], *, year: int) -> Changes:
    """To the bin, while nothing was voted on them."""
    with app.database.writing("remove_nominations", count=len(ids)) as uow:
        rows = open_rows(app.within(uow), ids, year=year)
        uow.remove(Nomination, [row.id for row in rows])
    return uow.changes


def add(
    app: AppContext,
    *,
    year: int,
    subject_type: str,
    subject_id: int,
    award_code: str,
    unit_id: int | None,
    position: str = "",
    achievement: str = "",
    **filed: Any,
) -> Changes:
    """Nominates someone of the register by hand. ``filed``: ``occasion``, ``year_type``, ``batch``.

    OfficeError ``nominations.wrong_subject``, ``nominations.already_nominated``, ``organisation.unit_ended``
    for a unit that was no more when the year began.
    """
    award = award_by_code(award_code)
    if subject_type not in award.subjects:
        raise OfficeError("nominations.wrong_subject", award=award.name)
    with app.database.writing("add_nomination", name=award.short_name) as uow:
        inside = app.within(uow)
        home = subject_id if subject_type == "collective" else unit_id
        refuse_ended(inside, home, on=dt.date(year, 1, 1))
        for row in inside.read(nominations, year=year):
            if (row.subject_type, row.subject_id, row.award_code) == (subject_type, subject_id, award_code):
                raise OfficeError("nominations.already_nominated", name=row.name, award=award.name)
        uow.add(
            Nomination,
            year=year,
            subject_type=subject_type,
            unit_id=unit_id,
            award_code=award_code,
            position=clean(position),
            achievement=clean(achievement),
            created_at=uow.at,
            **filed,
            **{SUBJECT_COLUMN[subject_type]: subject_id},
        )
    return uow.changes


def set_award(app: AppContext, ids: Sequence[int], *, year: int, award_code: str) -> Changes:
    """Another award for open nominations: how "Giấy khen (cấp chưa rõ)" is settled, for many at once.

    A form of unclear level may be settled after the council too, while no decision is signed.
    OfficeError ``nominations.wrong_subject``, ``nominations.voted_already``.
    """
    award = award_by_code(award_code)
    with _editing(app, ids) as uow:
        inside = app.within(uow)
        rows = _rows(inside, ids, year=year)
        for row in rows:
            unclear = award_by_code(row.award_code).placeholder and row.state == "passed"
            if row.state not in OPEN_STATES and not unclear:
                raise OfficeError("nominations.voted_already", name=row.name)
            if row.subject_type not in award.subjects:
                raise OfficeError("nominations.wrong_subject", award=award.name)
        refuse_in_open_meeting(inside, {row.id: row for row in rows})
        _describe(uow, rows)
        for row in rows:
            uow.update(Nomination, row.id, award_code=award_code)
    return uow.changes


def set_unit(app: AppContext, ids: Sequence[int], *, year: int, unit_id: int) -> Changes:
    """The unit worked in, as printed, of nominations no decision has been signed for.

    OfficeError ``nominations.decided_already``, ``organisation.unit_ended``.
    """
    with _editing(app, ids) as uow:
        inside = app.within(uow)
        rows = _rows(inside, ids, year=year)
        refuse_ended(inside, unit_id, on=dt.date(year, 1, 1))
        for row in rows:
            if row.state == "decided":
                raise OfficeError("nominations.decided_already", name=row.name)
        refuse_in_open_meeting(inside, {row.id: row for row in rows})
        _describe(uow, rows)
        for row in rows:
            uow.update(Nomination, row.id, unit_id=unit_id)
    return uow.changes


def _editing(app: AppContext, ids: Sequence[int]) -> AbstractContextManager[UnitOfWork]:
    return app.database.writing("edit_nomination" if len(ids) == 1 else "edit_nominations")


def _describe(uow: UnitOfWork, rows: Sequence[NominationRow]) -> None:
    """The sentence of the action names one nomination, or counts several."""
    if len(rows) == 1:
        uow.describe(name=rows[0].name)
    else:
        uow.describe(count=len(rows))


def file_under(
    app: AppContext,
    ids: Sequence[int],
    *,
    year: int,
    occasion: str | None = None,
    year_type: str | None = None,
    batch: str | None = None,
    achievement: str | None = None,
    received_on: dt.date | None = None,
) -> Changes:
    """Occasion, cycle, batch, achievement and day of receipt of open nominations; None leaves as it is.

    OfficeError ``nominations.received_later``: a file cannot be received on a day still to come.
    """
    if received_on is not None and received_on > app.today():
        raise OfficeError("nominations.received_later")
    reported = {
        "occasion": occasion,
        "year_type": year_type,
        "batch": None if batch is None else clean(batch),
        "achievement": None if achievement is None else clean(achievement),
        "received_on": received_on,
    }
    values = {name: value for name, value in reported.items() if value is not None}
    with app.database.writing("file_nominations", count=len(ids)) as uow:
        for row in open_rows(app.within(uow), ids, year=year):
            uow.update(Nomination, row.id, **values)
    return uow.changes


def confirm_facts(
    app: AppContext, nomination_id: int, *, year: int, facts: Mapping[str, bool | None]
) -> Changes:
    """What the officer saw herself for this nomination: yes, no, or not said (None)."""
    stored = {code: value for code, value in facts.items() if value is not None}
    with app.database.writing("confirm_facts") as uow:
        uow.describe(name=open_row(app.within(uow), nomination_id, year=year).name)
        uow.update(Nomination, nomination_id, confirmed_facts=stored or None)
    return uow.changes


def open_row(app: AppContext, nomination_id: int, *, year: int) -> NominationRow:
    """The nomination while it may still be changed. OfficeError as ``open_rows``."""
    return open_rows(app, [nomination_id], year=year)[0]


def open_rows(app: AppContext, ids: Sequence[int], *, year: int) -> list[NominationRow]:
    """The nominations in the order asked for, while they may still be changed.

    OfficeError ``nominations.no_such_nomination``, ``nominations.voted_already``, ``nominations.in_meeting``.
    """
    known = {row.id: row for row in _rows(app, ids, year=year)}
    for number in ids:
        if known[number].state not in OPEN_STATES:
            raise OfficeError("nominations.voted_already", name=known[number].name)
    refuse_in_open_meeting(app, known)
    return [known[number] for number in ids]


def refuse_in_open_meeting(app: AppContext, known: Mapping[int, NominationRow]) -> None:
    """OfficeError ``nominations.in_meeting`` naming the first of them an open meeting votes on."""
    meeting = app.read(open_meeting_of, list(known))
    if meeting is not None:
        raise OfficeError("nominations.in_meeting", name=known[meeting[0]].name, title=meeting[1])


def _rows(app: AppContext, ids: Sequence[int], *, year: int) -> list[NominationRow]:
    known = {row.id: row for row in app.read(nominations, year=year, ids=list(ids))} if ids else {}
    if any(number not in known for number in ids):
        raise OfficeError("nominations.no_such_nomination")
    return [known[number] for number in ids]
