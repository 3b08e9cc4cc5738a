"""A target beside the sentence it came from: which of its figures the text says otherwise, and correcting it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.planning.amounts import parse_amount

Figures = tuple[Decimal | None, Decimal | None]
"""Lower and upper figure; both the same for an exact one, one of them None for an open one."""
_TOKEN: Final = re.compile(r"(?<![\w/.,])\d[\d.]*(?:,\d+)?(?![\w/])")
_JOINT: Final = re.compile(r"\s*(?:-|–|đến|tới)\s*")


@dataclass(frozen=True, slots=True)
class Figured:
    """One target with its figures, as stored or as the text says it. ``change``: against the year before."""

    key: str | int
    wording: str
    subject: str
    change: bool
    figures: Figures
    sentence: str


def paired(
    stored: Sequence[Figured], message: Sequence[Figured]
) -> tuple[tuple[tuple[Figured, Figured], ...], tuple[Figured, ...]]:
    """Each stored target with what the text says of it; and those with a sentence the text says nowhere.

    First by their words, then by the sentence they were read from when only one target of it is left.
    """
    pairs: list[tuple[Figured, Figured]] = []
    waiting, free = list(stored), list(message)
    for same in (_same_words, _same_sentence):
        for own in list(waiting):
            found = [one for one in free if same(own, one)]
            if found and (same is _same_words or len(found) == 1):
                pairs.append((own, found[0]))
                waiting.remove(own)
                free.remove(found[0])
    return tuple(pairs), tuple(own for own in waiting if own.sentence)


def _same_words(own: Figured, one: Figured) -> bool:
    return (flat(own.wording), own.subject, own.change) == (flat(one.wording), one.subject, one.change)


def _same_sentence(own: Figured, one: Figured) -> bool:
    return bool(own.sentence) and (own.sentence, own.subject, own.change) == (
        one.sentence,
        one.subject,
        one.change,
    )


def with_figures(clause: str, *, old: Figures, new: Figures, measure: str) -> str | None:
    """The clause with another figure in its place, written as the old one was; None when that is not certain.

    Only where the old figure stands once (before its measure when several figures are equal), and where the
    way of comparing stays: ``từ 9`` does not become ``9 - 10``.
    """
    open_ended = any((a is None) != (b is None) for a, b in zip(old, new, strict=True))
    if open_ended or not any(new):
        return None
    spans = list(_spans(clause, old))
    if len(spans) > 1:
        spans = [span for span in spans if flat(clause[span[1] :]).lstrip().startswith(flat(measure) or "\0")]
    if len(spans) != 1:
        return None
    start, end = spans[0]
    return clause[:start] + _written(clause[start:end], new, share=measure == "%") + clause[end:]


def _spans(clause: str, figures: Figures) -> Iterator[tuple[int, int]]:
    low, high = figures
    tokens = list(_TOKEN.finditer(clause))
    if low is None or high is None or low == high:
        requested = low if low is not None else high
        yield from (token.span() for token in tokens if _value(token[0]) == requested)
        return
    for first, last in pairwise(tokens):
        joint = clause[first.end() : last.start()]
        if (_value(first[0]), _value(last[0])) == figures and _JOINT.fullmatch(joint):
            yield first.start(), last.end()


def _value(token: str) -> Decimal | None:
    try:
        return parse_amount(token)
    except ValueError:
        return None


def _written(old: str, new: Figures, *, share: bool) -> str:
    low, high = new
    padded = not share and bool(re.match(r"0\d", old) or (re.fullmatch(r"\d\d(\D+\d\d)?", old)))
    words = [_one(number, padded=padded) for number in (low, high) if number is not None]
    if len(words) < 2 or low == high:
        return words[0]
    joint = _JOINT.search(old)
    return (joint[0] if joint else " - ").join(words)


def _one(number: Decimal, *, padded: bool) -> str:
    whole = number == number.to_integral_value()
    if padded and whole and number < 10:
        return f"{int(number):02d}"
    plain = number.quantize(Decimal(1)) if whole else number.normalize()
    return f"{plain:,f}".translate(str.maketrans(",.", ".,"))
