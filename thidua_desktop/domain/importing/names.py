"""Names of persons: repaired where the repair is certain, reported where it is not, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.importing.name_parts import take_apart, without_honorifics
from thidua_desktop.domain.importing.values import Severity, Sex
from thidua_desktop.domain.text import clean

APOSTROPHES: Final = "'’‘ʼ`´"
"""Every way the apostrophe inside a name is typed: ``H'Hen``, ``HʼYéo``, ``K’Brôi``."""
_LOOK_ALIKE: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеосрхуіјѕһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονÐÐ",
    "ABESIJKMHOPCTYXaeocpxyijshABEZHIKMNOPTYXovĐĐ",
)
_FULL_WIDTH: Final = re.compile("[\uff01-\uff5e\u3000]")
_FOOTNOTE: Final = re.compile(r"\s*(?:\(\s*[*\d]{1,2}\s*\)|\[\s*[*\d]{1,2}\s*\]|[*¹²³⁴⁵⁶⁷⁸⁹]+)\s*$")
_SUFFIX: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_PERSON: Final = re.compile(rf"[^\W\d_][^\W\d_]*(?:[ {APOSTROPHES}.\-]+[^\W\d_]+)*[.']?")
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
_PARTS: Final = frozenset(f"{APOSTROPHES}-")
_TRAILING: Final = re.compile(r"(?:\s*(?:\.{1,}|…|[,;:/–—-]))+\s*$")
_SHORT_WORD: Final = re.compile(r"[^\W\d_]{1,3}\.")
"""``Ng.``, ``T.``: a word of a name written short."""
_GLUED: Final = re.compile(r"[^\W\d_]\.[^\W\d_]")
"""``N.V.An``: initials written together."""
_EXAMPLE: Final = re.compile(r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Lò|Đỗ|Vũ) (?:Văn|Thị) [A-HX-Z]")
_ONE_WORD: Final = re.compile(rf"[^\W\d_]{{1,2}}[{APOSTROPHES}][^\W\d_]+")
"""A whole name of one word, as of the K'Ho and Ê Đê: ``K'Brôi``."""
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
    positions: tuple[str, ...] = ()
    """What a position begins with (``hiệu trưởng ``): in lower case, a blank behind each."""

    @property
    def openings(self) -> tuple[str, ...]:
        """Every salutation; asked first, as most names begin with none."""
        return _openings(self.titles, self.male, self.female)

    @property
    def honorifics(self) -> tuple[tuple[str, Sex | None], ...]:
        """Every salutation, rank and profession with the sex it reports, the longest first."""
        return _honorifics(self.titles, self.male, self.female)

    @property
    def first_letters(self) -> tuple[str, ...]:
        """What any honorific begins with: the quick look before the long one."""
        return _openings(self.titles, self.male, self.female)


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as it will be stored, with what was done to it: pairs of finding code and severity."""

    name: str
    findings: tuple[tuple[str, Severity], ...] = ()
    sex: Sex | None = None
    position: str = ""
    """The position that stood behind the name."""
    suffix: str = ""
    """What stood in brackets behind the name and is no position."""


@dataclass(slots=True)
class _Work:
    text: str
    findings: list[tuple[str, Severity]] = field(default_factory=list)
    sex: Sex | None = None
    suffix: str = ""

    def report(self, code: str, severity: Severity) -> None:
        self.findings.append((code, severity))

    def findings_have(self, code: str) -> bool:
        return any(found == code for found, _ in self.findings)


@lru_cache(maxsize=8)
def _openings(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for words in lists for word in words)


@lru_cache(maxsize=8)
def _honorifics(
    titles: tuple[str, ...], male: tuple[str, ...], female: tuple[str, ...]
) -> tuple[tuple[str, Sex | None], ...]:
    reported: list[tuple[str, Sex | None]] = [(word, None) for word in titles]
    reported += [(word, "M") for word in male]
    reported += [(word, "F") for word in female]
    return tuple(sorted(reported, key=lambda pair: -len(pair[0])))


def read_person(raw: str, *, words: NameWords, split: bool = False) -> ReadName:
    """The person's name in a cell. ``split``: it was put together from two columns, so blanks at the seam
    are normal.

    An error finding (NAME_NOT_PERSON, NAME_INCOMPLETE, VALUE_TOO_LONG) means: do not import as it stands.
    """
    if len(raw) > MAX_NAME:
        return ReadName(clean(raw), (("VALUE_TOO_LONG", "error"),))
    if _PLAIN.fullmatch(raw) and not raw.lower().startswith(words.openings):
        if raw[-2:-1] == " " and _EXAMPLE.fullmatch(raw):
            return ReadName(raw, (("NAME_EXAMPLE", "error"),))
        return ReadName(raw, (("NAME_INCOMPLETE", "error"),) if _is_cut_short(raw) else ())
    cell = take_apart(raw, words)
    if cell.kind == "second" or " và " in clean(raw).lower():
        return ReadName(clean(raw), (("NAME_TWO_PERSONS", "error"),))
    work = _letters(cell.name, split=split)
    if cell.kind:
        work.report("NAME_WITH_POSITION", "info" if cell.kind == "position" else "warning")
    work.text, sex = without_honorifics(work.text, words)
    work.sex = "M" if sex == "M" else "F" if sex == "F" else None
    _tail(work)
    position = cell.rest if cell.kind == "position" else ""
    if _EXAMPLE.fullmatch(work.text):
        work.report("NAME_EXAMPLE", "error")
    if any(_SHORT_WORD.fullmatch(part) for part in work.text.split(" ")) or _GLUED.search(work.text):
        work.report("NAME_SHORTENED", "error")
    elif not _PERSON.fullmatch(work.text):
        findings = (*work.findings, _not_a_person())
        return ReadName(work.text or clean(raw), findings, work.sex)
    _capitals(work)
    if _is_cut_short(work.text) or (
        " " not in work.text
        and not _ONE_WORD.fullmatch(work.text)
        and not work.findings_have("NAME_SHORTENED")
    ):
        work.report("NAME_INCOMPLETE", "error")
    return ReadName(work.text, tuple(work.findings), work.sex, position, work.suffix)


def _is_cut_short(name: str) -> bool:
    """``Lê Thị``, ``Lò Văn``: ends with a word that goes on; as a given name ``Văn`` has two words before."""
    return name.endswith(" Thị") or (name.endswith(" Văn") and name.count(" ") == 1)


def _not_a_person() -> tuple[str, Severity]:
    return "NAME_NOT_PERSON", "error"


def read_other(raw: str) -> ReadName:
    """The name of a collective or household: letters repaired, wording left alone."""
    if len(raw) > 4 * MAX_NAME:
        return ReadName(clean(raw), (("VALUE_TOO_LONG", "error"),))
    work = _letters(raw, split=False)
    if found := _FOOTNOTE.search(work.text):
        work.text = work.text[: found.start()]
        work.report("NAME_FOOTNOTE", "info")
    work.text = work.text.replace("–", "-").replace("—", "-")
    if not any(c.isalpha() for c in work.text) or work.text[:1] in "=@+":
        work.report("NAME_NOT_PERSON", "error")
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


def plain_person(text: str, words: NameWords) -> bool:
    """A person's name as it should be typed, of a known family that units do not begin with."""
    return bool(_PLAIN.fullmatch(text)) and text.split(" ", 1)[0].lower() in words.surnames - _UNIT_LIKE


_UNIT_LIKE: Final = frozenset({"đoàn", "ban", "hội", "tổ", "bản"})


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
        start = char in _PARTS
    return "".join(out)


def _letters(raw: str, *, split: bool) -> _Work:
    text = raw
    work = _Work(text)
    composed = unicodedata.normalize("NFC", text)
    if _FULL_WIDTH.search(composed):
        composed = unicodedata.normalize("NFKC", composed)
        work.report("TEXT_FULLWIDTH", "info")
    was_decomposed = composed != text and "TEXT_FULLWIDTH" not in dict(work.findings)
    swapped = composed.translate(_LOOK_ALIKE)
    if swapped != composed:
        work.report("NAME_CONFUSABLE", "warning")
    if swapped.startswith(("'", "’", "`")) and len(swapped) > 1:
        swapped = swapped[1:]
        work.report("TEXT_APOSTROPHE", "info")
    cleaned = clean(swapped)
    work.text = raw if cleaned == raw else cleaned
    if was_decomposed:
        work.report("NAME_NFD_FIXED", "info")
    elif work.text != swapped and not split:
        work.report("NAME_WHITESPACE_FIXED", "info")
    return work


def _tail(work: _Work) -> None:
    if found := _FOOTNOTE.search(work.text):
        work.text = work.text[: found.start()].strip()
        work.report("NAME_FOOTNOTE", "info")
    elif found := _SUFFIX.search(work.text):
        work.text, work.suffix = work.text[: found.start()].strip(), clean(found[1])
        work.report("NAME_SUFFIX", "warning")
    if (found := _TRAILING.search(work.text)) and not _SHORT_WORD.fullmatch(work.text.split(" ")[-1]):
        work.text = work.text[: found.start()].strip()
        work.report("NAME_FOOTNOTE", "info")


def _capitals(work: _Work) -> None:
    fixed = " ".join(_fix_case(part) for part in work.text.split(" "))
    if fixed != work.text:
        work.text = fixed
        work.report("NAME_CASE_FIXED", "info")


@lru_cache(maxsize=16384)
def _fix_case(part: str) -> str:
    """A word typed with capitals inside, all small or all large is put right; others stay (``H'Hen``)."""
    return proper_case(part)
