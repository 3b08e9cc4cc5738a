"""The day whose law counts while no decision bears a date."""

from __future__ import annotations

import datetime as dt

from thidua_desktop.services.office.context import AppContext


def expected_day(app: AppContext, year: int) -> dt.date:
    """The day whose law a draft is shown under: today, or for a year long past its last usual day of issue.

    Awards of a year are decided by the middle of the next one; the day the officer types at signing always wins.
    """
    return min(app.today(), dt.date(year + 1, 6, 30))
