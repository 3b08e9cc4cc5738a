"""The sentence of a journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from thidua_desktop.texts import lookup, text


def action_words(action: str, params: Mapping[str, Any]) -> str:
    """What an entry did, in one sentence; a place its parameters do not fill is shown as an ellipsis."""
    sentence = lookup(f"actions.{action}")
    if sentence is None:
        return text("journal.other_action")
    places = {place for _, place, _, _ in Formatter().parse(sentence) if place}
    return sentence.format(**{place: params.get(place, "…") for place in places})


def table_words(table_name: str) -> str:
    """What the rows of a table are called."""
    return text(f"system.journal.tables.{table_name}")
