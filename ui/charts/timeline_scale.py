"""The time axis of the timeline: days to pixels and back, and what its two rows of headings say."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.domain.planning.task_times import Span
from thidua_desktop.texts import text

Zoom = Literal["year", "quarter", "month"]
ZOOMS: Final[tuple[Zoom, ...]] = ("year", "quarter", "month")
_DAYS_SEEN: Final[dict[Zoom, int]] = {"quarter": 92, "month": 31}
_DAY: Final = dt.timedelta(days=1)
_ROMAN: Final = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Tick:
    """One heading over ``first`` to ``last`` inclusive."""

    first: dt.date
    last: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels a day from ``first`` on; ``last`` is the last day shown."""

    first: dt.date
    last: dt.date
    zoom: Zoom
    per_day: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def width(self) -> float:
        return self.days * self.per_day

    @property
    def step(self) -> int:
        """Days one key press moves a bar: a week, a single day where days are seen."""
        return 1 if self.zoom == "month" else 7

    def left_of(self, day: dt.date) -> float:
        """Where the day begins."""
        return (day - self.first).days * self.per_day

    def right_of(self, day: dt.date) -> float:
        """Where the day ends."""
        return self.left_of(day) + self.per_day

    def day_at(self, x: float) -> dt.date:
        """The day under a place, stored inside the axis."""
        place = min(max(int(x // self.per_day), 0), self.days - 1)
        return self.first + place * _DAY

    def upper(self) -> Iterator[Tick]:
        """Quarters over a year, months otherwise."""
        for first, last in _months(self.first, self.last):
            if self.zoom != "year":
                yield Tick(first, last, text("tasks.gantt.month", month=first.month, year=first.year))
            elif first.month % 3 == 1:
                end = _month_end(first.year, first.month + 2)
                words = text("tasks.gantt.quarter", quarter=_ROMAN[first.month // 3], year=first.year)
                yield Tick(first, min(end, self.last), words)

    def lower(self) -> Iterator[Tick]:
        """Months, weeks from Monday, or days."""
        if self.zoom == "year":
            for first, last in _months(self.first, self.last):
                yield Tick(first, last, str(first.month))
            return
        span = 7 if self.zoom == "quarter" else 1
        day = self.first - self.first.weekday() * _DAY if span == 7 else self.first
        while day <= self.last:
            words = f"{day:%d/%m}" if span == 7 else str(day.day)
            yield Tick(max(day, self.first), min(day + (span - 1) * _DAY, self.last), words)
            day += span * _DAY


def make_scale(spans: Iterable[Span], *, year: int, zoom: Zoom, room: int) -> Scale:
    """An axis of whole quarters over the year and everything that reaches beyond it."""
    days = [day for span in spans for day in span]
    first = min([dt.date(year, 1, 1), *(day for day in days if day.year >= year - 1)])
    last = max([dt.date(year, 12, 31), *(day for day in days if day.year <= year + 1)])
    first = dt.date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    last = _month_end(last.year, 3 * ((last.month - 1) // 3) + 3)
    seen = _DAYS_SEEN.get(zoom, (last - first).days + 1)
    return Scale(first, last, zoom, max(room, 120) / seen)


def _months(first: dt.date, last: dt.date) -> Iterator[Span]:
    day = first
    while day <= last:
        end = _month_end(day.year, day.month)
        yield day, end
        day = end + _DAY


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
