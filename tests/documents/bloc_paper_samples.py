"""A bloc's minutes, the year-end report and the task table with invented facts."""

from __future__ import annotations

from tests.workbooks.figure_samples import summary
from thidua_desktop.documents.reports.year_report import ReportPart, YearReportSheet
from thidua_desktop.documents.scoring.bloc_minutes import BlocMinutes, RankedUnit
from thidua_desktop.domain.planning.task_list import TaskLine, TaskSheet

UNITS = ("Xã Tân Phượng", "Xã Mường Lạn", "Xã Khau Vạt", "Xã Nậm Pục", "Thị trấn Lâm Thượng")


def bloc_minutes(rows: int = 5) -> BlocMinutes:
    units = tuple(
        RankedUnit(str(place + 1), UNITS[place % 5], f"{98 - place},5", f"{97 - place},25", "")
        for place in range(rows)
    )
    return BlocMinutes(
        superior="HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG HUYỆN",
        issuer="CỤM THI ĐUA SỐ 2",
        subject="Họp tổng kết năm 2024 của Cụm thi đua số 2",
        held_on=None,
        place="Hội trường UBND xã Tân Phượng",
        chair="Hoàng Thị Ước",
        secretary="Lò Văn Quý",
        present="05/05 đơn vị",
        proceedings=("Cụm trưởng báo cáo kết quả chấm điểm.", "Các đơn vị thảo luận và nhất trí."),
        units=units,
        proposals=("Đề nghị tặng Cờ thi đua cho Xã Tân Phượng.",),
        election=("Bầu Xã Mường Lạn làm Cụm trưởng năm 2025.",),
        recipients=("Hội đồng thi đua, khen thưởng huyện", "Lưu: Cụm trưởng"),
    )


def year_report(parts: int = 4) -> YearReportSheet:
    message = (
        "Phong trào thi đua được triển khai kịp thời, có trọng tâm, gắn với nhiệm vụ chính trị. " * 4
    ).strip()
    return YearReportSheet(
        issuer="PHÒNG NỘI VỤ",
        superior="ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        symbol="BC-NV",
        place="Lâm Thượng",
        subject="Kết quả công tác thi đua, khen thưởng năm 2024",
        addressee="Ủy ban nhân dân huyện Lâm Thượng",
        opening="Phòng Nội vụ báo cáo kết quả công tác thi đua, khen thưởng năm 2024 như sau:",
        parts=tuple(
            ReportPart(heading, (message, message))
            for heading in (
                "I. CÔNG TÁC CHỈ ĐẠO",
                "II. PHONG TRÀO THI ĐUA",
                "III. CÔNG TÁC KHEN THƯỞNG",
                "IV. NHIỆM VỤ NĂM 2025",
            )[:parts]
        ),
        tables=summary().tables,
        closing="Trên đây là báo cáo kết quả công tác thi đua, khen thưởng năm 2024./.",
        signer_titles=("TRƯỞNG PHÒNG",),
        signer_name="Hoàng Thị Ước",
        recipients=("Như trên", "Lưu: VT"),
    )


def task_list(rows: int = 24) -> TaskSheet:
    lines = tuple(
        TaskLine(
            label=f"{place + 1}",
            wording="Tham mưu ban hành Kế hoạch phát động phong trào thi đua đợt cao điểm",
            lead="Phòng Nội vụ",
            partners="Các phòng, ban; UBND các xã, thị trấn",
            when_text="Quý II/2024",
            state="Đang làm",
            progress=10 * (place % 10),
            note="",
        )
        for place in range(rows)
    )
    return TaskSheet(head=summary().head, lines=lines, signers=summary().signers)
