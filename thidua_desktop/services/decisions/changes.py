"""Amending, replacing and revoking issued decisions: always by another decision, never in place.

Source: who decided also cancels, and takes back money and certificate: Law 06/2022 Đ93.2, Đ93.8 (confidence:
text read). A grant is never altered: it ends on the day of the later decision, and what follows it is a grant
of that decision, so figures of any former day stay as they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Decision, DecisionChange, Grant
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import ChangeKind, Correction
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.changes import ChangeRow
from thidua_desktop.queries.decisions.grants import GrantRow, of_decision
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions.change_paper import Pair, change_lines, change_parts, touched
from thidua_desktop.services.decisions.list_lines import grant_values
from thidua_desktop.services.decisions.signing import Drafted, signer_columns, signer_of
from thidua_desktop.services.office.context import AppContext


def draft_change(
    app: AppContext,
    target_id: int,
    *,
    kind: ChangeKind,
    reason: str,
    corrections: Sequence[Correction] = (),
    grant_ids: Sequence[int] = (),
    signer_id: int | None = None,
) -> Drafted:
    """Puts a correcting, replacing or revoking decision into a draft.

    ``corrections``: what is to be printed instead (amend, replace). ``grant_ids``: who loses the award
    (revoke; empty: everybody) or who stays in the list (replace; empty: everybody).
    OfficeError ``decision_changes.…``.
    """
    with app.database.writing(f"draft_{kind}") as uow:
        inside = app.within(uow)
        target = inside.read(query.decision, target_id)
        _refuse_unfit(target)
        if not clean(reason):
            raise OfficeError("decision_changes.reason_needed")
        uow.describe(number=target.number)
        living = {one.id: one for one in inside.read(of_decision, target_id) if one.ended_on is None}
        corrected = _corrected(living, corrections)
        rows = _change_rows(kind, living, corrected, grant_ids)
        day = app.today()
        us, who = inside.read(office), signer_of(inside, signer_id, on=day)
        pairs = tuple(
            (ChangeRow(0, 0, target_id, grant_id, None, clean(reason), words), living[grant_id])
            for grant_id, words in rows.items()
        )
        parts = change_parts(inside, kind, pairs, year=target.year, on=day)
        _refuse_drafted(uow, living, rows)
        decision_id = uow.add(
            Decision,
            year=target.year,
            issuer=us.name,
            level=us.level,
            subject=parts.subject,
            kind=kind,
            **signer_columns(who),
        )
        for grant_id, words in rows.items():
            uow.add(
                DecisionChange,
                decision_id=decision_id,
                target_id=target_id,
                grant_id=grant_id,
                reason=clean(reason),
                corrected=words,
            )
    return Drafted(decision_id, uow.changes)


def discard_change(app: AppContext, uow: UnitOfWork, decision_id: int) -> None:
    """Takes the contents of a draft out, inside the caller's action; what it was to change stays as it is."""
    uow.remove(DecisionChange, [change.id for change, _ in touched(app, decision_id)])


def sign_change(
    uow: UnitOfWork, found: query.DecisionRow, pairs: Sequence[Pair], *, signed_on: dt.date
) -> None:
    """Ends what the decision touches and gives what follows; inside the transaction of the signing."""
    made = iter(change_lines(found.kind, pairs))
    for place, (change, grant) in enumerate(pairs, start=1):
        uow.update(Grant, grant.id, ended_on=signed_on, ended_by_id=found.id)
        if found.kind == "revoke" or (found.kind == "replace" and change.corrected is None):
            continue
        new_id = uow.add(
            Grant,
            **grant_values(
                found.id,
                place,
                next(made),
                award_year=grant.award_year,
                year_type=grant.year_type,
                occasion=grant.occasion,
                register_number=grant.register_number,
            ),
            follows_id=grant.id,
        )
        uow.update(DecisionChange, change.id, new_grant_id=new_id)
    for target_id in {change.target_id for change, _ in pairs}:
        _end_emptied(uow, target_id, found, signed_on=signed_on)


def changes_to_sign(app: AppContext, decision_id: int, *, signed_on: dt.date) -> tuple[Pair, ...]:
    """What a signing will do. OfficeError ``decision_changes.before_target``, ``grant_ended``."""
    pairs = touched(app, decision_id)
    for change, grant in pairs:
        target = app.read(query.decision, change.target_id)
        if target.signed_on is not None and signed_on < target.signed_on:
            raise OfficeError(
                "decision_changes.before_target",
                day=f"{signed_on:%d/%m/%Y}",
                target_day=f"{target.signed_on:%d/%m/%Y}",
            )
        if grant.ended_on is not None:
            raise OfficeError("decision_changes.grant_ended", name=grant.name)
    return pairs


def record_revocation(
    app: AppContext,
    grant_ids: Sequence[int],
    *,
    issuer: str,
    number: str,
    signed_on: dt.date,
    reason: str,
) -> Changes:
    """Records that the body which gave an award took it back: "đã có quyết định, chỉ ghi nhận".

    OfficeError ``history.number_empty``, ``decision_changes.reason_needed``, ``nothing_chosen``,
    ``grant_ended``.
    """
    if not clean(number):
        raise OfficeError("history.number_empty")
    if not clean(reason):
        raise OfficeError("decision_changes.reason_needed")
    if not grant_ids:
        raise OfficeError("decision_changes.nothing_chosen")
    with app.database.writing("record_revocation", number=clean(number)) as uow:
        rows = _standing_rows(uow, grant_ids)
        decision_id = uow.add(
            Decision,
            year=rows[0].award_year,
            origin="external",
            issuer=clean(issuer),
            level=rows[0].level,
            number=clean(number),
            signed_on=signed_on,
            subject=clean(reason),
            state="signed",
            kind="revoke",
        )
        for row in rows:
            uow.update(Grant, row.id, ended_on=signed_on, ended_by_id=decision_id)
            uow.add(
                DecisionChange,
                decision_id=decision_id,
                target_id=row.decision_id,
                grant_id=row.id,
                reason=clean(reason),
            )
        found = query.decision(uow.connection, decision_id)
        for target_id in {row.decision_id for row in rows}:
            _end_emptied(uow, target_id, found, signed_on=signed_on)
    return uow.changes


def _standing_rows(uow: UnitOfWork, grant_ids: Sequence[int]) -> Sequence[Any]:
    """These grants with the level of their decisions. OfficeError ``decision_changes.grant_ended``."""
    columns = (Grant.id, Grant.decision_id, Grant.name_printed, Grant.ended_on, Decision.level)
    rows = uow.connection.execute(
        select(*columns, Grant.award_year)
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.id.in_(list(grant_ids)))
        .order_by(Grant.id)
    ).all()
    for row in rows:
        if row.ended_on is not None:
            raise OfficeError("decision_changes.grant_ended", name=row.name_printed)
    return rows


def _refuse_unfit(target: query.DecisionRow) -> None:
    if target.state != "signed":
        raise OfficeError("decision_changes.not_signed")
    if target.origin != "own":
        raise OfficeError("decision_changes.not_ours", number=target.number)
    if target.ended_on is not None:
        raise OfficeError("decision_changes.ended_already", number=target.number)


def _corrected(
    living: Mapping[int, GrantRow], corrections: Iterable[Correction]
) -> dict[int, dict[str, str]]:
    """The corrections of each grant that differ from what was printed."""
    found: dict[int, dict[str, str]] = {}
    for one in corrections:
        grant = living.get(one.grant_id)
        if grant is None:
            raise OfficeError("decision_changes.grant_ended", name="")
        words = Correction(one.grant_id, {name: clean(new) for name, new in one.words.items()})
        if not words.words.get("name_printed", grant.name):
            raise OfficeError("decision_changes.name_empty")
        printed = {
            "name_printed": grant.name,
            "unit_printed": grant.unit,
            "position_printed": grant.position,
            "achievement": grant.achievement,
        }
        found[one.grant_id] = words.against(printed)
    return found


def _change_rows(
    kind: ChangeKind,
    living: Mapping[int, GrantRow],
    corrected: Mapping[int, dict[str, str]],
    grant_ids: Sequence[int],
) -> dict[int, dict[str, str] | None]:
    """Grant -> the words it gets; None: it ends without a follower."""
    if kind == "amend":
        for grant_id, words in corrected.items():
            if not words:
                raise OfficeError("decision_changes.nothing_corrected", name=living[grant_id].name)
        rows: dict[int, dict[str, str] | None] = dict(corrected)
    elif kind == "revoke":
        rows = {grant_id: None for grant_id in living if not grant_ids or grant_id in grant_ids}
    else:
        rows = {
            grant_id: corrected.get(grant_id, {}) if not grant_ids or grant_id in grant_ids else None
            for grant_id in living
        }
    if not rows or (kind == "replace" and all(words is None for words in rows.values())):
        raise OfficeError("decision_changes.nothing_chosen")
    return rows


def _refuse_drafted(
    uow: UnitOfWork, living: Mapping[int, GrantRow], rows: Mapping[int, dict[str, str] | None]
) -> None:
    waiting = uow.connection.execute(
        select(DecisionChange.grant_id)
        .join(Decision, Decision.id == DecisionChange.decision_id)
        .where(
            DecisionChange.grant_id.in_(list(rows)),
            Decision.state == "draft",
            Decision.deleted_at.is_(None),
        )
    ).scalar()
    if waiting is not None:
        raise OfficeError("decision_changes.draft_waits", name=living[waiting].name)


def _end_emptied(uow: UnitOfWork, target_id: int, found: query.DecisionRow, *, signed_on: dt.date) -> None:
    """A decision none of whose grants stands any more has ended with them, except by mere corrections."""
    if found.kind == "amend":
        return
    standing = uow.connection.execute(
        select(Grant.id).where(Grant.decision_id == target_id, Grant.ended_on.is_(None)).limit(1)
    ).scalar()
    if standing is None:
        uow.update(Decision, target_id, ended_on=signed_on, ended_by_id=found.id)
