"""From a plan's text to a plan: every figure, campaign, task, recipient and signer, with its source."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua_desktop.domain.plan_text.parts import PlanText, Target
from thidua_desktop.services.planning.reading import read_plan_file, read_plan_text

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"


@cache
def plan(name: str) -> PlanText:
    return read_plan_file(SAMPLES / f"{name}.txt").plan


@pytest.mark.parametrize(
    ("name", "kind", "issuer", "place", "symbol", "date", "year"),
    (
        (
            "phat_dong_2023",
            "KH_PHATDONG",
            "Ủy ban nhân dân huyện Sơn Khê",
            "Sơn Khê",
            "KH-UBND",
            "2023-02",
            2023,
        ),
        ("phat_dong_2024", "KH_PHATDONG", "UBND huyện Hòa Giang", "", "", None, 2024),
        (
            "cong_tac_2023",
            "KH_CONGTAC",
            "Ủy ban nhân dân huyện Phiêng Lâm",
            "Phiêng Lâm",
            "KH-UBND",
            "2023-03",
            2023,
        ),
        (
            "chi_thi_2025",
            "CT_PHATDONG",
            "ỦY BAN NHÂN DÂN XÃ HÒA LẠC",
            "Hòa Lạc",
            "CT-UBND",
            "2025-01-15",
            2025,
        ),
    ),
)
def test_the_head_says_what_the_paper_is(
    name: str, kind: str, issuer: str, place: str, symbol: str, date: str | None, year: int
) -> None:
    found = plan(name)
    assert (found.kind, found.issuer.value, found.place.value) == (kind, issuer, place)
    assert (found.symbol.value, found.date and found.date.value, found.year) == (symbol, date, year)


def test_a_number_not_yet_given_stays_blank_and_an_issued_one_is_read() -> None:
    assert plan("phat_dong_2023").number.value == ""
    assert plan("chi_thi_2025").number.value == "04"


def test_theme_and_basis_are_reported_with_the_sentence_they_came_from() -> None:
    theme = plan("phat_dong_2023").theme
    assert theme.value == "Kỷ cương đi đầu, việc chung trên hết, sáng tạo từng ngày, về đích đúng hẹn"
    assert theme.source is not None
    assert theme.value in theme.source.text
    (basis,) = plan("cong_tac_2023").basis
    assert (basis.doc_type, basis.number, str(basis.date), basis.issuer) == (
        "Kế hoạch",
        "133/KH-UBND",
        "2023-01-11",
        "UBND tỉnh",
    )
    assert basis.subject == "công tác thi đua, khen thưởng năm 2023"


def test_sections_keep_their_numbers_and_depth() -> None:
    second = plan("phat_dong_2023").sections[1]
    assert (second.no, second.heading) == ("II", "NỘI DUNG THI ĐUA")
    assert [one.no for one in second.children] == ["1", "2"]
    assert [one.no for one in second.children[1].children] == ["2.1", "2.2", "2.3"]
    assert [one.no for one in second.children[1].children[0].children] == ["-", "-", "-"]
    letters = plan("phat_dong_2024").sections[1].children[1].children
    assert [(one.no, one.heading) for one in letters] == [
        ("a", "Về kinh tế"),
        ("b", "Về xã hội"),
        ("c", "Về môi trường"),
        ("d", "Về thi đua, khen thưởng"),
    ]


def test_a_sentence_broken_by_a_page_is_whole_again() -> None:
    names = [one.name for one in plan("phat_dong_2023").movements]
    assert names[0] == "Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống dịch bệnh"
    first_school = plan("phat_dong_2023").targets[15]
    assert first_school.metric == "Tỷ lệ huy động trẻ từ 3 tháng tuổi đến dưới 36 tháng tuổi ra lớp"


def bounds(target: Target) -> tuple[str, str, str, str, str]:
    low, high = target.minimum, target.maximum
    return (
        target.group,
        target.comparator,
        "" if low is None else str(low),
        "" if high is None else str(high),
        target.unit,
    )


def exactly(group: str, value: str, unit: str) -> tuple[str, str, str, str, str]:
    return (group, "equal", value, value, unit)


FIGURES_2023 = [
    exactly("KT", "54", "tỷ đồng"),
    exactly("KT", "37960", "tấn"),
    exactly("KT", "90480", "con"),
    exactly("KT", "40", "%"),
    exactly("XH", "93810", "người"),
    exactly("XH", "1000", "lao động"),
    exactly("XH", "1000", "lao động"),
    ("XH", "at_most", "", "19476", "hộ"),
    exactly("XH", "35.07", "%"),
    ("XH", "decrease", "6.13", "6.13", "%"),
    exactly("XH", "94.7", "%"),
    ("XH", "at_most", "", "14.7", "%"),
    ("XH", "at_most", "", "28.6", "%"),
    exactly("XH", "8.1", "bác sĩ/1 vạn dân"),
    ("XH", "at_least", "99.9", "", "%"),
    exactly("XH", "53", "%"),
    exactly("XH", "99.8", "%"),
    exactly("XH", "99.8", "%"),
    exactly("XH", "99.7", "%"),
    exactly("XH", "98.7", "%"),
    exactly("XH", "72.8", "%"),
    exactly("XH", "99.1", "%"),
    exactly("XH", "90", "%"),
    exactly("XH", "97", "%"),
    exactly("XH", "18", "xã"),
    exactly("XH", "1", "trường"),
    exactly("XH", "14", "xã"),
    exactly("XH", "73", "%"),
    exactly("XH", "81.9", "%"),
    exactly("XH", "97.7", "%"),
]

FIGURES_2024 = [
    exactly("KT", "3300.9", "tỷ đồng"),
    exactly("KT", "805", "tỷ đồng"),
    exactly("KT", "126.8", "triệu đồng"),
    exactly("XH", "33", "%"),
    exactly("XH", "72.89", "%"),
    exactly("XH", "28.62", "%"),
    exactly("XH", "0.17", "%"),
    exactly("XH", "0.22", "%"),
    exactly("XH", "10.4", "bác sỹ"),
    exactly("XH", "53.4", "giường bệnh"),
    exactly("XH", "94.5", "%"),
    exactly("XH", "20", "khu"),
    ("XH", "increase", "3", "3", "khu"),
    exactly("MT", "87.84", "%"),
    exactly("MT", "100", "%"),
    exactly("TDKT", "100", "%"),
    exactly("TDKT", "1", "tập thể"),
    ("TDKT", "between", "1", "2", "tập thể, cá nhân"),
    exactly("TDKT", "1", "tập thể"),
    ("TDKT", "between", "1", "2", "cá nhân"),
    ("TDKT", "equal", "", "", "tập thể, cá nhân"),
    ("TDKT", "between", "12", "15", "tập thể"),
    ("TDKT", "between", "45", "55", "cá nhân"),
]


@pytest.mark.parametrize(
    ("name", "figures"), (("phat_dong_2023", FIGURES_2023), ("phat_dong_2024", FIGURES_2024))
)
def test_every_figure_comes_in_with_comparator_unit_and_group(
    name: str, figures: list[tuple[str, str, str, str, str]]
) -> None:
    assert [bounds(target) for target in plan(name).targets] == figures


def test_award_targets_name_their_award_and_count_collectives_and_persons_apart() -> None:
    awards = [target for target in plan("phat_dong_2024").targets if target.award_code]
    assert [target.award_code for target in awards] == [
        "CO_CP",
        "BK_TTG",
        "CO_TINH",
        "CSTDT",
        "BK_TINH",
        "TTLDXS",
        "CSTDCS",
    ]
    merit = awards[4]
    assert [(part.subject, part.minimum, part.maximum) for part in merit.parts] == [
        ("collective", Decimal(5), Decimal(5)),
        ("person", Decimal(14), Decimal(14)),
    ]
    assert [part.subject for part in awards[1].parts] == ["collective", "person"]


def test_less_poverty_is_better_and_a_figure_alone_speaks_of_the_one_before() -> None:
    poor = [one for one in plan("phat_dong_2023").targets if "nghèo" in one.metric]
    assert [(one.metric, one.direction) for one in poor] == [
        ("số hộ nghèo toàn huyện", "down"),
        ("tỷ lệ hộ nghèo", "down"),
        ("tỷ lệ hộ nghèo", "down"),
    ]


def test_thresholds_said_before_or_after_the_figure_are_understood() -> None:
    message = [bounds(one)[1:] for one in plan("chi_thi_2025").targets]
    assert message == [
        ("at_least", "95", "", "%"),
        ("at_most", "", "3", "vụ"),
        ("between", "8", "10", "đảng viên"),
        ("at_least", "90", "", "%"),
    ]


def test_campaigns_have_period_anniversaries_and_review() -> None:
    first, second = plan("phat_dong_2024").campaigns
    assert (first.name, first.start and first.start.value, first.end and first.end.value) == (
        "Đợt thi đua thứ nhất",
        "2024-01",
        "2024-06-30",
    )
    assert (second.start and second.start.value, second.end and second.end.value) == (
        "2024-07-01",
        "2024-12-31",
    )
    assert [one.count for one in first.anniversaries] == [94, 49, 70, 134, 76]
    assert [one.count for one in second.anniversaries] == [77, 79, 79, 70, 55, 80, 35]
    assert (first.review_month, second.review_month) == (7, None)


def test_movements_are_reported_from_drives_with_period_and_who_launched_them() -> None:
    found = {one.name: one for one in plan("phat_dong_2024").movements}
    own = "Đảng bộ, chính quyền và nhân dân huyện Hòa Giang: Đồng lòng, bứt phá, làm thật, hiệu quả thật"
    assert found[own].launched_by == "UBND huyện Hòa Giang"
    assert found["Chung sức xây dựng nông thôn mới"].period == (2021, 2025)
    assert found["Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"].kind == "drive"
    assert len(found) == 11
    state = plan("chi_thi_2025").movements[0]
    assert state.launched_by == "Thủ tướng Chính phủ"


def test_what_only_stands_in_quotation_marks_is_no_movement() -> None:
    names = {one.name for name in ("phat_dong_2023", "cong_tac_2023") for one in plan(name).movements}
    assert not names & {
        "Tiếp tục đổi mới công tác thi đua, khen thưởng",
        "gia đình văn hóa",
        "Người tốt, việc tốt",
    }
    assert (len(plan("phat_dong_2023").movements), len(plan("cong_tac_2023").movements)) == (9, 7)


def test_the_task_table_comes_in_over_page_breaks_with_every_piece_of_a_row() -> None:
    tasks = plan("cong_tac_2023").tasks
    assert [task.no for task in tasks] == [str(number) for number in range(1, 12)]
    assert [len(task.subtasks) for task in tasks] == [2, 2, 2, 2, 1, 3, 1, 2, 2, 3, 3]
    assert {task.lead for task in tasks} == {"Phòng Nội vụ"}
    assert tasks[1].subtasks[1] == (
        "Phát động thi đua thực hiện nhiệm vụ kinh tế - xã hội, bảo đảm quốc phòng - an ninh năm 2023;"
    )
    assert tasks[0].partners == (
        "Các cơ quan, đơn vị huyện",
        "UBND các xã, thị trấn",
        "Trung tâm Văn hóa",
        "Trang thông tin điện tử huyện",
    )
    assert tasks[3].partners == ()
    assert [(task.when_text, task.months) for task in tasks[3:]] == [
        ("Trong quý I", (1, 2, 3)),
        ("Tháng 5", (5,)),
        ("Tháng 5, 6, 7", (5, 6, 7)),
        ("Tháng 6", (6,)),
        ("Tháng 7, 8", (7, 8)),
        ("Tháng 9, 10, 11", (9, 10, 11)),
        ("Tháng 11", (11,)),
        ("Tháng 11, 12", (11, 12)),
    ]


@pytest.mark.parametrize(
    ("name", "count", "first", "reporting_to", "position", "signed"),
    (
        ("phat_dong_2023", 8, "UBND tỉnh", 0, "CHỦ TỊCH", "Lò Văn Thưởng"),
        ("phat_dong_2024", 7, "Ban TĐKT tỉnh", 2, "PHÓ CHỦ TỊCH", "Đinh Thị Hòa"),
        ("cong_tac_2023", 8, "TT. Huyện ủy", 1, "CHỦ TỊCH", "Vàng A Sính"),
        ("chi_thi_2025", 2, "Như trên", 0, "CHỦ TỊCH", "Nguyễn Đức Minh"),
    ),
)
def test_recipients_and_signer(
    name: str, count: int, first: str, reporting_to: int, position: str, signed: str
) -> None:
    found = plan(name)
    assert (len(found.recipients), found.recipients[0].name) == (count, first)
    assert sum(one.purpose.lower() == "b/c" for one in found.recipients) == reporting_to
    assert (found.signer.position, found.signer.name) == (position, signed)


def test_a_deputy_signs_for_the_body_and_its_chairman() -> None:
    assert plan("phat_dong_2024").signer.prefix == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"


def test_units_reported_to_act_and_reports_due() -> None:
    units = [one.unit for one in plan("phat_dong_2023").assignments]
    assert units[1] == "Ủy ban Mặt trận Tổ quốc huyện và các tổ chức chính trị - xã hội"
    assert units[2] == "Phòng Nội vụ"
    due = [(one.kind, one.months, one.last_day, one.receiver) for one in plan("phat_dong_2024").reporting]
    assert due == [("half_year", (6,), 15, "Phòng Nội vụ"), ("year", (11,), 30, "Phòng Nội vụ")]


def test_what_is_not_understood_is_shown_and_not_dropped() -> None:
    assert [one.text for one in plan("phat_dong_2023").unread] == ["(B/c)"]


@pytest.mark.parametrize("name", ("phat_dong_2023", "phat_dong_2024", "cong_tac_2023", "chi_thi_2025"))
def test_everything_found_stands_in_the_text_it_claims_to_come_from(name: str) -> None:
    raw = " ".join((SAMPLES / f"{name}.txt").read_text(encoding="utf-8").replace("*", "").split())
    found = plan(name)
    for target in found.targets:
        assert target.text in target.source.text
        assert target.source.text in raw
    for movement in found.movements:
        for source in movement.sources:
            assert movement.name in source.text or movement.name.lower() in source.text.lower()
    for recipient in found.recipients:
        assert recipient.name in recipient.source.text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for before in ("", "KẾ HOẠCH\nThi đua năm 2024\nI. NỘI DUNG\n- "):
        if (before + text).strip():
            read_plan_text(before + text)


_AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(999_999), places=2)


@given(_AMOUNTS, st.sampled_from(("tấn", "tỷ đồng", "%", "hộ")), st.sampled_from(("đạt ", "", ": ", "trên ")))
@settings(max_examples=60, deadline=None)
def test_any_figure_written_as_offices_do_is_read_back(amount: Decimal, unit: str, before: str) -> None:
    whole, fraction = f"{amount:,.2f}".split(".")
    written = f"{whole.replace(',', '.')},{fraction}"
    text = f"KẾ HOẠCH\nThi đua năm 2024\nI. CHỈ TIÊU KINH TẾ\n- Sản lượng cây trồng {before}{written} {unit}."
    (target,) = read_plan_text(text).plan.targets
    assert (target.minimum, target.unit) == (amount, unit)
    assert target.metric == "Sản lượng cây trồng"


TEXT = "KẾ HOẠCH\nThi đua năm 2023\nI. CHỈ TIÊU, NỘI DUNG\n{}"


@pytest.mark.parametrize(
    ("wording", "metric", "comparator", "award"),
    (
        ("- Giảm trẻ suy dinh dưỡng (cân nặng) còn 5%.", "trẻ suy dinh dưỡng (cân nặng)", "at_most", None),
        ("- Số vụ cháy giảm ít nhất 5% so với năm 2022.", "Số vụ cháy", "decrease", None),
        (
            "- 50 cá nhân được công nhận Lao động tiên tiến.",
            "được công nhận Lao động tiên tiến",
            "equal",
            "LDTT",
        ),
        ("- 2 Chiến sĩ thi đua cấp tỉnh.", "Chiến sĩ thi đua cấp tỉnh", "equal", "CSTDT"),
        ("- Tốc độ tăng trưởng đạt từ 8,5% trở lên.", "Tốc độ tăng trưởng", "at_least", None),
        ("- Tặng Huân chương Lao động hạng Ba cho 01 tập thể.", None, "equal", "HCLD3"),
    ),
)
def test_other_wordings_of_a_target(
    wording: str, metric: str | None, comparator: str, award: str | None
) -> None:
    (target,) = read_plan_text(TEXT.format(wording)).plan.targets
    assert metric is None or target.metric == metric
    assert (target.comparator, target.award_code) == (comparator, award)


@pytest.mark.parametrize(
    "wording",
    (
        "- Đợt 1: Từ ngày 01/01/2023 đến ngày 30/6/2023, chào mừng ngày lễ lớn.",
        "1. Đợt thi đua thứ nhất (từ 01/01 đến 30/6): chào mừng ngày lễ lớn.",
        "Thi đua theo hai đợt như sau.\nĐợt I (từ ngày 01/01 đến hết ngày 30/6/2023) chào mừng ngày lễ lớn.",
    ),
)
def test_other_wordings_of_a_campaign(wording: str) -> None:
    (campaign,) = read_plan_text(TEXT.format(wording)).plan.campaigns
    assert (campaign.start and campaign.start.value, campaign.end and campaign.end.value) == (
        "2023-01-01",
        "2023-06-30",
    )


def test_who_launched_a_movement_may_stand_behind_its_name_and_period() -> None:
    wording = "1. Phong trào “Chung một con đường” (giai đoạn 2021-2025) do Thủ tướng Chính phủ phát động."
    (movement,) = read_plan_text(TEXT.format(wording)).plan.movements
    assert (movement.launched_by, movement.period) == ("Thủ tướng Chính phủ", (2021, 2025))
