"""Directive, school year, guidance, thematic plan, official letter, commune plan: what each says, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua_desktop.domain.plan_text.parts import PlanText
from thidua_desktop.services.planning.reading import ReadPlan, read_plan_file, read_plan_text

OTHERS = Path(__file__).parents[2] / "samples" / "plans" / "others"


def read(name: str) -> ReadPlan:
    return read_plan_file(OTHERS / f"{name}.txt")


def figures(plan: PlanText) -> list[str]:
    found = []
    for one in plan.targets:
        parts = "+".join(f"{part.subject[0]}{part.minimum}..{part.maximum}" for part in one.parts)
        numbers = parts or f"{one.minimum}..{one.maximum}"
        found.append(f"{one.comparator} {numbers} {one.unit} {one.award_code or ''}".strip())
    return found


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (
            "ban_chi_thi",
            ("CT_PHATDONG", "CHỈ THỊ", "ỦY BAN NHÂN DÂN XÃ MƯỜNG KHOA", "03", "2026-01-15", 2026),
        ),
        ("truong_nam_hoc", ("KH_PHATDONG", "KẾ HOẠCH", "Trường THCS Lê Lợi", "45", "2025-09-20", 2025)),
        ("huong_dan_tong_ket", ("", "HƯỚNG DẪN", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "07", "2024-11-05", 2024)),
        (
            "phuong_chuyen_de",
            ("KH_PHATDONG", "KẾ HOẠCH", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG", "", "2026-04", 2026),
        ),
        ("so_cong_van", ("", "", "SỞ NỘI VỤ", "812", "2026-02-12", 2026)),
        ("xa_cong_tac", ("KH_CONGTAC", "KẾ HOẠCH", "UBND xã Thanh Lâm", "09", "2026-02-02", 2026)),
    ],
)
def test_the_head_of_any_kind_of_paper_is_read(name: str, head: tuple[object, ...]) -> None:
    plan = read(name).plan
    day = plan.date.value if plan.date else ""
    assert (plan.kind, plan.doc_type.value, plan.issuer.value, plan.number.value, day, plan.year) == head


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "ban_chi_thi",
            [
                "at_least 48..None triệu đồng/năm",
                "increase 5..5 %",
                "equal 1250..1250 ha",
                "at_most None..9.5 %",
                "at_least 96..None %",
                "at_most None..2 vụ",
                "equal 85..85 %",
            ],
        ),
        (
            "truong_nam_hoc",
            [
                "at_least 98.5..None %",
                "at_most None..0.2 %",
                "equal 12..12 học sinh",
                "equal 3..3 giải",
                "equal 100..100 % LDTT",
                "between p4..6 giáo viên CSTDCS",
                "equal p1..1 cá nhân BK_TINH",
            ],
        ),
        ("huong_dan_tong_ket", ["at_most None..15 %"]),
        (
            "phuong_chuyen_de",
            [
                "equal 45000..45000 hồ sơ",
                "at_least 80..None %",
                "decrease 30..30 %",
                "equal c3..3+p10..10 tập thể, cá nhân GK_XA",
            ],
        ),
        ("so_cong_van", ["at_least c2..None tập thể TTLDXS"]),
        (
            "xa_cong_tac",
            [
                "equal 12.5..12.5 tỷ đồng",
                "equal 8..8 %",
                "between 6420..6500 tấn",
                "equal 150..150 lao động",
                "at_least 75..None %",
                "equal 10..10 thôn TDP_VH",
                "at_most None..4.2 %",
                "equal c2..2+p5..5 tập thể, cá nhân BK_TINH",
                "between p20..25 cá nhân LDTT",
            ],
        ),
    ],
)
def test_every_figure_is_read_and_none_invented(name: str, message: list[str]) -> None:
    plan = read(name).plan
    assert figures(plan) == message
    assert all(one.metric and one.source.text for one in plan.targets)


def test_a_figure_behind_a_colon_is_measured_by_the_words_before_it() -> None:
    assert read("xa_cong_tac").plan.targets[0].metric == "Thu ngân sách trên địa bàn"


def test_the_theme_may_stand_in_the_first_part_and_a_campaigns_is_its_own() -> None:
    assert read("ban_chi_thi").plan.theme.value == "Kỷ cương, sáng tạo, bứt phá"
    school = read("truong_nam_hoc").plan
    assert school.theme.value == ""
    assert [one.slogan for one in school.campaigns] == ["Dâng hoa điểm tốt", "Tiến bước lên Đoàn"]
    assert [one.end.value for one in school.campaigns if one.end] == ["2025-11-20", "2026-05-31"]


def test_who_must_report_by_when_is_read_in_a_directive_and_a_guidance() -> None:
    for name, due in (
        ("ban_chi_thi", "trước ngày 10/12/2026"),
        ("huong_dan_tong_ket", "trước ngày 30/11/2024"),
    ):
        assert [one.due_text for one in read(name).plan.reporting] == [due]


@pytest.mark.parametrize(
    ("name", "count", "position", "signer"),
    [
        ("ban_chi_thi", 4, "CHỦ TỊCH", "Vàng Thị Mai"),
        ("truong_nam_hoc", 3, "HIỆU TRƯỞNG", "Phan Thị Thu Hà"),
        ("huong_dan_tong_ket", 3, "PHÓ CHỦ TỊCH", "Đinh Văn Trọng"),
        ("phuong_chuyen_de", 3, "PHÓ CHỦ TỊCH", "Ngô Minh Tuấn"),
        ("so_cong_van", 2, "PHÓ GIÁM ĐỐC", "Hoàng Thị Lan"),
        ("xa_cong_tac", 3, "CHỦ TỊCH", "Đỗ Quang Huy"),
    ],
)
def test_recipients_and_signer_of_any_kind(name: str, count: int, position: str, signer: str) -> None:
    plan = read(name).plan
    assert (len(plan.recipients), plan.signer.position, plan.signer.name) == (count, position, signer)


def test_tasks_stand_below_an_empty_heading_without_alarm() -> None:
    for name, months in (
        ("phuong_chuyen_de", [(5,), (5, 6), (7,)]),
        ("xa_cong_tac", [(1, 2, 3), (6,), (12,)]),
    ):
        found = read(name)
        assert [one.months for one in found.plan.tasks] == months
        assert found.findings == ()


@pytest.mark.parametrize(
    ("sentence", "metric", "message"),
    [
        (
            "Thu nhập bình quân tăng từ 65 triệu đồng lên 70 triệu đồng/năm.",
            "Thu nhập bình quân",
            "equal 70..70 triệu đồng/năm",
        ),
        ("Tỷ lệ hộ nghèo giảm từ 9,5% xuống còn 8%.", "Tỷ lệ hộ nghèo", "at_most None..8 %"),
        ("Tỷ lệ hộ nghèo giảm ít nhất 2%.", "Tỷ lệ hộ nghèo", "decrease 2..2 %"),
        ("Tỷ lệ hộ nghèo giảm còn dưới 9,5%.", "tỷ lệ hộ nghèo", "at_most None..9.5 %"),
        ("Tỷ lệ hộ gia đình văn hóa tăng lên 85%.", "Tỷ lệ hộ gia đình văn hóa", "equal 85..85 %"),
        ("Có 18/20 xã đạt chuẩn nông thôn mới.", "xã đạt chuẩn nông thôn mới", "equal 18..18 xã"),
    ],
)
def test_where_a_figure_goes_to_is_reported_from_how_much_it_changes(
    sentence: str, metric: str, message: str
) -> None:
    plan = read_plan_text(f"KẾ HOẠCH\nPhát động thi đua năm 2026\nI. CHỈ TIÊU\n1. {sentence}").plan
    assert [(one.metric.lower(), words) for one, words in zip(plan.targets, figures(plan), strict=True)] == [
        (metric.lower(), message)
    ]


def test_a_day_before_units_is_no_share_of_them() -> None:
    words = "KẾ HOẠCH\nCông tác thi đua năm 2026\nI. VIỆC\n1. Trước ngày 15/12 đơn vị gửi báo cáo."
    assert read_plan_text(words).plan.targets == ()
