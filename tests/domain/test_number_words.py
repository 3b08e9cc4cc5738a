from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.number_words import in_words

UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS = {word: place for place, word in enumerate(UNITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm lẻ năm"),
        (110, "một trăm mười"),
        (702_000, "bảy trăm lẻ hai nghìn"),
        (1_005_000, "một triệu không trăm lẻ năm nghìn"),
        (1_056_000_000, "một tỷ không trăm năm mươi sáu triệu"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_000_007, "một tỷ không trăm lẻ bảy"),
        (25_000_000_000, "hai mươi lăm tỷ"),
    ],
)
def test_a_sum_is_written_out_as_it_is_read(number: int, message: str) -> None:
    assert in_words(number) == message


@given(st.integers(0, 10**17))
def test_words_read_back_give_the_number(number: int) -> None:
    assert read(in_words(number)) == number


def test_a_sum_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        in_words(-1)


def read(words: str) -> int:
    """Another way back, written from the words' side."""
    if " tỷ" in words:
        before, _, after = words.rpartition(" tỷ")
        return read(before) * 10**9 + read(after.strip() or "không")
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * (1000 if word == "nghìn" else 10**6), 0, 0
    return total + group + digit
