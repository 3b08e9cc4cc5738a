"""Tables of points as people type them: numbering of every kind, points in words, totals that lie."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.schemes.checking import faults
from thidua_desktop.domain.schemes.paper import (
    PaperLine,
    PaperRow,
    read_paper,
    scheme_of_paper,
    stated_totals,
    with_method,
)
from thidua_desktop.domain.schemes.scheme import Scheme, Scorer

SELF = (Scorer("self", "Tự chấm", "self"),)


def lines_of(*rows: tuple[str, str, str]) -> tuple[PaperLine, ...]:
    return read_paper([PaperRow(number, *row) for number, row in enumerate(rows, 1)])[0]


def scheme_of(lines: tuple[PaperLine, ...]) -> Scheme:
    return scheme_of_paper(lines, key="x", name="X", source="X", scorers=SELF)


@pytest.mark.parametrize(
    ("numbers", "depths"),
    [
        (("I", "1", "a", "b", "2", "II", "1"), (0, 1, 2, 2, 1, 0, 1)),
        (("A", "I", "1", "1.1", "1.2", "II", "B"), (0, 1, 2, 3, 3, 1, 0)),
        (("1", "1.1", "1.1.1", "1.2", "2"), (0, 1, 2, 1, 0)),
        (("I.", "1)", "-", "-", "2)", "II."), (0, 1, 2, 2, 1, 0)),
        (("I", "I.1", "I.1.a", "I.2", "II"), (0, 1, 2, 1, 0)),
    ],
)
def test_the_numbering_says_what_stands_under_what(numbers: tuple[str, ...], depths: tuple[int, ...]) -> None:
    lines = lines_of(*((number, f"Dòng {number}", "5") for number in numbers))
    assert tuple(line.depth for line in lines) == depths


@pytest.mark.parametrize(
    ("words", "points", "meaning", "each", "doubt"),
    [
        ("10", "10", "base", False, ""),
        ("0,5 điểm", "0.5", "base", False, ""),
        ("Tối đa 15 điểm", "15", "base", False, ""),
        ("- 0,25", "0.25", "deduction", False, ""),
        ("Trừ 2 điểm", "2", "deduction", False, ""),
        ("1 điểm/lần", "1", "base", True, "each_base"),
        ("5 - 10", "10", "base", False, "several_figures"),
        ("", None, "base", False, "no_points"),
        ("KC", None, "base", False, "no_points"),
    ],
)
def test_points_in_words_are_read_and_what_is_not_plain_is_asked(
    words: str, points: str | None, meaning: str, each: bool, doubt: str
) -> None:
    (line,) = lines_of(("1", "Tiêu chí", words))
    expected = None if points is None else Decimal(points)
    assert (line.points, line.meaning, line.each, line.doubt) == (expected, meaning, each, doubt)


def test_what_stands_under_bonuses_and_deductions_is_one() -> None:
    lines = lines_of(
        ("I", "Nhiệm vụ", "10"),
        ("1", "Việc", "10"),
        ("II", "Điểm thưởng", "5"),
        ("1", "Sáng kiến", "5"),
        ("III", "Điểm trừ", ""),
        ("1", "Báo cáo chậm", "1"),
    )
    assert [one.role for one in scheme_of(lines).criteria] == ["base", "bonus", "deduction"]


def test_a_total_that_is_no_sum_is_named_with_its_row() -> None:
    rows = [PaperRow(5, "I", "Một", "10"), PaperRow(6, "1", "Việc", "10"), PaperRow(7, "", "Tổng cộng", "12")]
    lines, totals = read_paper(rows)
    (wrong,) = stated_totals(scheme_of(lines), totals)
    assert (wrong.row, wrong.name, wrong.stated, wrong.parts) == (7, "Tổng cộng", Decimal(12), Decimal(10))
    right = read_paper([*rows[:2], PaperRow(7, "", "TỔNG CỘNG", "10 điểm")])[1]
    assert list(stated_totals(scheme_of(lines), right)) == []


_NUMBERS = st.sampled_from(["", "I", "II", "1", "2", "1.1", "a", "b", "-", "A", "*", "I.1", "Điều 3"])


@given(st.lists(st.tuples(_NUMBERS, st.text(max_size=8), st.sampled_from(["", "5", "-1", "5 đ/lần", "x"]))))
def test_whatever_is_typed_becomes_lines_with_codes_of_their_own(rows: list[tuple[str, str, str]]) -> None:
    lines = lines_of(*rows)
    scheme = scheme_of(lines)
    codes = [one.code for one in (*scheme.sections, *scheme.criteria)]
    assert len(codes) == len(set(codes)) == sum(line.meaning != "skip" for line in lines)
    allowed = {"scoring.scheme_empty", "scoring.scheme_no_standard"}
    assert {fault.error.code for fault in faults(scheme)} <= allowed


@pytest.mark.parametrize(
    ("name", "points", "method", "standard", "most", "doubt"),
    [
        ("Báo cáo chậm, trừ 2 điểm/lần", "", "each", "2", None, ""),
        ("Mỗi sáng kiến được công nhận cộng 0,5 điểm", "5", "each", "0.5", "5", "each_most"),
        ("Cứ một vụ việc khiếu kiện vượt cấp trừ 1 điểm", "1", "each", "1", None, "each_base"),
        ("Thành lập Hội đồng (đạt/không đạt)", "10", "yes_no", "10", None, ""),
        ("Có hoặc không có kế hoạch phát động", "3", "yes_no", "3", None, ""),
        ("Thu ngân sách (thực hiện/kế hoạch)", "40", "more", "40", None, ""),
        ("Giảm hộ nghèo: thực hiện/kế hoạch", "40", "less", "40", None, "less"),
        ("Tỷ lệ trường đạt chuẩn so với chỉ tiêu", "20", "more", "20", None, "quantity"),
        ("Xếp loại cải cách hành chính A/B/C/D", "10", "grade", "10", None, "grades"),
        ("Đánh giá tốt, khá, trung bình, yếu", "10", "grade", "10", None, "grades"),
        ("Loại A: 10 điểm; loại B: 7 điểm; loại C: 4 điểm", "10", "grade", "10", None, ""),
        ("Nội bộ đoàn kết, không có đơn thư", "10", "points", "10", None, ""),
        ("Giảm nghèo bền vững", "10", "points", "10", None, ""),
    ],
)
def test_the_way_of_scoring_is_taken_from_the_wording_and_asked_where_it_is_not_plain(
    name: str, points: str, method: str, standard: str, most: str | None, doubt: str
) -> None:
    (line,) = lines_of(("1", name, points))
    assert (line.method, line.doubt) == (method, doubt)
    criterion = scheme_of((line,)).criteria[0]
    assert criterion.method == method
    assert criterion.standard == Decimal(standard)
    if method == "each":
        assert criterion.limit == (None if most is None else Decimal(most))


def test_grades_written_with_their_points_are_taken_as_written() -> None:
    (line,) = lines_of(("1", "Loại A: 10 điểm; loại B: 7 điểm; loại C: 4 điểm", "10"))
    assert scheme_of((line,)).criteria[0].grades == {"A": 10, "B": 7, "C": 4}


def test_a_way_of_scoring_the_officer_chooses_settles_the_doubt() -> None:
    (line,) = lines_of(("1", "Tỷ lệ trường đạt chuẩn so với chỉ tiêu", "20"))
    chosen = with_method(line, "grade")
    assert (chosen.method, chosen.doubt) == ("grade", "")
    assert scheme_of((chosen,)).criteria[0].grades == {"A": 20, "B": 16, "C": 12, "D": 6}
