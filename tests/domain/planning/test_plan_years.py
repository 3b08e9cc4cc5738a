"""Last year's sentences in the new year: years, days and anniversaries move on, history stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.plan_years import moved_on, still_naming


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("Kế hoạch công tác năm 2024", "Kế hoạch công tác năm 2025"),
        ("giảm 6,13% so với năm 2023", "giảm 6,13% so với năm 2024"),
        ("từ tháng 01/2024 đến ngày 30/6/2024", "từ tháng 01/2025 đến ngày 30/6/2025"),
        ("trước ngày 15/01/2025 gửi báo cáo", "trước ngày 15/01/2026 gửi báo cáo"),
        ("ngành giáo dục năm học 2023 - 2024", "ngành giáo dục năm học 2024 - 2025"),
        ("năm học 2024-2025", "năm học 2025-2026"),
        (
            "kỷ niệm 94 năm thành lập Đảng (03/02/1930 - 03/02/2024)",
            "kỷ niệm 95 năm thành lập Đảng (03/02/1930 - 03/02/2025)",
        ),
        (
            "chào mừng 20 năm chia tách huyện (29/02/2004-29/02/2024)",
            "chào mừng 21 năm chia tách huyện (29/02/2004-28/02/2025)",
        ),
        ("kỷ niệm 55 năm thực hiện Di chúc", "kỷ niệm 56 năm thực hiện Di chúc"),
    ),
)
def test_what_belongs_to_the_year_moves_on(old: str, new: str) -> None:
    assert moved_on(old, old=2024, new=2025) == new


@pytest.mark.parametrize(
    "stored",
    (
        "Kế hoạch phát triển kinh tế - xã hội 5 năm giai đoạn 2021 - 2025",
        "Chỉ thị số 34-CT/TW ngày 07/4/2024 của Bộ Chính trị về đổi mới công tác thi đua năm 2024",
        "truyền thống từ năm 1954",
        "tỷ lệ hộ nghèo 35,07%; 2.024 hộ; đạt 54 tỷ đồng",
        "phấn đấu trong 05 năm, 10 năm tới",
    ),
)
def test_history_periods_and_documents_stay(stored: str) -> None:
    assert moved_on(stored, old=2024, new=2025) == stored


def test_every_sentence_still_naming_the_old_year_is_reported() -> None:
    text = (
        "Căn cứ Kế hoạch số 133/KH-UBND ngày 11/01/2024 của UBND tỉnh. Mừng Xuân Giáp Thìn 2024. "
        "Kế hoạch 5 năm 2021-2024. Thi đua năm 2025."
    )
    assert list(still_naming(moved_on(text, old=2024, new=2025), old=2024)) == [
        "Căn cứ Kế hoạch số 133/KH-UBND ngày 11/01/2024 của UBND tỉnh.",
        "Mừng Xuân Giáp Thìn 2024.",
    ]


@given(st.text(alphabet="năm 0123456789/-().;kỷiệmthàg", max_size=60), st.integers(1, 3))
def test_only_figures_change_whatever_the_text(text: str, step: int) -> None:
    moved = moved_on(text, old=2024, new=2024 + step)
    bare = [char for char in text if not char.isdigit()]
    assert [char for char in moved if not char.isdigit()] == bare
    assert moved_on(text, old=2024, new=2024) == text
