"""Single values of a case file as officers write them: years, days, ratings, initiatives, past awards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from thidua_desktop.catalogue.words import code_of, codes_in, says
from thidua_desktop.domain.eligibility.facts import AwardYear, PastAward, Rating, Scope, Work

_YEAR: Final = re.compile(r"\D*(\d{4})(?:\s*[-–/]\s*(\d{4}))?\D*")


def read_year(value: object) -> AwardYear | None:
    """``2024``, ``"2024"`` or a school year ``"2023-2024"`` (``"năm học 2023-2024"``)."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    match = _YEAR.fullmatch(str(value))
    if match is None:
        return None
    first, second = match.groups()
    if second is None:
        return AwardYear(int(first))
    return AwardYear(int(second), school=True) if int(second) == int(first) + 1 else None


def read_rating(value: object) -> Rating | None:
    if not isinstance(value, str):
        return None
    code = code_of("rating", value) or next(iter(codes_in("rating", value)), None)
    return None if code is None else Rating[code]


def read_works(value: Any) -> tuple[Work, ...] | None:
    """A number, words, true, a mapping or a list of these; null and "không" are "none"."""
    if value is None or value is False:
        return ()
    if value is True:
        return (Work(Scope.BASE, True),)
    if isinstance(value, int):
        return (Work(Scope.BASE, True),) * value
    if isinstance(value, str):
        return _work_in_words(value)
    if isinstance(value, Mapping):
        read = _work_in_words(str(value.get("scope", value.get("level", ""))) or "không rõ")
        known = value.get("recognised", value.get("recognized", value.get("accepted")))
        scope, recognised = (read[0].scope, read[0].recognised) if read else (None, None)
        if isinstance(known, bool):
            recognised = known
        return (Work(scope, recognised, read_year(value.get("year"))),)
    if isinstance(value, list):
        parts = [read_works(item) for item in value]
        return None if None in parts else tuple(work for part in parts for work in part or ())
    return None


def _work_in_words(words: str) -> tuple[Work, ...]:
    if code_of("answer", words) == "no":
        return ()
    if says("answer", "not_yet", words):
        return (Work(_scope_in(words), False),)
    scope = _scope_in(words)
    return (Work(scope, True if scope is not None else None),)


def _scope_in(words: str) -> Scope | None:
    """The widest scope named; what follows "phạm vi" or "cấp" is preferred to who recognised it."""
    narrowed = re.search(r"(?:phạm vi|ảnh hưởng)\s+(.+?)(?:,|;|$| do | được )", words, re.IGNORECASE)
    for text in (narrowed.group(1) if narrowed else "", words):
        found = [Scope[code] for code in codes_in("scope", text)]
        if found:
            return max(found)
    return None


def read_day(words: str) -> dt.date | None:
    """``2026-09-20`` or ``20/9/2026``."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        pass
    match = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*", words)
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def read_past(item: Any, occasion: str) -> PastAward | None:
    """``2023``, ``[2023, "UBND huyện …"]`` or ``{"year": 2023, "by": …, "kind": …}``."""
    by = ""
    if isinstance(item, list) and item:
        item, by = item[0], str(item[1]) if len(item) > 1 else ""
    elif isinstance(item, Mapping):
        by = str(item.get("by", item.get("authority", "")))
        occasion = str(item.get("kind", item.get("occasion", occasion)))
        item = item.get("year", item.get("school_year"))
    year = read_year(item)
    return PastAward(year, by=by, occasion=next(iter(codes_in("occasion", occasion)), ""))
