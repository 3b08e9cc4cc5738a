"""One line of sight: plan, registered, nominated, passed, decided, printed; every stage with its names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, pass_all, take_in, workbook
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Person
from thidua_desktop.db.tables.plan_text import PlanCampaign
from thidua_desktop.db.tables.printing import PrintItem, PrintRun
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.grants import of_year
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.overview import CampaignSpan, overview
from thidua_desktop.queries.reports.target_lists import Stage, stage_lines
from thidua_desktop.queries.reports.targets import STAGES, targets
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.targets import TargetDraft, save_actual, save_target
from thidua_desktop.services.planning.tasks import (
    TaskDraft,
    add_tasks,
    remove_tasks,
    save_task,
    set_progress,
    set_task_status,
    split_task,
)
from thidua_desktop.texts import error_sentence


def due(app: AppContext) -> list[str]:
    seen = app.read(overview, year=YEAR, today=dt.date(YEAR, 6, 10))
    assert sum(month.total for month in seen.months) >= len(seen.due) + len(seen.overdue)
    return [task.wording for task in (*seen.overdue, *seen.due)]


PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "CSTĐCS"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
)


@pytest.fixture
def plan_id(app: AppContext) -> int:
    plan.save_plan(app, year=YEAR, kind="KH_PHATDONG", title="Kế hoạch phát động năm 2024")
    found = app.read(plans, year=YEAR)[0].id
    award = TargetDraft(
        wording="Chiến sĩ thi đua cơ sở",
        section="TDKT",
        award_code="CSTDCS",
        subject_type="person",
        minimum="2",
        maximum="3",
    )
    save_target(app, award, plan_id=found)
    return found


def counted(app: AppContext) -> dict[str, int]:
    row = app.read(targets, year=YEAR)[0]
    return {stage: getattr(row, stage) for stage in STAGES}


def names(app: AppContext, stage: Stage) -> set[str]:
    lines = app.read(stage_lines, year=YEAR, stage=stage, award_code="CSTDCS", subject_type="person")
    return {line.name for line in lines}


def test_a_title_is_seen_from_the_plan_to_the_printed_paper(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    assert set(counted(app).values()) == {0}
    take_in(app, workbook(tmp_path, PEOPLE))
    _register(app)
    assert counted(app) == {"registered": 1, "nominated": 2, "passed": 0, "decided": 0, "printed": 0}
    pass_all(app)
    assert counted(app)["passed"] == 2
    own = decisions.queue(app, year=YEAR).own
    made = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in own]).decision_id
    assert counted(app)["decided"] == 0, "a draft decides nothing"
    assert app.read(overview, year=YEAR, today=app.today()).draft_decisions == 1
    decisions.sign(app, made, number=12, signed_on=dt.date(2024, 12, 20))
    assert counted(app)["decided"] == 2
    assert app.read(overview, year=YEAR, today=app.today()).unprinted == 2
    _print(app, made)
    assert counted(app) == {"registered": 1, "nominated": 2, "passed": 2, "decided": 2, "printed": 1}
    assert app.read(overview, year=YEAR, today=app.today()).unprinted == 1
    both = {"Nguyễn Thị Ước", "Lò Văn Đạt"}
    stages: tuple[Stage, ...] = ("registered", "nominated", "passed", "decided", "printed")
    assert [names(app, stage) for stage in stages] == [
        {"Lò Văn Đạt"},
        both,
        both,
        both,
        {app.read(of_year, year=YEAR)[0].name},
    ]
    standing = app.read(targets, year=YEAR)[0].standing
    assert standing is not None and standing.met


def _register(app: AppContext) -> None:
    with app.database.writing("demo") as uow:
        run = uow.connection.execute
        unit = run(Unit.__table__.select()).mappings().first()
        person = run(Person.__table__.select().where(Person.full_name == "Lò Văn Đạt")).mappings().one()
        assert unit is not None
        sent = uow.add(Registration, year=YEAR, unit_id=unit["id"], state="pending")
        uow.add(
            RegistrationLine,
            registration_id=sent,
            subject_type="person",
            person_id=person["id"],
            award_code="CSTDCS",
        )


def _print(app: AppContext, decision_id: int) -> None:
    grants = app.read(of_year, year=YEAR)
    with app.database.writing("demo") as uow:
        run = uow.add(
            PrintRun,
            started_at=uow.at,
            kind="certificates",
            title="Giấy chứng nhận",
            printer="Máy in",
            decision_id=decision_id,
            sheets=2,
        )
        for place, (grant, state) in enumerate(zip(grants, ("good", "spoiled"), strict=True)):
            uow.add(PrintItem, run_id=run, grant_id=grant.id, place=place, state=state)


@pytest.mark.parametrize(
    ("save", "code"),
    [
        (lambda d, p: _target(d, p, wording=" "), "targets.no_wording"),
        (lambda d, p: _target(d, p, minimum="486.5"), "targets.wrong_number"),
        (lambda d, p: _target(d, p, minimum="15", maximum="12"), "targets.range_reversed"),
        (lambda d, p: _target(d, p, comparator="between", minimum="12"), "targets.range_incomplete"),
        (lambda d, p: _target(d, p, comparator="about", minimum="12"), "targets.unknown_comparator"),
        (lambda d, p: save_actual(d, target_id=1, period="Q5", value="3"), "targets.unknown_period"),
        (lambda d, p: save_actual(d, target_id=1, period="Q1", value=""), "targets.no_value"),
        (lambda d, p: save_task(d, TaskDraft(wording=""), plan_id=p), "tasks.no_wording"),
        (lambda d, p: save_task(d, TaskDraft(wording="a", progress=120), plan_id=p), "tasks.wrong_progress"),
        (
            lambda d, p: save_task(
                d,
                TaskDraft(wording="a", starts_on=dt.date(2024, 5, 2), ends_on=dt.date(2024, 5, 1)),
                plan_id=p,
            ),
            "tasks.days_reversed",
        ),
        (lambda d, p: add_tasks(d, [], plan_id=p), "tasks.nothing_to_add"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(
    app: AppContext, plan_id: int, save: Callable[[AppContext, int], Changes], code: str
) -> None:
    before = (app.read(targets, year=YEAR), app.read(tasks, year=YEAR))
    with pytest.raises(OfficeError) as refused:
        save(app, plan_id)
    assert refused.value.code == code
    assert "…" not in error_sentence(refused.value)
    assert (app.read(targets, year=YEAR), app.read(tasks, year=YEAR)) == before


def _target(app: AppContext, plan_id: int, **fields: str) -> Changes:
    return save_target(app, TargetDraft(**{"wording": "Thu", "section": "KT", **fields}), plan_id=plan_id)  # type: ignore[arg-type]


def test_one_number_of_a_bound_stands_on_its_side(app: AppContext, plan_id: int) -> None:
    _target(app, plan_id, comparator="le", minimum="0,17")
    _target(app, plan_id, comparator="ge", maximum="73")
    _target(app, plan_id, minimum="5")
    found = [(row.minimum, row.maximum, row.asks) for row in app.read(targets, year=YEAR)[1:]]
    assert found == [(None, "0.17", "le"), ("73", None, "ge"), ("5", "5", "eq")]


def test_of_an_exact_figure_the_plan_says_which_way_is_better(app: AppContext, plan_id: int) -> None:
    for wording in ("Tỷ lệ hộ nghèo còn", "Tỷ lệ hộ nghèo giảm", "Số hộ thoát nghèo", "Sản lượng cá"):
        _target(app, plan_id, wording=wording, minimum="5", measure="%")
    for row in app.read(targets, year=YEAR)[1:]:
        save_actual(app, target_id=row.id, period="Y", value="6")
    found = [row.standing for row in app.read(targets, year=YEAR)[1:]]
    assert [one.met for one in found if one] == [False, True, True, True]


def test_a_task_goes_to_the_bin_with_its_pieces(app: AppContext, plan_id: int) -> None:
    add_tasks(app, [TaskDraft(wording="Một\nHai"), TaskDraft(wording="Ba")], plan_id=plan_id)
    head = app.read(tasks, year=YEAR)[0]
    split_task(app, head.id)
    with pytest.raises(OfficeError, match=r"tasks\.nothing_to_split"):
        split_task(app, app.read(tasks, year=YEAR)[-1].id)
    remove_tasks(app, [head.id])
    assert [(row.label, row.wording) for row in app.read(tasks, year=YEAR)] == [("1", "Ba")]


def test_campaigns_reach_over_their_months_in_the_year(app: AppContext, plan_id: int) -> None:
    with app.database.writing("demo") as uow:
        for place, (name, starts, ends) in enumerate(
            (
                ("Đợt 1", PartialDate("2024-01-01", "day"), PartialDate("2024-06-30", "day")),
                ("Đợt 2", PartialDate("2024-07", "month"), None),
                ("Cả nhiệm kỳ", PartialDate("2023", "year"), PartialDate("2025", "year")),
                ("Năm trước", PartialDate("2023-01", "month"), PartialDate("2023-05", "month")),
            )
        ):
            uow.add(PlanCampaign, plan_id=plan_id, position=place, name=name, starts=starts, ends=ends)
    seen = app.read(overview, year=YEAR, today=app.today())
    assert sorted(seen.campaigns, key=lambda one: one.name) == [
        CampaignSpan("Cả nhiệm kỳ", 1, 12),
        CampaignSpan("Đợt 1", 1, 6),
        CampaignSpan("Đợt 2", 7, 7),
    ]


def test_a_row_of_pieces_is_reported_once_by_its_pieces_and_what_ends_first_stands_first(
    app: AppContext, plan_id: int
) -> None:
    for wording, when in (
        ("Thường xuyên tuyên truyền", "Thường xuyên trong năm"),
        ("- Sơ kết khối.\n- Sơ kết huyện.", "trước ngày 20/6"),
        ("Ký giao ước", "Tháng 3"),
        ("Đăng ký thi đua", "Tháng 2"),
    ):
        save_task(app, TaskDraft(wording=wording, when_text=when), plan_id=plan_id)
    whole = next(task for task in app.read(tasks, year=YEAR) if "Sơ kết" in task.wording)
    split_task(app, whole.id)
    pieces = ["Sơ kết khối.", "Sơ kết huyện."]
    assert due(app) == ["Đăng ký thi đua", "Ký giao ước", *pieces, "Thường xuyên tuyên truyền"]
    set_task_status(app, whole.id, status="done")
    assert not set(due(app)) & set(pieces)


def test_a_row_stands_as_its_pieces_and_takes_them_with_it(app: AppContext, plan_id: int) -> None:
    rows = TaskDraft(wording="- Sơ kết khối.\n- Sơ kết huyện.", when_text="Tháng 6")
    save_task(app, rows, plan_id=plan_id)
    (whole,) = app.read(tasks, year=YEAR)
    split_task(app, whole.id)
    _, first, second = app.read(tasks, year=YEAR)

    def standing() -> list[tuple[str, int]]:
        return [(task.status, task.progress) for task in app.read(tasks, year=YEAR)]

    set_task_status(app, first.id, status="done")
    assert standing() == [("doing", 50), ("done", 100), ("todo", 0)]
    changes = set_progress(app, second.id, progress=100)
    assert standing() == [("done", 100)] * 3
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert standing() == [("doing", 50), ("done", 100), ("todo", 0)]
    set_task_status(app, whole.id, status="todo")
    assert standing() == [("todo", 0)] * 3
