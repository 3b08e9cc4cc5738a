"""Which criterion a row of a unit's workbook means: by number and wording; what is doubtful is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.text import fold

_SURE: Final = 0.72
_SURE_WITH_NUMBER: Final = 0.34
_THINKABLE: Final = 0.25
_MARGIN: Final = 0.12
_MOST: Final = 4
_WORD: Final = re.compile(r"[a-z0-9]+")
_SMALL: Final = "va cua cac trong theo duoc cho tren ve den voi la mot tu"
_EMPTY_WORDS: Final = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as written (``1.2``, ``a)``, empty), ``wording``; ``code`` when the file says it."""

    number: str
    wording: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """``code`` of a criterion or a section when it is sure; else ``candidates``, best first (none: no row of
    the table)."""

    code: str | None
    candidates: tuple[str, ...] = ()


def match_rows(scheme: Scheme, rows: Sequence[Row]) -> list[Match]:
    """One match a row. A criterion is given to one row only: the second asks."""
    names = {one.code: one.name for one in scheme.sections}
    names |= {one.code: one.name for one in scheme.criteria}
    parents = {one.code: one.parent for one in scheme.sections}
    parents |= {one.code: one.section for one in scheme.criteria}
    words = {code: _words(name) for code, name in names.items()}
    taken: set[str] = set()
    section = ""
    found: list[Match] = []
    for row in rows:
        if row.code in names:
            match = Match(row.code)
        else:
            match = _match(row, words, parents, section=section)
        if match.code is not None and match.code in taken:
            match = Match(None, (match.code, *match.candidates))
        if match.code is not None:
            taken.add(match.code)
            section = match.code if scheme.section(match.code) else parents[match.code]
        found.append(match)
    return found


def alike(one: str, two: str) -> float:
    """Share of words in common, 0 to 1, marks and case aside."""
    return _share(_words(one), _words(two))


def _match(row: Row, words: dict[str, frozenset[str]], parents: dict[str, str], *, section: str) -> Match:
    own = _words(row.wording)
    if not own:
        return Match(None)
    scored: list[tuple[float, bool, str]] = []
    for code, name in words.items():
        share = _share(own, name)
        numbered = _same_number(row.number, code, near=parents.get(code, "") == section)
        if share >= _THINKABLE or (numbered and share > 0):
            scored.append((share + (0.2 if numbered else 0.0), numbered, code))
    scored.sort(key=lambda one: -one[0])
    if not scored:
        return Match(None)
    best, numbered, code = scored[0]
    ahead = len(scored) == 1 or best - scored[1][0] >= _MARGIN
    least = _SURE_WITH_NUMBER + 0.2 if numbered else _SURE
    if best >= least and (ahead or best >= 1):
        return Match(code)
    return Match(None, tuple(one[2] for one in scored[:_MOST]))


def _same_number(number: str, code: str, *, near: bool) -> bool:
    """``1.2``, ``1.2.`` and ``I.1.2`` under section I; a last part alone only below its own section."""
    own, known = _parts(number), _parts(code)
    if not own or not known:
        return False
    return own == known or (near and own == known[-len(own) :])


def _parts(number: str) -> list[str]:
    return _WORD.findall(fold(number))


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(name))) - _EMPTY_WORDS


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two) if one and two else 0.0
