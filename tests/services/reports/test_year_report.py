"""The year-end report: its figures lead to the awards behind them and agree with the forms."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.small_office import YEAR, pass_all, take_in, workbook
from thidua_desktop.db.tables.council import CouncilSession
from thidua_desktop.db.tables.plan_text import PlanCampaign, PlanMovement
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.decisions import changes, decisions
from thidua_desktop.services.decisions.fund import save_fund
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as planning
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from thidua_desktop.services.planning.tasks import TaskDraft, save_task
from thidua_desktop.services.reports import life_record, year_report
from thidua_desktop.services.reports.report_texts import save_texts, written
from thidua_desktop.services.reports.statistics import summary_sheet
from thidua_desktop.services.reports.year_figures import figures_of

SIGNED = dt.date(2024, 12, 20)
LATER = dt.date(2025, 3, 1)
PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Đỗ Hữu Ỷ", "1984", "Giáo viên", "Trường Tiểu học Nậm Pục", "LĐTT"),
)


@pytest.fixture
def issued(app: AppContext, tmp_path: Path) -> tuple[AppContext, int]:
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    decisions.sign(app, number, number=125, signed_on=SIGNED)
    return app, number


def message(pdf: bytes) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_every_figure_is_the_number_of_awards_behind_it_and_agrees_with_the_tables(
    issued: tuple[AppContext, int],
) -> None:
    app, _ = issued
    figures = figures_of(app, year=YEAR)
    assert {one.key: one.value for one in figures.awards} == {"LDTT": "2", "CSTDCS": "1"}
    counted = [one for one in figures.all if one.key != "money"]
    assert all(int(one.value) == len(one.grants) for one in counted)
    table = summary_sheet(app, year=YEAR).tables[0]
    assert {row["award"]: row["person"] for row in table.rows()} == {
        one.label: int(one.value) for one in figures.awards
    }
    assert sum(len(one.grants) for one in figures.occasions) == len(figures.totals[0].grants)


def test_the_report_says_the_figures_and_leaves_what_only_the_officer_knows_to_her(
    issued: tuple[AppContext, int], tmp_path: Path
) -> None:
    app, _ = issued
    year_report.save(app, tmp_path / "bc.pdf", year=YEAR)
    words = message((tmp_path / "bc.pdf").read_bytes())
    for part in (
        "có 3 lượt khen thưởng",
        "Lao động tiên tiến: 2",
        "đã họp 1 phiên, xét 3 trường hợp",
        "(Nội dung do cơ quan viết)",
        "Phụ lục",
    ):
        assert part in words, part
    year_report.save(app, tmp_path / "bc.docx", year=YEAR)
    assert (tmp_path / "bc.docx").read_bytes().startswith(b"PK")


def test_the_plan_its_movements_targets_tasks_and_works_are_reported_from_what_is_stored(
    issued: tuple[AppContext, int], tmp_path: Path
) -> None:
    app, _ = issued
    planning.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch công tác năm 2024")
    plan_id = app.read(plans, year=YEAR)[0].id
    for award, minimum in (("CSTDCS", "1"), ("LDTT", "9")):
        save_target(
            app,
            TargetDraft(wording=award, section="TDKT", award_code=award, minimum=minimum),
            plan_id=plan_id,
        )
    for wording, when in (("Ký giao ước", "Tháng 1"), ("Họp tổng kết", "Tháng 12")):
        save_task(app, TaskDraft(wording=wording, when_text=when), plan_id=plan_id)
    with app.database.writing("plan.edit") as uow:
        uow.add(
            PlanMovement,
            plan_id=plan_id,
            position=1,
            name="Dân vận khéo",
            launched_by="Ủy ban nhân dân",
            starts=PartialDate("2024-02", "month"),
        )
        uow.add(
            PlanCampaign,
            plan_id=plan_id,
            position=1,
            name="Đợt thi đua cao điểm",
            slogan="Về đích sớm",
            ends=PartialDate("2024-09-02", "day"),
        )
    save_fund(app, year=YEAR, total=Decimal(10_000_000), spent_otherwise=None)
    late = sum(task.state(app.today()) == "overdue" for task in app.read(tasks, year=YEAR))
    year_report.save(app, tmp_path / "bc.pdf", year=YEAR)
    words = message((tmp_path / "bc.pdf").read_bytes())
    for part in (
        "Cơ quan đã xây dựng Kế hoạch công tác năm 2024",
        "Theo kế hoạch của năm có 1 phong trào thi đua, 0 cuộc vận động, 1 đợt thi đua.",
        "Dân vận khéo, Ủy ban nhân dân phát động, từ 02/2024",
        "Đợt thi đua cao điểm, chủ đề “Về đích sớm”, đến 02/09/2024",
        "thành viên có mặt, xét 3 trường hợp",
        "- LDTT: đạt",
        "- CSTDCS: đạt",
        "Quỹ thi đua, khen thưởng: 10.000.000 đồng; đã chi",
        "Trong 2 chỉ tiêu của kế hoạch: 1 chỉ tiêu đã đạt, 1 chỉ tiêu chưa đạt, 0 chỉ tiêu chưa có số liệu",
        f"Trong 2 nhiệm vụ của năm: 0 nhiệm vụ đã hoàn thành, {late} nhiệm vụ quá hạn, {2 - late} nhiệm vụ đang",
    ):
        assert part in words, part
    assert words.count("(Nội dung do cơ quan viết)") == 2


def test_the_text_of_the_office_stays_when_the_figures_are_counted_again(
    issued: tuple[AppContext, int], tmp_path: Path
) -> None:
    app, number = issued
    save_texts(app, {"awards": "Khen kịp thời.\n\nĐúng người.", "judgement": "Đạt kết quả tốt."}, year=YEAR)
    before = {part.heading: part.sentences for part in year_report.sheet_of(app, year=YEAR).parts}
    first = app.read(of_decision, number)[0].id
    made = changes.draft_change(app, number, kind="revoke", reason="Khai man", grant_ids=[first])
    decisions.sign(app, made.decision_id, number=9, signed_on=LATER)
    after = {part.heading: part.sentences for part in year_report.sheet_of(app, year=YEAR).parts}
    awards = "III. CÔNG TÁC KHEN THƯỞNG"
    assert "có 3 lượt" in before[awards][0] and "có 2 lượt" in after[awards][0]
    assert before[awards][-2:] == after[awards][-2:] == ("Khen kịp thời.", "Đúng người.")
    assert after["V. ĐÁNH GIÁ CHUNG"] == ("Đạt kết quả tốt.",)
    save_texts(app, {"awards": ""}, year=YEAR)
    assert written(app, year=YEAR) == {"judgement": "Đạt kết quả tốt."}
    assert written(app, year=YEAR, report="half") == {}


def test_the_six_month_report_counts_what_was_signed_by_the_end_of_june(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    with app.database.writing("save_session", title="1") as uow:
        uow.update(CouncilSession, 1, held_on=dt.date(YEAR, 3, 1))
    early = decisions.draft(app, year=YEAR, nomination_ids=own[:2]).decision_id
    decisions.sign(app, early, number=3, signed_on=dt.date(YEAR, 6, 30))
    late = decisions.draft(app, year=YEAR, nomination_ids=own[2:]).decision_id
    decisions.sign(app, late, number=4, signed_on=dt.date(YEAR, 7, 1))
    sheet = year_report.sheet_of(app, year=YEAR, report="half")
    awards = sheet.parts[2].sentences
    assert awards[0].startswith(f"6 tháng đầu năm {YEAR} có 2 lượt khen thưởng")
    table = sheet.tables[0]
    assert table.totals(table.rows())["person"] == 2
    year_report.save(app, tmp_path / "sk.pdf", year=YEAR, report="half")
    words = message((tmp_path / "sk.pdf").read_bytes())
    assert "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm" in words
    assert f"tính đến hết ngày 30/06/{YEAR}" in words
    nothing = year_report.sheet_of(app, year=YEAR - 1, report="half")
    assert "Quỹ" not in " ".join(sheet.parts[3].sentences), "money is counted for the whole year only"
    assert "chưa có quyết định khen thưởng nào" in nothing.parts[2].sentences[0]
    assert not nothing.tables


def test_figures_of_a_former_day_stay_when_an_award_is_revoked_later(issued: tuple[AppContext, int]) -> None:
    app, number = issued
    first = app.read(of_decision, number)[0].id
    made = changes.draft_change(app, number, kind="revoke", reason="Khai man", grant_ids=[first])
    decisions.sign(app, made.decision_id, number=9, signed_on=LATER)
    now, then = figures_of(app, year=YEAR), figures_of(app, year=YEAR, as_of=SIGNED)
    assert (now.totals[0].value, then.totals[0].value) == ("2", "3")


def test_a_year_without_awards_has_no_report(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"statistics\.nothing_to_count"):
        year_report.save(app, tmp_path / "bc.pdf", year=YEAR)
    assert not (tmp_path / "bc.pdf").exists()


def test_what_somebody_was_given_goes_on_one_sheet_with_the_position_of_the_time(
    issued: tuple[AppContext, int], tmp_path: Path
) -> None:
    app, number = issued
    grant = next(one for one in app.read(of_decision, number) if one.name == "Lò Văn Đạt")
    pdf = life_record.render(app, subject_type="person", subject_id=grant.subject_id)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    words = message(pdf)
    for part in ("QUÁ TRÌNH KHEN THƯỞNG", "125/QĐ-UBND", "20/12/2024", "Chuyên viên, Phòng Nội vụ"):
        assert part in words, part
    life_record.save_docx(app, tmp_path / "a.docx", subject_type="person", subject_id=grant.subject_id)
    assert (tmp_path / "a.docx").exists()
    with pytest.raises(OfficeError, match=r"life_record\.nothing_given"):
        life_record.render(app, subject_type="person", subject_id=9999)
