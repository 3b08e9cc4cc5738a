"""What somebody of a draft is rewarded for, in words of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.decisions import decisions
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field


def ask_own_words(
    context: Context, found: DecisionRow, *, saved: Callable[[Changes], None], owner: QObject
) -> None:
    """Reads who is in the draft and asks whose words; ``saved`` is reported them."""
    context.read(
        lambda app: app.read(nominations, year=found.year, decision_id=found.id),
        done=lambda rows: _ask(context, found, rows, saved=saved, owner=owner),
        owner=owner,
    )


def _ask(
    context: Context,
    found: DecisionRow,
    rows: tuple[NominationRow, ...],
    *,
    saved: Callable[[Changes], None],
    owner: QObject,
) -> None:
    if not rows:
        return
    people = tuple(Choice(row.id, f"{row.name} – {row.unit_name}") for row in rows)

    def save(answers: Mapping[str, Any]) -> Changes:
        words = answers["words"] or ""
        return decisions.set_achievement(context.app, answers["who"], year=found.year, words=words)

    context.ask_and_act(
        text("deciding.achievement_title"),
        (
            Field("who", text("deciding.achievement_who"), "choice", required=True, choices=people),
            Field("words", text("deciding.achievement_words"), "multiline"),
        ),
        save,
        values={"who": rows[0].id, "words": rows[0].achievement},
        lead=text("deciding.achievement_lead"),
        done=saved,
        owner=owner,
    )
