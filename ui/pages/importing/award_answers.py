"""Spellings of awards nobody has met yet: asked once, remembered, and the file read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.importing import preview, staging
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

_MOST_ASKED: Final = 9


def _left_out(spellings: Sequence[str]) -> str:
    rest = len(spellings) - _MOST_ASKED
    return f" {text('commendation.intake.tell_rest', count=rest)}" if rest > 0 else ""


def ask_awards(context: Context, spellings: Sequence[str]) -> dict[str, str]:
    """Award code by spelling, of those the officer reported; at most nine are asked at a time."""
    asked = spellings[:_MOST_ASKED]
    choices = tuple(Choice(award.code, award.name) for award in load_awards() if not award.placeholder)
    fields = [
        Field(str(place), f"&{place}. “{spelling.replace('&', '&&')}”", "choice", choices=choices)
        for place, spelling in enumerate(asked, start=1)
    ]
    answers = context.dialogs.ask(
        text("commendation.intake.tell_title"),
        fields,
        accept_label=text("commendation.intake.tell_accept"),
        lead=text("commendation.intake.tell_lead") + _left_out(spellings),
    )
    return {
        spelling: str(answers[str(place)])
        for place, spelling in enumerate(asked, start=1)
        if answers and answers.get(str(place))
    }


def learn_awards(app: AppContext, reported: Mapping[str, str], batch_id: int, progress: Progress) -> Staged:
    """Remembers the spellings and reads the file again."""
    for spelling, code in reported.items():
        staging.learn_award(app, spelling=spelling, award_code=code)
    return preview.restage(app, batch_id, progress=progress)
