"""The theme of the year's emulation: in quotation marks or without, in the opening or in the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from thidua_desktop.domain.plan_text.lines import Line, flat, lettered, sentence_at
from thidua_desktop.domain.plan_text.parts import Message, Source
from thidua_desktop.domain.plan_text.quotes import quotes
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

_OF_WHAT: Final = (
    r"(?:\s*,?\s*(?:nam hoc|thi dua|cong tac|hanh dong|cua nam|cua tinh|cua xa|cua phuong|nam)(?: hoc)?"
    r"(?:\s+\d{4}(?:\s*-\s*\d{4})?)?)*\s*(?:la)?\s*:?\s*$"
)
_OWN: Final = re.compile(
    r"phat dong (?:phong trao )?thi dua[^“;.]{0,60}(?:chu de|khau hieu|ten goi)\s*:?\s*$"
)
_YEARS: Final = re.compile(
    r"chu de (?:cua )?(?:nam hoc|thi dua nam|cong tac nam|nam)(?: hoc)?(?: "
    r"\d{4})?(?:\s*-\s*\d{4})?\s*(?:la)?\s*:?\s*$"
)
_UNMARKED: Final = re.compile(
    lettered(
        r"(?i:với\s+chủ\s+đề|chủ\s+đề(?:\s+(?:thi\s+đua|năm\s+học|công\s+tác|của\s+năm"
        r"|năm)(?:\s+\d{4}(?:\s*[-–]\s*\d{4})?)?)?"
        r"\s*(?:là|:))\s*(?:là\s*)?:?\s*([\p{Lu}][^“”\";.:]{8,200}?)"
        r"(?=\s*,?\s*(?:như sau|với (?:các|những|nội)|với nội dung|cụ thể|gồm|UBND|Ủy ban|nhằm|để"
        r"|Trường|trên địa bàn)|[;.:]|$)"
    )
)


def read_theme(lines: Sequence[Line], words: PlanWords, *, body: Sequence[Line] = ()) -> Message:
    """The quotation after ``chủ đề`` or after ``phát động phong trào thi đua:`` in the opening; else the one
    the body calls the theme of the year; else the words after ``với chủ đề`` without quotation marks."""
    marks = re.compile(one_of(words.theme_marks) + _OF_WHAT)
    for line in lines:
        for quote in quotes(line.text):
            if marks.search(flat(line.text[: quote.start])):
                return Message(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    for line in body:
        for quote in quotes(line.text):
            before = flat(line.text[: quote.start])
            if _OWN.search(before) or _YEARS.search(before):
                return Message(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    for line in (*lines, *body):
        if (found := _UNMARKED.search(line.text)) and _is_theme(found[1]):
            return Message(found[1].strip(" ,"), Source(line.number, sentence_at(line.text, found.start())))
    return Message()


def _is_theme(words: str) -> bool:
    """Several watchwords side by side; a clause that only begins with a capital is none."""
    return bool(re.search(r"\s[-–]\s|,", words))
