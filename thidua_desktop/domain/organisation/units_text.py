"""Names of units: one unit however it is typed, doubtful spellings reported, wording taken from the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from thidua_desktop.domain.text import clean, fold, marked_key, search_key

_PEOPLES_COMMITTEE: Final = re.compile(r"(?i)^[uủ][yỷ] ban nhân dân\b|^uỷ ban nhân dân\b|^ủy ban nhân dân\b")
_TAIL: Final = re.compile(
    r"(?i)\s*(?:[-–,;(]\s*(?:năm học|năm|niên khóa)\b.*|\s(?:năm học|năm)\s+\d{4}.*|\(\s*(?:kèm|biểu|mẫu).*)$"
)


_COUNTED: Final = re.compile(
    r"(?i)\s*[(:\-–]?\s*(?:(?:có|gồm|gồm có|tổng số|tổng cộng)\s*:?\s*)?\d{1,4}\s*"
    r"(?:người|cá nhân|tập thể|đồng chí|đ/c|hộ|trường hợp|giáo viên|cán bộ|đề nghị|ng)\b[^()]*\)?\s*$"
)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What unit names are made of (``resources/importing/units.toml``).

    ``starts`` and ``inner`` are in lower case and end with a blank.
    """

    starts: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] | None = field(default=None, hash=False)
    openers: frozenset[str] = frozenset()
    """Words a place name follows, in lower case."""


_POST: Final = re.compile(
    r"(?:chi hội|chi đoàn|liên đội|phân hội|tổ|đội|nhóm|ban|khoa|phòng|trạm|thôn|bản|ấp|xóm|khối|khóm|khu|hội|đoàn|cụm|"
    r"câu lạc bộ|trung đội|tiểu đội|đại đội|chi cục|cục|viện) (?:trưởng|phó)\s"
)
"""Who leads a unit, named after it: ``Chi hội trưởng``, ``Tổ phó``."""


@dataclass(frozen=True, slots=True)
class UnitReading:
    """``code``: UNIT_VARIANT (another spelling of a known unit) or UNIT_UNKNOWN (not in the register)."""

    name: str
    code: str | None = None
    typed: str = ""


def starts_like_unit(text: str, words: UnitWords) -> bool:
    """Does the text open with a word units open with? (``Trường …``, ``UBND …``, ``Tổ …``)"""
    lowered = f"{clean(text).lower()} "
    return lowered.startswith(words.starts) and not _POST.match(lowered)


def is_inner(text: str, words: UnitWords) -> bool:
    """A team inside the sender: ``Tổ Văn phòng``."""
    return clean(text).lower().startswith(words.inner)


def tidy_unit(text: str, words: UnitWords) -> str:
    """Blanks and dashes tidied, capitals brought down, the year behind it dropped."""
    tidy = clean(text).replace("–", "-").replace("—", "-")
    if any(letter.isdigit() for letter in tidy):
        tidy = _COUNTED.sub("", tidy)
    tidy = _TAIL.sub("", tidy).strip(" .,;:-")
    if tidy.isupper() and len(tidy) > 5:
        tidy = _lower_capitals(tidy, words)
    return tidy


def short_committee(text: str) -> str:
    """``Ủy ban nhân dân xã X`` as offices write it in lists: ``UBND xã X``."""
    return _PEOPLES_COMMITTEE.sub("UBND", text)


_BODY: Final = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd ubnd|hdnd va ubnd|hoi dong nhan dan) ")


def unit_core(name: str) -> str:
    """The name without the word for the body that governs it: ``UBND xã An Phú`` gives ``xa an phu``."""
    return _BODY.sub("", search_key(name))


def unit_key(name: str) -> str:
    """Equal for two spellings of one unit that differ in case, marks' place, dashes or blanks only."""
    return marked_key(name)


class UnitBook:
    """Brings the spellings of one file to one name each: the register's, else the commonest in the file."""

    def __init__(self, register: Iterable[str], aliases: Mapping[str, str], words: UnitWords) -> None:
        self._words = words
        self._register = {unit_key(name): name for name in register}
        self._aliases = {search_key(spelling): name for spelling, name in aliases.items()}
        self._loose: dict[str, set[str]] = {}
        for name in self._register.values():
            self._loose.setdefault(self._expanded(name), set()).add(name)
        self._common: dict[str, str] = {}
        self._known: dict[str, UnitReading] = {}

    def learn(self, typed: Iterable[str]) -> None:
        """Counts the spellings of the file, so that the commonest one names the unit."""
        counts: dict[str, Counter[str]] = {}
        for text, times in Counter(typed).items():
            tidy = tidy_unit(text, self._words)
            if tidy:
                counts.setdefault(unit_key(tidy), Counter())[tidy] += times
        self._common = {key: spellings.most_common(1)[0][0] for key, spellings in counts.items()}
        self._known.clear()

    def read(self, typed: str) -> UnitReading:
        known = self._known.get(typed)
        if known is None:
            known = self._known[typed] = self._read(typed)
        return known

    def _read(self, typed: str) -> UnitReading:
        tidy = tidy_unit(typed, self._words)
        key = unit_key(tidy)
        alias = self._aliases.get(search_key(typed)) or self._aliases.get(search_key(tidy))
        if alias:
            return UnitReading(alias, None, typed)
        if key in self._register:
            return UnitReading(self._register[key], None, typed)
        loose = self._loose.get(self._expanded(tidy), set())
        if len(loose) == 1:
            return UnitReading(next(iter(loose)), "UNIT_VARIANT", typed)
        name = self._common.get(key, tidy)
        return UnitReading(name, "UNIT_UNKNOWN" if self._register else None, typed)

    def _expanded(self, name: str) -> str:
        """Abbreviations written out, without marks or punctuation."""
        table = {fold(short): search_key(full) for short, full in (self._words.abbreviations or {}).items()}
        tokens = fold(name).replace("&", " ").replace("-", " ").replace(",", " ").split()
        return " ".join(table.get(token, token) for token in tokens)


def _lower_capitals(text: str, words: UnitWords) -> str:
    """``TRƯỜNG THCS HÒA TIẾN`` -> ``Trường THCS Hòa Tiến`` by the list of common phrases; the rest is a
    name.
    """
    titled = " ".join(
        token
        if token.strip("-(),.") in words.acronyms or (not token.isalpha() and "&" in token)
        else _title(token)
        for token in text.split(" ")
    )
    usual = {phrase.lower(): phrase for phrase in words.phrases}
    longest_first = "|".join(map(re.escape, sorted(usual, key=len, reverse=True)))
    titled = re.sub(
        rf"(?i)(?<!\w)(?:{longest_first})(?!\w)", partial(_usual_case, usual, words.openers), titled
    )
    return titled[:1].upper() + titled[1:]


def _usual_case(usual: Mapping[str, str], openers: frozenset[str], found: re.Match[str]) -> str:
    """The usual spelling of the phrase, unless it is a single word that is part of a name here: at the end
    (``Mầm non Hoa Ban``) or right behind a word that names follow (``xã Bản Lầu``).
    """
    phrase = usual[found[0].lower()]
    if " " in phrase or not phrase.islower():
        return phrase
    before, after = found.string[: found.start()].lower().split(), found.string[found.end() :].strip(" -–,")
    is_name = not after or (bool(before) and before[-1] in openers)
    return _title(found[0]) if is_name else phrase


def _title(token: str) -> str:
    return token[:1].upper() + token[1:].lower()
