"""Invented payment lists and requests to the level above."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.documents.paper_samples import person
from thidua_desktop.documents.decisions.payment_list import PaymentRow, PaymentSheet
from thidua_desktop.documents.decisions.request import SubmissionSheet
from thidua_desktop.documents.layout.blocks import Group
from thidua_desktop.documents.wording import award_list_columns


def payment(people: int = 3, **changes: Any) -> PaymentSheet:
    schools = tuple(
        PaymentRow(
            name=f"Trường Tiểu học Tân Phượng {number}",
            unit="Xã Tân Phượng",
            award="Tập thể lao động tiên tiến",
            amount=Decimal(1_872_000),
            group="I. TẬP THỂ",
        )
        for number in range(2)
    )
    rows = tuple(
        PaymentRow(
            name=person(number),
            unit="Công chức xã Mường Lạn",
            award="Chiến sĩ thi đua cơ sở",
            amount=Decimal(2_340_000),
            group="II. CÁ NHÂN",
        )
        for number in range(people)
    )
    sheet: dict[str, Any] = {
        "superior": "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "issuer": "PHÒNG NỘI VỤ",
        "place": "Lâm Thượng",
        "year": "2023",
        "number": "05/QĐ-UBND",
        "decided_on": dt.date(2024, 2, 5),
        "authority": "Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
        "rows": (*schools, *rows),
        "signer_titles": ("TRƯỞNG PHÒNG",),
        "signer_name": "Hà Văn Sử",
    }
    return PaymentSheet(**{**sheet, **changes})


def submission(people: int = 3, **changes: Any) -> SubmissionSheet:
    rows = tuple((person(number), "Công chức xã Mường Lạn", "") for number in range(people))
    sheet: dict[str, Any] = {
        "issuer": "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "issuer_in_text": "Ủy ban nhân dân huyện Lâm Thượng",
        "superior": "",
        "office_symbol": "UBND",
        "place": "Lâm Thượng",
        "year": "2023",
        "award": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "addressees": ("Chủ tịch Ủy ban nhân dân tỉnh",),
        "legal_bases": ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
        "columns": award_list_columns(award=False),
        "groups": (Group("I. Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", rows),),
        "signer_titles": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "signer_name": "Hoàng Thị Ước",
        "archive": "VT, NV",
        "persons": people,
        "council": "Hội đồng Thi đua - Khen thưởng huyện",
    }
    return SubmissionSheet(**{**sheet, **changes})
