"""Words damaged on the way: glued, cut, doubled, no Vietnamese syllable; one name spelled two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.plan_proofreading.findings import TextFinding, doubt, mark
from thidua_desktop.domain.plan_text.lines import flat, lettered, sentence_at
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.text import marked_key

_ONSET: Final = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_RIME: Final = (
    r"(?:a(?:ch|nh|ng|[cimnoptuy])?|e(?:ch|nh|ng|[cmnoptu])?|i(?:ch|nh|[amnptu])?|i?e(?:ng|[cmnptu])"
    r"|o(?:ng|[acimnpt])?|oo(?:ng|c)|oa(?:ch|nh|ng|[cimnopty])|oe(?:ng|[mnot])?|u(?:ng|[acimnptu])?"
    r"|ua(?:ng|[nty])|ue(?:ch|nh)?|uo(?:ng|[cimnptu])?|uy(?:ch|nh|[aptu]|e(?:n|t))?|uych|uyn"
    r"|y(?:e(?:ng|[mntu]))?|uu|ya)"
)
_SYLLABLE: Final = re.compile(_ONSET + _RIME)
_WORD: Final = re.compile(lettered(r"(?<![\w.@/&'’-])[\p{Ll}]{3,}(?![\w.@/&'’-]*\w)"))
_GLUED_YEAR: Final = re.compile(lettered(r"(?<!\d)(?:19|20)\d{2}(?=[\p{Ll}]{2})[\p{Ll}]+"))
_GLUED: Final = re.compile(lettered(r"(?<!\w)[\p{Lu}]?[\p{Ll}]{2,}[\p{Lu}]+[\p{Ll}]*(?!\w)"))
_CUT: Final = re.compile(r"(?<!\d)20\d{2}\s*[-–]\s*(?:2\d{2}|20\d{2}\d+)(?!\d)")
_CUT_DASH: Final = re.compile(r"\b(?:xa\s+-\s+hoi|kinh\s+-\s+te|van\s+-\s+hoa|khen\s+-\s+thuong)\b")
_TWICE: Final = re.compile(lettered(r"(?<![\w-])([\p{Lu}\p{Ll}]{2,}) \1(?![\w-])"))
_NAME: Final = lettered(r"\s+((?-i:[\p{Lu}][\p{Ll}]+)(?:\s+(?-i:[\p{Lu}][\p{Ll}]*))*)")
_UNIT: Final = re.compile(
    lettered(
        r"(?<!\w)(?:Phòng|Sở|Ban|Hội|Đoàn|Ủy ban|Uỷ ban|Trung tâm|Trạm)"
        r"(?:\s+(?:-\s+|–\s+|và\s+)?[\p{Lu}][\p{Ll}]+(?:\s+[\p{Ll}]+)?)+"
    )
)


def check_words(line: int, text: str, words: PlanWords) -> Iterator[TextFinding]:
    """Findings inside one paragraph."""
    for pattern in (_GLUED_YEAR, _GLUED):
        for match in pattern.finditer(text):
            if pattern is _GLUED and not _is_glued(match[0], words):
                continue
            yield doubt("words_glued", line, sentence_at(text, match.start()), words=match[0])
    for match in (*_CUT.finditer(text), *_CUT_DASH.finditer(flat(text))):
        message = text[match.start() : match.end()]
        yield mark("words_cut", line, sentence_at(text, match.start()), words=message)
    for match in _TWICE.finditer(text):
        if flat(match[1]) not in words.doubled and not match[1].isupper():
            yield mark("doubled_words", line, sentence_at(text, match.start()), words=match[1])
    for match in _WORD.finditer(text):
        if not _is_word(match[0], words):
            yield doubt("word_unknown", line, sentence_at(text, match.start()), words=match[0])


def _is_glued(typed: str, words: PlanWords) -> bool:
    """Small letters run into capitals; names such as ``VNeID`` or ``iOffice`` are written so."""
    return flat(typed) not in words.foreign and not re.match(r"[A-Z][a-z]?[A-Z]", typed)


def _is_word(typed: str, words: PlanWords) -> bool:
    plain = flat(typed)
    return bool(_SYLLABLE.fullmatch(plain)) or plain in words.foreign


def check_names(
    paragraphs: Sequence[tuple[int, str]], issuer: str, place: str, words: PlanWords
) -> Iterator[TextFinding]:
    """A place name one letter away from the paper's own, or one body's name with its tone in two places."""
    named = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(words.place_words)}){_NAME}")
    own = [name for name in (place, *(match[1] for match in named.finditer(issuer))) if len(name) > 3]
    spelled: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for line, text in paragraphs:
        for match in named.finditer(text):
            for name in own:
                message = " ".join(match[1].split()[: len(name.split())])
                if message != name and _one_letter(message, name):
                    sentence = sentence_at(text, match.start())
                    yield doubt("name_two_ways", line, sentence, first=name, second=message)
        for match in _UNIT.finditer(text):
            spelled[marked_key(match[0])].setdefault(match[0].lower(), (line, match[0]))
    for menus in spelled.values():
        if len(menus) > 1:
            first, *others = menus.values()
            for line, message in others:
                if re.sub(r"\W", "", first[1].lower()) != re.sub(r"\W", "", message.lower()):
                    yield doubt("name_two_ways", line, message, first=first[1], second=message)


def _one_letter(one: str, other: str) -> bool:
    """The two differ in one letter typed, left out or typed too much, whatever its mark."""
    a, b = one.lower(), other.lower()
    if abs(len(a) - len(b)) > 1 or len(a.split()) != len(b.split()) or marked_key(a) == marked_key(b):
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start > 0 and max(len(a), len(b)) - start - end <= 1
