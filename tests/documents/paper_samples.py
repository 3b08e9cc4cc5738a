"""Invented sheets to draw, and eyes to read the drawn pages with."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader

from thidua_desktop.documents.certificates.certificate import CertificateSheet
from thidua_desktop.documents.council.minutes import Attendee, BallotCount, MinutesSheet, VoteRow
from thidua_desktop.documents.decisions.decision import Annex, DecisionSheet
from thidua_desktop.documents.layout.blocks import Group
from thidua_desktop.documents.wording import award_list_columns

MM = 72 / 25.4
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Giàng", "Sùng", "Lò", "Hoàng", "Bế")
MIDDLES = (
    *("Văn", "Thị", "Hữu", "Thị Thanh", "Xuân", "Quốc", "A"),
    *("Thị Mỹ", "Đức", "Ngọc", "Khánh", "Bảo", "Ý"),
)
GIVEN = (
    *("An", "Bình", "Cường", "Hằng", "Khánh", "Ngữ", "Oanh"),
    *("Phượng", "Quỳnh", "Tỵ", "Uyên", "Vỹ", "Yến", "Ước"),
)


def person(number: int) -> str:
    """Names that stay different for the first 2,002 numbers."""
    return f"{FAMILIES[number % 11]} {MIDDLES[number % 13]} {GIVEN[number % 14]}"


def decision(people: int = 3, **changes: Any) -> DecisionSheet:
    rows = tuple((person(i), f"Công chức xã Mường Lạn {i}", "Giấy khen", "") for i in range(people))
    schools = tuple((f"Trường Tiểu học Tân Phượng {i}", "Xã Tân Phượng", "Giấy khen", "") for i in range(2))
    sheet: dict[str, Any] = {
        "issuer": "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "symbol": "QĐ-UBND",
        "number": 5,
        "date": dt.date(2024, 2, 5),
        "place": "Lâm Thượng",
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "authority_in_text": "Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
        "subject": "Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc năm 2023",
        "legal_bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi "
            "hành một số điều của Luật Thi đua, khen thưởng",
        ),
        "proposer": "Theo đề nghị của Trưởng phòng Nội vụ",
        "articles": (
            "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân huyện Lâm Thượng cho 02 tập thể và các cá nhân đã "
            "có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2023 (có danh sách kèm theo).",
            "Trưởng phòng Nội vụ chịu trách nhiệm thi hành Quyết định này.",
        ),
        "recipients": ("Như Điều 2", "Lưu: VT, NV"),
        "signer_titles": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "signer_name": "Hoàng Thị Ước",
        "annexes": (
            Annex(
                heading="DANH SÁCH",
                title="TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
                columns=award_list_columns(),
                groups=(Group("I. TẬP THỂ", schools), Group("II. CÁ NHÂN", rows)),
            ),
        ),
    }
    return DecisionSheet(**{**sheet, **changes})


def certificate(**changes: Any) -> CertificateSheet:
    sheet: dict[str, Any] = {
        "award_title": "GIẤY KHEN",
        "give_word": "TẶNG",
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "prefix": "Bà",
        "name": "Giàng Thị Mỹ Hằng",
        "details": ("Công chức Văn hóa - Xã hội, xã Mường Lạn",),
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2023",
        "decision_line": "Quyết định số: 05/QĐ-UBND ngày 05 tháng 02 năm 2024",
        "register_line": "Vào sổ khen thưởng số: 07/2024",
        "place_date": "Lâm Thượng, ngày 05 tháng 02 năm 2024",
        "signer_titles": ("CHỦ TỊCH",),
        "signer_name": "Hoàng Thị Ước",
    }
    return CertificateSheet(**{**sheet, **changes})


def minutes(**changes: Any) -> MinutesSheet:
    def vote(candidate: str, award: str, agree: int, group: str) -> VoteRow:
        return VoteRow(
            candidate=candidate,
            unit="Xã Tân Phượng",
            award=award,
            agree=agree,
            disagree=15 - agree,
            share=Decimal(agree) / 15,
            passed=agree >= 12,
            group=group,
        )

    sheet: dict[str, Any] = {
        "superior": "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "issuer": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        "symbol": "BB-HĐTĐKT",
        "number": 3,
        "meeting": "Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm 2023",
        "date": dt.date(2024, 1, 3),
        "started": dt.time(8, 0),
        "ended": dt.time(10, 30),
        "venue": "Phòng họp số 2",
        "chair": Attendee("Hà Văn Sử", "Chủ tịch Hội đồng"),
        "secretary": Attendee("Lò Thị Mỹ", "Chuyên viên Phòng Nội vụ"),
        "ballots": BallotCount(members=15, present=14, written=1, issued=15, collected=15, valid=15),
        "votes": (
            vote("Trường Tiểu học Tân Phượng", "Tập thể lao động tiên tiến", 15, "I. TẬP THỂ"),
            vote("Nguyễn Văn An", "Chiến sĩ thi đua cơ sở", 13, "II. CÁ NHÂN"),
            vote("Giàng Thị Hằng", "Chiến sĩ thi đua cơ sở", 9, "II. CÁ NHÂN"),
        ),
        "threshold_sentence": "Phải có từ 80% số phiếu đồng ý trở lên tính trên tổng số thành viên Hội đồng.",
        "proceedings": ("Trưởng phòng Nội vụ báo cáo kết quả thẩm định.",),
        "recipients": ("Các thành viên Hội đồng", "Lưu: VT, NV"),
    }
    return MinutesSheet(**{**sheet, **changes})


@dataclass(frozen=True, slots=True)
class Letter:
    """One drawn letter; millimetres from the top left corner of the page."""

    char: str
    left: float
    right: float
    top: float
    foot: float


def page_texts(pdf: bytes) -> list[str]:
    """Text of every page as pdfium gives it, blanks tidied to single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(tidy(words.get_text_range()))
        words.close()
        page.close()
    document.close()
    return texts


def page_texts_pypdf(pdf: bytes) -> list[str]:
    return [tidy(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def tidy(text: str) -> str:
    assert unicodedata.is_normalized("NFC", text)
    return " ".join(text.split())


def letters(pdf: bytes, page_number: int = 0) -> list[Letter]:
    document = pypdfium2.PdfDocument(pdf)
    page = document[page_number]
    words = page.get_textpage()
    height = page.get_height()
    found = []
    for place in range(words.count_chars()):
        char = words.get_text_range(place, 1)
        if not char.strip():
            continue
        left, foot, right, top = words.get_charbox(place)
        found.append(Letter(char, left / MM, right / MM, (height - top) / MM, (height - foot) / MM))
    words.close()
    page.close()
    document.close()
    return found


def found_at(drawn: list[Letter], requested: str) -> list[Letter]:
    """The letters of the first place where ``requested`` (blanks ignored) stands."""
    joined = "".join(letter.char for letter in drawn)
    start = joined.index("".join(requested.split()))
    return drawn[start : start + len("".join(requested.split()))]


def drawn_lines(pdf: bytes, page_number: int = 0) -> list[tuple[float, float, float, float]]:
    """Straight lines (x, y from the top, x, y) in millimetres."""
    page = PdfReader(BytesIO(pdf)).pages[page_number]
    contents = page.get_contents()
    assert contents is not None
    height = float(page.mediabox.height)
    number = r"(-?[\d.]+)"
    pattern = rf"{number} {number} m {number} {number} l"
    lines = []
    for found in re.finditer(pattern, contents.get_data().decode("latin-1")):
        x1, y1, x2, y2 = (float(part) for part in found.groups())
        lines.append((x1 / MM, (height - y1) / MM, x2 / MM, (height - y2) / MM))
    return lines
