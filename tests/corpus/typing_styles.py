"""The ways the same thing is typed: dates, marks, letters of old fonts and careless keyboards."""

from __future__ import annotations

import datetime as dt
import unicodedata
from random import Random
from typing import Final

from tests.corpus.sheets import Cell
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing import legacy_text

YES: Final[tuple[Cell, ...]] = ("x", "X", "✓", "v", 1, "1", " x ", "☑")
NO: Final[tuple[Cell | None, ...]] = (None, None, None, "-", 0, "0", "không", "–", " ")
_TCVN3: Final = {
    legacy_text.from_tcvn3(chr(code)): chr(code)
    for code in range(0xA1, 0xFF)
    if legacy_text.from_tcvn3(chr(code)) != chr(code)
}
_VNI: Final = {letter: typed for typed, letter in reversed(legacy_text._VNI.items())}


def typed_birth(born: PartialDate, style: str, chance: Random) -> tuple[Cell, PartialDate]:
    """The cell, and what it still reports: some ways of typing keep only the year or the month."""
    day = dt.date.fromisoformat(born.value)
    if style == "mixed":
        style = chance.choice(
            ("date", "text", "short", "dash", "dot", "words", "year", "month", "iso", "yeartext")
        )
    if style in {"year", "yeartext"}:
        known = PartialDate(f"{day.year}", "year")
        return (day.year if style == "year" else f"{day.year}"), known
    if style == "month":
        return f"{day.month:02d}/{day.year}", PartialDate(born.value[:7], "month")
    shapes = {
        "text": day.strftime("%d/%m/%Y"),
        "short": f"{day.day}/{day.month}/{day.year}",
        "dash": day.strftime("%d-%m-%Y"),
        "dot": day.strftime("%d.%m.%Y"),
        "spaces": f"{day.day} / {day.month} / {day.year}",
        "words": f"ngày {day.day} tháng {day.month} năm {day.year}",
        "iso": day.isoformat(),
        "apostrophe": "'" + day.strftime("%d/%m/%Y"),
    }
    return shapes.get(style, day), born


def yes(style: str, chance: Random) -> Cell:
    return style or chance.choice(YES)


def no(style: str, chance: Random) -> Cell | None:
    return None if style else chance.choice(NO)


def written(text: str, style: str, chance: Random) -> str:
    """The letters of a cell as that office types them."""
    if style == "nfd":
        return unicodedata.normalize("NFD", text)
    if style == "blanks":
        blank = chance.choice(("\u00a0", "  ", " \u200b", "\u2009"))
        return f" {text.replace(' ', blank, 1)}{chance.choice(('', ' ', chr(0xFEFF)))}"
    if style == "tcvn3":
        return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)
    if style == "vni":
        return "".join(_VNI.get(letter, letter) for letter in text)
    return text


def capitals(name: str, style: str) -> str:
    """ALL CAPS, or the scar of a bad conversion: letters with marks stayed small."""
    if style == "caps":
        return name.upper()
    return (
        "".join(letter.upper() if letter.isascii() else letter for letter in name)
        if style == "scar"
        else name
    )
