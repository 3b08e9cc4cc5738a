"""Slips of typing: places left to fill in, words and sentences twice, marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from thidua_desktop.domain.plan_proofreading.findings import TextFinding, doubt, mark
from thidua_desktop.domain.plan_text.lines import flat, sentence_at, sentences
from thidua_desktop.domain.text import marked_key

_PLACEHOLDERS: Final = re.compile(
    r"\.{4,}|…{2,}|…\.+|\.+…|_{3,}|\[[\s.…]*\]|\[[^\]\d]{2,60}\]|<[^<>]{2,60}>|\([\s.…]+\)"
    r"|\((?:ghi rõ|nêu rõ|điền|tên đơn vị|ghi cụ thể|nếu cần thì)[^)]*\)"
    r"|\b(?:ngày|tháng|năm|số|ông|bà|là|đạt|gồm)\s*(?:\.{2,}|…)(?!\s*[,;]?\s*$)"
    r"|\b(?:(?-i:x{2,})|20x{2}|x{2}/x{2,4})\b",
    re.IGNORECASE,
)
_DOUBLED: Final = re.compile(r"\b(\w+(?: \w+){1,3}) \1\b", re.IGNORECASE)
_SMALL: Final = (
    "của",
    "và",
    "các",
    "trong",
    "với",
    "cho",
    "được",
    "những",
    "theo",
    "đến",
    "trên",
    "là",
    "tại",
    "về",
    "thực",
)
_DOUBLED_SMALL: Final = re.compile(rf"\b({'|'.join(_SMALL)}) \1\b", re.IGNORECASE)
_SPACE: Final = re.compile(r"[^\W\d_]\s+[,;:](?=\s|$)")
_NO_SPACE: Final = re.compile(r"[^\W\d_][,;](?=[^\W\d_])")
_MARKS_TWICE: Final = re.compile(r"(?<!\.)\.\.(?!\.)|,\s*,|;\s*;|[,;]\s*\.(?!\.)")
_LEAST_REPEATED: Final = 60
_LIST_MARK: Final = re.compile(r"^\(?(?:\d{1,2}|[a-zđ])\)")


def check_line(line: int, text: str) -> Iterator[TextFinding]:
    """Findings inside one paragraph."""
    if match := _PLACEHOLDERS.search(text):
        yield mark("placeholder", line, sentence_at(text, match.start()), words=match[0].strip())
    for pattern in (_DOUBLED, _DOUBLED_SMALL):
        for match in pattern.finditer(text):
            yield mark("doubled_words", line, sentence_at(text, match.start()), words=match[1])
    for code, pattern in (
        ("space_before", _SPACE),
        ("no_space_after", _NO_SPACE),
        ("marks_twice", _MARKS_TWICE),
    ):
        if found := pattern.search(text):
            yield doubt(code, line, sentence_at(text, found.start()), words=_around(text, found))
    yield from _halves(line, text)


def check_repeated(paragraphs: Iterable[tuple[int, str]]) -> Iterator[TextFinding]:
    """Long sentences that stand a second time."""
    first: dict[str, int] = {}
    for line, text in paragraphs:
        for sentence in sentences(text):
            key = marked_key(sentence)
            if len(key) < _LEAST_REPEATED:
                continue
            if key in first:
                yield doubt("sentence_twice", line, sentence, first=first[key])
            else:
                first[key] = line


def _halves(line: int, text: str) -> Iterator[TextFinding]:
    """Quotation marks and brackets, counted in the paragraph as a whole."""
    opened, closed = text.count("“"), text.count("”")
    if opened != closed or (not opened and text.count('"') % 2):
        yield mark("quotes_open", line, _first_with(text, "“" if opened > closed else "”"))
    body = _LIST_MARK.sub("", text)
    if body.count("(") != body.count(")") and not re.search(r"\b[a-zđ0-9]\)\s", flat(body)):
        yield mark(
            "brackets_open", line, _first_with(body, "(" if body.count("(") > body.count(")") else ")")
        )


def _first_with(text: str, sign: str) -> str:
    """The sentence in which the sign stands last."""
    place = text.rfind(sign)
    return sentence_at(text, max(place, 0))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 12, 0) : match.end() + 12].strip()
