"""What an office calls its own level and the levels above it: the words its papers and award names carry."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from thidua_desktop.config import resource
from thidua_desktop.domain.awards.awards import Award, DatedName
from thidua_desktop.domain.text import search_key

_BODIES: Final = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")
_TWO_LEVELS: Final = 2025
"""From 01/7/2025 a commune stands directly below the province (Law 72/2025/QH15; C2)."""


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The word of each level as this office uses it, and the title of a department's head.

    ``words`` pairs a level with its kind: ``("commune", "phường")``. A level left out keeps the usual word.
    ``department_head`` is set for an office that is a department: ``Giám đốc Sở Nội vụ``.
    """

    words: tuple[tuple[str, str], ...] = ()
    department_head: str = ""


PLAIN: Final = OfficeWords()


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resource("catalogue", "office_words.toml").read_text(encoding="utf-8"))


def is_committee(name: str) -> bool:
    """Whether a body is a People's Committee, for which its head signs on behalf of all (``TM.``)."""
    return _after_body(name) is not None


def committee_kind(name: str) -> str:
    """``phường`` of ``Ủy ban nhân dân phường Tuy Hòa``; empty for a body of another kind."""
    after = _after_body(name)
    if after is None:
        return ""
    plain = search_key(after)
    return next((kind for kind in _file()["kinds"] if plain.startswith(f"{search_key(kind)} ")), "")


def words_of_office(*, level: str, name: str, superior: str, head_title: str, year: int) -> OfficeWords:
    """The words of an office from its own particulars; ``year`` says whether districts stand above it."""
    found: dict[str, str] = {}
    if own := committee_kind(name):
        found[level] = own
    if above := committee_kind(superior):
        found[_level_above(level, year)] = above
    return OfficeWords(
        tuple(sorted(found.items())), department_head=head_title if level == "department" else ""
    )


def _level_above(level: str, year: int) -> str:
    return "district" if level == "commune" and year < _TWO_LEVELS else "province"


def named_for(award: Award, words: OfficeWords) -> Award:
    """The award under the office's own words; the usual name stays among its spellings."""
    kind, usual = dict(words.words).get(award.level), _file()["usual"].get(award.level)
    if award.level == "department" and words.department_head and award.kind == "form":
        named = replace(award, name=f"{award.name.split(' của ')[0]} của {words.department_head}")
    elif kind is None or usual is None or kind == usual:
        return award
    else:
        named = replace(
            award,
            name=_worded(award.name, usual, kind),
            short_name=_worded(award.short_name, usual, kind),
            names=tuple(
                DatedName(_worded(one.name, usual, kind), one.valid_from, one.valid_to) for one in award.names
            ),
        )
    spellings = (*award.synonyms, award.name, award.short_name)
    return replace(named, synonyms=tuple(dict.fromkeys(spellings)))


def _worded(name: str, usual: str, kind: str) -> str:
    """``name`` with its last word changed when that is the level's usual word."""
    return f"{name.removesuffix(usual)}{kind}" if name.endswith(f" {usual}") else name


def _after_body(name: str) -> str | None:
    plain = name.strip().casefold()
    for body in _BODIES:
        if plain == body or plain.startswith(f"{body} "):
            return name.strip()[len(body) :].strip()
    return None
