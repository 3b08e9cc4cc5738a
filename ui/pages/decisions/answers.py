"""What goes up to the level above: noted as sent, and its answer recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thidua_desktop.catalogue import load_levels
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.decisions import request_answers
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.widgets.forms import Choice, Field


def send_fields() -> tuple[Field, ...]:
    """Number and day of the request, both as the clerk gives them, perhaps later."""
    return (
        Field("number", text("deciding.sending.number"), "int"),
        Field("sent_on", text("deciding.sending.sent_on"), "date"),
    )


def send(app: AppContext, rows: Sequence[NominationRow], answers: Mapping[str, Any], *, year: int) -> Changes:
    """Makes the request and keeps its paper."""
    ids = [row.id for row in rows]
    return request_answers.send(
        app, year=year, nomination_ids=ids, number=answers["number"], sent_on=answers["sent_on"]
    ).changes


def answer_fields() -> tuple[Field, ...]:
    """Granted or refused; for what was granted the decision, for what was refused the reason."""
    results = tuple(Choice(key, text(f"deciding.answers.{key}")) for key in ("granted", "refused"))
    levels = tuple(Choice(level.code, level.name) for level in load_levels())
    word = "deciding.answers.fields"
    return (
        Field("result", text(f"{word}.result"), "choice", required=True, choices=results),
        Field("number", text(f"{word}.number"), placeholder=text("deciding.answers.number_like")),
        Field("signed_on", text(f"{word}.signed_on"), "date"),
        Field("issuer", text(f"{word}.issuer")),
        Field("level", text(f"{word}.level"), "choice", choices=levels),
        Field("reason", text(f"{word}.reason")),
    )


def answer_problem(values: Mapping[str, Any]) -> str | None:
    """What is lacking for the result chosen, in a sentence."""
    if values["result"] == "granted":
        needed = ("number", "signed_on", "issuer", "level")
        return None if all(values[key] for key in needed) else text("deciding.answers.decision_needed")
    return None if values["reason"] else text("deciding.answers.reason_needed")


def answer(
    app: AppContext, rows: Sequence[NominationRow], answers: Mapping[str, Any], *, year: int
) -> Changes:
    """Records the answer for these nominees."""
    ids = [row.id for row in rows]
    if answers["result"] == "refused":
        return request_answers.refuse(app, year=year, nomination_ids=ids, reason=answers["reason"])
    return request_answers.grant(
        app,
        year=year,
        nomination_ids=ids,
        issuer=answers["issuer"],
        level=answers["level"],
        number=answers["number"],
        signed_on=answers["signed_on"],
    )
