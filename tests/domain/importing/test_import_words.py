"""Old encodings, names, awards, units and small values as senders type them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.awards.awards import Award
from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.cell_values import is_runnable, read_national_id, read_score, read_sex
from thidua_desktop.domain.importing.legacy_text import detect, from_tcvn3, from_vni, is_syllable
from thidua_desktop.domain.importing.names import (
    NameWords,
    complete_in_one_cell,
    is_household,
    looks_like_person,
    read_other,
    read_person,
)
from thidua_desktop.domain.organisation.units_text import UnitBook, UnitWords

WORDS = NameWords(
    surnames=frozenset({"nguyễn", "trần", "lò", "hà"}),
    middles=frozenset({"thị", "văn", "mỹ"}),
    givens=frozenset({"trang"}),
    male=("ông",),
    female=("bà",),
    titles=("đ/c",),
)
AWARDS = AwardIndex(
    [
        Award("LDTT", "Lao động tiên tiến", "LĐTT", "title", frozenset({"person"}), ("Lao động TT",)),
        Award("CSTDCS", "Chiến sĩ thi đua cơ sở", "CSTĐCS", "title", frozenset({"person"})),
        Award("CSTDT", "Chiến sĩ thi đua cấp tỉnh", "CSTĐT", "title", frozenset({"person"})),
        Award("TTLDTT", "Tập thể lao động tiên tiến", "TTLĐTT", "title", frozenset({"collective"})),
        Award("GK_HUYEN", "Giấy khen của Chủ tịch UBND huyện", "GK huyện", "form", frozenset({"person"})),
    ]
)


def test_old_fonts_arrive_as_unicode() -> None:
    assert from_tcvn3("NguyÔn V¨n An, L\u00ad¬ng ThÞ H\u00adêng") == "Nguyễn Văn An, Lương Thị Hường"
    assert from_tcvn3("CéNG HßA X· HéI", capitals=True) == "CỘNG HÒA XÃ HỘI"
    assert from_vni("Nguyeãn Vaên Höôùng") == "Nguyễn Văn Hướng"
    assert detect(["NguyÔn V¨n An", "L\u00ad¬ng A An", "Sïng ThÞ ¸nh"]) == "tcvn3"
    assert detect(["Nguyeãn Vaên An", "Traàn Thò Höôøng"]) == "vni"


@pytest.mark.parametrize(
    "names", [["Lê Hoà"], ["Tô Hoài", "Lê Hà"], ["Nguyễn Văn An"], ["Café Bùi"], ["An Ba"]]
)
def test_unicode_text_is_never_taken_for_an_old_font(names: list[str]) -> None:
    assert detect(names) in {"unicode", None}


LEGAL = ("nguyễn", "khuỷu", "nghiêng", "quyết", "ươm", "yểng", "Giàng")
ILLEGAL = ("việtt", "wao", "NguyÔn", "hât", "hấtn")


def test_a_syllable_is_judged_by_its_build() -> None:
    assert all(is_syllable(word) for word in LEGAL)
    assert not any(is_syllable(word) for word in ILLEGAL)


@pytest.mark.parametrize(
    ("raw", "name", "codes"),
    [
        ("NGUYễN VĂN AN", "Nguyễn Văn An", {"NAME_CASE_FIXED"}),
        (" Nguyễn  Văn An", "Nguyễn Văn An", {"NAME_WHITESPACE_FIXED"}),
        (unicodedata.normalize("NFD", "Nguyễn Văn Ước"), "Nguyễn Văn Ước", {"NAME_NFD_FIXED"}),
        ("Nguyễn Vаn Аn", "Nguyễn Van An", {"NAME_CONFUSABLE"}),
        ("Nguyễn Văn An (*)", "Nguyễn Văn An", {"NAME_FOOTNOTE"}),
        ("Nguyễn Văn An (B)", "Nguyễn Văn An", {"NAME_SUFFIX"}),
        ("=1+1", "=1+1", {"NAME_NOT_PERSON"}),
        ("An", "An", {"NAME_INCOMPLETE"}),
        ("h'hen niê", "H'Hen Niê", {"NAME_CASE_FIXED"}),
    ],
)
def test_a_name_is_corrected_and_what_was_done_is_reported(raw: str, name: str, codes: set[str]) -> None:
    read = read_person(raw, words=WORDS)
    assert read.name == name
    assert {code for code, _ in read.findings} == codes


def test_a_form_of_address_is_no_part_of_the_name_and_reports_the_sex() -> None:
    read = read_person("Bà Nguyễn Thị Lan", words=WORDS)
    assert (read.name, read.sex) == ("Nguyễn Thị Lan", "F")
    assert read_person("Đ/c Trần Văn Ba", words=WORDS).name == "Trần Văn Ba"
    assert read_other("Tổ 1, 2, 3").name == "Tổ 1, 2, 3"
    assert is_household("Hộ ông Lò Văn Ín")
    assert not looks_like_person("Trường Tiểu học", WORDS)


def test_a_name_cut_short_is_not_taken_for_a_whole_one() -> None:
    nobody: frozenset[str] = frozenset()
    assert complete_in_one_cell("Hà Thùy Trang", words=WORDS, given_seen=nobody)
    assert not complete_in_one_cell("Hà Thị Mỹ", words=WORDS, given_seen=nobody)
    assert not complete_in_one_cell("Hà Thị Lụa", words=WORDS, given_seen=nobody)
    assert complete_in_one_cell("Hà Thị Lụa", words=WORDS, given_seen=frozenset({"lụa"}))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("LĐTT", ("LDTT",)),
        ("lao động  tiên tiến", ("LDTT",)),
        ("Danh hiệu Lao động tiên tiến năm 2024", ("LDTT",)),
        ("Chiến sỹ thi đua cơ sở", ("CSTDCS",)),
        ("LĐTT, CSTĐCS", ("CSTDCS", "LDTT")),
        ("Chủ tịch UBND huyện tặng Giấy khen", ("GK_HUYEN",)),
        ("Giấy khen của Chủ tịch UBND huyện Lâm Thượng", ("GK_HUYEN",)),
    ],
)
def test_every_spelling_of_an_award_is_one_award(typed: str, found: tuple[str, ...]) -> None:
    read = AWARDS.read(typed)
    assert (read.codes, read.unknown, read.open_level) == (found, (), ())


def test_an_unknown_award_is_never_given_a_default() -> None:
    assert AWARDS.read("Danh hiệu nào đó").unknown == ("Danh hiệu nào đó",)
    assert AWARDS.read("Chiến sĩ thi đua").open_level == ("Chiến sĩ thi đua",)
    assert AWARDS.within("DANH SÁCH TẬP THỂ LAO ĐỘNG TIÊN TIẾN NĂM 2024") == ("TTLDTT",)


def test_one_unit_however_it_is_typed() -> None:
    words = UnitWords(
        starts=("trường ",),
        phrases=("Tiểu học",),
        acronyms=frozenset({"THCS"}),
        abbreviations={"th": "tiểu học"},
    )
    book = UnitBook(["Trường Tiểu học Hòa Tiến"], {}, words)
    assert book.read("TRƯỜNG TIỂU HỌC HOÀ TIẾN ").name == "Trường Tiểu học Hòa Tiến"
    assert book.read("Trường TH Hòa Tiến").code == "UNIT_VARIANT"
    assert book.read("Trường khác").code == "UNIT_UNKNOWN"


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [
        ("95,5", "95.5", None),
        ("1.000,5", "1000.5", "SCORE_OUT_OF_RANGE"),
        ("94,5/100", "94.5", "SCORE_TEXT_FIXED"),
        ("9O,5", None, "SCORE_INVALID"),
        ("-", None, "SCORE_MISSING"),
        (0, "0", None),
    ],
)
def test_scores_are_exact_and_zero_is_not_blank(typed: object, value: str | None, code: str | None) -> None:
    read = read_score(typed)
    assert (read.value, read.code) == (None if value is None else Decimal(value), code)


def test_identity_numbers_and_sex() -> None:
    assert read_national_id("001 190 012 345").value == "001190012345"
    assert read_national_id(1190012345).value == "001190012345"
    assert read_national_id("123456789").code == "ID_OLD_CMND"
    assert read_national_id("12345678901").value is None
    assert [read_sex(word) for word in ("Nữ", "NAM", "Ông", "khác")] == ["F", "M", "M", None]


def test_texts_a_spreadsheet_would_run_are_known() -> None:
    assert all(map(is_runnable, ["=cmd|'/c calc'!A0", "@SUM(1+1)", "+1+1", "-2+3", "\t=1+1", '"=1+1"']))
    assert not any(map(is_runnable, ["- Hoàn thành", "-5", "+84 912 345", "-nt-", "Tốt", "-", ""]))


@given(st.text(max_size=80))
def test_any_text_can_be_a_cell(text: str) -> None:
    read_person(text, words=WORDS)
    read_other(text)
    AWARDS.read(text)
    AWARDS.within(text)
    read_score(text)
    read_national_id(text)
    is_runnable(text)
    detect([text])
