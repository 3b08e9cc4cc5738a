"""Decisions: put together from what the council passed, printed as often as needed, signed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code, rule_set_for
from thidua_desktop.db.council import CouncilSession, CouncilVote
from thidua_desktop.db.decisions import Decision, Grant
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.db.writer import Writer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries import decisions as query
from thidua_desktop.queries.nominations import NominationRow, nominations
from thidua_desktop.queries.settings import OfficeRow, SignerRow, office, signers
from thidua_desktop.services.decision_list import ListLine, grant_values, lines_of_nominations
from thidua_desktop.services.decision_paper import expected_day, parts_of
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.settings import take_number

REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Queue:
    """What was passed and waits: for our own decision, for the level above, or for a clear form."""

    own: tuple[NominationRow, ...]
    higher: tuple[NominationRow, ...]
    unclear: tuple[NominationRow, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The new draft."""

    decision_id: int
    changes: Changes


def queue(desk: Desk, *, year: int) -> Queue:
    """Passed nominations that are in no decision yet, by who may decide them today."""
    level, day = desk.read(office).level, expected_day(desk, year)
    waiting = [row for row in desk.read(nominations, year=year, states=["passed"]) if row.decision_id is None]
    unclear = [row for row in waiting if award_by_code(row.award_code).placeholder]
    clear = [row for row in waiting if row not in unclear]
    own = [row for row in clear if decides(level, row.award_code, on=day)]
    return Queue(tuple(own), tuple(row for row in clear if row not in own), tuple(unclear))


def decides(level: str, award_code: str, *, on: dt.date) -> bool:
    """Whether this level decides this award under the rule-set of the day."""
    rule = rule_set_for(on).awards.get(award_code)
    return rule is not None and any(one.level == level and not one.unclear for one in rule.deciders)


def draft(desk: Desk, *, year: int, nomination_ids: Sequence[int], signer_id: int | None = None) -> Drafted:
    """Puts passed nominations into a new draft.

    OfficeError ``decisions.nothing_chosen``, ``not_passed``, ``already_decided``, ``no_signer``.
    """
    rows = desk.read(nominations, year=year, ids=list(nomination_ids))
    if not rows:
        raise OfficeError("decisions.nothing_chosen")
    for row in rows:
        if row.decision_id is not None:
            raise OfficeError("decisions.already_decided", name=row.name)
        if row.state != "passed":
            raise OfficeError("decisions.not_passed", name=row.name)
    day = expected_day(desk, year)
    us, who = desk.read(office), _signer(desk, signer_id, on=day)
    with desk.store.writing("draft_decision") as writer:
        session_id = writer.connection.execute(
            select(CouncilVote.session_id)
            .where(CouncilVote.nomination_id.in_([row.id for row in rows]))
            .order_by(CouncilVote.session_id.desc())
            .limit(1)
        ).scalar_one_or_none()
        parts = parts_of(desk, us, lines_of_nominations(rows, on=day), year=year, on=day)
        decision_id = writer.add(
            Decision,
            year=year,
            issuer=us.name,
            level=us.level,
            subject=parts.subject,
            session_id=session_id,
            **_signer_columns(who),
        )
        for row in rows:
            writer.update(Nomination, row.id, decision_id=decision_id)
    return Drafted(decision_id, writer.changes)


def choose_signer(desk: Desk, decision_id: int, *, signer_id: int) -> Changes:
    """Another signer for a draft. OfficeError ``decisions.already_signed``."""
    _draft_or_refuse(desk, decision_id)
    who = _signer(desk, signer_id, on=None)
    with desk.store.writing("draft_decision") as writer:
        writer.update(Decision, decision_id, **_signer_columns(who))
    return writer.changes


def discard(desk: Desk, decision_id: int) -> Changes:
    """Takes a draft apart: its nominations wait again. OfficeError ``decisions.already_signed``."""
    found = _draft_or_refuse(desk, decision_id)
    rows = desk.read(nominations, year=found.year, decision_id=decision_id)
    with desk.store.writing("discard_decision") as writer:
        for row in rows:
            writer.update(Nomination, row.id, decision_id=None)
        writer.remove(Decision, [decision_id])
    return writer.changes


def sign(desk: Desk, decision_id: int, *, number: int | None, signed_on: dt.date | None) -> Changes:
    """Issues a draft: from now on its words are fixed, and every receiver has a grant and a register number.

    OfficeError ``decisions.number_needed``, ``number_wrong``, ``number_taken``, ``already_signed``,
    ``before_council``, ``above_authority``, ``placeholder_award``, ``empty_list``.
    """
    found = _draft_or_refuse(desk, decision_id)
    if number is None or signed_on is None:
        raise OfficeError("decisions.number_needed")
    if number < 1:
        raise OfficeError("decisions.number_wrong")
    us = desk.read(office)
    rows = desk.read(nominations, year=found.year, decision_id=decision_id)
    if not rows:
        raise OfficeError("decisions.empty_list")
    _refuse_foreign(us, rows, on=signed_on)
    lines = lines_of_nominations(rows, on=signed_on)
    parts = parts_of(desk, us, lines, year=found.year, on=signed_on)
    shown = parts.number_text(number)
    with desk.store.writing("sign_decision", number=shown) as writer:
        _refuse_taken(writer, shown, signed_on)
        _refuse_before_council(writer, found.session_id, signed_on)
        writer.update(
            Decision,
            decision_id,
            number=shown,
            signed_on=signed_on,
            state="signed",
            subject=parts.subject,
            rule_set=rule_set_for(signed_on).code,
            sheet=parts.to_json(number),
        )
        _grant(writer, decision_id, found, lines, rows)
        for row in rows:
            writer.update(Nomination, row.id, state="decided")
    return writer.changes


def _grant(
    writer: Writer,
    decision_id: int,
    found: query.DecisionRow,
    lines: Sequence[ListLine],
    rows: Sequence[NominationRow],
) -> None:
    source = {row.id: row for row in rows}
    first = take_number(writer, kind=REGISTER, year=found.year, count=len(lines))
    writer.insert(
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


def _draft_or_refuse(desk: Desk, decision_id: int) -> query.DecisionRow:
    found = desk.read(query.decision, decision_id)
    if found.state == "signed":
        raise OfficeError("decisions.already_signed", number=found.number)
    return found


def _signer(desk: Desk, signer_id: int | None, *, on: dt.date | None) -> SignerRow:
    for one in desk.read(signers, on=on if signer_id is None else None):
        if signer_id is None or one.id == signer_id:
            return one
    raise OfficeError("decisions.no_signer", day=f"{on or desk.today():%d/%m/%Y}")


def _signer_columns(who: SignerRow) -> dict[str, object]:
    return {"signer_id": who.id, "signer_name": who.full_name, "signer_lines": "\n".join(who.lines)}


def _refuse_foreign(us: OfficeRow, rows: Sequence[NominationRow], *, on: dt.date) -> None:
    for row in rows:
        award = award_by_code(row.award_code)
        if award.placeholder:
            raise OfficeError("decisions.placeholder_award", award=award.name, name=row.name)
        if not decides(us.level, row.award_code, on=on):
            raise OfficeError(
                "decisions.above_authority", award=award.name_on(on), office=us.name, name=row.name
            )


def _refuse_taken(writer: Writer, number: str, day: dt.date) -> None:
    taken = writer.connection.execute(
        select(Decision.id).where(
            Decision.number == number,
            Decision.origin == "own",
            Decision.deleted_at.is_(None),
            Decision.signed_on >= dt.date(day.year, 1, 1),
            Decision.signed_on <= dt.date(day.year, 12, 31),
        )
    ).first()
    if taken:
        raise OfficeError("decisions.number_taken", number=number, year=day.year)


def _refuse_before_council(writer: Writer, session_id: int | None, day: dt.date) -> None:
    if session_id is None:
        return
    held = writer.connection.execute(
        select(CouncilSession.held_on).where(CouncilSession.id == session_id)
    ).scalar_one_or_none()
    if held is not None and day < held:
        raise OfficeError("decisions.before_council", day=f"{day:%d/%m/%Y}", council_day=f"{held:%d/%m/%Y}")
