"""Names in quotation marks, also where the closing mark was forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_OPEN: Final = "“«‟"
_CLOSE: Final = "”»"
_STRAIGHT: Final = '"'
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """``start`` and ``end`` are the places of the marks; ``whole`` is False when none closes it."""

    start: int
    end: int
    text: str
    whole: bool = True


def quotes(text: str) -> tuple[Quote, ...]:
    """Quotations in order. One never closed ends before the next opening; longer than a name it is none."""
    found: list[Quote] = []
    start: int | None = None
    straight = False
    for place, char in enumerate(text):
        opens = char in _OPEN or (char == _STRAIGHT and start is None)
        closes = start is not None and (char in _CLOSE or (char == _STRAIGHT and straight))
        if opens:
            if start is not None:
                _add(found, text, start, place, whole=False)
            start, straight = place, char == _STRAIGHT
        elif closes and start is not None:
            _add(found, text, start, place, whole=True)
            start = None
        elif start is None and char in _CLOSE:
            continue
    if start is not None:
        _add(found, text, start, len(text), whole=False)
    return tuple(found)


def _add(found: list[Quote], text: str, start: int, end: int, *, whole: bool) -> None:
    inner = text[start + 1 : end].strip(" ;,." if not whole else " ,;")
    if inner and len(inner) <= _LONGEST:
        found.append(Quote(start, end, inner, whole))
