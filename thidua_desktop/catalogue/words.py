"""Reads the free words of a file ("phạm vi tỉnh công nhận", "1 người bị cảnh cáo") by lists stored as data."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from thidua_desktop.catalogue.acts import load_levels
from thidua_desktop.catalogue.reading import read_file


def codes_in(subject: str, words: str) -> tuple[str, ...]:
    """Codes of the list ``subject`` whose phrases stand in ``words``: longest first, no word read twice."""
    rest = _plain(words)
    found: list[str] = []
    for phrase, code in _phrases(subject):
        rest, count = re.subn(rf"(?<!\w){re.escape(phrase)}(?!\w)", " | ", rest)
        if count and code not in found:
            found.append(code)
    return tuple(found)


def says(subject: str, code: str, words: str) -> bool:
    return code in codes_in(subject, words)


def code_of(subject: str, words: str) -> str | None:
    """The code whose phrase is the whole text, else None."""
    plain = _plain(words)
    return next((code for phrase, code in _phrases(subject) if phrase == plain), None)


def read_authority(words: str) -> str | None:
    """The level of authority a paper names, by its longest known phrase; None when it names none."""
    plain = _plain(words)
    best = ""
    level_code: str | None = None
    for level in load_levels():
        for phrase in map(_plain, level.words):
            if len(phrase) > len(best) and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain):
                best, level_code = phrase, level.code
    return level_code


@cache
def _phrases(subject: str) -> tuple[tuple[str, str], ...]:
    table = read_file("case_words.toml").table(subject)
    pairs = [(_plain(phrase), code) for code in table.keys() for phrase in table.texts(code)]  # noqa: SIM118
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _plain(words: str) -> str:
    text = unicodedata.normalize("NFC", words).casefold().replace("uỷ", "ủy").replace("hoá", "hóa")
    return " ".join(text.split())
