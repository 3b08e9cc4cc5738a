"""From when to when: two days, months, open ends (``từ nay``, ``đến hết năm học``), as days or months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text.lines import flat

_MOMENT: Final = re.compile(
    r"(?P<now>\btu nay\b|\bngay (?:ban hanh|ky|phat dong)\b)"
    r"|(?:\bngay\s*)?(?<![\d/.-])(?P<day>\d{1,2})\s*(?:[/.-]\s*|thang\s+)(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|nam)\s*(?P<year>(?:19|20)\d{2}))?(?![\d/])"
    r"|(?:\bthang\s*)(?P<only>\d{1,2})(?:\s*(?:/|nam)\s*(?P<only_year>(?:19|20)\d{2}))?(?![\d/])"
    r"|\b(?P<edge>dau|het|cuoi|ket thuc)\s+(?P<what>nam hoc|hoc ky (?:ii|i|2|1)|hk\s*(?:ii|i|2|1)|quy "
    r"(?:iv|iii|ii|i|[1-4])|nam)"
    r"(?:\s+(?P<first>(?:19|20)\d{2})(?:\s*-\s*(?P<last>(?:19|20)\d{2}))?)?"
)
_JOINT: Final = re.compile(r"\s*,?\s*(?:den(?: truoc| het| cuoi)?|-|toi|cho den(?: het)?)\s*(?:ngay\s*)?")
_ONLY_DAY: Final = re.compile(
    r"\btu\s+(?:ngay\s*)?(\d{1,2})\s*(?:den|-)\s*(?:het\s+)?(?:ngay\s*)?(?=(\d{1,2})\s*(?:/"
    r"|thang)\s*(\d{1,2}))"
)
"""``từ ngày 01 đến 30/6``: the month of the first day is that of the second."""
_QUARTER: Final = re.compile(r"\bquy (iv|iii|ii|i|[1-4])\b(?:\s*(?:/|nam)\s*(20\d{2}))?")
_IN_MONTH: Final = re.compile(r"\btrong thang (\d{1,2})\b(?:\s*(?:/|nam)\s*(20\d{2}))?")
_QUARTERS: Final = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates without a year refer to: the plan's year, whether it is a school year, its day of issue."""

    year: int | None
    school: bool = False
    issued: PartialDate | None = None

    def year_of(self, month: int) -> int | None:
        """A school year goes on into the next: from January to July its months lie there."""
        if self.year is None:
            return None
        return self.year + 1 if self.school and month <= 7 else self.year


@dataclass(frozen=True, slots=True)
class Period:
    """Start and end as far as they are said; where the words stand."""

    start: PartialDate | None
    end: PartialDate | None
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Moment:
    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    now: bool = False
    opened: bool = False


def read_period(text: str, calendar: Calendar) -> Period | None:
    """The first period: two moments joined by ``đến`` or a dash, or one behind ``từ`` or ``đến hết``."""
    plain = flat(text)
    moments = [_moment(match, calendar) for match in _MOMENT.finditer(plain)]
    for one, two in pairwise(moments):
        if _JOINT.fullmatch(plain, one.end, two.start) and (
            one.day or one.now or _led(plain, one) or two.opened
        ):
            return _between(one, two, calendar)
    if found := _ONLY_DAY.search(plain):
        end = next((one for one in moments if one.start >= found.end() - 6 and one.day), None)
        if end is not None:
            first = _Moment(found.start(), found.end(), int(found[1]), end.month, end.year)
            return _between(first, end, calendar)
    for one in moments:
        before = plain[: one.start]
        if re.search(r"\b(?:bat dau|ke)?\s*tu\s+(?:het\s+)?$", before) and (one.day or one.month):
            return Period(_date(one, calendar), None, (one.start, one.end))
        if (one.opened or re.search(r"\bden (?:het\s+)?(?:ngay\s*)?$", before)) and not one.now:
            return Period(None, _date(one, calendar), (one.start, one.end))
    return _within(plain, calendar)


def _within(plain: str, calendar: Calendar) -> Period | None:
    """``quý IV/2026``, ``trong tháng 5``: the whole quarter or month."""
    found = _QUARTER.search(plain)
    if found:
        last = _QUARTERS[found[1]]
        year = _int(found[2]) or calendar.year_of(last)
        return Period(_made(year, last - 2, None), _made(year, last, None), found.span())
    if found := _IN_MONTH.search(plain):
        month = int(found[1])
        year = _int(found[2]) or calendar.year_of(month)
        return Period(_made(year, month, None), _made(year, month, None), found.span())
    return None


def _led(plain: str, one: _Moment) -> bool:
    return (
        bool(re.search(r"(?:\btu|\bthang|\btrong)\s*$|\btu (?:dau )?(?:ngay )?$", plain[: one.start]))
        or one.opened
    )


def _moment(match: re.Match[str], calendar: Calendar) -> _Moment:
    start, end = match.span()
    if match["now"]:
        return _Moment(start, end, None, None, None, now=True)
    if match["day"]:
        return _Moment(start, end, int(match["day"]), int(match["month"]), _int(match["year"]))
    if match["only"]:
        return _Moment(start, end, None, int(match["only"]), _int(match["only_year"]))
    return _edge(match, calendar)


def _edge(match: re.Match[str], calendar: Calendar) -> _Moment:
    """``đầu năm``, ``hết năm học``, ``hết quý II`` as a month or the last day of the year."""
    start, end = match.span()
    first, what, year = match["edge"] == "dau", match["what"], _int(match["first"])
    if what == "nam hoc":
        base = year if year is not None else calendar.year
        last = _int(match["last"]) or (base + 1 if base is not None else None)
        return _Moment(start, end, None, 9 if first else 5, base if first else last, opened=True)
    if what.startswith(("hoc ky", "hk")):
        one = what.split()[-1].removeprefix("hk") in {"i", "1"}
        return _Moment(start, end, None, (9 if one else 1) if first else (1 if one else 5), None, opened=True)
    if what.startswith("quy"):
        month = _QUARTERS[what.split()[-1]]
        return _Moment(start, end, None, month - 2 if first else month, year, opened=True)
    return _Moment(start, end, 1 if first else 31, 1 if first else 12, year or calendar.year, opened=True)


def _between(one: _Moment, two: _Moment, calendar: Calendar) -> Period:
    end_year = two.year if two.year is not None else (calendar.year_of(two.month) if two.month else None)
    start_year = one.year
    if start_year is None and one.month is not None:
        if two.year is not None and two.month is not None:
            start_year = two.year if one.month <= two.month else two.year - 1
        else:
            start_year = calendar.year_of(one.month)
    if two.year is None and one.year is not None and two.month is not None and one.month is not None:
        end_year = one.year if one.month <= two.month else one.year + 1
    start = calendar.issued if one.now else _made(start_year, one.month, one.day)
    return Period(start, _made(end_year, two.month, two.day), (one.start, two.end))


def _date(one: _Moment, calendar: Calendar) -> PartialDate | None:
    year = one.year if one.year is not None else (calendar.year_of(one.month) if one.month else None)
    return _made(year, one.month, one.day)


def _made(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """The day or month; None when it does not exist or its year is not known."""
    if year is None or month is None:
        return None
    try:
        if day:
            return PartialDate(f"{year}-{month:02d}-{day:02d}", "day")
        return PartialDate(f"{year}-{month:02d}", "month")
    except ValueError:
        return None


def _int(typed: str | None) -> int | None:
    return int(typed) if typed else None
