"""Which field a column heading names, whatever the wording; headings of several rows read as one path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.text import search_key
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

NAME_FIELDS: Final = frozenset({"name", "family_name", "collective_name", "household_name"})
AWARD_PREFIX: Final = "award:"
_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
_UNSURE_NAMES: Final = frozenset(
    {"ca nhan", "tap the", "doi tuong", "ten", "ho", "can bo", "ho gia dinh", "danh sach"}
)
_MAX_HEADING: Final = 120
_NAMED: Final = ("ho va ten ", "ho ten ", "ho, ten ")
"""How a heading begins whose column holds the name, whatever else stands in it."""


class HeaderIndex:
    """Looks headings up; built once for a file."""

    def __init__(self, vocabulary: Vocabulary, awards: AwardIndex, aliases: Mapping[str, str]) -> None:
        self._awards = awards
        self._aliases = {search_key(spelling): field for spelling, field in aliases.items()}
        self._exact: dict[str, str] = {}
        self._first: list[tuple[str, str]] = []
        self._words: list[tuple[str, str]] = []
        for field in vocabulary.headers:
            for spelling in field.exact:
                self._exact.setdefault(spelling, field.name)
            (self._first if field.first else self._words).extend(
                (phrase, field.name) for phrase in field.words
            )
        self._known: dict[str, str | None] = {}

    def field(self, heading: str) -> str | None:
        """Field of one heading; ``award:CODE`` for a column that is one award; None when it says nothing."""
        if not heading or len(heading) > _MAX_HEADING:
            return None
        if heading not in self._known:
            self._known[heading] = self._find(heading)
        return self._known[heading]

    def is_whole(self, heading: str) -> bool:
        """Is this, word for word, how some column is headed?"""
        key = search_key(heading)
        return key in self._aliases or key in self._exact

    def is_unsure(self, heading: str) -> bool:
        """A word that heads a column in some tables and stands in the cells of others."""
        return _without_years(search_key(heading)) in _UNSURE_NAMES

    def of_path(self, path: list[str]) -> str | None:
        """Field of a column whose heading goes over several rows, from top to bottom."""
        if not path:
            return None
        if len(path) == 1:
            return self.field(path[0])
        leaf, parent = path[-1], path[-2]
        whole = search_key(" ".join(path))
        by_whole = self._aliases.get(whole) or self._exact.get(whole)
        if by_whole:
            return by_whole
        parent_field = self.of_path(path[:-1])
        leaf_field = self.field(leaf)
        if parent_field == "dob" and leaf_field in {"sex_male", "sex_female"}:
            return "dob_male" if leaf_field == "sex_male" else "dob_female"
        if parent_field == "ignored" and leaf_field in {"sex_male", "sex_female"}:
            return "ignored"
        first = self._first_field(whole)
        if first:
            return first
        if parent_field == "name" and leaf_field == "name":
            return "given_name"
        if leaf_field is None or not (leaf_field.startswith(AWARD_PREFIX)):
            code = self._awards.exact(f"{parent} {leaf}")
            if code:
                return AWARD_PREFIX + code
        return leaf_field or parent_field

    def years(self, path: list[str]) -> int | None:
        """The latest year a heading names."""
        found = _YEARS.findall(" ".join(path))
        return max(map(int, found)) if found else None

    def _find(self, heading: str) -> str | None:
        heading = _closed_up(heading)
        key = search_key(heading)
        if not key:
            return None
        bare = search_key(re.sub(r"\([^)]*\)", " ", heading))
        no_year = _without_years(key)
        for candidate in (key, bare, no_year):
            known = self._aliases.get(candidate) or self._exact.get(candidate)
            if known:
                return known
            if candidate.startswith("ten ") and self._exact.get(candidate[4:]) == "unit":
                return "collective_name"
        if key.startswith("ma ") and "dinh danh" not in key:
            return "ignored"
        first = self._first_field(key)
        if first:
            return first
        code = self._awards.exact(heading)
        if code:
            return AWARD_PREFIX + code
        return self._earliest(key)

    def _first_field(self, key: str) -> str | None:
        padded = f" {key} "
        for phrase, field in self._first:
            if f" {phrase} " in padded:
                named = field == "position_unit" and key.startswith(_NAMED)
                return "name" if named else field
        return None

    def _earliest(self, key: str) -> str | None:
        padded = f" {key} "
        best: tuple[int, int, str] | None = None
        for phrase, field in self._words:
            place = padded.find(f" {phrase} ")
            if place >= 0 and (best is None or (place, -len(phrase)) < best[:2]):
                best = (place, -len(phrase), field)
        return best[2] if best else None


def _closed_up(heading: str) -> str:
    """A heading written letter below letter, or spaced out: ``C S T Đ C S`` is ``CSTĐCS``."""
    letters = heading.split()
    return "".join(letters) if len(letters) > 2 and all(len(one) == 1 for one in letters) else heading


def _without_years(key: str) -> str:
    return " ".join(re.sub(r"\b(?:nam hoc |nam )?(?:19|20)\d\d(?: (?:19|20)\d\d)?\b", " ", key).split())
