"""What a text says of a movement beside its name: for whom, how often, when, by which criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, Literal

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text.campaigns import period_in
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.parts import Movement

Regularity = Literal["", "regular", "thematic"]
Days = tuple[PartialDate | None, PartialDate | None]

_HOW_OFTEN: Final[tuple[tuple[Regularity, re.Pattern[str], re.Pattern[str]], ...]] = (
    (
        "thematic",
        re.compile(r"(?:phong trao|thi dua)(?: theo)? chuyen de"),
        re.compile(r"\s*\((?:theo )?chuyen de\)"),
    ),
    ("regular", re.compile(r"(?:phong trao|thi dua) thuong xuyen"), re.compile(r"\s*\(thuong xuyen\)")),
)
_SCOPE: Final = re.compile(
    r"\b(?:tren (?:dia ban|pham vi)|trong (?:toan|pham vi|nganh|khoi|cac|luc luong|he thong)|"
    r"(?:o|tai) (?:cac|tat ca))\b(?:(?!\b(?:giai doan|nam \d|gan voi|nham|do|den|tu thang|tu ngay|voi|va)\b)"
    r"[^,;:.()“”\"]){2,90}"
)
_ASIDE: Final = re.compile(r"\s*,?\s*(?:giai doan\s*\d{4}\s*-\s*\d{4}\s*,?\s*)?")
_LABELS: Final = (
    ("scope", re.compile(r"(?:pham vi|doi tuong)(?:(?!\s*:)[^:;.]){0,40}:\s*")),
    ("period", re.compile(r"thoi gian(?:(?!\s*:)[^:;.]){0,30}:\s*")),
    ("criteria", re.compile(r"(?:tieu chi|tieu chuan)(?:(?!\s*:)[^:;.]){0,40}:\s*")),
)
_LABEL: Final = re.compile(r"\b(?:pham vi|doi tuong|thoi gian|tieu chi|tieu chuan)\b[^:;.]{0,40}:")


def regularity_of(before: str, after: str) -> Regularity:
    """As the words right before the name, or a bracket right behind it, say; ``before``, ``after``: flat."""
    for code, ahead, behind in _HOW_OFTEN:
        if ahead.search(before) or behind.match(after):
            return code
    return ""


def scope_of(text: str, *, before: tuple[int, int], name: tuple[int, int], end: int) -> str:
    """Where it is held: said right behind the name, at the end of the name, or between ``phong trào`` and it.

    All places are places in ``text``; ``end`` is where the words behind the name stop belonging to it.
    """
    plain = flat(text)
    aside = _ASIDE.match(plain, name[1] + 1)
    start = aside.end() if aside else name[1] + 1
    if found := _SCOPE.match(plain, start, end):
        return text[found.start() : found.end()].strip()
    own = list(_SCOPE.finditer(plain, *name))
    if own and own[-1].end() >= name[1] - 1:
        return text[own[-1].start() : own[-1].end()].strip(' ”"')
    named = list(re.finditer(r"phong trao", plain[before[0] : before[1]]))
    if named and (found := _SCOPE.search(plain, before[0] + named[-1].end(), before[1])):
        return text[found.start() : found.end()].strip()
    return ""


def days_behind(words: str, year: int | None) -> Days:
    """From when to when, said in the clause right behind the name."""
    clause = re.split(r"[;.](?!\d)|,", words, maxsplit=1)[0]
    return period_in(clause, year=year) or (None, None)


def labelled(movement: Movement, lines: Sequence[str], *, year: int | None) -> Movement:
    """Filled from lines such as ``Phạm vi: …``, ``Thời gian: từ … đến …``, ``Tiêu chí: …`` below its name."""
    for line in lines:
        for name, message in _message(line):
            if name == "scope" and not movement.scope:
                movement = replace(movement, scope=message)
            elif name == "criteria":
                movement = replace(movement, criteria="\n".join(filter(None, (movement.criteria, message))))
            elif name == "period" and movement.start is None:
                start, end = period_in(message, year=year) or (None, None)
                movement = replace(movement, start=start, end=end)
    return movement


def is_labelled(line: str) -> bool:
    return any(True for _ in _message(line))


def _message(line: str) -> list[tuple[str, str]]:
    """Label and words of every labelled part of a line; a label stands at its start or behind a full stop."""
    plain = flat(line)
    starts = [one.start() for one in _LABEL.finditer(plain) if _begins(plain, one.start())]
    found = []
    for start, end in pairwise([*starts, len(line)]):
        for name, pattern in _LABELS:
            if match := pattern.match(plain, start):
                found.append((name, line[match.end() : end].strip(" ;.")))
    return [(name, message) for name, message in found if message]


def _begins(plain: str, place: int) -> bool:
    return not plain[:place].strip(" -+*") or plain[:place].rstrip()[-1:] in ".;"
