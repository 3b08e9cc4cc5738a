"""Movements and drives a plan names in quotation marks, or by a name everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.domain.plan_text.issuer import bodies
from thidua_desktop.domain.plan_text.lines import flat, sentence_at
from thidua_desktop.domain.plan_text.listed_movements import read_listed_movements
from thidua_desktop.domain.plan_text.movement_details import (
    Days,
    Regularity,
    days_behind,
    is_labelled,
    labelled,
    regularity_of,
    scope_of,
)
from thidua_desktop.domain.plan_text.parts import Movement, MovementKind, Section, Source
from thidua_desktop.domain.plan_text.quotes import Quote, quotes
from thidua_desktop.domain.plan_text.words import PlanWords, one_of
from thidua_desktop.domain.text import search_key

_PERIOD: Final = re.compile(r"\s*\(?(?:trong )?giai doan\s*(\d{4})\s*-\s*(\d{4})")
_LAUNCHED: Final = re.compile(r"\bdo\s+([^;.“”\"]{3,60}?)\s+phat dong")
_AFTER: Final = 110
_ASIDE: Final = r"\s*(?:\([^)]*\)\s*|giai doan\s*\d+\s*-\s*\d+\s*)?"
_LAUNCHING: Final = re.compile(r"\s+phat dong phong trao thi dua[^;.]{0,40}$")
_WHERE: Final = r"\s*,?\s*(?:tren (?:dia ban|pham vi)|trong (?:toan|cac|nganh|pham vi))\b[^;,.“”\"]{2,70}"
_LIST: Final = re.compile(
    r"[\s.…]*(?:giai doan\s*\d{4}\s*-\s*\d{4})?"
    rf"(?:{_WHERE})?(?:,?\s*do [^;,.“”\"]{{3,60}} phat dong)?[\s.…]*(?:[;,]|va|cung)"
    r"[\s,;]*(?:va |cac )?(?:phong trao |cuoc van dong )?$"
)
_CLAUSE: Final = re.compile(r"[;.!?](?!\d)")


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    kind: MovementKind
    launched_by: str
    period: tuple[int, int] | None
    source: Source
    scope: str = ""
    regularity: Regularity = ""
    days: Days = (None, None)


def read_movements(
    paragraphs: Iterable[tuple[int, str]],
    words: PlanWords,
    *,
    year: int | None = None,
    sections: Sequence[Section] = (),
) -> tuple[Movement, ...]:
    """Each name once, in the order first named. ``paragraphs``: line number and text.

    Lines such as ``Phạm vi: …``, ``Tiêu chí: …`` belong to the one movement the line before them names.
    """
    found: dict[str, Movement] = {}
    alone = ""
    for line, text in paragraphs:
        keys = []
        for named in _named(line, text, words, year):
            keys.append(search_key(named.name))
            found[keys[-1]] = _joined(found.get(keys[-1]), named)
        if len(set(keys)) == 1:
            alone = keys[0]
        elif keys or not is_labelled(text):
            alone = ""
        if alone:
            found[alone] = labelled(found[alone], [text], year=year)
    for name, kind, launched, source, behind in read_listed_movements(sections):
        key = search_key(name)
        if key in found or any(one.startswith(key) or key.startswith(one) for one in found):
            continue
        years = _years(_PERIOD.match(flat(behind)))
        found[key] = Movement(name, kind, launched, years, (source,))
    return tuple(sorted(found.values(), key=lambda one: one.sources[0].line))


def _joined(known: Movement | None, named: _Named) -> Movement:
    """One movement of all that its places say; the first to say something is believed."""
    if known is None:
        return Movement(
            named.name,
            named.kind,
            named.launched_by,
            named.period,
            (named.source,),
            scope=named.scope,
            regularity=named.regularity,
            start=named.days[0],
            end=named.days[1],
        )
    return replace(
        known,
        kind="movement" if "movement" in {known.kind, named.kind} else "drive",
        launched_by=known.launched_by or named.launched_by,
        period=known.period or named.period,
        sources=(*known.sources, named.source),
        scope=known.scope or named.scope,
        regularity=known.regularity or named.regularity,
        start=known.start or named.days[0],
        end=known.end or (named.days[1] if known.start is None else None),
    )


def _named(line: int, text: str, words: PlanWords, year: int | None) -> Iterator[_Named]:
    marked = quotes(text)
    plain = flat(text)
    found: list[tuple[int, _Named]] = []
    kind: MovementKind | None = None
    often: Regularity = ""
    end = 0
    for place, quote in enumerate(marked):
        between = plain[end : quote.start]
        clause = _CLAUSE.split(between)[-1]
        kind = _kind(clause, between, kind if end else None, words)
        until = marked[place + 1].start if place + 1 < len(marked) else len(text)
        message = regularity_of(clause, plain[quote.end + 1 : until])
        often = message or (often if end and _LIST.fullmatch(between) else "")
        if kind is not None:
            named = _of_quote(text, quote, kind, clause, line, words)
            before = (quote.start - len(clause), quote.start)
            scope = scope_of(text, before=before, name=(quote.start + 1, quote.end), end=until)
            days = days_behind(text[quote.end + 1 : until], year)
            found.append((quote.start, replace(named, regularity=often, scope=scope, days=days)))
        end = quote.end + (1 if quote.whole else 0)
    found.extend(_known(text, marked, line, words))
    yield from (named for _, named in sorted(found, key=lambda pair: pair[0]))


def _kind(clause: str, between: str, before: MovementKind | None, words: PlanWords) -> MovementKind | None:
    """What a quotation is by the words before it; a list goes on as it began."""
    ends = clause.rstrip(" :")
    if re.search(rf"\b{one_of(words.drive_marks)}$", ends):
        return "drive"
    theme = re.search(rf"{one_of(words.theme_marks)}$", ends)
    if theme and not ends.endswith("phat dong phong trao thi dua"):
        return "movement" if _LAUNCHED.search(clause) else None
    if re.search(rf"\b{one_of(words.movement_marks)}(?![^;.]*\bve$)[^;.“”\"]{{0,80}}$", ends):
        return "movement"
    return before if before and (not between or _LIST.fullmatch(between)) else None


def _of_quote(
    text: str, quote: Quote, kind: MovementKind, clause: str, line: int, words: PlanWords
) -> _Named:
    after = flat(text[quote.end + 1 : quote.end + _AFTER])
    inside = re.search(r"giai doan\s*(\d{4})\s*-\s*(\d{4})$", flat(quote.text))
    period = _PERIOD.match(after) or inside
    launched = _launcher(text, quote.start, clause, words)
    if not launched and (
        later := re.match(
            rf"{_ASIDE}(?:{_WHERE}?)?(?:,?\s*do|\s*\((?:do\s)?)\s*([^;.,()“”\"]{{3,60}}?)\s+phat dong", after
        )
    ):
        start = quote.end + 1 + later.start(1)
        launched = text[start : start + len(later[1])]
    if period is None and _LAUNCHED.search(clause):
        period = re.search(r"giai doan\s*(\d{4})\s*-\s*(\d{4})", clause)
    source = Source(line, sentence_at(text, quote.start))
    return _Named(quote.text, kind, launched, _years(period), source)


def _launcher(text: str, place: int, clause: str, words: PlanWords) -> str:
    """``do … phát động`` in the same clause, or the body that stands before ``phát động phong trào``."""
    start = place - len(clause)
    if message := list(_LAUNCHED.finditer(clause)):
        return text[start + message[-1].start(1) : start + message[-1].end(1)]
    if launching := _LAUNCHING.search(clause):
        for first, last in bodies(text, words):
            if last == start + launching.start():
                return text[first:last]
    return ""


def _known(text: str, marked: tuple[Quote, ...], line: int, words: PlanWords) -> Iterator[tuple[int, _Named]]:
    """Names written without quotation marks right after ``phong trào thi đua``."""
    plain = flat(text)
    for match in re.finditer(rf"\bphong trao(?: thi dua)?\s+({one_of(words.known_movements)})", plain):
        start, end = match.span(1)
        if any(quote.start < start < quote.end for quote in marked):
            continue
        source = Source(line, sentence_at(text, start))
        yield start, _Named(text[start:end], "movement", "", _years(_PERIOD.match(plain, end)), source)


def _years(match: re.Match[str] | None) -> tuple[int, int] | None:
    return (int(match[1]), int(match[2])) if match else None
