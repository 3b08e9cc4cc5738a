"""Cells as findings name them, and the tone of each severity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from thidua_desktop.domain.importing.values import Severity
from ui.style.tokens import Tone

Cell = tuple[int, int]
TONES: Final[Mapping[Severity, Tone]] = {"error": "danger", "warning": "warn", "info": "info"}
_REF: Final = re.compile(r"([A-Z]{1,3})(\d+)")


def place_of(ref: str) -> tuple[str, Cell | None]:
    """``DS!B5`` -> sheet ``DS``, row 4 and column 1 from 0. No cell: None."""
    sheet, mark, cell = ref.rpartition("!")
    found = _REF.fullmatch(cell)
    if not mark or found is None:
        return ref, None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return sheet, (int(found[2]) - 1, column - 1)
