"""When a task runs and how it stands on a day: its own days first, else what its time phrase means."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from thidua_desktop.domain.planning.time_phrases import read_time

State = Literal["done", "overdue", "doing", "due", "todo"]
Span = tuple[dt.date, dt.date]


def spans_of(
    *,
    year: int,
    months: Sequence[int],
    when_text: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> tuple[Span, ...]:
    """First and last days of each stretch of work, in order; empty when the time was not understood.

    Days the officer set go before the phrase; a single one of them is both. A day the phrase names (``trước ngày
    15/12``) ends the last stretch there, as long as the months are the phrase's own.
    """
    if starts_on is not None or ends_on is not None:
        first, last = starts_on or ends_on, ends_on or starts_on
        return ((min(first, last), max(first, last)),) if first and last else ()
    runs = _runs(months)
    if not runs:
        return ()
    spans = [(dt.date(year, first, 1), _month_end(year, last)) for first, last in runs]
    message = read_time(when_text)
    if len(spans) == 1 and tuple(sorted(months)) == tuple(sorted(message.months)):
        first_day, last_day = spans[0]
        if message.first_day:
            first_day = first_day.replace(day=min(message.first_day, _month_end(year, first_day.month).day))
        if message.last_day:
            last_day = last_day.replace(day=min(message.last_day, last_day.day))
        spans = [(min(first_day, last_day), last_day)]
    return tuple(spans)


def state_of(status: str, spans: Sequence[Span], *, today: dt.date) -> State:
    """``due``: asked for in today's month and not begun. A task without a time is never late."""
    if status == "done":
        return "done"
    if spans and spans[-1][1] < today:
        return "overdue"
    if status == "doing":
        return "doing"
    return "due" if _asked_for(spans, today) else "todo"


def due_this_month(spans: Sequence[Span], *, today: dt.date) -> bool:
    """Whether a stretch of work touches today's month."""
    return _asked_for(spans, today)


def months_touched(spans: Sequence[Span], *, year: int) -> tuple[int, ...]:
    """Months of the year in which work is asked for."""
    return tuple(
        month
        for month in range(1, 13)
        if any(first <= _month_end(year, month) and last >= dt.date(year, month, 1) for first, last in spans)
    )


def shifted(span: Span, *, days: int, edge: Literal["both", "start", "end"] = "both") -> Span:
    """The span moved, or drawn at one end; an end never passes the other."""
    move = dt.timedelta(days=days)
    first, last = span
    if edge == "both":
        return first + move, last + move
    if edge == "start":
        return min(first + move, last), last
    return first, max(last + move, first)


def _asked_for(spans: Sequence[Span], today: dt.date) -> bool:
    first, last = today.replace(day=1), _month_end(today.year, today.month)
    return any(start <= last and end >= first for start, end in spans)


def _runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """1 2 3 7 becomes 1 to 3 and 7 to 7."""
    ordered = sorted(set(months))
    if not ordered:
        return []
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    return list(zip(starts, ends, strict=True))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
