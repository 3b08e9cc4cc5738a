"""Kinds of papers and ways of writing met in offices: what is read, what is asked, what is marked."""

from __future__ import annotations

import pytest

from thidua_desktop.domain.plan_text.parts import PlanText
from thidua_desktop.services.planning.reading import ReadPlan, plan_json, read_plan_text

HEAD = """ỦY BAN NHÂN DÂN
XÃ KHUÔN LÙNG
{number}
{date}
{kind}
{title}
UBND xã Khuôn Lùng ban hành văn bản như sau:
"""
FOOT = """
Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
{position}
{person}
"""


def read(
    body: str,
    *,
    number: str = "Số: 21/KH-UBND",
    date: str = "Khuôn Lùng, ngày 20 tháng 01 năm 2026",
    kind: str = "KẾ HOẠCH",
    title: str = "Phát động phong trào thi đua năm 2026",
    position: str = "CHỦ TỊCH",
    person: str = "Hoàng A Sinh",
) -> ReadPlan:
    head = HEAD.format(number=number, date=date, kind=kind, title=title)
    return read_plan_text(head + body + FOOT.format(position=position, person=person))


def found(body: str, **changes: str) -> PlanText:
    return read(body, **changes).plan


@pytest.mark.parametrize(
    ("typed", "number", "symbol"),
    [
        ("Số : 12a/2026 /KH- UBND", "12a/2026", "KH-UBND"),
        ("SỐ 14 - KH/ĐU", "14", "KH/ĐU"),
        ("Số  18  /HD-UBND", "18", "HD-UBND"),
        ("Số:      /KH-UBND", "", "KH-UBND"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str, number: str, symbol: str) -> None:
    plan = found("I. NỘI DUNG\n1. Thi đua.", number=typed)
    assert (plan.number.value, plan.symbol.value) == (number, symbol)
    assert "UBND xã" in plan.issuer.value or "ỦY BAN" in plan.issuer.value


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Tà Lại ngày 08 tháng 10 năm 2026", "2026-10-08"),
        ("Tà Lại, ngày 27/01/2026", "2026-01-27"),
        ("Tà Lại, ngày     tháng 01 năm 2026", "2026-01"),
    ],
)
def test_place_and_date_are_read_however_they_are_typed(typed: str, day: str) -> None:
    plan = found("I. NỘI DUNG\n1. Thi đua.", date=typed)
    assert (plan.place.value, plan.date and plan.date.value) == ("Tà Lại", day)


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("BÁO CÁO", "report"),
        ("QUYẾT ĐỊNH", "decision"),
        ("GIAO ƯỚC THI ĐUA", "pledge"),
        ("PHÁT ĐỘNG", "launch"),
        ("HƯỚNG DẪN", "guideline"),
        ("CHỈ THỊ", "directive"),
    ],
)
def test_every_paper_with_a_head_is_read_and_its_kind_reported(kind: str, paper: str) -> None:
    plan = found("I. NỘI DUNG\n1. Thi đua.", kind=kind)
    assert (plan.paper, plan.place.value, plan.signer.name) == (paper, "Khuôn Lùng", "Hoàng A Sinh")


@pytest.mark.parametrize(
    ("position", "person", "message"),
    [
        ("TRƯỞNG CÔNG AN XÃ", "Thượng tá Quàng Văn Ín", ("Thượng tá", "Quàng Văn Ín")),
        ("TRẠM TRƯỞNG", "BS.CKI. Lý Thị Mẩy", ("BS.CKI.", "Lý Thị Mẩy")),
        ("CHỈ HUY TRƯỞNG", "Đại úy Lê Công Tráng", ("Đại úy", "Lê Công Tráng")),
    ],
)
def test_rank_and_degree_stand_apart_from_the_name(
    position: str, person: str, message: tuple[str, str]
) -> None:
    plan = found("I. NỘI DUNG\n1. Thi đua.", position=position, person=person)
    assert (plan.signer.position, (plan.signer.rank, plan.signer.name)) == (position, message)


@pytest.mark.parametrize(
    ("sentence", "comparator", "low", "high", "unit"),
    [
        ("Tổng thu 2 tỷ 350 triệu đồng", "equal", "2.35", "2.35", "tỷ đồng"),
        ("Thu ngân sách 12.5 tỷ đồng", "equal", "12.5", "12.5", "tỷ đồng"),
        ("Giải ngân đạt 95%-100%", "between", "95", "100", "%"),
        ("Tiêm chủng ≥ 87%", "at_least", "87", "None", "%"),
        ("Hộ nghèo giảm từ 2% đến 3%", "decrease", "2", "3", "%"),
        ("Thu hồi 05 khẩu súng tự chế", "equal", "5", "5", "khẩu súng"),
        ("Có từ ba đến năm mô hình dân vận", "between", "3", "5", "mô hình"),
        ("Cờ thi đua của Chính phủ: 01", "equal", "1", "1", ""),
    ],
)
def test_figures_are_read_as_offices_write_them(
    sentence: str, comparator: str, low: str, high: str, unit: str
) -> None:
    (target,) = found(f"I. CHỈ TIÊU\n- {sentence}.").targets
    assert (target.comparator, str(target.minimum), str(target.maximum), target.unit) == (
        comparator, low, high, unit,
    )  # fmt: skip


def test_what_looks_back_or_describes_is_no_target_and_stands_in_the_open_list() -> None:
    plan = found(
        "I. ĐẶC ĐIỂM TÌNH HÌNH\n- Trường có 02 điểm trường, 241 học sinh.\n"
        "II. CHỈ TIÊU\n1. Hộ nghèo còn 16% (năm 2025 là 19%)."
    )
    assert [str(one.minimum) for one in plan.targets] == ["16"]
    assert {one.words for one in plan.missed if one.what == "figure"} == {"02", "241"}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Đợt I (01/01 - 30/6/2026): ra quân.", ("2026-01-01", "2026-06-30")),
        ("Đợt II: Từ 01/7/2026 đến hết năm 2026.", ("2026-07-01", "2026-12-31")),
        ("Đợt 1: Từ nay đến hết tháng 6/2026.", ("2026-01-20", "2026-06")),
        ("Đợt cao điểm 45 ngày đêm: từ ngày 15/3/2026 đến ngày 30/4/2026.", ("2026-03-15", "2026-04-30")),
        ("Đợt 3: quý IV/2026.", ("2026-10", "2026-12")),
        ("Đợt 1: chào mừng Đại hội Đảng.", (None, None)),
    ],
)
def test_a_campaign_is_stored_with_its_period_or_asked(
    words: str, days: tuple[str | None, str | None]
) -> None:
    plan = found(f"I. CÁC ĐỢT THI ĐUA\n- {words}")
    (one,) = plan.campaigns
    assert (one.start and one.start.value, one.end and one.end.value) == days
    asked = {doubt.code for doubt in plan.doubts}
    assert ("campaign_period" in asked) == (days == (None, None))


def test_what_is_to_be_handed_in_is_reported_with_receiver_and_way() -> None:
    plan = found(
        "I. TỔ CHỨC THỰC HIỆN\n1. Các thôn\n"
        "a) Đăng ký thi đua gửi UBND xã (qua Văn phòng) chậm nhất ngày 05/3/2026.\n"
        "b) Báo cáo tháng trước ngày 25 hằng tháng.\n"
        "2. Đối với các trường học: gửi hồ sơ khen thưởng về Phòng Văn hóa - Xã hội trước ngày 10/6/2026."
    )
    assert [(one.what, one.unit, one.receiver, one.way) for one in plan.duties] == [
        ("registration", "Các thôn", "UBND xã", "Văn phòng"),
        ("dossier", "các trường học", "Phòng Văn hóa - Xã hội", ""),
    ]
    assert [one.kind for one in plan.reporting] == ["month"]
    assert {one.unit for one in plan.assignments} == {"Các thôn", "các trường học"}


def test_movements_below_their_launcher_need_no_quotation_marks() -> None:
    plan = found(
        "I. NỘI DUNG\n1. Phong trào do UBND tỉnh phát động:\n- Toàn tỉnh chung tay cải cách hành chính;\n"
        "2. Phong trào “Mỗi tuần một việc tốt” (UBND xã phát động)."
    )
    assert [(one.name, one.launched_by) for one in plan.movements] == [
        ("Toàn tỉnh chung tay cải cách hành chính", "UBND tỉnh"),
        ("Mỗi tuần một việc tốt", "UBND xã"),
    ]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        (
            "reference_later", "Thực hiện Chỉ thị số 02/CT-UBND ngày 25 tháng 01 năm 2026 của UBND tỉnh;"),
        ("act_replaced", "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ;"),
        ("level_gone", "I. NỘI DUNG\n1. Trình Chủ tịch UBND huyện khen thưởng."),
        ("parts_sum", "I. CHỈ TIÊU\n1. Có 05 tập thể (gồm 02 trường học và 04 thôn) được khen."),
        ("target_percent", "I. CHỈ TIÊU\n1. Tỷ lệ hộ dùng nước sạch đạt 105%."),
        ("target_range", "I. CHỈ TIÊU\n1. Trồng từ 40 - 30 ha rừng."),
        ("report_month", "I. TỔ CHỨC THỰC HIỆN\n1. Các thôn gửi báo cáo 6 tháng trước ngày 10/12/2026."),
        ("deadline_past", "I. TỔ CHỨC THỰC HIỆN\n1. Các thôn đăng ký thi đua trước ngày 10/01/2026."),
        ("words_glued", "I. NỘI DUNG\n1. Thực hiện năm 2026theo kế hoạch."),
        ("words_cut", "I. NỘI DUNG\n1. Tiếp tục giai đoạn 2026 - 203 theo kế hoạch."),
        ("doubled_words", "I. NỘI DUNG\n1. Các thôn tổng tổng hợp kết quả."),
        ("name_two_ways", "I. NỘI DUNG\n1. Thi đua trên địa bàn xã Khuôn Lừng."),
        ("word_unknown", "I. NỘI DUNG\n1. Các thôn vieen đăng ký thi đua."),
    ],
)  # fmt: skip
def test_a_slip_is_marked(code: str, body: str) -> None:
    codes = {one.code for one in read(body).findings}
    assert code in codes, codes


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;\nI. NỘI DUNG\n1. "
        "Thi đua.",
        "I. NỘI DUNG\n1. Lập dự toán Quỹ năm 2027; quyết toán Quỹ năm 2025 trước ngày 28/02/2026.",
        "I. CHỈ TIÊU\n1. Hộ nghèo còn 16% (năm 2025 là 19%).",
        "I. CHỈ TIÊU\n1. Thu ngân sách đạt 105% kế hoạch.",
    ],
)
def test_what_is_right_is_not_marked(body: str) -> None:
    assert [one.code for one in read(body).findings] == []


def test_nothing_of_the_body_is_lost_in_silence() -> None:
    answer = plan_json(
        read("I. NỘI DUNG\n1. Sở Xây dựng tặng 17 xe, khai trương ngày 03/4/2026 tại “Nhà văn hóa mới”.")
    )
    open_words = " ".join(f"{one['words']} {one['line']}" for one in answer["unread"])
    for words in ("17", "03/4/2026", "Nhà văn hóa mới", "Sở Xây"):
        assert words in open_words
    assert answer["confidence"]["issuer"] == "high"
