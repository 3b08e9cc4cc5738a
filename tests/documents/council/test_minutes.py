from __future__ import annotations

from decimal import Decimal

import pytest

from tests.documents.paper_samples import minutes, page_texts_pypdf
from thidua_desktop.documents.council.minutes import VoteRow, render_minutes, share_text
from thidua_desktop.domain.errors import OfficeError


def test_minutes_carry_exactly_the_numbers_of_the_vote() -> None:
    text = " ".join(page_texts_pypdf(render_minutes(minutes())))
    for part in (
        "BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm 2023",
        "Số: 03/BB-HĐTĐKT",
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 03 tháng 01 năm 2024",
        "Tổng số thành viên Hội đồng: 15; có mặt: 14; lấy ý kiến bằng văn bản: 01.",
        "số phiếu hợp lệ: 15; số phiếu không hợp lệ: 00.",
        "Nguyễn Văn An",
        "86,66%",
        "Chiến sĩ thi đua cơ sở: 01/02 trường hợp đủ số phiếu",
        "kết thúc lúc 10 giờ 30 phút",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Hà Văn Sử",
        "Lò Thị Mỹ",
    ):
        assert part in text, part
    assert text.index("Trường Tiểu học Tân Phượng") < text.index("II. CÁ NHÂN") < text.index("Nguyễn Văn An")


@pytest.mark.parametrize(
    ("share", "written"),
    [("1", "100%"), ("0.6", "60%"), ("0.79999", "79,99%"), ("0.8", "80%"), ("0.333333", "33,33%")],
)
def test_a_share_below_the_threshold_is_never_rounded_up_to_it(share: str, written: str) -> None:
    assert share_text(Decimal(share)) == written


def test_long_lists_of_candidates_keep_the_header_and_the_signatures_with_the_end() -> None:
    votes = tuple(
        VoteRow(
            candidate=f"Nguyễn Văn {number}",
            unit="Xã Tân Phượng",
            award="Lao động tiên tiến",
            agree=15,
            disagree=0,
            share=Decimal(1),
            passed=True,
        )
        for number in range(150)
    )
    texts = page_texts_pypdf(render_minutes(minutes(votes=votes)))
    for text in texts:
        assert "STT" in text or "Nguyễn Văn" not in text
    signed = next(text for text in texts if "THƯ KÝ" in text)
    assert "thông qua trước cuộc họp./." in signed
    assert "Lò Thị Mỹ" in signed


def test_minutes_without_a_venue_are_refused() -> None:
    with pytest.raises(OfficeError, match="empty_part"):
        render_minutes(minutes(venue=""))
