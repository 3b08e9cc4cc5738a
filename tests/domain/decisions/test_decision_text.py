"""Decisions as lists of former awards write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.decisions.decision_text import (
    AwardYearWords,
    DecisionWords,
    read_award_year,
    read_day,
    read_decision,
    read_number,
)

TODAY = dt.date(2024, 12, 1)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (
            "Số 125/QĐ-UBND ngày 20/12/2021 của UBND huyện Lâm Thượng",
            DecisionWords("125/QĐ-UBND", dt.date(2021, 12, 20), "UBND huyện Lâm Thượng"),
        ),
        ("QĐ 125/QĐ-UBND, 20.12.2021", DecisionWords("125/QĐ-UBND", dt.date(2021, 12, 20))),
        (
            "1234 / QĐ-CTUBND ngày 05 tháng 7 năm 2022 của Chủ tịch UBND tỉnh.",
            DecisionWords("1234/QĐ-CTUBND", dt.date(2022, 7, 5), "Chủ tịch UBND tỉnh"),
        ),
        ("Quyết định số 87", DecisionWords("87")),
        ("không rõ", DecisionWords()),
    ],
)
def test_number_day_and_issuer_are_read_from_one_cell(words: str, meant: DecisionWords) -> None:
    assert read_decision(words, today=TODAY) == meant


@pytest.mark.parametrize("words", ["30/02/2021", "12/2021", "2021", "15/01/2030", "20/13/2021", ""])
def test_what_is_no_whole_day_of_the_past_is_not_guessed(words: str) -> None:
    assert read_day(words, today=TODAY) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2021", AwardYearWords(2021)),
        ("Năm 2021", AwardYearWords(2021)),
        ("Năm học 2021 - 2022", AwardYearWords(2022, school=True)),
        ("2019-2022", None),
        ("nhiều năm", None),
    ],
)
def test_a_year_and_a_school_year_are_reported_apart(words: str, meant: AwardYearWords | None) -> None:
    assert read_award_year(words) == meant


@given(st.dates(dt.date(1950, 1, 1), TODAY), st.integers(1, 9999))
def test_what_the_program_writes_it_reads_again(day: dt.date, number: int) -> None:
    assert read_day(f"{day:%d/%m/%Y}", today=TODAY) == day
    assert read_day(day.isoformat(), today=TODAY) == day
    assert read_number(f"{number}/QĐ-UBND") == f"{number}/QĐ-UBND"
