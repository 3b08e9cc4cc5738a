"""The theme of the year's emulation: in quotation marks or without, in the opening or in the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua_desktop.domain.plan_text_lines import Line, flat, sentence_at
from thidua_desktop.domain.plan_text_parts import Said, Source
from thidua_desktop.domain.plan_text_quotes import quotes
from thidua_desktop.domain.plan_text_words import PlanWords, one_of


def read_theme(lines: Sequence[Line], words: PlanWords, *, body: Sequence[Line] = ()) -> Said:
    """The quotation after ``chủ đề`` or after ``phát động phong trào thi đua:`` in the opening; else the one
    ``phát động phong trào thi đua với chủ đề`` stands before in the ``body``."""
    marks = re.compile(one_of(words.theme_marks) + r"\s*:?\s*(?:la|nam \d{4})?\s*:?\s*$")
    for line in lines:
        for quote in quotes(line.text):
            if marks.search(flat(line.text[: quote.start])):
                return Said(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    own = re.compile(r"phat dong (?:phong trao )?thi dua[^“;.]{0,40}(?:chu de|khau hieu)\s*:?\s*$")
    for line in body:
        for quote in quotes(line.text):
            if own.search(flat(line.text[: quote.start])):
                return Said(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    return Said()
