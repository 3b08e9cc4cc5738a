"""The minutes of the bloc's meeting: what the sheet cannot know is asked, then the paper is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.services.scoring import bloc_minutes
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.fields import Kind
from ui.widgets.forms import Choice, Field

_KINDS: dict[str, Kind] = {"held_on": "date", "present": "int", "voters": "int", "agree": "int"}


def write_minutes(context: Context, loaded: LoadedSheet, *, owner: QWidget) -> None:
    """Reads what is known, asks the rest, keeps it, asks for the file, writes it."""
    context.read(
        lambda app: bloc_minutes.facts_of(app, loaded),
        done=lambda facts: _ask(context, loaded, facts, owner),
        owner=owner,
    )


def _ask(context: Context, loaded: LoadedSheet, facts: dict[str, Any], owner: QWidget) -> None:
    units = tuple(Choice(number, name) for number, name in loaded.units.items())
    fields = tuple(
        Field(
            key,
            text(f"bloc_minutes.fields.{key}"),
            "choice" if key.endswith("_id") else _KINDS.get(key, "text"),
            choices=units if key.endswith("_id") else (),
            between=(0, len(units)) if _KINDS.get(key) == "int" else None,
        )
        for key in bloc_minutes.FACTS
    )
    context.ask_and_act(
        text("bloc_minutes.title"),
        fields,
        lambda values: bloc_minutes.save_facts(context.app, loaded.id, values),
        values=facts,
        lead=text("bloc_minutes.lead"),
        accept_label=text("bloc_minutes.accept"),
        done=lambda _: _save(context, loaded, owner),
        owner=owner,
    )


def _save(context: Context, loaded: LoadedSheet, owner: QWidget) -> None:
    path = context.dialogs.choose_save_file(
        text("bloc_minutes.save_title"),
        name=bloc_minutes.file_name(loaded),
        patterns=text("bloc_minutes.patterns"),
        purpose="scores",
    )
    if path is not None:
        context.act(
            lambda _: _write(context, loaded.id, path),
            label=text("bloc_minutes.drawing"),
            done=lambda _: context.notify(text("bloc_minutes.saved", file=path.name)),
            owner=owner,
        )


def _write(context: Context, sheet_id: int, path: Path) -> Changes:
    bloc_minutes.save_minutes(context.app, sheet_id, path)
    return Changes()
