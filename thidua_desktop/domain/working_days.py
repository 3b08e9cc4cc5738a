"""Working days counted on from a day. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final

_SATURDAY: Final = 5
FIXED_HOLIDAYS: Final = frozenset({(1, 1), (30, 4), (1, 5), (2, 9)})
"""Day and month of holidays that stand in the solar calendar (Bộ luật Lao động 2019, Điều 112 – text read).

Tết and Giỗ Tổ move with the moon and by yearly order; they are not counted, so a term that holds them is reported
as ending earlier than it does, never later.
"""


def is_working(day: dt.date) -> bool:
    """Neither a weekend nor a fixed holiday."""
    return day.weekday() < _SATURDAY and (day.day, day.month) not in FIXED_HOLIDAYS


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The ``count``-th working day after ``day``, which itself is not counted; 0 is the day itself."""
    last = day
    while count > 0:
        last += dt.timedelta(days=1)
        count -= is_working(last)
    return last


def working_days_until(today: dt.date, last: dt.date) -> int:
    """Working days left after ``today`` up to and with ``last``; negative for days gone by since."""
    if last < today:
        return -working_days_until(last, today)
    days = (today + dt.timedelta(days=number) for number in range(1, (last - today).days + 1))
    return sum(map(is_working, days))
