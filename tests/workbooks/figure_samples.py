"""Invented tables of figures: a bloc's tally and a year's summary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from thidua_desktop.domain.number_tables import (
    FigureColumn,
    FigureTable,
    RowGroup,
    SheetHead,
    SheetSigner,
    SummarySheet,
    TallySheet,
)

POINTS: dict[str, Any] = {"kind": "points", "decimals": 2, "summed": True}
TALLY_COLUMNS = (
    FigureColumn(key="serial", heading="STT", kind="serial"),
    FigureColumn(key="unit", heading="Tên đơn vị"),
    FigureColumn(key="code", heading="Mã đơn vị", kind="id"),
    FigureColumn(key="first", heading="Nội dung I", over="Điểm thẩm định", **POINTS),
    FigureColumn(key="second", heading="Nội dung II", over="Điểm thẩm định", **POINTS),
    FigureColumn(key="taken", heading="Điểm trừ", **POINTS),
    FigureColumn(key="total", heading="Tổng điểm", plus=("first", "second"), minus=("taken",), **POINTS),
    FigureColumn(key="day", heading="Ngày gửi", kind="date"),
    FigureColumn(key="note", heading="Ghi chú"),
)
COMMUNES = (
    {
        "unit": "Xã Mường Lạn",
        "code": "0012",
        "first": Decimal("650.25"),
        "second": Decimal("180.5"),
        "taken": Decimal("0.25"),
        "day": dt.date(2024, 12, 5),
        "note": "=1+1",
    },
    {"unit": "Xã Tân Phượng", "code": "0013", "first": Decimal(0), "second": None, "note": "-0,25"},
    {"unit": "Xã Lâm Thượng", "code": "0014", "note": "@ghi chú"},
)
SCHOOLS = ({"unit": "Trường Tiểu học Tân Phượng", "code": "1001", "first": 600, "second": 190, "note": "+5"},)


def tally(**changes: Any) -> TallySheet:
    groups = (
        RowGroup(COMMUNES, "I. CÁC XÃ", "Cộng các xã"),
        RowGroup(SCHOOLS, "II. CÁC TRƯỜNG", "Cộng các trường"),
    )
    sheet: dict[str, Any] = {
        "head": SheetHead(
            superior="UBND TỈNH LÀO CAI",
            issuer="UBND HUYỆN LÂM THƯỢNG",
            titles=("BẢNG TỔNG HỢP CHẤM ĐIỂM", "Khối thi đua các xã năm 2024"),
            place_date="Lâm Thượng, ngày 05 tháng 12 năm 2024",
        ),
        "table": FigureTable(title="", columns=TALLY_COLUMNS, groups=groups, total="Tổng cộng"),
        "tab": "Khối xã: [2024]",
        "notes": ("Ghi chú: điểm trừ theo quy định của khối.",),
        "signers": (
            SheetSigner(titles=("NGƯỜI LẬP BIỂU",), name="Lò Thị Mỹ"),
            SheetSigner(titles=("TRƯỞNG KHỐI",), name="Hà Văn Sử"),
        ),
        "created": dt.datetime(2024, 12, 5),  # noqa: DTZ001 - properties of a workbook have no zone
    }
    return TallySheet(**{**sheet, **changes})


def summary() -> SummarySheet:
    count: dict[str, Any] = {"kind": "count", "summed": True}
    by_award = FigureTable(
        title="Biểu 1. Theo danh hiệu, hình thức",
        columns=(
            FigureColumn(key="serial", heading="STT", kind="serial"),
            FigureColumn(key="award", heading="Danh hiệu, hình thức"),
            FigureColumn(key="collective", heading="Tập thể", over="Số lượng", **count),
            FigureColumn(key="person", heading="Cá nhân", over="Số lượng", **count),
            FigureColumn(key="all", heading="Tổng số", plus=("collective", "person"), **count),
            FigureColumn(
                key="share",
                heading="Tỷ lệ cá nhân",
                kind="percent",
                decimals=2,
                share_of=("person", "all"),
                summed=True,
            ),
            FigureColumn(key="money", heading="Tiền thưởng (đồng)", kind="money", summed=True),
        ),
        groups=(
            RowGroup(
                (
                    {"award": "Lao động tiên tiến", "person": 1210, "money": Decimal(847000000)},
                    {"award": "Giấy khen", "collective": 35, "person": 210, "money": Decimal(209000000)},
                    {"award": "Cờ thi đua"},
                )
            ),
        ),
        total="Tổng cộng",
    )
    by_year = FigureTable(
        title="Biểu 2. Qua các năm",
        columns=(
            FigureColumn(key="award", heading="Danh hiệu, hình thức"),
            *(FigureColumn(key=f"y{y}", heading=str(y), over="Năm", **count) for y in range(2020, 2025)),
        ),
        groups=(RowGroup(({"award": "Giấy khen", **{f"y{y}": y - 2000 for y in range(2020, 2025)}},)),),
        total="Tổng cộng",
    )
    return SummarySheet(
        head=SheetHead(
            issuer="UBND HUYỆN LÂM THƯỢNG",
            titles=("TỔNG HỢP SỐ LIỆU", "Công tác thi đua, khen thưởng năm 2024"),
            place_date="Lâm Thượng, ngày 05 tháng 12 năm 2024",
        ),
        tables=(by_award, by_year),
        tabs=("Theo danh hiệu", "Theo danh hiệu"),
        intro=("Năm 2024, toàn huyện khen thưởng như sau:",),
        recipients=("Sở Nội vụ", "Lưu: VT, NV"),
        signers=(SheetSigner(titles=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Hà Văn Sử"),),
        created=dt.datetime(2024, 12, 5),  # noqa: DTZ001 - properties of a workbook have no zone
    )
