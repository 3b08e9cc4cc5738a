"""When a plan says something is due, as offices write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.time_phrases import ALL_YEAR, months_of


@pytest.mark.parametrize(
    ("phrase", "months"),
    [
        ("Tháng 5, 6, 7", (5, 6, 7)),
        ("Tháng 5 - 7", (5, 6, 7)),
        ("Tháng 9 đến tháng 11", (9, 10, 11)),
        ("Trong quý I", (1, 2, 3)),
        ("Quý II và quý III", (4, 5, 6, 7, 8, 9)),
        ("Quý IV/2024", (10, 11, 12)),
        ("6 tháng đầu năm", (1, 2, 3, 4, 5, 6)),
        ("6 tháng cuối năm", (7, 8, 9, 10, 11, 12)),
        ("trước ngày 15/12", (12,)),
        ("Từ 01/3 đến 30/4", (3, 4)),
        ("Tháng 10/2024", (10,)),
        ("Thường xuyên trong năm", ALL_YEAR),
        ("Hằng quý", (3, 6, 9, 12)),
        ("Khi có yêu cầu", ()),
        ("", ()),
    ],
)
def test_a_phrase_is_read_as_its_months(phrase: str, months: tuple[int, ...]) -> None:
    assert months_of(phrase) == months


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_months_in_order_and_never_an_error(phrase: str) -> None:
    found = months_of(phrase)
    assert list(found) == sorted(set(found))
    assert all(1 <= month <= 12 for month in found)


@given(st.sets(st.integers(1, 12), min_size=1))
def test_a_list_of_months_is_read_back_whole(months: set[int]) -> None:
    assert months_of("Tháng " + ", ".join(str(month) for month in sorted(months))) == tuple(sorted(months))
