"""Names are found and sorted as a Vietnamese reader expects, however they were typed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.text import clean, fold, marked_key, nfc, search_key, sort_key, text_sort_key

SYLLABLES = st.sampled_from(
    [
        "An",
        "Ân",
        "Ăn",
        "Bình",
        "Đạt",
        "Dũng",
        "Hoà",
        "Hòa",
        "Hóa",
        "Hoa",
        "Nguyễn",
        "Thị",
        "Ước",
        "Ươm",
        "Ý",
        "Y",
    ]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


def test_blanks_and_invisible_letters_never_make_a_second_person() -> None:
    assert clean("\u200b Nguyễn\u00a0 Văn\tAn\n\ufeff") == "Nguyễn Văn An"
    assert clean(unicodedata.normalize("NFD", "Nguyễn Hữu Ước")) == "Nguyễn Hữu Ước"
    assert clean("Ðặng Văn Ðức") == "Đặng Văn Đức"


def test_search_without_marks_finds_every_spelling() -> None:
    assert fold("Hoà") == fold("HÒA") == "hoa"
    assert fold("Ðỗ Đình") == fold("đỗ  đình") == "do dinh"
    assert search_key("Trường TH&THCS Cẩm Sơn") == "truong th thcs cam son"


def test_search_with_marks_narrows_but_forgives_the_place_of_the_tone() -> None:
    assert marked_key("Hoà Thuý") == marked_key("hòa thúy")
    assert marked_key("Hoa") != marked_key("Hòa")


def test_persons_sort_by_given_name_then_tone_then_family() -> None:
    expected = ["Trần Văn An", "Lê Thị Ân", "Bùi Hoa", "Đỗ Hoa", "An Hòa", "An Hỏa", "Lê Hoá", "Ngô Đức Y"]
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected
    assert sorted(["Đào An", "Dương An"], key=sort_key) == ["Dương An", "Đào An"]


def test_units_sort_from_their_first_letter_with_the_tone_counting_last() -> None:
    expected = ["UBND xã An Phú", "UBND xã Ân Tình", "Xã Bản", "Xã Bán", "Xã Bạn", "Xã Bản Mây"]
    backwards = expected[::-1]
    assert sorted(backwards, key=text_sort_key) == expected


@given(NAMES)
def test_folding_is_stable_and_the_key_is_plain_ascii(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(name).isascii()
    assert sort_key(name).isascii()
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


@given(st.text(max_size=60))
def test_cleaning_anything_is_safe_and_final(anything: str) -> None:
    once = clean(anything)
    assert clean(once) == once
    assert nfc(once) == once
    assert "  " not in once
    sort_key(anything)
    text_sort_key(anything)
    search_key(anything)


@given(NAMES, NAMES)
def test_the_packed_key_orders_given_names_first(one: str, other: str) -> None:
    last_one, last_other = one.split()[-1], other.split()[-1]
    if text_sort_key(last_one) != text_sort_key(last_other):
        by_given = sort_key(last_one) < sort_key(last_other)
        assert (sort_key(one) < sort_key(other)) == by_given
