"""Plans of other offices, in other words and other layouts: a commune, a ward, a council, a school."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from thidua_desktop.domain.plan_text.parts import PlanText
from thidua_desktop.services.planning.reading import read_plan_file

SAMPLES = Path(__file__).parents[2] / "samples" / "plans" / "others"


@cache
def plan(name: str) -> PlanText:
    read = read_plan_file(SAMPLES / f"{name}.txt")
    assert read.findings == (), name
    return read.plan


@pytest.mark.parametrize(
    ("name", "kind", "superior", "issuer", "number", "year"),
    (
        ("xa_phat_dong", "KH_PHATDONG", "", "Ủy ban nhân dân xã Suối Ngàn", "41", 2023),
        ("phuong_chi_thi", "CT_PHATDONG", "", "Ủy ban nhân dân phường Bến Thóc", "", 2026),
        (
            "hoi_dong_cong_tac",
            "KH_CONGTAC",
            "UBND XÃ TÂN PHƯỢNG",
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
            "07",
            2025,
        ),
        (
            "truong_phat_dong",
            "KH_PHATDONG",
            "PHÒNG VĂN HÓA - XÃ HỘI",
            "TRƯỜNG TRUNG HỌC CƠ SỞ PHÙ MÂY",
            "18",
            2025,
        ),
    ),
)
def test_the_head_of_any_office_is_read(
    name: str, kind: str, superior: str, issuer: str, number: str, year: int
) -> None:
    found = plan(name)
    assert (found.kind, found.superior.value, found.issuer.value) == (kind, superior, issuer)
    assert (found.number.value, found.year) == (number, year)


@pytest.mark.parametrize(
    ("name", "targets"),
    (
        (
            "xa_phat_dong",
            [
                ("at_least", "28", None), ("equal", "3150", "3150"), ("at_least", "25", None),
                ("decrease", "4.5", "4.5"), ("at_most", None, "17"), ("at_least", "92", None),
                ("equal", None, None),
            ],
        ),
        (
            "phuong_chi_thi",
            [
                ("at_least", "420", None), ("increase", "12", "12"), ("equal", "100", "100"),
                ("at_least", "85", None), ("decrease", "5", "5"),
            ],
        ),
        (
            "truong_phat_dong",
            [
                ("equal", "95", "95"), ("equal", "15", "15"), ("equal", "99.5", "99.5"),
                ("increase", "2", "2"),
            ],
        ),
    ),
)  # fmt: skip
def test_figures_are_read_with_the_way_they_compare(
    name: str, targets: list[tuple[str, str | None, str | None]]
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    found = [(one.comparator, one.minimum, one.maximum) for one in plan(name).targets]
    assert found == [(comparator, number(low), number(high)) for comparator, low, high in targets]


def test_collectives_and_persons_of_a_commune_are_reported_apart() -> None:
    award = plan("xa_phat_dong").targets[-1]
    assert award.award_code == "GK_HUYEN"
    assert [(part.subject, part.minimum) for part in award.parts] == [
        ("collective", Decimal(3)),
        ("person", Decimal(12)),
    ]


def test_a_table_with_other_headings_is_read_with_its_months() -> None:
    found = [(task.lead, task.months) for task in plan("hoi_dong_cong_tac").tasks]
    assert found == [
        ("Phòng Văn hóa - Xã hội", (1,)),
        ("Thường trực Hội đồng", (4, 5, 6, 7, 8, 9)),
        ("Phòng Văn hóa - Xã hội", (6,)),
        ("Các trường học", (5, 6, 7)),
        ("Thường trực Hội đồng", (12,)),
    ]


def test_campaigns_signers_and_recipients_of_a_directive_are_read() -> None:
    found = plan("phuong_chi_thi")
    first, second = found.campaigns
    assert (first.start and first.start.value, second.end and second.end.value) == (
        "2026-01-01",
        "2026-12-31",
    )
    assert [item.count for item in first.anniversaries] == [96, 136]
    assert first.review_month == 7
    assert found.theme.value == "Kỷ cương, sáng tạo, bứt phá, về đích sớm"
    signer = (found.signer.prefix.split("\n"), found.signer.position, found.signer.name)
    assert signer == (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Đỗ Thị Mai Hương")
    assert found.recipients[0].purpose == "để b/c"


def test_a_plan_of_a_school_year_names_two_years_and_that_is_right() -> None:
    found = plan("truong_phat_dong")
    assert found.title.value == "Phát động phong trào thi đua năm học 2025 - 2026"
    assert [section.no for section in found.sections] == ["A", "B", "C"]


MOVEMENTS = """\
KẾ HOẠCH
Phát động phong trào thi đua năm 2025
I. NỘI DUNG
1. Phong trào thi đua chuyên đề “Ba tháng cao điểm chuyển đổi số” trên địa bàn xã Bình An,\
 do Chủ tịch UBND xã phát động.
- Đối tượng: cán bộ, công chức và các hộ kinh doanh.
- Thời gian: từ ngày 01/4/2025 đến ngày 30/6/2025.
- Tiêu chí thi đua: 100% hồ sơ nộp trực tuyến; mỗi thôn có một tổ công nghệ.
2. Phong trào thi đua thường xuyên “Dạy tốt, học tốt” trong toàn ngành Giáo dục;\
 “Văn hóa công sở” giai đoạn 2021 - 2025 trong các cơ quan hành chính.
3. Phát động phong trào thi đua trong toàn xã “Sạch từ nhà ra ngõ” từ tháng 4 đến tháng 9 năm 2025.
4. Hưởng ứng phong trào “Dân vận khéo”.
- Tiêu chí: có mô hình được công nhận.
II. TỔ CHỨC THỰC HIỆN
Tiêu chí: không thuộc phong trào nào ở trên.
"""


def test_scope_kind_days_and_criteria_of_a_movement_are_read_where_they_are_said() -> None:
    from thidua_desktop.services.planning.reading import read_plan_text

    digital, teaching, office, clean_runner, people = read_plan_text(MOVEMENTS).plan.movements
    assert (digital.scope, digital.regularity) == ("trên địa bàn xã Bình An", "thematic")
    assert digital.launched_by == "Chủ tịch UBND xã"
    assert [one.value for one in (digital.start, digital.end) if one] == ["2025-04-01", "2025-06-30"]
    assert digital.criteria == "100% hồ sơ nộp trực tuyến; mỗi thôn có một tổ công nghệ"
    assert (teaching.scope, teaching.regularity) == ("trong toàn ngành Giáo dục", "regular")
    assert (office.name, office.period, office.scope) == (
        "Văn hóa công sở",
        (2021, 2025),
        "trong các cơ quan hành chính",
    )
    assert office.regularity == "regular"
    assert clean_runner.scope == "trong toàn xã"
    assert [one.value for one in (clean_runner.start, clean_runner.end) if one] == ["2025-04", "2025-09"]
    assert (people.scope, people.regularity, people.start) == ("", "", None)
    assert people.criteria == "có mô hình được công nhận"
