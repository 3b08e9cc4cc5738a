"""Decisions: put together from what the council passed, printed as often as needed, signed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code, rule_set_for
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.council import CouncilVote
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.deciding import Way
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.requests import waiting_for_answer
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import OfficeRow, office
from thidua_desktop.services.decisions.bases import Bases, usual
from thidua_desktop.services.decisions.change_paper import change_parts
from thidua_desktop.services.decisions.changes import changes_to_sign, discard_change, sign_change
from thidua_desktop.services.decisions.list_lines import ListLine, grant_values, lines_of_nominations
from thidua_desktop.services.decisions.parts import DecisionParts, parts_of
from thidua_desktop.services.decisions.signing import (
    Drafted,
    note_number,
    refuse_before_council,
    refuse_taken,
    signer_columns,
    signer_of,
)
from thidua_desktop.services.decisions.title_prizes import paid_lines
from thidua_desktop.services.eligibility.deciding import decides, way_to_decide
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import OfficeLaw, law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.settings import take_number

__all__ = [
    "REGISTER",
    "Drafted",
    "Queue",
    "choose_signer",
    "decides",
    "discard",
    "draft",
    "queue",
    "refuse_nobodys",
    "set_achievement",
    "sign",
]

REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Queue:
    """What was passed and waits: for our own decision, to be asked of the level above, for its answer, or for
    a clear form. ``nobodys`` is what no level decides that day, or a level that does not stand above this
    office: it goes back to the unit and is in no request."""

    own: tuple[NominationRow, ...]
    higher: tuple[NominationRow, ...]
    unclear: tuple[NominationRow, ...]
    asked: tuple[NominationRow, ...] = ()
    nobodys: tuple[NominationRow, ...] = ()


def queue(app: AppContext, *, year: int) -> Queue:
    """Passed nominations that are in no decision yet, by who may decide them today."""
    level, day = app.read(office).level, expected_day(app, year)
    waiting = [row for row in app.read(nominations, year=year, states=["passed"]) if row.decision_id is None]
    sent = app.read(waiting_for_answer, year=year)
    asked = [row for row in waiting if row.id in sent]
    open_ = [row for row in waiting if row.id not in sent]
    unclear = [row for row in open_ if award_by_code(row.award_code).placeholder]
    clear = [row for row in open_ if not award_by_code(row.award_code).placeholder]
    law = law_of(app)
    by_way: dict[Way, list[NominationRow]] = {"own": [], "above": [], "nobody": []}
    for row in clear:
        by_way[way_to_decide(level, row.award_code, on=day, law=law)].append(row)
    return Queue(
        tuple(by_way["own"]), tuple(by_way["above"]), tuple(unclear), tuple(asked), tuple(by_way["nobody"])
    )


def draft(
    app: AppContext, *, year: int, nomination_ids: Sequence[int], signer_id: int | None = None
) -> Drafted:
    """Puts passed nominations into a new draft.

    OfficeError ``decisions.nothing_chosen``, ``not_passed``, ``already_decided``, ``no_signer``,
    ``submission.asked_already`` for one that waits for the answer of the level above.
    """
    with app.database.writing("draft_decision") as uow:
        inside = app.within(uow)
        rows = inside.read(nominations, year=year, ids=list(nomination_ids))
        _refuse_unready(inside, rows, year=year)
        day = expected_day(inside, year)
        us, who = inside.read(office), signer_of(inside, signer_id, on=day)
        law, bases = law_of(inside), usual(inside)
        session_id = uow.connection.execute(
            select(CouncilVote.session_id)
            .where(CouncilVote.nomination_id.in_([row.id for row in rows]))
            .order_by(CouncilVote.session_id.desc())
            .limit(1)
        ).scalar_one_or_none()
        lines = lines_of_nominations(rows, on=day, law=law)
        parts = parts_of(inside, us, lines, year=year, on=day, law=law, bases=bases)
        decision_id = uow.add(
            Decision,
            year=year,
            issuer=us.name,
            level=us.level,
            subject=parts.subject,
            session_id=session_id,
            bases=bases.to_json(),
            **signer_columns(who),
        )
        for row in rows:
            uow.update(Nomination, row.id, decision_id=decision_id)
    return Drafted(decision_id, uow.changes)


def _refuse_unready(app: AppContext, rows: Sequence[NominationRow], *, year: int) -> None:
    """OfficeError for nominations that may not be put into a draft."""
    if not rows:
        raise OfficeError("decisions.nothing_chosen")
    asked = app.read(waiting_for_answer, year=year)
    for row in rows:
        if row.decision_id is not None:
            raise OfficeError("decisions.already_decided", name=row.name)
        if row.state != "passed":
            raise OfficeError("decisions.not_passed", name=row.name)
        if row.id in asked:
            raise OfficeError("submission.asked_already", name=row.name)


def choose_signer(app: AppContext, decision_id: int, *, signer_id: int) -> Changes:
    """Another signer for a draft. OfficeError ``decisions.already_signed``."""
    with app.database.writing("draft_decision") as uow:
        _draft_or_refuse(app.within(uow), decision_id)
        who = signer_of(app.within(uow), signer_id, on=None)
        uow.update(Decision, decision_id, **signer_columns(who))
    return uow.changes


def discard(app: AppContext, decision_id: int) -> Changes:
    """Takes a draft apart: its nominations wait again. OfficeError ``decisions.already_signed``."""
    with app.database.writing("discard_decision") as uow:
        inside = app.within(uow)
        found = _draft_or_refuse(inside, decision_id)
        if found.kind != "award":
            discard_change(inside, uow, decision_id)
        for row in inside.read(nominations, year=found.year, decision_id=decision_id):
            uow.update(Nomination, row.id, decision_id=None)
        uow.remove(Decision, [decision_id])
    return uow.changes


def sign(app: AppContext, decision_id: int, *, number: int | None, signed_on: dt.date | None) -> Changes:
    """Issues a draft: from now on its words are fixed, and every receiver has a grant and a register number.

    OfficeError ``decisions.number_needed``, ``number_wrong``, ``number_taken``, ``already_signed``,
    ``before_council``, ``above_authority``, ``placeholder_award``, ``empty_list``.
    """
    if number is None or signed_on is None:
        raise OfficeError("decisions.number_needed")
    if number < 1:
        raise OfficeError("decisions.number_wrong")
    with app.database.writing("sign_decision") as uow:
        inside = app.within(uow)
        found = _draft_or_refuse(inside, decision_id)
        if found.kind == "award":
            _sign_award(inside, uow, found, number=number, signed_on=signed_on)
        else:
            pairs = changes_to_sign(inside, decision_id, signed_on=signed_on)
            bases = Bases.from_json(found.bases)
            parts = change_parts(inside, found.kind, pairs, year=found.year, on=signed_on, bases=bases)
            _issue(uow, found, parts, number=number, signed_on=signed_on)
            sign_change(uow, found, pairs, signed_on=signed_on)
    return uow.changes


def set_achievement(app: AppContext, nomination_id: int, *, year: int, words: str) -> Changes:
    """What a nominee is rewarded for, in words of one's own; empty: the year's standing phrase.

    OfficeError ``decisions.already_signed``, ``nominations.no_such_nomination``.
    """
    with app.database.writing("edit_nomination") as uow:
        inside = app.within(uow)
        rows = inside.read(nominations, year=year, ids=[nomination_id])
        if not rows:
            raise OfficeError("nominations.no_such_nomination")
        (row,) = rows
        if row.decision_id is not None:
            _draft_or_refuse(inside, row.decision_id)
        uow.describe(name=row.name)
        uow.update(Nomination, nomination_id, achievement=clean(words))
    return uow.changes


def _sign_award(
    app: AppContext, uow: UnitOfWork, found: query.DecisionRow, *, number: int, signed_on: dt.date
) -> None:
    us = app.read(office)
    rows = app.read(nominations, year=found.year, decision_id=found.id)
    if not rows:
        raise OfficeError("decisions.empty_list")
    law = law_of(app)
    _refuse_foreign(us, rows, on=signed_on, law=law)
    lines = paid_lines(app, found, rows, on=signed_on, law=law)
    bases = Bases.from_json(found.bases)
    parts = parts_of(app, us, lines, year=found.year, on=signed_on, law=law, bases=bases)
    refuse_before_council(uow, found.session_id, signed_on)
    _issue(uow, found, parts, number=number, signed_on=signed_on)
    _grant(uow, found.id, found, lines, rows)
    for row in rows:
        uow.update(Nomination, row.id, state="decided")


def _issue(
    uow: UnitOfWork, found: query.DecisionRow, parts: DecisionParts, *, number: int, signed_on: dt.date
) -> None:
    shown = parts.number_text(number)
    uow.describe(number=shown)
    refuse_taken(uow, shown, signed_on)
    note_number(uow, number, signed_on)
    uow.update(
        Decision,
        found.id,
        number=shown,
        signed_on=signed_on,
        state="signed",
        subject=parts.subject,
        rule_set=rule_set_for(signed_on).code,
        sheet=parts.to_json(number),
    )


def _grant(
    uow: UnitOfWork,
    decision_id: int,
    found: query.DecisionRow,
    lines: Sequence[ListLine],
    rows: Sequence[NominationRow],
) -> None:
    source = {row.id: row for row in rows}
    first = take_number(uow, kind=REGISTER, year=found.year, count=len(lines))
    uow.insert(
        Grant,
        [
            grant_values(
                decision_id,
                place,
                line,
                award_year=found.year,
                year_type=source[line.nomination_id or 0].year_type,
                occasion=source[line.nomination_id or 0].occasion,
                register_number=first + place - 1,
            )
            for place, line in enumerate(lines, start=1)
        ],
    )


def _draft_or_refuse(app: AppContext, decision_id: int) -> query.DecisionRow:
    found = app.read(query.decision, decision_id)
    if found.state == "signed":
        raise OfficeError("decisions.already_signed", number=found.number)
    return found


def _refuse_foreign(us: OfficeRow, rows: Sequence[NominationRow], *, on: dt.date, law: OfficeLaw) -> None:
    for row in rows:
        award = award_by_code(row.award_code)
        if award.placeholder:
            raise OfficeError("decisions.placeholder_award", award=award.name, name=row.name)
        way = way_to_decide(us.level, row.award_code, on=on, law=law)
        if way == "nobody":
            raise OfficeError(
                "decisions.nobody_decides", award=award.name_on(on), office=us.name, name=row.name
            )
        if way == "above":
            raise OfficeError(
                "decisions.above_authority", award=award.name_on(on), office=us.name, name=row.name
            )


def refuse_nobodys(app: AppContext, us: OfficeRow, rows: Sequence[NominationRow], *, year: int) -> None:
    """OfficeError ``decisions.nobody_decides`` for what no level above may be asked for on the day it would be
    decided."""
    day, law = expected_day(app, year), law_of(app)
    for row in rows:
        award = award_by_code(row.award_code)
        if not award.placeholder and way_to_decide(us.level, award.code, on=day, law=law) == "nobody":
            raise OfficeError(
                "decisions.nobody_decides", award=award.name_on(day), office=us.name, name=row.name
            )
