"""Asks which award of the law each award of the scheme means, shows who is barred and why, and nominates."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.services.scoring import proposals
from thidua_desktop.services.scoring.results import notes_of
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

_LETTERS = "acdeglmopqrstuvwxyz"


def propose_units(context: Context, loaded: LoadedSheet, bloc: LiveBloc, *, owner: QWidget) -> None:
    """One form, one action, one step to undo."""
    found = proposals.guesses(loaded)
    choices = (
        Choice("", text("score_proposals.leave_out")),
        *(Choice(code, name) for code, name in proposals.choices()),
    )
    fields = tuple(
        Field(
            one.code,
            f"&{_LETTERS[place % len(_LETTERS)].upper()}. {one.name}",
            "choice",
            choices=choices,
            help=_who(one),
        )
        for place, one in enumerate(found)
    )
    barred = [
        text("score_proposals.barred", unit=name, why="; ".join(notes_of(loaded, bloc.result, unit)))
        for name, unit in bloc.result.units.items()
        if unit.barred
    ]
    context.ask_and_act(
        text("score_proposals.title"),
        fields,
        lambda values: proposals.propose(
            context.app, loaded.id, {one.code: str(values[one.code] or "") or None for one in found}
        ),
        values={one.code: one.guess or "" for one in found},
        lead="\n".join([text("score_proposals.lead", bloc=loaded.row.bloc_name), *barred]),
        accept_label=text("score_proposals.accept"),
        done=lambda _: context.notify(text("score_proposals.done")),
        owner=owner,
    )


def _who(one: proposals.AwardGuess) -> str:
    message = [text("score_proposals.units", units="; ".join(one.units))] if one.units else []
    if one.undecided:
        message.append(text("score_proposals.undecided", places=one.places, units="; ".join(one.undecided)))
    return " ".join(message)
