"""The "Căn cứ" of a draft: acts of its day and awards to leave out, lines of the office to add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.services.decisions import bases, paper
from thidua_desktop.services.decisions.bases import BasesOffered
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field


def ask_bases(
    context: Context,
    found: DecisionRow,
    *,
    signed_on: dt.date | None,
    saved: Callable[[Changes], None],
    owner: QObject,
) -> None:
    """Reads what the day and the awards call for and asks; ``saved`` receives the changes."""
    context.read(
        lambda app: paper.bases_of(app, found.id, signed_on=signed_on),
        done=lambda offered: _ask(context, found, offered, saved=saved, owner=owner),
        owner=owner,
    )


def _ask(
    context: Context,
    found: DecisionRow,
    offered: BasesOffered,
    *,
    saved: Callable[[Changes], None],
    owner: QObject,
) -> None:
    chosen = offered.chosen

    def save(answers: Mapping[str, Any]) -> Changes:
        without = {act.code for act in offered.acts if not answers[act.code]}
        return bases.set_bases(context.app, found.id, without=without, own=str(answers["own"] or ""))

    acts = [Field(act.code, act.short, "bool") for act in offered.acts]
    context.ask_and_act(
        text("deciding.bases_title"),
        (*acts, Field("own", text("deciding.bases_own"), "multiline")),
        save,
        values={act.code: act.code not in chosen.without for act in offered.acts}
        | {"own": "\n".join(chosen.own)},
        lead=text("deciding.bases_lead"),
        done=saved,
        owner=owner,
    )
