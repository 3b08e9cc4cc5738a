"""Every kind of slip the proof-reader finds, each planted alone in a clean page; what is right raises nothing."""

from __future__ import annotations

import pytest

from thidua_desktop.services.planning.reading import finding_sentence, read_plan_text

PAGE = """ỦY BAN NHÂN DÂN
XÃ PHIÊNG LA
Số: 40/KH-UBND
Phiêng La, ngày 20 tháng 01 năm 2026
KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026
Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;
Ủy ban nhân dân xã Phiêng La xây dựng Kế hoạch như sau:
I. CHỈ TIÊU
- Lao động tiên tiến: 50 người, gồm 30 công chức và 20 viên chức.
- Tỷ lệ hộ đạt gia đình văn hóa: 95% (năm 2025 đạt 93%).
- Sáng kiến: từ 8 đến 12 sáng kiến.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội báo cáo sơ kết 6 tháng trước ngày 10/6/2026.
2. Phòng Kinh tế nộp đăng ký trước ngày 01/3/2026.
3. Các thôn tuyên truyền đến từng hộ.
Nơi nhận:
- UBND tỉnh (b/c);
- Các thôn;
- Lưu: VT.
CHỦ TỊCH
Vàng Văn Pao
"""
SLIPS = (
    ("ngày 14 tháng 6 năm 2025 của", "ngày 14 tháng 6 năm 2026 của"),
    ("số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025", "số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023"),
    ("3. Các thôn tuyên truyền", "3. Báo cáo UBND huyện; các thôn tuyên truyền"),
    ("3. Các thôn tuyên truyền", "3. Phòng Nội vụ thị xã và các thôn tuyên truyền"),
    ("20 viên chức", "25 viên chức"),
    ("95% (năm", "105% (năm"),
    ("từ 8 đến 12", "từ 12 đến 8"),
    ("trước ngày 10/6/2026", "trước ngày 10/12/2026"),
    ("trước ngày 01/3/2026", "trước ngày 01/01/2026"),
    ("tuyên truyền đến từng", "tuyên truyền đến đến từng"),
    ("Kế hoạch như sau", "Kế hoạchnhư sau"),
)
RIGHT = (
    ("I. CHỈ TIÊU", "Năm 2025, thu ngân sách đạt 12,5 tỷ đồng, bằng 103% dự toán.\nI. CHỈ TIÊU"),
    ("Căn cứ Nghị định", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nCăn cứ Nghị định"),
    ("3. Các thôn", "3. Đối với các trường, thực hiện theo năm học 2025 - 2026.\n4. Các thôn"),
    ("95% (năm 2025 đạt 93%)", "95% (năm 2025: 93%)"),
    ("95% (năm 2025 đạt 93%)", "tăng từ 93% lên 95%"),
    ("3. Các thôn", "3. Kinh phí theo Quyết định giao dự toán số 12/QĐ-UBND ngày 30/12/2025.\n4. Các thôn"),
)  # fmt: skip


def findings(text: str) -> list[str]:
    return [finding_sentence(one) for one in read_plan_text(text).findings]


def test_the_page_itself_raises_nothing() -> None:
    assert findings(PAGE) == []


@pytest.mark.parametrize(("right", "slip"), SLIPS, ids=[slip for _, slip in SLIPS])
def test_a_slip_is_found(right: str, slip: str) -> None:
    assert right in PAGE
    assert findings(PAGE.replace(right, slip, 1))


@pytest.mark.parametrize(("old", "new"), RIGHT, ids=[new for _, new in RIGHT])
def test_what_is_right_raises_nothing(old: str, new: str) -> None:
    assert old in PAGE
    assert findings(PAGE.replace(old, new, 1)) == []


def test_one_name_spelled_two_ways_is_found() -> None:
    assert findings(PAGE.replace("3. Các thôn", "3. UBND xã Phiên La và các thôn", 1))
