"""What stands in a name's cell besides the name: honorifics, ranks, positions, a second person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from thidua_desktop.domain.text import clean

if TYPE_CHECKING:
    from thidua_desktop.domain.importing.names import NameWords

_BREAK: Final = re.compile(
    r"\s*[\n;|]\s*|\s*,\s*|\s+[-–—]+\s*|\s*[–—]\s*|\s*-\s+|\s*/\s*|\s+và\s+|\s*[&+]\s*|\s*:\s*"
)
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_COUNTED: Final = re.compile(r"^\s*(?:\d{1,3}\s*[.):/\-–]|[-–•*\"“”]+)\s*(?=[^\W\d_])")
"""A running number, a bullet or a quotation mark typed before the name."""
_QUOTED: Final = re.compile(r"[\"“”]+\s*$")

Rest = Literal["", "position", "other", "second"]


@dataclass(frozen=True, slots=True)
class NameCell:
    """A cell taken apart. ``rest`` is what stands behind the name, ``kind`` what it is.

    ``second``: another person is named in the cell; then nothing was taken off.
    """

    name: str
    rest: str = ""
    kind: Rest = ""


def without_honorifics(text: str, words: NameWords) -> tuple[str, str | None]:
    """The name without ``Ông``, ``Bác sĩ``, ``Thiếu tá`` …, and the sex they report (``M``, ``F`` or None).

    Each is taken off whole or not at all; what is left must be a name by itself. ``Ông`` and ``Bà`` may
    be family names: ``Ông Thị Kim Lan`` keeps its first word.
    """
    rest, sex = text, None
    for _ in range(4):
        found = _honorific(rest, words)
        if found is None:
            break
        cut, reported = found
        rest, sex = rest[cut:].lstrip(" :.-"), sex or reported
    return rest, sex


def _honorific(text: str, words: NameWords) -> tuple[int, str | None] | None:
    lowered = text.lower()
    if not lowered.startswith(words.first_letters):
        return None
    for phrase, sex in words.honorifics:
        if not lowered.startswith(phrase):
            continue
        end = len(phrase)
        behind = lowered[end : end + 1]
        if not (behind in " :." or phrase.endswith(".")):
            continue
        rest = text[end:].lstrip(" :.-")
        if rest and _is_name_by_itself(phrase, rest, words):
            return end, sex
    return None


def _is_name_by_itself(phrase: str, rest: str, words: NameWords) -> bool:
    parts = rest.lower().split(" ")
    if any(mark in parts[0] for mark in "'’‘ʼ`´"):
        return True
    if _honorific(rest, words) is not None:
        return True
    if len(parts) < 2 or (rest[0].islower() and not rest.islower()):
        return False
    if phrase in words.surnames:
        return parts[0] not in {"thị", "văn"} and (parts[0] in words.surnames or len(parts) > 2)
    return len(parts) > 2 or parts[0] in words.surnames or " " in phrase or phrase.endswith(".")


@lru_cache(maxsize=8192)
def take_apart(raw: str, words: NameWords) -> NameCell:
    """The name in a cell of one person and what stands behind it.

    A line break inside a name is no separator: ``Nguyễn Thị\\nHồng Nhung`` is one name.
    """
    raw = _QUOTED.sub("", _COUNTED.sub("", raw))
    pieces = [piece for piece in _pieces(raw) if clean(piece)]
    if len(pieces) < 2:
        return _bracketed(raw, words)
    first = clean(pieces[0])
    bare, _ = without_honorifics(first, words)
    if not _may_be_name(bare, words):
        return NameCell(raw)
    rest = clean(raw)[len(first) :].strip(" -–—,;:/|")
    second, _ = without_honorifics(clean(pieces[1]), words)
    if any(letter.isdigit() for letter in rest):
        return NameCell(raw)
    if is_position(pieces[1], words):
        return NameCell(first, rest, "position")
    if _is_person(second, words) and not _is_cut(bare, words):
        return NameCell(raw, rest, "second")
    if "\n" in raw and len(pieces) == 2 and _continues(bare, second, words):
        return NameCell(clean(raw))
    if not _is_person(bare, words):
        return NameCell(raw)
    return NameCell(first, rest, "other")


def _pieces(raw: str) -> Iterator[str]:
    yield from _BREAK.split(raw.strip())


def _bracketed(raw: str, words: NameWords) -> NameCell:
    found = _BRACKET.search(raw)
    if not found or not is_position(found[1], words):
        return NameCell(raw)
    return NameCell(clean(raw[: found.start()]), clean(found[1]), "position")


def is_position(text: str, words: NameWords) -> bool:
    """Does it open like a position (``Hiệu trưởng``), or in small letters as no name does?"""
    bare = clean(text)
    lowered = f"{bare.lower()} "
    return lowered.startswith(words.positions)


def goes_on(above: str, below: str, words: NameWords) -> bool:
    """Is the text of the row below the end of the name above: ``Lò Văn`` | ``Pản``?

    A whole person below is another person, unless the name above is cut short by its last word.
    """
    upper, lower = above.split(" "), below.split(" ")
    if len(upper) + len(lower) > 8 or any(letter.isdigit() for letter in below):
        return False
    if lower[0].islower() or (len(lower) == 1 and len(upper) < 4):
        return True
    if _is_cut(without_honorifics(above, words)[0], words):
        return len(lower) <= 3
    return len(lower) <= 2 and lower[0].lower() not in words.surnames and len(upper) + len(lower) <= 5


def _continues(first: str, second: str, words: NameWords) -> bool:
    total = len(first.split()) + len(second.split())
    return total <= 6 and second[:1].isupper() and (_is_cut(first, words) or len(first.split()) < 2)


def _is_cut(name: str, words: NameWords) -> bool:
    """Ends with a word that goes on: ``Nguyễn Thị``, ``Lò Văn``."""
    parts = name.lower().split(" ")
    return len(parts) < 2 or (len(parts) == 2 and parts[-1] in words.middles) or parts[-1] in {"thị", "văn"}


def _may_be_name(text: str, words: NameWords) -> bool:
    parts = text.split(" ")
    family = parts[0].lower() in words.surnames or any(mark in parts[0][1:3] for mark in "'’‘ʼ`´")
    return family and len(parts) <= 6 and all(part[:1].isupper() for part in parts)


def _is_person(text: str, words: NameWords) -> bool:
    return _may_be_name(text, words) and len(text.split(" ")) >= 2
