"""Names of persons: repaired where the repair is certain, told of where it is not, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.importing import Severity, Sex
from thidua_desktop.domain.text import clean

_LOOK_ALIKE: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеосрхуіјѕһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονÐÐ",
    "ABESIJKMHOPCTYXaeocpxyijshABEZHIKMNOPTYXovĐĐ",
)
_FULL_WIDTH: Final = re.compile("[\uff01-\uff5e\u3000]")
_FOOTNOTE: Final = re.compile(r"\s*(?:\(\s*[*\d]{1,2}\s*\)|\[\s*[*\d]{1,2}\s*\]|[*¹²³⁴⁵⁶⁷⁸⁹]+)\s*$")
_SUFFIX: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_PERSON: Final = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:[ '’.\-]+[^\W\d_]+)*[.']?")
_MARKED: Final = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"  # letters beside a to z
)
_PLAIN: Final = re.compile(
    rf"[A-Z{_MARKED.upper()}][a-z{_MARKED}]+(?: [A-Z{_MARKED.upper()}][a-z{_MARKED}]*)+"
)
"""A name as it should be typed: most are, and need no closer look."""
_BIRTH_BEHIND: Final = re.compile(
    r"([^\d(]*?[^\W\d_])(?:\s+|\s*[-–—,;:(]+\s*)"  # the name and what parts it from the rest
    r"(?:(?:sinh(?:\s+(?:năm|ngày))?|năm sinh|ngày sinh|sn|s\.n\.?|ns)\s*[:.]?\s*)?"
    r"(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s*[/.\-]\s*\d{4}|\d{4})\s*\)?",
    re.IGNORECASE,
)
_HOUSEHOLD: Final = re.compile(
    r"(?i)^(?:hộ\s+(?:gia đình\s+)?(?:ông|bà|anh|chị)?|gia đình\s+(?:ông|bà|anh|chị)?)\s"
)
_DIGIT: Final = re.compile(r"\d")
MAX_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class NameWords:
    """Lists that help to recognise a name (``resources/importing/names.toml``); words in lower case with
    marks.
    """

    surnames: frozenset[str] = frozenset()
    middles: frozenset[str] = frozenset()
    givens: frozenset[str] = frozenset()
    male: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def openings(self) -> tuple[str, ...]:
        """Every salutation; asked first, as most names begin with none."""
        return _openings(self.titles, self.male, self.female)


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as it will be kept, with what was done to it: pairs of finding code and severity."""

    name: str
    findings: tuple[tuple[str, Severity], ...] = ()
    sex: Sex | None = None


@dataclass(slots=True)
class _Work:
    text: str
    findings: list[tuple[str, Severity]] = field(default_factory=list)
    sex: Sex | None = None

    def tell(self, code: str, severity: Severity) -> None:
        self.findings.append((code, severity))


@lru_cache(maxsize=8)
def _openings(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for words in lists for word in words)


def read_person(raw: str, *, words: NameWords, split: bool = False) -> ReadName:
    """The person's name in a cell. ``split``: it was put together from two columns, so blanks at the seam
    are normal.

    An error finding (NAME_NOT_PERSON, NAME_INCOMPLETE, VALUE_TOO_LONG) means: do not import as it stands.
    """
    if len(raw) > MAX_NAME:
        return ReadName(clean(raw), (("VALUE_TOO_LONG", "error"),))
    if _PLAIN.fullmatch(raw) and not raw.lower().startswith(words.openings):
        return ReadName(raw)
    work = _letters(raw, split=split)
    _salutation(work, words)
    _tail(work)
    if not _PERSON.fullmatch(work.text):
        return ReadName(work.text or clean(raw), (*work.findings, ("NAME_NOT_PERSON", "error")), work.sex)
    _capitals(work)
    if " " not in work.text:
        work.tell("NAME_INCOMPLETE", "error")
    return ReadName(work.text, tuple(work.findings), work.sex)


def read_other(raw: str) -> ReadName:
    """The name of a collective or household: letters repaired, wording left alone."""
    if len(raw) > 4 * MAX_NAME:
        return ReadName(clean(raw), (("VALUE_TOO_LONG", "error"),))
    work = _letters(raw, split=False)
    if found := _FOOTNOTE.search(work.text):
        work.text = work.text[: found.start()]
        work.tell("NAME_FOOTNOTE", "info")
    work.text = work.text.replace("–", "-").replace("—", "-")
    if not any(c.isalpha() for c in work.text) or work.text[:1] in "=@+":
        work.tell("NAME_NOT_PERSON", "error")
    return ReadName(work.text, tuple(work.findings))


def is_household(name: str) -> bool:
    """``Hộ ông Lò Văn Ín``, ``Gia đình bà …``."""
    cleaned = clean(name)
    return cleaned[:1] in "hHgG" and bool(_HOUSEHOLD.match(cleaned + " "))


def looks_like_person(name: str, words: NameWords) -> bool:
    """Two to six words, each capitalised, the first a known family name."""
    parts = clean(name).split(" ")
    if not 2 <= len(parts) <= 6 or parts[0].lower() not in words.surnames:
        return False
    return all(part[:1].isupper() for part in parts) and not _DIGIT.search(name)


def birth_behind_name(cell: str, words: NameWords) -> tuple[str, str] | None:
    """``Lê Văn Hai - 1981`` -> name and birth as typed; None when what stands before is no plain name.

    The year must be written in full: two digits behind a name may be anything.
    """
    found = _BIRTH_BEHIND.fullmatch(clean(cell))
    if not found or not looks_like_person(found[1], words):
        return None
    return found[1], found[2]


def complete_in_one_cell(cell: str, *, words: NameWords, given_seen: frozenset[str]) -> bool:
    """Is a cell of the family-and-middle-name column a whole name, its given-name cell being empty?

    Only when its last word is known as a given name (a list, or the given names of the same table) and is
    not one
    that commonly continues as a middle name.
    """
    parts = clean(cell).lower().split(" ")
    last = parts[-1]
    if len(parts) < 2 or last in words.middles:
        return False
    return last in words.givens or last in given_seen


def proper_case(word: str) -> str:
    """``NGUYễN`` -> ``Nguyễn``; after ' and - again a capital (``H'Hen``)."""
    out: list[str] = []
    start = True
    for char in word:
        out.append(char.upper() if start else char.lower())
        start = char in "'’-"
    return "".join(out)


def _letters(raw: str, *, split: bool) -> _Work:
    text = raw
    work = _Work(text)
    composed = unicodedata.normalize("NFC", text)
    if _FULL_WIDTH.search(composed):
        composed = unicodedata.normalize("NFKC", composed)
        work.tell("TEXT_FULLWIDTH", "info")
    was_decomposed = composed != text and "TEXT_FULLWIDTH" not in dict(work.findings)
    swapped = composed.translate(_LOOK_ALIKE)
    if swapped != composed:
        work.tell("NAME_CONFUSABLE", "warning")
    if swapped.startswith(("'", "’", "`")) and len(swapped) > 1:
        swapped = swapped[1:]
        work.tell("TEXT_APOSTROPHE", "info")
    cleaned = clean(swapped)
    work.text = raw if cleaned == raw else cleaned
    if was_decomposed:
        work.tell("NAME_NFD_FIXED", "info")
    elif work.text != swapped and not split:
        work.tell("NAME_WHITESPACE_FIXED", "info")
    return work


def _salutation(work: _Work, words: NameWords) -> None:
    """Drops ``Ông``, ``Bà``, ``Đ/c`` … before a name of two words or more; the first two tell the sex."""
    lowered = work.text.lower()
    if not lowered.startswith(words.openings):
        return
    groups: tuple[tuple[tuple[str, ...], Sex | None], ...] = (
        (words.titles, None),
        (words.male, "M"),
        (words.female, "F"),
    )
    for starts, sex in groups:
        for start in starts:
            rest = work.text[len(start) :].lstrip(" :.")
            if lowered.startswith(start) and lowered[len(start) : len(start) + 1] in " :." and " " in rest:
                if sex and not _is_whole_name(start, rest, words):
                    continue
                work.text, work.sex = rest, sex
                return


def _is_whole_name(salutation: str, rest: str, words: NameWords) -> bool:
    """Is what follows a name by itself? ``Ông`` is a family name as well: ``Ông Thị Kim Lan`` keeps it."""
    parts = rest.lower().split(" ")
    if "'" in parts[0] or "’" in parts[0]:
        return True
    if salutation not in words.surnames:
        return len(parts) > 2 or parts[0] in words.surnames
    return parts[0] != "thị" and (parts[0] in words.surnames or len(parts) > 2)


def _tail(work: _Work) -> None:
    if found := _FOOTNOTE.search(work.text):
        work.text = work.text[: found.start()].strip()
        work.tell("NAME_FOOTNOTE", "info")
    elif found := _SUFFIX.search(work.text):
        work.text = work.text[: found.start()].strip()
        work.tell("NAME_SUFFIX", "warning")
    work.text = work.text.rstrip(",;")


def _capitals(work: _Work) -> None:
    fixed = " ".join(_fix_case(part) for part in work.text.split(" "))
    if fixed != work.text:
        work.text = fixed
        work.tell("NAME_CASE_FIXED", "info")


@lru_cache(maxsize=16384)
def _fix_case(part: str) -> str:
    """A word typed with capitals inside, all small or all large is put right; others stay (``H'Hen``)."""
    return proper_case(part)
