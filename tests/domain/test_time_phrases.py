"""When a task is due: the phrase stays as written, its months are understood or left unsaid."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.time_phrases import ALL_YEAR, months_of, read_time

Q1, Q2, Q3, Q4 = (1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12)
FIRST, SECOND = Q1 + Q2, Q3 + Q4

PHRASES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Thường xuyên trong năm", ALL_YEAR),
    ("Thường xuyên", ALL_YEAR),
    ("Cả năm", ALL_YEAR),
    ("Trong năm 2023", ALL_YEAR),
    ("Hằng tháng", ALL_YEAR),
    ("Hàng tháng", ALL_YEAR),
    ("Ngày 25 hằng tháng", ALL_YEAR),
    ("Từ tháng 1-12", ALL_YEAR),
    ("Trong quý I", Q1),
    ("Quý 3", Q3),
    ("Quý I/2024", Q1),
    ("Trong quý IV năm 2023", Q4),
    ("quý II, III", Q2 + Q3),
    ("Quý I và quý II", FIRST),
    ("quý III và IV", SECOND),
    ("quý II - IV", Q2 + SECOND),
    ("Từ quý II đến quý IV", Q2 + SECOND),
    ("Từ quý III", SECOND),
    ("Hằng quý", (3, 6, 9, 12)),
    ("hàng quý", (3, 6, 9, 12)),
    ("giữa quý II", (5,)),
    ("cuối quý I, đầu quý II", (3, 4)),
    ("Quý II; tháng 10", (4, 5, 6, 10)),
    ("Tháng 5", (5,)),
    ("Trong tháng 7", (7,)),
    ("Tháng 7, 8", (7, 8)),
    ("Tháng 5, 6, 7", (5, 6, 7)),
    ("Tháng 9, 10, 11", (9, 10, 11)),
    ("Tháng 01, 02 và 03", (1, 2, 3)),
    ("Tháng 5 và tháng 6", (5, 6)),
    ("Tháng 5, 6, 7/2023", (5, 6, 7)),
    ("tháng 5/2023", (5,)),
    ("Tháng 12 năm 2023", (12,)),
    ("từ tháng 3 đến tháng 5", (3, 4, 5)),
    ("Tháng 3 đến 5", (3, 4, 5)),
    ("tháng 4 – tháng 6", (4, 5, 6)),
    ("Từ tháng 11 đến tháng 2", (1, 2, 11, 12)),
    ("tháng 11/2023 đến tháng 01/2024", (1, 11, 12)),
    ("Từ tháng 9", (9, 10, 11, 12)),
    ("Trước tháng 5", (4,)),
    ("Sau tháng 6", SECOND),
    ("Đầu tháng 3", (3,)),
    ("cuối tháng 10", (10,)),
    ("Tuần 2 tháng 4", (4,)),
    ("T5", (5,)),
    ("T5,6,7", (5, 6, 7)),
    ("T3-T5", (3, 4, 5)),
    ("6 tháng đầu năm", FIRST),
    ("06 tháng đầu năm 2023", FIRST),
    ("sáu tháng cuối năm", SECOND),
    ("9 tháng đầu năm", FIRST + Q3),
    ("Nửa đầu năm", FIRST),
    ("nửa cuối năm", SECOND),
    ("Định kỳ 6 tháng, năm", (6, 12)),
    ("Sơ kết 6 tháng, tổng kết năm", (6, 12)),
    ("6 tháng và cả năm", (6, 12)),
    ("3 tháng/lần", (3, 6, 9, 12)),
    ("6 tháng một lần", (6, 12)),
    ("trước ngày 15/12", (12,)),
    ("15/11/2023", (11,)),
    ("Ngày 15 tháng 6", (6,)),
    ("15/6 và 15/12", (6, 12)),
    ("trước 30/6; 30/11", (6, 11)),
    ("Hoàn thành trước ngày 20 tháng 11 năm 2023", (11,)),
    ("từ ngày 01/7/2024 đến ngày 31/12/2024", SECOND),
    ("từ tháng 01/2024 đến 30/6/2024", FIRST),
    ("Từ 01/3 đến hết tháng 4", (3, 4)),
    ("dịp 30/4 - 01/5", (4, 5)),
    ("đầu năm", (1,)),
    ("Giữa năm", (6,)),
    ("cuối năm", (12,)),
    ("năm học 2023-2024", (1, 2, 3, 4, 5, 9, 10, 11, 12)),
    ("đầu năm học", (9,)),
    ("Cuối năm học 2022 - 2023", (5,)),
    ("học kỳ I", (1, 9, 10, 11, 12)),
    ("học kỳ II năm học 2022-2023", (1, 2, 3, 4, 5)),
    ("kết thúc học kỳ I", (1,)),
    ("Trong hè", (6, 7, 8)),
    ("Khi có phát sinh", ()),
    ("Theo kế hoạch mở lớp của cấp trên", ()),
    ("Tháng 13", ()),
    ("Quý V", ()),
    ("", ()),
)


@pytest.mark.parametrize(("phrase", "months"), PHRASES)
def test_a_phrase_means_its_months(phrase: str, months: tuple[int, ...]) -> None:
    assert months_of(phrase) == months


def test_the_phrase_stays_as_written() -> None:
    assert read_time("  Tháng 5,6 ").text == "  Tháng 5,6 "


def test_a_named_day_is_the_deadline_and_a_span_has_both_ends() -> None:
    assert read_time("trước ngày 15/12").span(2023) == (dt.date(2023, 12, 1), dt.date(2023, 12, 15))
    span = read_time("từ ngày 05/3 đến ngày 20/4").span(2024)
    assert span == (dt.date(2024, 3, 5), dt.date(2024, 4, 20))
    assert read_time("Trong quý I").span(2024) == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert read_time("ngày 30/02").span(2023) == (dt.date(2023, 2, 1), dt.date(2023, 2, 28))
    assert read_time("khi cần").span(2024) is None


@given(st.sets(st.integers(1, 12), min_size=1), st.sampled_from((", ", ",", " và ", "; ", ", tháng ")))
def test_any_list_of_months_is_read_back(months: set[int], between: str) -> None:
    ordered = sorted(months)
    assert months_of("Tháng " + between.join(map(str, ordered))) == tuple(ordered)


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(("từ tháng {} đến tháng {}", "tháng {}-{}", "T{} - T{}")),
)
def test_any_span_of_months_is_whole(first: int, last: int, shape: str) -> None:
    wanted = set(range(first, last + 1)) if first <= last else {*range(first, 13), *range(1, last + 1)}
    assert set(months_of(shape.format(first, last))) == wanted


@given(st.sampled_from(PHRASES), st.sampled_from(("{}", "{}.", "({})", "Hoàn thành {}", "{} (nếu có)")))
def test_words_around_it_and_letter_case_change_nothing(
    known: tuple[str, tuple[int, ...]], around: str
) -> None:
    phrase, months = known
    assert months_of(around.format(phrase)) == months
    assert months_of(phrase.upper()) == months


@given(st.text())
def test_any_text_gives_months_of_the_year_in_order_or_nothing(phrase: str) -> None:
    months = months_of(phrase)
    assert list(months) == sorted(set(months))
    assert set(months) <= set(ALL_YEAR)
