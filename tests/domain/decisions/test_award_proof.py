"""What would shame the office is found before a decision is issued; a clean one raises no alarm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.decisions.proof import ProofFinding, ProofLine, ProofSheet
from thidua_desktop.domain.decisions.proofreading import proofread_decision
from thidua_desktop.services.decisions.proofreading import proof_words, sentence_of

WORDS = proof_words()
PHRASE = "đã có thành tích xuất sắc trong phong trào thi đua năm 2024"
NAMES = (
    ("Nguyễn Văn An", "M"),
    ("Lò Thị Mận", "F"),
    ("Giàng A Phủ", "M"),
    ("Quàng Thị Xoan", "F"),
    ("Hà Minh Tuấn", "M"),
    ("H'Hen Niê", "F"),
    ("Trần Thị Ngọc-Anh", "F"),
    ("Đèo Văn Long", "M"),
)


def person(place: int, name: str, sex: str, **more: Any) -> ProofLine:
    unit = more.pop("unit", "Trường Tiểu học Nậm Pục")
    return ProofLine(
        place=place,
        subject_type="person",
        subject_id=100 + place,
        name=name,
        name_on_record=name,
        unit=unit,
        unit_on_record=unit,
        position="Giáo viên",
        salutation="Ông" if sex == "M" else "Bà",
        sex=sex,
        award_code="LDTT",
        title="Lao động tiên tiến",
        achievement=PHRASE,
        prize=Decimal(540000),
        expected_prize=Decimal(540000),
        **more,
    )


def collective(place: int, name: str, **more: Any) -> ProofLine:
    return ProofLine(
        place=place,
        subject_type="collective",
        subject_id=place,
        name=name,
        name_on_record=name,
        unit=name,
        unit_on_record=name,
        salutation="Tập thể",
        award_code="TTLDTT",
        title="Tập thể lao động tiên tiến",
        achievement=PHRASE,
        **more,
    )


CLEAN = ProofSheet(
    year=2024,
    lines=(
        collective(1, "Trường Mầm non Hoa Mận"),
        collective(2, "Phòng Nội vụ"),
        *(person(place, name, sex) for place, (name, sex) in enumerate(NAMES, start=3)),
    ),
    sentences=(
        ("subject", "Về việc tặng danh hiệu thi đua năm 2024"),
        ("annex", "DANH SÁCH ĐƯỢC TẶNG DANH HIỆU THI ĐUA NĂM 2024"),
        ("basis", "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ"),
        (
            "article",
            "Tặng danh hiệu thi đua cho 02 tập thể và 08 cá nhân, đã có thành tích xuất sắc năm 2024.",
        ),
    ),
    signed_on=dt.date(2024, 12, 20),
    today=dt.date(2024, 12, 20),
    council_on=dt.date(2024, 12, 10),
    signer="Lường Văn Quyết",
    signer_from=dt.date(2021, 1, 1),
    number=41,
    expected_number=41,
)


def changed(place: int, **values: Any) -> ProofSheet:
    lines = [replace(line, **values) if line.place == place else line for line in CLEAN.lines]
    return replace(CLEAN, lines=lines)


def with_sentence(where: str, words: str) -> ProofSheet:
    return replace(CLEAN, sentences=(*CLEAN.sentences, (where, words)))


def added(line: ProofLine) -> ProofSheet:
    return replace(CLEAN, lines=(*CLEAN.lines, line), sentences=())


PLANTED: Sequence[tuple[str, ProofSheet]] = (
    ("name_empty", changed(3, name="  ")),
    ("name_blanks", changed(3, name="Nguyễn  Văn An")),
    ("name_blanks", changed(3, name="Nguye\u0302\u0303n Văn An")),
    ("name_unlike_record", changed(4, name="Lò Thị Mân")),
    ("name_old_font", changed(3, name="NguyÔn V¨n An", name_on_record="")),
    ("name_short", changed(3, name="An", name_on_record="")),
    ("name_capitals", changed(3, name="NGUYỄN VĂN AN", name_on_record="")),
    ("name_small_letter", changed(3, name="Nguyễn văn An", name_on_record="")),
    ("name_sign", changed(3, name="Nguyễn Văn An*", name_on_record="")),
    ("name_sign", changed(3, name="Nguyễn Văn An 2", name_on_record="")),
    ("name_title", changed(3, name="Ông Nguyễn Văn An", name_on_record="")),
    ("person_like_unit", changed(3, name="Trường Tiểu học Nậm Pục", name_on_record="")),
    ("collective_like_person", changed(1, name="Nguyễn Văn Bình", name_on_record="")),
    ("salutation_wrong", changed(4, salutation="Ông")),
    ("salutation_unknown", changed(4, salutation="Ông (bà)", sex=None)),
    ("salutation_doubtful", changed(4, salutation="Ông", sex=None)),
    ("salutation_doubtful", changed(3, salutation="Bà", sex=None)),
    ("unit_empty", changed(5, unit="")),
    ("unit_dissolved", changed(5, unit_to=dt.date(2024, 6, 30))),
    ("unit_not_yet", changed(5, unit_from=dt.date(2025, 1, 1))),
    ("unit_unlike_record", changed(5, unit="Trường Tiểu học Nâm Pục")),
    ("position_empty", changed(5, position="")),
    ("unit_twice", changed(5, position="Giáo viên Trường Tiểu học Nậm Pục")),
    ("form_open", changed(5, open_form=True)),
    ("above_authority", changed(5, own_level=False)),
    ("not_passed", changed(5, passed=False)),
    ("given_already", changed(5, earlier="12/QĐ-UBND")),
    ("not_eligible", changed(5, verdict="not_eligible")),
    ("not_settled", changed(5, verdict="needs_review")),
    ("achievement_empty", changed(5, achievement="")),
    ("year_wrong", changed(5, achievement="đã có thành tích xuất sắc năm 2023")),
    ("year_wrong", changed(5, achievement="hoàn thành tốt nhiệm vụ năm học 2021-2022")),
    ("school_year_wrong", changed(5, achievement="hoàn thành tốt nhiệm vụ năm học 2022-2024")),
    ("leftover", changed(5, achievement="đã có thành tích [nêu thành tích]")),
    ("leftover", changed(5, position="……………")),
    ("prize_unlike_law", changed(5, prize=Decimal(447000))),
    ("letters_missing", changed(5, missing_letters=("ẅ",))),
    ("certificate_full", changed(5, too_long=True)),
    ("repeated", added(replace(CLEAN.lines[4], place=11))),
    ("two_awards", added(replace(CLEAN.lines[4], place=11, award_code="CSTDCS"))),
    (
        "spelled_two_ways",
        added(replace(CLEAN.lines[3], place=11, name="Lò Thị Mần", name_on_record="", award_code="CSTDCS")),
    ),
    (
        "two_units",
        added(replace(CLEAN.lines[4], place=11, unit="Phòng Y tế", unit_on_record="", award_code="CSTDCS")),
    ),
    ("maybe_one", added(replace(CLEAN.lines[4], place=11, subject_id=999))),
    (
        "nearly_alike",
        added(replace(CLEAN.lines[3], place=11, subject_id=999, name="Lò Thi Mận", name_on_record="")),
    ),
    ("unit_two_ways", added(person(11, "Vi Thu Chinh", "F", unit="Trường tiểu học Nậm Pục"))),
    ("count_unlike_list", with_sentence("article", "Tặng Giấy khen cho 03 tập thể và 08 cá nhân.")),
    ("count_unlike_list", with_sentence("article", "Tặng Giấy khen cho 02 tập thể và 9 cá nhân.")),
    ("year_wrong", with_sentence("subject", "Về việc tặng danh hiệu thi đua năm 2023")),
    ("leftover", with_sentence("article", "Giao {don_vi} chịu trách nhiệm thi hành.")),
    ("before_council", replace(CLEAN, signed_on=dt.date(2024, 12, 9))),
    ("day_to_come", replace(CLEAN, signed_on=dt.date(2024, 12, 23))),
    ("day_far", replace(CLEAN, signed_on=dt.date(2022, 12, 20), council_on=None)),
    ("day_of_rest", replace(CLEAN, signed_on=dt.date(2024, 12, 14))),
    ("signer_empty", replace(CLEAN, signer="")),
    ("signer_out_of_time", replace(CLEAN, signer_to=dt.date(2024, 11, 30))),
    ("number_leaps", replace(CLEAN, number=410)),
    ("list_empty", replace(CLEAN, lines=(), sentences=())),
    ("sentence_empty", with_sentence("article", "  .")),
)


def found(sheet: ProofSheet) -> tuple[ProofFinding, ...]:
    return proofread_decision(sheet, WORDS)


@pytest.mark.parametrize(
    ("code", "sheet"), PLANTED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_planted_slip_is_found_and_said_in_a_sentence(code: str, sheet: ProofSheet) -> None:
    codes = [one.code for one in found(sheet)]
    assert code in codes
    assert len(codes) <= 3, codes
    assert all(sentence_of(one) for one in found(sheet))


def test_a_clean_decision_raises_no_alarm() -> None:
    assert found(CLEAN) == ()


def test_a_school_year_and_days_of_other_acts_are_no_wrong_years() -> None:
    lines = [
        replace(line, achievement="hoàn thành xuất sắc nhiệm vụ năm học 2023-2024") for line in CLEAN.lines
    ]
    message = ("article", "Theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2023 và ngày 02/9/2022.")
    assert found(replace(CLEAN, lines=lines, sentences=(message,))) == ()


def test_errors_stand_before_what_is_only_odd() -> None:
    sheet = changed(5, position="", own_level=False)
    assert [one.severity for one in found(sheet)] == ["error", "warning"]


@given(st.permutations(range(len(CLEAN.lines))))
def test_the_order_of_a_clean_list_never_raises_an_alarm(order: list[int]) -> None:
    lines = [replace(CLEAN.lines[old], place=new) for new, old in enumerate(order, start=1)]
    assert found(replace(CLEAN, lines=lines)) == ()


@given(st.lists(st.sampled_from(range(len(PLANTED))), max_size=3))
def test_any_list_is_read_without_a_fault(chosen: list[int]) -> None:
    lines = [line for place in chosen for line in PLANTED[place][1].lines]
    values: Mapping[str, Any] = {"lines": [replace(line, place=n) for n, line in enumerate(lines, 1)]}
    assert all(sentence_of(one) for one in found(replace(CLEAN, **values)))
