"""When a plan says something is due, as offices write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.time_phrases import ALL_YEAR, months_of, read_time


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
        ("Quý 1", (1, 2, 3)),
        ("Quý I, II", (1, 2, 3, 4, 5, 6)),
        ("Quý II - quý IV", (4, 5, 6, 7, 8, 9, 10, 11, 12)),
        ("đầu quý II", (4,)),
        ("cuối quý III", (9,)),
        ("Hết quý I", (3,)),
        ("Quý I và tháng 12", (1, 2, 3, 12)),
        ("06 tháng cuối năm 2024", (7, 8, 9, 10, 11, 12)),
        ("9 tháng đầu năm", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("Sáu tháng đầu năm", (1, 2, 3, 4, 5, 6)),
        ("nửa đầu năm", (1, 2, 3, 4, 5, 6)),
        ("nửa cuối năm", (7, 8, 9, 10, 11, 12)),
        ("Đầu năm", (1,)),
        ("giữa năm", (6,)),
        ("Cuối năm 2024", (12,)),
        ("Cả năm", ALL_YEAR),
        ("Suốt năm", ALL_YEAR),
        ("Hàng tháng", ALL_YEAR),
        ("Ngày 20 hằng tháng", ALL_YEAR),
        ("Định kỳ 6 tháng, năm", (6, 12)),
        ("6 tháng, 1 năm", (6, 12)),
        ("3 tháng một lần", (3, 6, 9, 12)),
        ("tháng 05/2024", (5,)),
        ("T5, T6", (5, 6)),
        ("T9-T11", (9, 10, 11)),
        ("Tháng 1, tháng 2", (1, 2)),
        ("Tháng 11 và 12", (11, 12)),
        ("Tháng 5, 6; Tháng 11", (5, 6, 11)),
        ("Từ tháng 11 đến tháng 2", (1, 2, 11, 12)),
        ("Từ tháng 9", (9, 10, 11, 12)),
        ("trước tháng 5", (4,)),
        ("sau tháng 6", (7, 8, 9, 10, 11, 12)),
        ("Đầu tháng 3", (3,)),
        ("Chậm nhất ngày 30/11", (11,)),
        ("ngày 20 tháng 11", (11,)),
        ("Tuần 2 tháng 6", (6,)),
        ("01/7 - 31/12", (7, 8, 9, 10, 11, 12)),
        ("Học kỳ I", (1, 9, 10, 11, 12)),
        ("HK1", (1, 9, 10, 11, 12)),
        ("Học kỳ II năm học 2024-2025", (1, 2, 3, 4, 5)),
        ("Sơ kết học kỳ I", (1,)),
        ("Kết thúc học kỳ II", (5,)),
        ("Đầu năm học", (9,)),
        ("Đầu năm học mới", (9,)),
        ("Tổng kết năm học", (5,)),
        ("Năm học 2024 - 2025", (1, 2, 3, 4, 5, 9, 10, 11, 12)),
        ("cả năm học", (1, 2, 3, 4, 5, 9, 10, 11, 12)),
        ("Thường xuyên trong năm học", ALL_YEAR),
        ("Khai giảng", (9,)),
        ("Trước khai giảng năm học mới", (8,)),
        ("Sau lễ khai giảng", (9,)),
        ("Chuẩn bị năm học mới", (8,)),
        ("Bế giảng năm học", (5,)),
        ("Nghỉ hè", (6, 7, 8)),
        ("Theo hướng dẫn của cấp trên", ()),
        ("Khi có yêu cầu", ()),
        ("", ()),
    ],
)
def test_a_phrase_is_read_as_its_months(phrase: str, months: tuple[int, ...]) -> None:
    assert months_of(phrase) == months


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("trước ngày 15/12", "01/12", "15/12"),
        ("Trước ngày 25/6/2024", "01/06", "25/06"),
        ("Từ 15/5 đến ngày 15/6", "15/05", "15/06"),
        ("Tháng 2", "01/02", "29/02"),
        ("Thường xuyên", "01/01", "31/12"),
    ],
)
def test_a_day_named_is_a_deadline(phrase: str, first: str, last: str) -> None:
    span = read_time(phrase).span(2024)
    assert span is not None
    assert (f"{span[0]:%d/%m}", f"{span[1]:%d/%m}") == (first, last)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_months_in_order_and_never_an_error(phrase: str) -> None:
    found = months_of(phrase)
    assert list(found) == sorted(set(found))
    assert all(1 <= month <= 12 for month in found)


@given(st.sets(st.integers(1, 12), min_size=1))
def test_a_list_of_months_is_read_back_whole(months: set[int]) -> None:
    assert months_of("Tháng " + ", ".join(str(month) for month in sorted(months))) == tuple(sorted(months))
