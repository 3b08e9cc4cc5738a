"""What the officer does in one action is taken back in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.small_office import TODAY, YEAR, listed, meeting, pass_all, take_in, workbook
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.nominations.nominations import counts_by_decision
from thidua_desktop.queries.office.settings import find_office, office, signers
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.tasks import TaskDraft, save_task, set_task_status

ROWS = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
)


def undo(app: AppContext, entry: int | None) -> None:
    assert entry is not None
    journal.undo(app, entry)


def test_setting_up_office_and_signer_is_taken_back_whole(tmp_path: Path) -> None:
    bare = open_app(DataFolder(tmp_path / "mới"), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    with pytest.raises(OfficeError, match=r"settings\.signer_incomplete"):
        settings.set_up(bare, OFFICE, signer_name="Lường Văn Quyết", signer_lines=(" ",))
    assert bare.read(find_office) is None
    made = settings.set_up(bare, OFFICE, signer_name="Lường Văn Quyết", signer_lines=("CHỦ TỊCH",))
    assert bare.read(find_office) == OFFICE
    undo(bare, made.journal_id)
    assert bare.read(find_office) is None
    assert bare.read(signers) == ()
    bare.close()


def test_several_tasks_marked_done_come_back_together(app: AppContext) -> None:
    plan.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch năm 2024")
    plan_id = app.read(plans, year=YEAR)[0].id
    for words in ("Ký giao ước", "Sơ kết"):
        save_task(app, TaskDraft(wording=words), plan_id=plan_id)
    ids = [task.id for task in app.read(tasks, year=YEAR)]
    made = set_task_status(app, *ids, status="done")
    assert {task.done_on for task in app.read(tasks, year=YEAR)} == {TODAY}
    undo(app, made.journal_id)
    assert {task.status for task in app.read(tasks, year=YEAR)} == {"todo"}


def test_several_signers_removed_come_back_together(app: AppContext) -> None:
    settings.save_signer(app, full_name="Quàng Thị Xoan", lines=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    before = app.read(signers)
    made = settings.remove_signers(app, [one.id for one in before])
    assert app.read(signers) == ()
    undo(app, made.journal_id)
    assert app.read(signers) == before


def test_the_body_above_is_printed_over_the_office_only_when_the_officer_says_so(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, ROWS))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    drafted = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id

    def head() -> str:
        path = tmp_path / "qd.pdf"
        path.write_bytes(paper.render(app, drafted))
        return PdfReader(path).pages[0].extract_text()[:300]

    assert "SƠN HÀ" not in head()
    above = "Ủy ban nhân dân tỉnh Sơn Hà"
    settings.save_office(app, replace(app.read(office), letterhead_superior=above))
    assert app.read(office).letterhead_superior == above
    assert "SƠN HÀ" in head()


def test_the_people_of_every_draft_are_counted_at_once(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, ROWS))
    pass_all(app)
    first, second = (row.id for row in decisions.queue(app, year=YEAR).own)
    ids = [decisions.draft(app, year=YEAR, nomination_ids=[one]).decision_id for one in (first, second)]
    assert app.read(counts_by_decision, year=YEAR) == {ids[0]: 1, ids[1]: 1}


def test_why_it_was_given_back_is_no_conclusion_once_it_comes_again(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, ROWS[:1]))
    (row,) = listed(app)
    nominations.give_back(app, [row.id], year=YEAR, reason="Thiếu phiếu đánh giá")
    nominations.submit(app, year=YEAR)
    assert listed(app)[0].override_reason is None
    nominations.override(app, row.id, year=YEAR, reason="Đã xem phiếu đánh giá")
    nominations.submit(app, year=YEAR)
    assert listed(app)[0].override_reason == "Đã xem phiếu đánh giá"
    assert meeting(app, listed(app))
