"""One sheet of every paper, as PDF and as blocks; run as a module it draws the stored pictures again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.documents.award_paper_samples import payment, submission
from tests.documents.bloc_paper_samples import bloc_minutes, task_list, year_report
from tests.documents.paper_samples import certificate, decision, minutes, person
from tests.documents.plan_paper_samples import GOLDEN, pictures
from tests.workbooks.figure_samples import summary
from thidua_desktop.documents.certificates.award_register import RegisterSheet, register_paper
from thidua_desktop.documents.certificates.calibration import render_test_sheet
from thidua_desktop.documents.certificates.ceremony import CalledRow, CeremonySheet, ceremony_paper
from thidua_desktop.documents.certificates.certificate import render_certificates
from thidua_desktop.documents.certificates.layouts import certificate_layout
from thidua_desktop.documents.council.appraisal import (
    AppraisalSheet,
    AwardCount,
    Doubt,
    Share,
    appraisal_paper,
)
from thidua_desktop.documents.council.ballot import BallotRow, Ballots, BallotSheet, ballot_paper
from thidua_desktop.documents.council.minutes import minutes_paper
from thidua_desktop.documents.council.vote_table import CountRow, CountSheet, vote_table_paper
from thidua_desktop.documents.decisions.decision import decision_paper
from thidua_desktop.documents.decisions.payment_list import payment_paper
from thidua_desktop.documents.decisions.request import submission_paper
from thidua_desktop.documents.layout.blocks import Paper
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.planning.task_list import task_paper
from thidua_desktop.documents.reports.life_record import LifeRow, LifeSheet, life_paper
from thidua_desktop.documents.reports.summary import summary_paper
from thidua_desktop.documents.reports.year_report import year_report_paper
from thidua_desktop.documents.scoring.bloc_minutes import bloc_minutes_paper

DAY = dt.date(2024, 2, 5)
OFFICE = "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG"
SCHOOL = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Mường Lạn"


def ballots() -> Ballots:
    rows = tuple(BallotRow(person(number), "Xã Mường Lạn", "CÁ NHÂN") for number in range(6))
    sheet = BallotSheet(award="danh hiệu “Chiến sĩ thi đua cơ sở”", rows=rows, copies=2, code="01")
    meeting = "Họp xét khen thưởng năm 2023"
    return Ballots(
        issuer="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        superior=OFFICE,
        year="2023",
        meeting=meeting,
        sheets=(sheet,),
    )


def appraisal() -> AppraisalSheet:
    doubt = Doubt(person(3), SCHOOL, "Chiến sĩ thi đua cơ sở", ("Chưa có quyết định công nhận sáng kiến",))
    return AppraisalSheet(
        issuer="PHÒNG NỘI VỤ",
        superior=OFFICE,
        symbol="BC-NV",
        place="Lâm Thượng",
        year="2023",
        addressee="Hội đồng Thi đua - Khen thưởng huyện Lâm Thượng",
        law="Luật Thi đua, khen thưởng năm 2022",
        counts=(
            AwardCount(
                award="Lao động tiên tiến", all=120, eligible=112, not_eligible=3, needs_review=5, overruled=1
            ),
            AwardCount(
                award="Chiến sĩ thi đua cơ sở",
                all=20,
                eligible=15,
                not_eligible=2,
                needs_review=3,
                overruled=0,
            ),
        ),
        not_eligible=(doubt,),
        needs_review=(doubt,),
        overruled=(),
        shares=(Share(SCHOOL, "Tập thể lao động tiên tiến", "20 người", "14", "15", "Đạt 75 %"),),
        signer_titles=("TRƯỞNG PHÒNG",),
        signer_name="Hà Văn Sử",
        archive="VT",
        date=DAY,
    )


def vote_table() -> CountSheet:
    rows = tuple(
        CountRow(
            group="CÁ NHÂN",
            name=person(number),
            unit="Xã Mường Lạn",
            award="Chiến sĩ thi đua cơ sở",
            issued=9,
            collected=9,
            valid=9,
            agree=8,
            disagree=1,
            abstain=0,
            base=9,
            share=Decimal("0.8889"),
            needed="80 %",
            passed=True,
        )
        for number in range(4)
    )
    return CountSheet(
        issuer="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        superior=OFFICE,
        place="Lâm Thượng",
        date=DAY,
        meeting="Họp xét khen thưởng năm 2023",
        rule=("Tỷ lệ tính trên tổng số thành viên.",),
        rows=rows,
        chair="Lường Văn Quyết",
    )


def ceremony() -> CeremonySheet:
    rows = tuple(
        CalledRow(f"Bà {person(number)}", f"Giáo viên, {SCHOOL}", str(number + 1), "Lao động tiên tiến")
        for number in range(8)
    )
    return CeremonySheet(
        superior=OFFICE,
        issuer="PHÒNG NỘI VỤ",
        place="Lâm Thượng",
        number="05/QĐ-UBND",
        decided_on=DAY,
        authority="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
        rows=rows,
    )


def award_register() -> RegisterSheet:
    rows = tuple(
        (
            str(number),
            person(number),
            "Giáo viên",
            "Lao động tiên tiến",
            f"{40 + number}/QĐ-UBND",
            "20/12/2024",
        )
        for number in range(1, 31)
    )
    return RegisterSheet(
        issuer="PHÒNG NỘI VỤ",
        superior="ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        place="Lâm Thượng",
        year=2024,
        rows=rows,
    )


def life() -> LifeSheet:
    rows = tuple(
        LifeRow(
            str(year),
            "Lao động tiên tiến",
            f"{year - 1990}/QĐ-UBND ngày 20/12/{year}",
            "Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
            f"Giáo viên, {SCHOOL}",
        )
        for year in range(2015, 2024)
    )
    return LifeSheet(
        issuer="PHÒNG NỘI VỤ",
        superior=OFFICE,
        place="Lâm Thượng",
        name=person(5),
        facts=(("Năm sinh", "1981"), ("Đơn vị", SCHOOL)),
        titles=rows,
        forms=rows[:2],
        signer_titles=("TRƯỞNG PHÒNG",),
        date=DAY,
    )


PAPERS: Mapping[str, Callable[[], Paper]] = {
    "decision": lambda: decision_paper(decision(30)),
    "decision_blank": lambda: decision_paper(decision(3, number=None, date=None)),
    "minutes": lambda: minutes_paper(minutes()),
    "payment": lambda: payment_paper(payment(12)),
    "submission": lambda: submission_paper(submission(12)),
    "ballots": lambda: ballot_paper(ballots()),
    "appraisal": lambda: appraisal_paper(appraisal()),
    "vote_table": lambda: vote_table_paper(vote_table()),
    "ceremony": lambda: ceremony_paper(ceremony()),
    "life": lambda: life_paper(life()),
    "bloc_minutes": lambda: bloc_minutes_paper(bloc_minutes()),
    "year_report": lambda: year_report_paper(year_report()),
    "summary": lambda: summary_paper(summary()),
    "task_list": lambda: task_paper(task_list()),
    "award_register": lambda: register_paper(award_register()),
}
"""Papers of blocks: what goes to PDF and to .docx."""


def _certificates(layout: str, *, full: bool) -> bytes:
    sheets = [certificate(), certificate(name="Nguyễn Hoàng Thị Phương Thảo Nguyên Khánh", details=(SCHOOL,))]
    return render_certificates(sheets, certificate_layout(layout), full_print=full).pdf


def _paper(make: Callable[[], Paper]) -> Callable[[], bytes]:
    return lambda: render_paper(make())


def _blank_form(layout: str, *, full: bool) -> Callable[[], bytes]:
    return lambda: _certificates(layout, full=full)


PDFS: Mapping[str, Callable[[], bytes]] = {
    **{name: _paper(make) for name, make in PAPERS.items()},
    **{
        f"certificate_{layout}": _blank_form(layout, full=True)
        for layout in ("a4_landscape", "a3_landscape", "stock_360x237")
    },
    "certificate_stock": _blank_form("a4_landscape", full=False),
    "test_sheet": lambda: render_test_sheet(width=297, height=210, printer="HP", paper="A4", tray=""),
}
"""Every paper the program draws, but plans, which have pictures of their own."""


def main() -> None:
    for name, make in PDFS.items():
        for number, picture in enumerate(pictures(make()), start=1):
            picture.save(GOLDEN / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
