"""Anniversaries: how many years an event counts, and what a text says of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.anniversaries import day_in, day_of, read_anniversaries, years_since
from thidua_desktop.services.planning.reading import plan_words


@pytest.mark.parametrize(
    ("base", "year", "count"),
    (
        (dt.date(1930, 2, 3), 2024, 94),
        (dt.date(1945, 9, 2), 2024, 79),
        (dt.date(1890, 5, 19), 2023, 133),
        (dt.date(1944, 12, 22), 2024, 80),
    ),
)
def test_an_event_counts_its_years(base: dt.date, year: int, count: int) -> None:
    assert years_since(base, year) == count
    assert day_in(base, year) == base.replace(year=year)


def test_an_event_has_no_anniversary_before_it_happened() -> None:
    with pytest.raises(ValueError, match="1900"):
        years_since(dt.date(1930, 2, 3), 1900)


def test_the_29th_of_february_is_commemorated_on_the_28th() -> None:
    assert day_in(dt.date(1960, 2, 29), 2023) == dt.date(2023, 2, 28)


def test_days_and_counts_are_read_in_order_also_without_a_closing_bracket() -> None:
    text = (
        "Chào mừng 70 năm ngày Bác Hồ về thăm Đền Hùng (19/9/1954 - 19/9/2024 và 55 năm thực hiện Di chúc "
        "của Người; "
        "80 năm ngày thành lập Quân đội nhân dân (22/12/1944 - 22/12/2024)."
    )
    found = read_anniversaries(text, line=7, words=plan_words())
    assert [(one.count, one.base) for one in found] == [
        (70, dt.date(1954, 9, 19)),
        (55, None),
        (80, dt.date(1944, 12, 22)),
    ]
    assert {one.source.line for one in found} == {7}


@pytest.mark.parametrize(
    "text",
    (
        "Kế hoạch 05 năm (2021-2025) của huyện.",
        "Truyền thống vẻ vang qua 80 năm xây dựng, chiến đấu và trưởng thành.",
        "Kế hoạch 5 năm giai đoạn 2021 - 2025.",
    ),
)
def test_a_plan_of_five_years_is_no_anniversary(text: str) -> None:
    assert read_anniversaries(text, line=1, words=plan_words()) == ()


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_any_day_is_read_back(day: dt.date) -> None:
    assert day_of(f"{day:%d/%m}/{day.year:04d}") == day
    assert day_of("31/02/2024") is None
