"""The bundled typefaces: registered once on first use, measured, and asked for missing letters.

reportlab draws nothing for a letter a font lacks and says nothing, so every text is measured here first and
a missing letter is a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from thidua_desktop.config import resource
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import nfc

REGULAR: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"
BOLD_ITALIC: Final = "Tinos-BoldItalic"
SCRIPT: Final = "Charm-Bold"

FILES: Final[Mapping[str, str]] = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
    SCRIPT: "Charm-Bold.ttf",
}
"""Face name -> file in ``resources/fonts``. Tinos has the widths of Times New Roman."""


def face(*, bold: bool = False, italic: bool = False) -> str:
    """The text face of a style."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


@cache
def _widths(name: str) -> Mapping[int, float]:
    """Advance widths in 1/1000 em by code point; registers the face at its first use."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    path = resource("fonts", FILES[name])
    try:
        font = TTFont(name, str(path))
    except (OSError, TTFError) as error:
        raise OfficeError("documents.font_file", path=str(path)) from error
    pdfmetrics.registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    # Some fonts map the no-break space apart; it is drawn as a space.
    return {**widths, 0xA0: widths[0x20]}


def register() -> None:
    """Make every bundled face known to the PDF library."""
    for name in FILES:
        _widths(name)


def missing_letters(text: str, name: str) -> tuple[str, ...]:
    """Letters of ``text`` the face ``name`` cannot draw, each once, in order of appearance."""
    known = _widths(name)
    return tuple(dict.fromkeys(letter for letter in nfc(text) if ord(letter) not in known))


@lru_cache(maxsize=8192)
def unit_width(text: str, name: str) -> float:
    """Width of composed ``text`` at size 1. OfficeError ``documents.missing_letters`` names what lacks."""
    widths = _widths(name)
    try:
        return sum(widths[ord(letter)] for letter in text) / 1000
    except KeyError:
        letters = " ".join(missing_letters(text, name))
        raise OfficeError("documents.missing_letters", letters=letters, text=text, font=name) from None


def width(text: str, name: str, size: float) -> float:
    """Width of ``text`` in points."""
    return unit_width(nfc(text), name) * size
