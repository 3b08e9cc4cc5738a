"""Layouts the offices use besides the samples: found by themselves, row by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.workbooks.sender import codes, stage, summary, write
from thidua_desktop.domain.importing.values import StagedFile

SCHOOL = "Trường Tiểu học Tân Thành"


def reported(staged: StagedFile) -> set[str]:
    return {finding.code for finding in staged.findings}


def test_birth_year_under_nam_or_nu_reports_the_sex_and_a_joint_column_gives_position_and_unit(
    tmp_path: Path,
) -> None:
    rows = [
        ["TRƯỜNG TIỂU HỌC TÂN THÀNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"],
        ["TT", "Họ và tên", "Năm sinh", None, "Chức vụ, đơn vị công tác", "Hình thức khen thưởng"],
        [None, None, "Nam", "Nữ", None, None],
        ["A", "B", "1", "2", "3", "4"],
        [1, "Nguyễn Văn An", 1980, None, f"Giáo viên, {SCHOOL}", "LĐTT"],
        [2, "Trần Thị Bình", None, "05/03/1985", f"Hiệu trưởng {SCHOOL}", "-nt-"],
        [None, "Tổng cộng: 2 người"],
        [],
        [None, None, None, None, "HIỆU TRƯỞNG"],
        [None, None, None, None, "Phạm Văn Ký"],
    ]
    staged = stage(write(tmp_path, rows, merges=["C4:D4", "A4:A5", "B4:B5", "E4:E5", "F4:F5"]))
    assert summary(staged) == [
        (7, "Nguyễn Văn An", ("LDTT",), SCHOOL),
        (8, "Trần Thị Bình", ("LDTT",), SCHOOL),
    ]
    assert [(r.sex, r.position) for r in staged.records] == [("M", "Giáo viên"), ("F", "Hiệu trưởng")]


def test_two_tables_on_one_sheet_share_the_unit_named_above_the_first(tmp_path: Path) -> None:
    rows = [
        ["Đơn vị: UBND xã An Phú"],
        ["I. TẬP THỂ"],
        ["STT", "Tên tập thể", "Danh hiệu đề nghị"],
        [1, "Đội Dân phòng xã", "TTLĐTT"],
        ["Cộng: 1 tập thể"],
        [],
        ["II. CÁ NHÂN"],
        ["STT", "Họ tên", "Ngày sinh", "Chức danh", "Danh hiệu đề nghị"],
        [1, "Hoàng Thị Mơ", dt.date(1990, 1, 2), "Kế toán", "CSTĐCS, LĐTT"],
    ]
    assert summary(stage(write(tmp_path, rows))) == [
        (4, "Đội Dân phòng xã", ("TTLDTT",), "UBND xã An Phú"),
        (9, "Hoàng Thị Mơ", ("CSTDCS", "LDTT"), "UBND xã An Phú"),
    ]


def test_a_header_repeated_on_the_next_page_is_no_nominee(tmp_path: Path) -> None:
    header = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
    rows = [
        ["DANH SÁCH LAO ĐỘNG TIÊN TIẾN"],
        header,
        [1, "Hà Thị Nở", "GV", SCHOOL],
        header,
        [2, "Hà Văn Tú", "GV", SCHOOL],
    ]
    assert summary(stage(write(tmp_path, rows))) == [
        (3, "Hà Thị Nở", ("LDTT",), SCHOOL),
        (5, "Hà Văn Tú", ("LDTT",), SCHOOL),
    ]


def test_unit_groups_inside_award_groups_keep_both(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "Chức vụ"],
        ["A", "CHIẾN SĨ THI ĐUA CƠ SỞ"],
        ["I", "Phòng Nội vụ"],
        [1, "Đỗ Thị Sáu", "Chuyên viên"],
        ["II", "Phòng Tư pháp"],
        [1, "Lò Văn Bảy", "Chuyên viên"],
        ["B", "LAO ĐỘNG TIÊN TIẾN"],
        ["I", "Phòng Nội vụ"],
        [1, "Đỗ Thị Mười", "Chuyên viên"],
    ]
    assert summary(stage(write(tmp_path, rows))) == [
        (4, "Đỗ Thị Sáu", ("CSTDCS",), "Phòng Nội vụ"),
        (6, "Lò Văn Bảy", ("CSTDCS",), "Phòng Tư pháp"),
        (9, "Đỗ Thị Mười", ("LDTT",), "Phòng Nội vụ"),
    ]


def test_awards_of_former_years_are_history_not_nominations(tmp_path: Path) -> None:
    rows = [
        ["Stt", "Họ và tên", "Danh hiệu thi đua", None, "Hình thức đề nghị khen năm 2025", "Đơn vị"],
        [None, None, "Năm 2023", "Năm 2024", None, None],
        [1, "Vũ Thị Hoa", "LĐTT", "CSTĐCS", "Bằng khen của Chủ tịch UBND tỉnh", "Phòng Nội vụ"],
    ]
    staged = stage(write(tmp_path, rows, merges=["C1:D1", "A1:A2", "B1:B2", "E1:E2", "F1:F2"]))
    assert summary(staged) == [(3, "Vũ Thị Hoa", ("BK_TINH",), "Phòng Nội vụ")]
    assert staged.records[0].previous_awards == ("CSTDCS", "LDTT")


def test_decision_numbers_beside_former_awards_are_history_too(tmp_path: Path) -> None:
    rows = [
        ["TT", "Họ và tên", "Chức vụ", "Thành tích đã đạt được", None, "Danh hiệu đề nghị"],
        [None, None, None, "Danh hiệu", "Số, ngày quyết định", None],
        [1, "Lò Thị Én", "Kế toán", "CSTĐCS năm 2023", "Số 125/QĐ-UBND ngày 15/12/2023", "LĐTT"],
        [2, "Cầm Văn Ơn", "Văn thư", "Giấy khen năm 2022 (QĐ 87/QĐ-UBND ngày 20/12/2022)", None, "CSTĐCS"],
    ]
    staged = stage(write(tmp_path, rows, merges=["D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2"]))
    assert [(r.name, r.awards, r.dob) for r in staged.records] == [
        ("Lò Thị Én", ("LDTT",), None),
        ("Cầm Văn Ơn", ("CSTDCS",), None),
    ]
    assert all(r.importable for r in staged.records)


def test_identity_numbers_keep_their_zeros_and_an_unknown_award_is_asked(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "Số CCCD", "Đơn vị", "Đề nghị"],
        ["Hộ gia đình ông Lò Văn Ín", None, "Bản Nà Lốm", "Gia đình văn hóa"],
        ["Nguyễn Thị Thắm", 1190012345, "Bản Nà Lốm", "Giấy khen xã"],
        ["Nguyễn Thị Thơm", "001190012345", "Bản Nà Lốm", "Danh hiệu gì đó"],
        ["Nguyễn Thị Thu", "123", "Bản Nà Lốm", "CSTĐ"],
    ]
    staged = stage(write(tmp_path, rows))
    assert [r.subject_type for r in staged.records] == ["household", "person", "person", "person"]
    assert [r.national_id for r in staged.records] == [None, "001190012345", "001190012345", None]
    assert codes(staged) == {
        ("DS!B3", "ID_LEADING_ZERO_LOST"),
        ("DS!D4", "AWARD_UNKNOWN"),
        ("DS!B5", "ID_INVALID"),
        ("DS!A4", "ID_TWICE"),
        ("DS!D5", "AWARD_LEVEL_AMBIGUOUS"),
    }


def test_a_unit_typed_only_where_it_changes_goes_down_and_three_name_columns_join(tmp_path: Path) -> None:
    rows = [
        ["TT", "Đơn vị", "Họ", "Đệm", "Tên", "Danh hiệu"],
        [1, "Trường THCS An Phú", "Nguyễn", "Thị", "Lan", "LĐTT"],
        [2, None, "Lê", "Văn", "Hùng", "LĐTT"],
        [3, "Trường Mầm non An Phú", "Vi", "Văn", "Tám", "LĐTT"],
        [4, None, "Hà", "Thị", "Nga", "LĐTT"],
    ]
    assert [(name, unit) for _, name, _, unit in summary(stage(write(tmp_path, rows)))] == [
        ("Nguyễn Thị Lan", "Trường THCS An Phú"),
        ("Lê Văn Hùng", "Trường THCS An Phú"),
        ("Vi Văn Tám", "Trường Mầm non An Phú"),
        ("Hà Thị Nga", "Trường Mầm non An Phú"),
    ]


def test_a_list_without_header_is_known_by_its_content_and_reported(tmp_path: Path) -> None:
    rows = [[1, "Nguyễn Văn An", "Giáo viên", "LĐTT"], [2, "Trần Thị Bé", "Giáo viên", "LĐTT"]]
    staged = stage(write(tmp_path, rows))
    assert [r.name for r in staged.records] == ["Nguyễn Văn An", "Trần Thị Bé"]
    assert ("DS!D1", "HEADER_MISSING") in codes(staged)


@pytest.mark.parametrize(
    "known", [["Họ và tên", "Ngày sinh"], ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu đề nghị"]]
)
def test_a_header_with_more_unknown_than_known_headings_is_a_header(tmp_path: Path, known: list[str]) -> None:
    typed = {
        "STT": 1,
        "Họ và tên": "Lò Thị Én",
        "Ngày sinh": "04/05/1987",
        "Đơn vị": SCHOOL,
        "Danh hiệu đề nghị": "LĐTT",
    }
    strange = {f"Mục theo dõi {letter}": f"nội dung {letter}" for letter in "ABCDEFGHIKLMNOP"}
    row = {**{heading: typed[heading] for heading in known}, **strange, "Chỉ số Q": 4.5}
    rows = [
        ["DANH SÁCH ĐỀ NGHỊ LAO ĐỘNG TIÊN TIẾN"],
        [],
        list(row),
        list(row.values()),
        [value if heading != "Họ và tên" else "Cầm Văn Ơn" for heading, value in row.items()],
    ]
    staged = stage(write(tmp_path, rows))
    assert [(r.row, r.name, r.awards) for r in staged.records] == [
        (4, "Lò Thị Én", ("LDTT",)),
        (5, "Cầm Văn Ơn", ("LDTT",)),
    ]
    assert [(r.dob.value, r.dob.precision) for r in staged.records if r.dob] == [("1987-05-04", "day")] * 2
    assert "HEADER_MISSING" not in reported(staged)


def test_lines_of_prose_that_hold_a_heading_are_no_header(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "người lập danh sách", "xem kỹ trước khi gửi", "gửi trước ngày 30 hằng tháng"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", "Danh hiệu đề nghị"],
        [1, "Lò Thị Én", "04/05/1987", "LĐTT"],
    ]
    assert [(r.row, r.name) for r in stage(write(tmp_path, rows)).records] == [(4, "Lò Thị Én")]


def test_the_register_names_the_unit_and_a_strange_one_is_asked(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
        [1, "Nguyễn Văn An", "TRƯỜNG TIỂU HỌC TÂN THÀNH", "LĐTT"],
        [2, "Trần Thị Bé", "Trường TH Tân Thành", "LĐTT"],
        [3, "Trần Thị Ba", "Trường lạ", "LĐTT"],
        [4, "Trần Thị Tư", "th tt", "LĐTT"],
    ]
    staged = stage(write(tmp_path, rows), units=(SCHOOL,), unit_aliases={"th tt": SCHOOL})
    assert [r.unit for r in staged.records] == [SCHOOL, SCHOOL, "Trường lạ", SCHOOL]
    assert codes(staged) == {("DS!C3", "UNIT_VARIANT"), ("DS!C4", "UNIT_UNKNOWN")}


def test_spellings_learned_once_are_known_next_time(tmp_path: Path) -> None:
    rows = [["STT", "Họ và tên", "Mức đề đạt"], [1, "Nguyễn Văn An", "lao động giỏi"]]
    staged = stage(
        write(tmp_path, rows),
        header_aliases={"muc de dat": "award"},
        award_aliases={"lao dong gioi": "LDTT"},
    )
    assert summary(staged) == [(2, "Nguyễn Văn An", ("LDTT",), None)]


@pytest.mark.parametrize(
    ("cell", "name", "born"),
    [
        ("Lê Văn Hai - 1981", "Lê Văn Hai", "1981"),
        ("LÊ VĂN HAI (1981)", "Lê Văn Hai", "1981"),
        ("Lê Văn Hai, sinh năm 1981", "Lê Văn Hai", "1981"),
        ("Lê Văn Hai (SN: 1981)", "Lê Văn Hai", "1981"),
        ("Ông Lê Văn Hai – 05/03/1981", "Lê Văn Hai", "1981-03-05"),
        ("Lê Văn Hai 3/1981", "Lê Văn Hai", "1981-03"),
    ],
)
def test_a_birth_date_behind_the_name_is_parted_from_it(
    tmp_path: Path, cell: str, name: str, born: str
) -> None:
    staged = stage(write(tmp_path, [["STT", "Họ và tên", "Danh hiệu"], [1, cell, "LĐTT"]]))
    (record,) = staged.records
    assert (record.name, record.name_raw, record.dob and record.dob.value) == (name, cell, born)
    assert record.importable and record.subject_type == "person"
    assert "NAME_WITH_BIRTH" in reported(staged)


@pytest.mark.parametrize(
    "cell", ["Lê Văn Hai - 81", "Lê Văn Hai - 2091", "Lê Văn Hai 0912345678", "Xyz 1981"]
)
def test_a_number_behind_the_name_that_is_no_sure_birth_is_asked_about(tmp_path: Path, cell: str) -> None:
    staged = stage(write(tmp_path, [["STT", "Họ và tên", "Danh hiệu"], [1, cell, "LĐTT"]]))
    assert [(r.importable, r.dob) for r in staged.records] == [(False, None)]
    assert "NAME_NOT_PERSON" in reported(staged)


@pytest.mark.parametrize(
    ("typed", "born", "importable"),
    [("05/03/1981", "1981-03-05", True), (1981, "1981", True), (1983, "1983", False)],
)
def test_a_birth_date_behind_the_name_must_agree_with_its_column(
    tmp_path: Path, typed: object, born: str, importable: bool
) -> None:
    rows = [["STT", "Họ và tên", "Ngày sinh", "Danh hiệu"], [1, "Lê Văn Hai - 1981", typed, "LĐTT"]]
    staged = stage(write(tmp_path, rows))
    (record,) = staged.records
    assert (record.dob and record.dob.value, record.importable) == (born, importable)
    assert ("DOB_CONFLICT" in reported(staged)) is not importable
