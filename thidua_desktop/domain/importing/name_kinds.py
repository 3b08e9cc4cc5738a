"""Whose name is this: a person's, a collective's, a household's – or nobody can say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from thidua_desktop.domain.importing.legacy_text import is_syllable
from thidua_desktop.domain.importing.name_parts import take_apart, without_honorifics
from thidua_desktop.domain.importing.names import APOSTROPHES, NameWords, is_household
from thidua_desktop.domain.organisation.units_text import UnitWords, starts_like_unit
from thidua_desktop.domain.text import clean

NameKind = Literal["person", "maybe_person", "collective", "household"]
_ODD: Final = re.compile(r"[\d&\"“”()/]")
_SUFFIX: Final = re.compile(r"\s*\([^()]*\)\s*$")
_MOST_WORDS: Final = 6
_SURE_MIDDLES: Final = frozenset({"thị", "văn"})


@lru_cache(maxsize=16384)
def kind_of_name(text: str, names: NameWords, units: UnitWords) -> NameKind | None:
    """What a name is by its words alone; None when they do not say.

    ``maybe_person``: shaped like a person's name though its family name is not known.
    """
    raw = clean(text)
    if raw.lower() in names.openings:
        return None
    if is_household(raw):
        return "household" if _is_household_of_person(raw, names) else "collective"
    cell = take_apart(text, names)
    bare, _ = without_honorifics(clean(_SUFFIX.sub("", cell.name)), names)
    if bare != clean(_SUFFIX.sub("", cell.name)) or cell.kind in {"position", "second"}:
        return "person"
    parts = bare.split(" ")
    if starts_like_unit(bare, units):
        if _is_person_all_the_same(parts, names, units):
            return "person"
        return None if _is_either(parts, names) else "collective"
    inside = any(starts_like_unit(" ".join(parts[at:]), units) for at in range(1, len(parts)))
    if _ODD.search(bare) or len(parts) > _MOST_WORDS or _has_acronym(parts, units):
        return "collective" if inside or _has_acronym(parts, units) else None
    if not _in_capitals(bare, parts, names):
        return "collective" if inside else None
    if parts[0].lower() in names.surnames or any(mark in parts[0] for mark in APOSTROPHES):
        return "person" if len(parts) > 1 or any(mark in bare for mark in APOSTROPHES) else None
    if 2 <= len(parts) <= 5 and all(is_syllable(part.lower()) for part in parts):
        return "maybe_person"
    return None


def _is_household_of_person(raw: str, names: NameWords) -> bool:
    """``Hộ ông Lò Văn Ín`` – not ``Hộ kinh doanh Hoa Ban``."""
    rest = re.sub(r"(?i)^(?:hộ gia đình|gia đình|hộ)\s+", "", raw)
    bare, _ = without_honorifics(rest, names)
    return bare != rest or bare.split(" ")[0].lower() in names.surnames


def _is_person_all_the_same(parts: list[str], names: NameWords, units: UnitWords) -> bool:
    """``Đoàn Văn Hậu``, ``Tổ Thị Hoa``: a family name that is also what units begin with.

    With a middle name that only persons bear any first word may be a family name; with another one it must
    be known as a family name, and no longer opening of a unit may stand there (``Đoàn Thanh niên``).
    """
    if not 2 <= len(parts) <= 5 or _ODD.search(" ".join(parts)):
        return False
    if not all(part[:1].isupper() for part in parts) or _has_acronym(parts, units):
        return False
    lowered = [part.lower() for part in parts]
    if len(parts) > 2 and lowered[1] in _SURE_MIDDLES:
        return True
    if lowered[0] not in names.surnames or not all(map(is_syllable, lowered)):
        return False
    longer = f"{' '.join(lowered)} "
    if any(longer.startswith(start) for start in units.starts if start.count(" ") > 1):
        return False
    inner = any(starts_like_unit(" ".join(parts[at:]), units) for at in range(1, len(parts)))
    return len(parts) > 2 and not inner and lowered[1] in names.middles


def _is_either(parts: list[str], names: NameWords) -> bool:
    """``Đoàn Trường Giang``: three capitals, the first a family name, the second a word of units too."""
    capitals = len(parts) == 3 and all(part[:1].isupper() and not part.isupper() for part in parts)
    return capitals and parts[0].lower() in names.surnames and all(map(is_syllable, map(str.lower, parts)))


def _has_acronym(parts: list[str], units: UnitWords) -> bool:
    """An abbreviation among words; in a text of capitals only those of units are reported from the rest."""
    large = [part for part in parts if sum(letter.isupper() for letter in part) > 1]
    if len(large) * 2 >= len(parts):
        return any(part in units.acronyms for part in parts)
    return any(1 < len(part) <= 6 and part.isupper() for part in parts)


def _in_capitals(bare: str, parts: list[str], names: NameWords) -> bool:
    """Typed as names are: each word with a capital – or none at all, or small middle names by a slip."""
    if all(part[:1].isupper() for part in parts) or bare.islower():
        return True
    small = [part for part in parts if not part[:1].isupper()]
    return parts[0].lower() in names.surnames and all(
        part in names.middles or part in _SURE_MIDDLES for part in small
    )
