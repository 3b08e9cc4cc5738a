"""A decision that corrects, replaces or revokes another: its sentences and its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from thidua_desktop.documents.decisions.decision import Annex
from thidua_desktop.documents.layout.blocks import Column, Group
from thidua_desktop.documents.phrases import counts, grouped, long_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import CORRECTABLE
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.changes import ChangeRow, changes_of
from thidua_desktop.queries.decisions.grants import GrantRow, of_decision
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions.bases import NO_CHANGE, Bases, basis_lines
from thidua_desktop.services.decisions.list_lines import ListLine, lines_of_grants, number_by_kind
from thidua_desktop.services.decisions.parts import DecisionParts, lower_first, parts_of
from thidua_desktop.services.nominations.award_sentences import award_in_sentence
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_FIELD: Final = {
    "name_printed": "name",
    "unit_printed": "unit",
    "position_printed": "position",
    "achievement": "achievement",
}
"""Column of a grant -> field of a line as printed."""


Pair = tuple[ChangeRow, GrantRow]
"""What is done to a grant, and the grant as it was printed."""


def touched(app: AppContext, decision_id: int) -> tuple[Pair, ...]:
    """Each change of the decision with the grant it touches."""
    changes = app.read(changes_of, decision_id)
    grants = {
        grant.id: grant
        for target in {change.target_id for change in changes}
        for grant in app.read(of_decision, target)
    }
    return tuple((change, grants[change.grant_id]) for change in changes if change.grant_id in grants)


def change_lines(kind: str, pairs: Sequence[Pair]) -> tuple[ListLine, ...]:
    """The lines given again: corrected words in place of the former; none where awards are only taken back."""
    if kind == "revoke":
        return ()
    lines = lines_of_grants(grant for _, grant in pairs)
    return tuple(
        _with_words(line, change.corrected or {})
        for line, (change, _) in zip(lines, pairs, strict=True)
        if kind == "amend" or change.corrected is not None
    )


def change_parts(
    app: AppContext,
    kind: str,
    pairs: Sequence[Pair],
    *,
    year: int,
    on: dt.date,
    bases: Bases = NO_CHANGE,
) -> DecisionParts:
    """The standing words of the decision. OfficeError ``decisions.empty_list``."""
    if not pairs:
        raise OfficeError("decisions.empty_list")
    us, words, places = app.read(office), wording("decision_change"), _places(app, pairs)
    award = wording("award")
    if kind == "replace":
        made = parts_of(app, us, change_lines(kind, pairs), year=year, on=on, bases=bases)
        *others, last = made.articles
        articles = (*others, words.fill("replace.article", **places), last)
        first = wording("decision").fill("award.recipients_first", last_article=str(len(articles)))
        return replace(made, articles=articles, recipients=(first, *made.recipients[1:]))
    return DecisionParts(
        issuer=us.name,
        superior=us.letterhead_superior,
        symbol=award.fill("decision.symbol", office=us.symbol),
        place=us.place,
        authority=us.head_title,
        subject=words.fill(f"{kind}.subject", **places),
        legal_bases=basis_lines(on, (grant.award_code for _, grant in pairs), bases),
        proposer=award.fill("decision.proposer", standing_body=lower_first(us.standing_body)),
        articles=tuple(words.fill(f"{kind}.{name}", **places) for name in ("first", "second", "last")),
        recipients=(words.fill("change.recipient_first"), words.fill("change.archive")),
        annex_title=words.fill(f"{kind}.annex", **places).upper(),
        annex_rows=_rows(kind, pairs),
    )


def _places(app: AppContext, pairs: Sequence[Pair]) -> dict[str, str]:
    us, words = app.read(office), wording("decision_change")
    before = app.read(query.decision, pairs[0][0].target_id)
    former = lines_of_grants(grant for _, grant in pairs)
    kinds = [text(f"documents.kinds.{kind}") for kind in dict.fromkeys(one.subject_type for one in former)]
    return {
        "number": before.number or "",
        "date": long_date(before.signed_on).replace(" ", "\u00a0"),
        "authority": us.head_title,
        "subject": lower_first(before.subject),
        "award": award_in_sentence([one.award_code for one in former], on_title=former[0].title),
        "counts": counts(**number_by_kind(former)),
        "kinds": ", ".join(kinds),
        "reason": pairs[0][0].reason.rstrip(".") or words.fill("change.no_reason"),
        "prize_total": grouped(sum((one.prize for one in former if one.prize), Decimal(0))),
        "executors": _executors(us.standing_body),
    }


def _with_words(line: ListLine, corrected: Mapping[str, str]) -> ListLine:
    changed: dict[str, Any] = {_FIELD[name]: words for name, words in corrected.items()}
    return replace(line, **changed)


def change_annexes(kind: str, parts: DecisionParts) -> tuple[Annex, ...]:
    """The list of a decision that corrects or revokes; empty for one that gives awards."""
    if kind not in ("amend", "revoke"):
        return ()
    return (
        Annex(
            title=parts.annex_title,
            heading=text("decisions.annex.heading"),
            columns=_columns(kind),
            groups=(Group("", parts.annex_rows),),
        ),
    )


def _rows(kind: str, pairs: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    if kind == "revoke":
        return tuple(
            (grant.name, _where(grant.position, grant.unit), grant.title, change.reason)
            for change, grant in pairs
        )
    return tuple(
        (
            grant.name,
            "\n".join(_message(grant, change, new=False)),
            "\n".join(_message(grant, change, new=True)),
        )
        for change, grant in pairs
    )


def _message(grant: GrantRow, change: ChangeRow, *, new: bool) -> list[str]:
    """``Họ và tên: Lò Văn Đạt``: each corrected word, as it was or as it is to be."""
    corrected = change.corrected or {}
    return [
        text(
            f"decision_changes.said.{name}",
            words=(corrected[name] if new else getattr(grant, _FIELD[name]))
            or text("decision_changes.blank"),
        )
        for name in CORRECTABLE
        if name in corrected
    ]


def _columns(kind: str) -> tuple[Column, ...]:
    word = "decision_changes.columns"
    serial = Column(text("documents.columns.serial"), 11, "center", serial=True)
    name = Column(text("documents.columns.name"), 42, names=True)
    if kind == "amend":
        return (serial, name, Column(text(f"{word}.printed"), 58), Column(text(f"{word}.corrected"), 58))
    return (
        serial,
        name,
        Column(text("documents.columns.unit"), 52),
        Column(text("documents.columns.award"), 36),
        Column(text(f"{word}.reason"), 40),
    )


def _where(position: str, unit: str) -> str:
    return text("decisions.annex.position_unit", position=position, unit=unit) if position else unit


def _executors(standing_body: str) -> str:
    words = wording("award")
    return ", ".join(
        (
            words.fill("decision.executor_office"),
            words.fill("decision.executor_head", standing_body=lower_first(standing_body)),
        )
    )
