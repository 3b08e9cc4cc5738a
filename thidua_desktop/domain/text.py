"""Vietnamese text: one spelling inside, one key to search by, one key to sort by.

``clean`` is for every entry (typing, workbooks, clipboard). Text in the old TCVN3 encoding must be decoded
*before* it is cleaned: its ``ư`` is the soft hyphen, which cleaning removes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE]
)
_ETH: Final = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ", 0x0256: "đ"}
_CLEAN: Final = {
    **_INVISIBLE,
    **_ETH,
    **dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]),
}
_SPACES: Final = re.compile(r"\s+")
_REMEMBERED: Final = 200
"""Longer texts are not worth remembering."""
_WORDS: Final = 4096
"""Words of texts that are remembered."""
_TEXTS: Final = 16384
"""Texts that are remembered: about a list of ten thousand lines."""
_NOT_WORD: Final = re.compile(r"[\W_]+")

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY: Final = {letter: chr(ord("A") + place) for place, letter in enumerate(_LETTERS)}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWEL_MARKS: Final = frozenset("\u0306\u0302\u031b")
_END: Final = " "


def nfc(s: str) -> str:
    """Composed Unicode: ``e`` + marks becomes ``ế``."""
    return unicodedata.normalize("NFC", s)


def clean(s: str) -> str:
    """Composed, without invisible letters, every run of blanks one space, ends trimmed, Icelandic Ð as Đ."""
    if s.isascii() and s.isprintable():
        return s if "  " not in s and s == s.strip() else " ".join(s.split())
    return _clean_marked(s) if len(s) < _REMEMBERED else _clean_all(s)


@lru_cache(maxsize=_TEXTS)
def _clean_marked(s: str) -> str:
    return _clean_all(s)


def _clean_all(s: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", s.translate(_CLEAN))).strip()


def fold(s: str) -> str:
    """Lower case without marks, đ as d, blanks tidied: ``Hoà`` and ``Hòa`` give ``hoa``."""
    lowered = clean(s).lower().replace("đ", "d")
    if lowered.isascii():
        return lowered
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=2 * _TEXTS)
def search_key(s: str) -> str:
    """``fold`` with punctuation as spaces: ``Trường TH&THCS Cẩm Sơn`` gives ``truong th thcs cam son``."""
    return _NOT_WORD.sub(" ", fold(s)).strip()


@lru_cache(maxsize=_TEXTS)
def marked_key(s: str) -> str:
    """Lower case with marks stored and the tone in one place: ``Hoà``, ``Hòa`` alike; ``Hoa`` different."""
    return " ".join(_tone_last(word) for word in words_of(s))


def words_of(s: str) -> list[str]:
    """The words in lower case with their marks, punctuation left out."""
    return _NOT_WORD.sub(" ", clean(s).lower()).split()


def initials(s: str) -> str:
    """First letters of the words without marks: ``Nguyễn Văn An`` gives ``nva``."""
    return "".join(word[0] for word in search_key(s).split())


def sort_key(name: str) -> str:
    """Key ordering persons as Vietnamese lists do: given name, then family and middle names.

    The key is ASCII and compares byte by byte (SQLite BINARY, PostgreSQL "C"): letters a ă â b … z, then
    tones
    ngang < huyền < hỏi < ngã < sắc < nặng, small letters before capitals.
    """
    words = clean(name).split(" ")
    given, rest = words[-1], " ".join(words[:-1])
    letters, tones, cases = _levels(given)
    rest_letters, rest_tones, rest_cases = _levels(rest)
    return _END.join((letters, tones, rest_letters, rest_tones, cases, rest_cases)).rstrip(_END)


def text_sort_key(s: str) -> str:
    """Key ordering units and other text from its first letter on; built as ``sort_key``."""
    return _END.join(_levels(clean(s))).rstrip(_END)


@lru_cache(maxsize=_WORDS)
def _levels(s: str) -> tuple[str, str, str]:
    """Letters, tones and capitals of ``s``: three strings; trailing zeros say nothing and are cut.

    One tone a word, wherever it was typed, so that Hoà and Hòa stand together.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    word_tone = "0"
    for char in s:
        if char == " ":
            tones.append(word_tone)
            word_tone = "0"
        base, tone = _split_tone(char)
        letters.append(_primary(base.lower()))
        word_tone = tone if tone != "0" else word_tone
        cases.append("1" if base != base.lower() else "0")
    tones.append(word_tone)
    return "".join(letters), "".join(tones).rstrip("0"), "".join(cases).rstrip("0")


@lru_cache(maxsize=4096)
def _split_tone(char: str) -> tuple[str, str]:
    """The letter with its own mark (ă â ê ô ơ ư đ) and the tone as a digit; a foreign mark counts last."""
    decomposed = unicodedata.normalize("NFD", char)
    stored, tone = decomposed[0], "0"
    for mark in decomposed[1:]:
        if mark in _VOWEL_MARKS and unicodedata.normalize("NFC", stored + mark).lower() in _PRIMARY:
            stored = unicodedata.normalize("NFC", stored + mark)
        elif tone == "0":
            tone = _TONES.get(mark, "6")
    return stored, tone


def _primary(letter: str) -> str:
    known = _PRIMARY.get(letter)
    if known:
        return known
    if letter.isascii() and letter.isdigit():
        return letter
    if letter.isspace():
        return "!"
    if not letter.isalnum():
        return f'"{ord(letter):05x}'
    return f"~{ord(letter[0]):05x}"


@lru_cache(maxsize=_WORDS)
def _tone_last(word: str) -> str:
    """The word with its tone pulled out to the end, so that both habits of placing it compare equal."""
    bare: list[str] = []
    tone = "0"
    for char in word:
        base, own = _split_tone(char)
        bare.append(base)
        tone = own if own != "0" else tone
    return "".join(bare) + ("" if tone == "0" else tone)
