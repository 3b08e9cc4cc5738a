"""Small parts of the tools above the score sheet: chips, and which columns and cells are meant."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton

from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.services.scoring.sheet_words import Missing
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.scoring.sheet_model import SheetModel


def chip_words(loaded: LoadedSheet) -> list[tuple[str, str]]:
    """Short words for who scores; the full name where two have the same part."""
    roles = [one.role for one in loaded.scheme.scorers]
    return [
        (one.code, one.name if roles.count(one.role) > 1 else text(f"score_sheet.roles.{one.role}"))
        for one in loaded.scheme.scorers
    ]


def chip(words: str) -> QPushButton:
    """A small button that chooses what is shown."""
    made = make_button(words)
    made.setProperty("kind", "chip")
    return made


def place_of(model: SheetModel, places: Mapping[tuple[str, str], int], one: Missing) -> tuple[int, int]:
    """Row and column of an entry that is not there."""
    return model.units.index(one.unit), places[one.criterion, one.scorer.code]


def below(model: SheetModel, section: str | None) -> set[str]:
    """Codes of a section and of what stands in it; everything for None."""
    sections = model.loaded.scheme.sections if model.loaded else ()
    if section is None:
        return {"", *(one.code for one in sections)}
    found = {section}
    for one in sections:
        if one.parent in found:
            found.add(one.code)
    return found
