"""When a task runs and whether it is late, to the day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.task_times import months_touched, shifted, spans_of, state_of
from thidua_desktop.domain.planning.time_phrases import months_of

YEAR = 2024
days = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))


def spans(phrase: str, **own: dt.date) -> tuple[tuple[str, str], ...]:
    found = spans_of(year=YEAR, months=months_of(phrase), when_text=phrase, **own)
    return tuple((f"{first:%d/%m}", f"{last:%d/%m}") for first, last in found)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Tháng 5, 6, 7", (("01/05", "31/07"),)),
        ("Trong quý I", (("01/01", "31/03"),)),
        ("Tháng 2", (("01/02", "29/02"),)),
        ("trước ngày 15/12", (("01/12", "15/12"),)),
        ("Hằng quý", (("01/03", "31/03"), ("01/06", "30/06"), ("01/09", "30/09"), ("01/12", "31/12"))),
        ("Khi có yêu cầu", ()),
    ],
)
def test_a_phrase_becomes_days(phrase: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert spans(phrase) == expected


def test_days_the_officer_set_go_before_the_phrase() -> None:
    own = {"starts_on": dt.date(YEAR, 3, 4), "ends_on": dt.date(YEAR, 4, 5)}
    assert spans("Trong quý I", **own) == (("04/03", "05/04"),)
    assert spans("", ends_on=dt.date(YEAR, 4, 5)) == (("05/04", "05/04"),)


def test_a_task_is_late_the_day_after_its_last_day() -> None:
    due = spans_of(year=YEAR, months=(12,), when_text="trước ngày 15/12")
    assert state_of("todo", due, today=dt.date(YEAR, 11, 30)) == "todo"
    assert state_of("todo", due, today=dt.date(YEAR, 12, 15)) == "due"
    assert state_of("doing", due, today=dt.date(YEAR, 12, 15)) == "doing"
    assert state_of("doing", due, today=dt.date(YEAR, 12, 16)) == "overdue"
    assert state_of("done", due, today=dt.date(YEAR, 12, 16)) == "done"
    assert state_of("todo", (), today=dt.date(2030, 1, 1)) == "todo"


@given(st.sets(st.integers(1, 12)))
def test_months_come_back_from_their_days(months: set[int]) -> None:
    found = spans_of(year=YEAR, months=sorted(months))
    assert months_touched(found, year=YEAR) == tuple(sorted(months))


@given(days, days, st.integers(-400, 400), st.sampled_from(["both", "start", "end"]))
def test_a_moved_bar_never_turns_over(one: dt.date, other: dt.date, by: int, edge: str) -> None:
    span = (min(one, other), max(one, other))
    moved = shifted(span, days=by, edge=edge)  # type: ignore[arg-type]
    assert moved[0] <= moved[1]
    if edge == "both":
        assert moved[1] - moved[0] == span[1] - span[0]
    else:
        assert moved[1 if edge == "start" else 0] == span[1 if edge == "start" else 0]
