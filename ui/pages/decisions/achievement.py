"""Words of one's own for somebody of a draft: what the list and the certificate then say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.decisions import decisions
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field


def ask_achievement(
    context: Context,
    rows: Sequence[NominationRow],
    *,
    year: int,
    done: Callable[[Changes], None],
    owner: QWidget,
) -> None:
    """Asks whose words and which, and keeps them."""
    if not rows:
        return
    people = tuple(Choice(row.id, f"{row.name} – {row.unit_name}") for row in rows)

    def save(answers: Mapping[str, Any]) -> Changes:
        words = answers["words"] or ""
        return decisions.set_achievement(context.app, answers["who"], year=year, words=words)

    context.ask_and_act(
        text("deciding.achievement_title"),
        (
            Field("who", text("deciding.achievement_who"), "choice", required=True, choices=people),
            Field("words", text("deciding.achievement_words"), "multiline"),
        ),
        save,
        values={"who": rows[0].id, "words": rows[0].achievement},
        lead=text("deciding.achievement_lead"),
        done=done,
        owner=owner,
    )
