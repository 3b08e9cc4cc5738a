"""Amending, replacing or revoking an issued decision: asked by a form, drafted like any decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import CHANGE_KINDS, ChangeKind, Correction
from thidua_desktop.queries.decisions.changes import Trace
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.decisions.grants import GrantRow, of_decision
from thidua_desktop.services.decisions import changes
from thidua_desktop.services.decisions.decisions import Drafted
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

KINDS: Final = CHANGE_KINDS
_WORDS: Final = {"name": "name_printed", "position": "position_printed", "unit": "unit_printed"}
_NOBODY: Final = 0


def ask_change(
    context: Context,
    target: DecisionRow,
    kind: ChangeKind,
    *,
    drafted: Callable[[Drafted], None],
    owner: QObject,
) -> None:
    """Reads who stands in the decision, asks, and drafts; ``drafted`` gets the new draft."""

    def asked(grants: tuple[GrantRow, ...]) -> None:
        _ask(context, target, kind, grants, drafted=drafted, owner=owner)

    context.read(
        lambda app: tuple(one for one in app.read(of_decision, target.id) if one.ended_on is None),
        done=asked,
        owner=owner,
    )


def trace_words(found: Sequence[Trace]) -> str:
    """What the decision changed and what changed it, each with number and day."""
    lines = []
    for one in found:
        side = "later" if one.later else "earlier"
        day = f"{one.signed_on:%d/%m/%Y}" if one.signed_on else text("deciding.traces.draft")
        number = one.number or text("commendation.decisions.unnumbered")
        lines.append(text(f"deciding.traces.{one.kind}_{side}", number=number, day=day))
    return " ".join(lines)


def _ask(
    context: Context,
    target: DecisionRow,
    kind: ChangeKind,
    grants: tuple[GrantRow, ...],
    *,
    drafted: Callable[[Drafted], None],
    owner: QObject,
    stored: Mapping[str, object] | None = None,
    noted: tuple[Correction, ...] = (),
) -> None:
    """``noted``: corrections of others typed before, drafted together with this one."""
    open_ones = [one for one in grants if one.id not in {correction.grant_id for correction in noted}]
    answers = context.dialogs.ask(
        text(f"deciding.changes.{kind}_title", number=target.number or ""),
        _fields(kind, open_ones),
        values=stored or {"grant": _first(kind, open_ones)},
        accept_label=text("deciding.changes.accept"),
        lead=text(f"deciding.changes.{kind}_lead"),
    )
    if answers is None:
        return
    values: dict[str, Any] = dict(answers)
    if kind == "amend" and values.get("more") and len(open_ones) > 1:
        another = (*noted, _correction(values))
        rest = [one for one in open_ones if one.id != values["grant"]]
        following = {"grant": _first(kind, rest), "reason": values["reason"]}
        _ask(context, target, kind, grants, drafted=drafted, owner=owner, stored=following, noted=another)
        return

    def refused(error: Exception) -> None:
        context.dialogs.error(error)
        _ask(context, target, kind, grants, drafted=drafted, owner=owner, stored=values, noted=noted)

    context.runner.run(
        lambda _: _draft(context, target, kind, grants, values, noted),
        done=drafted,
        failed=refused,
        label=text("deciding.changes.drafting"),
        owner=owner,
    )


def _first(kind: ChangeKind, grants: Sequence[GrantRow]) -> object:
    if kind != "amend":
        return ()
    return grants[0].id if grants else _NOBODY


def _fields(kind: ChangeKind, grants: Sequence[GrantRow]) -> tuple[Field, ...]:
    people = [
        Choice(one.id, f"{one.name} – {one.unit}" if one.unit not in ("", one.name) else one.name)
        for one in grants
    ]
    if kind == "revoke":
        people.insert(0, Choice(_NOBODY, text("deciding.changes.revoke_all")))
    words = "deciding.changes"
    reason = Field("reason", text(f"{words}.reason"), "multiline", required=True)
    who = Field(
        "grant",
        text(f"{words}.{kind}_who"),
        "choice" if kind == "amend" else "several",
        required=kind != "replace",
        help=text("deciding.changes.replace_help") if kind == "replace" else "",
        choices=tuple(people),
    )
    if kind != "amend":
        return (who, reason)
    same = text(f"{words}.same")
    corrected = tuple(Field(key, text(f"{words}.{key}"), placeholder=same) for key in _WORDS)
    more = (Field("more", text(f"{words}.more"), "bool"),) if len(grants) > 1 else ()
    return (who, *corrected, reason, *more)


def _correction(values: Mapping[str, Any]) -> Correction:
    words = {column: values[key] for key, column in _WORDS.items() if values[key]}
    return Correction(int(values["grant"] or _NOBODY), words)


def _draft(
    context: Context,
    target: DecisionRow,
    kind: ChangeKind,
    grants: Sequence[GrantRow],
    values: Mapping[str, Any],
    noted: tuple[Correction, ...] = (),
) -> Drafted:
    reason = values["reason"] or ""
    if kind == "amend":
        return changes.draft_change(
            context.app, target.id, kind=kind, reason=reason, corrections=[*noted, _correction(values)]
        )
    chosen = set(values["grant"] or ())
    if kind == "revoke":
        named = [one.id for one in grants if one.id in chosen or _NOBODY in chosen]
    else:
        named = [one.id for one in grants if one.id not in chosen]
    if not named:
        raise OfficeError("decision_changes.nothing_chosen")
    return changes.draft_change(context.app, target.id, kind=kind, reason=reason, grant_ids=named)
