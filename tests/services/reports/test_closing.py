"""Closing a year: the checklist is true, the lock holds for every record, the next year opens from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, meeting, pass_all, take_in, workbook
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.db.engine.year_lock import OWNERS, has_year
from thidua_desktop.db.tables.printing import PrintItem, PrintRun
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.closing import CHECKS, checklist, events, is_closed
from thidua_desktop.queries.scoring.blocs import blocs as blocs_of
from thidua_desktop.services.council.members import save_member
from thidua_desktop.services.decisions import changes, decisions
from thidua_desktop.services.decisions.fund import save_fund
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as planning
from thidua_desktop.services.planning.targets import TargetDraft, save_actual, save_target
from thidua_desktop.services.planning.tasks import TaskDraft, save_task, set_task_status
from thidua_desktop.services.reports.closing import close_year, open_next_year, pay_prizes, reopen_year
from thidua_desktop.services.scoring import blocs

WHY = "Bổ sung hồ sơ theo yêu cầu thanh tra"
PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Đỗ Hữu Ỷ", "1984", "Giáo viên", "Trường Tiểu học Nậm Pục", "LĐTT"),
)
FREE = """
    attachment award_alias bin blank_layout blank_stock bloc_day certificate_words council_interest council_member
    header_alias household id_counter journal_change journal_entry membership merge merge_move name_term office
    office_rule paper person print_calibration print_item print_run scoring_scheme signer stock_move stored_content
    unit
    unit_alias unit_change unit_change_part year_event
"""
"""Registers, settings, learned words, papers that left the program and the journal: of no single year."""


def left(app: AppContext, year: int = YEAR) -> dict[str, int]:
    return {one.key: len(one.items) for one in app.read(checklist, year=year) if one.items}


@pytest.fixture
def busy(app: AppContext, tmp_path: Path) -> tuple[AppContext, int]:
    """A signed decision, a plan with a target and a task, a bloc without a pledge."""
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    decisions.sign(app, number, number=125, signed_on=dt.date(2024, 12, 20))
    planning.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch công tác năm 2024")
    plan = app.read(plans, year=YEAR)[0].id
    save_target(
        app, TargetDraft(wording="Hộ nghèo giảm", section="XH", minimum="2", maximum="2"), plan_id=plan
    )
    save_task(app, TaskDraft(wording="Tổng kết phong trào năm 2024", when_text="Tháng 12"), plan_id=plan)
    ids = {unit.name: unit.id for unit in app.read(units)}
    blocs.save_bloc(
        app,
        year=YEAR,
        name="Khối 1",
        kind="bloc",
        member_ids=list(ids.values()),
        head_unit_id=min(ids.values()),
    )
    return app, number


def test_every_table_belongs_to_a_year_or_to_none() -> None:
    of_a_year = {name for name in metadata.tables if has_year(name)}
    assert of_a_year | set(FREE.split()) == set(metadata.tables)
    assert not of_a_year & set(FREE.split())
    for name, (column, owner) in OWNERS.items():
        keys = metadata.tables[name].c[column].foreign_keys
        assert {key.column.table.name for key in keys} == {owner}


def test_the_checklist_counts_down_to_nothing(busy: tuple[AppContext, int]) -> None:
    app, number = busy
    assert [one.key for one in app.read(checklist, year=YEAR)] == list(CHECKS)
    found = left(app)
    assert found.pop("certificates") >= 1
    assert found == {"prizes": 1, "targets": 1, "pledges": 1, "tasks": 1}
    pay_prizes(app, [number], paid_on=dt.date(2024, 12, 20))
    task = app.read(tasks, year=YEAR)[0].id
    set_task_status(app, task, status="done")
    bloc = app.read(blocs_of, year=YEAR)[0]
    blocs.save_meeting(app, bloc_id=bloc.id, kind="signing", held_on=dt.date(2024, 2, 1))
    _report_every_target(app)
    with app.database.writing("begin_printing") as uow:
        run = uow.add(PrintRun, started_at=uow.at, kind="certificates", title="x", printer="x", sheets=3)
        printed = [row.id for row in app.within(uow).read(of_decision, number)]
        uow.insert(
            PrintItem,
            [
                {"run_id": run, "grant_id": one, "place": at, "state": "good"}
                for at, one in enumerate(printed)
            ],
        )
    assert left(app) == {}
    assert close_year(app, YEAR)
    assert app.read(is_closed, year=YEAR)


def _report_every_target(app: AppContext) -> None:
    (target,) = next(one for one in app.read(checklist, year=YEAR) if one.key == "targets").items
    save_actual(app, target_id=target.id, period="Y", value="2")


def test_open_nominations_sessions_and_drafts_are_counted(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    assert left(app)["nominations"] == 3
    nominating.submit(app, year=YEAR)
    meeting(app, listed(app))
    assert left(app) == {"nominations": 3, "sessions": 1}


def test_a_year_with_work_left_is_closed_only_with_a_reason(busy: tuple[AppContext, int]) -> None:
    app, _ = busy
    with pytest.raises(OfficeError) as refused:
        close_year(app, YEAR)
    assert refused.value.code == "closing.left"
    close_year(app, YEAR, reason="Chuyển giao cho người kế nhiệm")
    (event,) = app.read(events, year=YEAR)
    assert event.kind == "closed"
    assert event.left is not None and event.left["tasks"] == 1


def test_every_write_to_a_closed_year_is_refused_and_stores_nothing(
    busy: tuple[AppContext, int], tmp_path: Path
) -> None:
    app, number = busy
    close_year(app, YEAR, reason=WHY)
    plan = app.read(plans, year=YEAR)[0].id
    task = app.read(tasks, year=YEAR)[0].id
    bloc = app.read(blocs_of, year=YEAR)[0]
    more = workbook(tmp_path, (("Vì Thị Én", "1990", "Văn thư", "Phòng Nội vụ", "LĐTT"),), name="them.xlsx")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: take_in(app, more),
        lambda: set_task_status(app, task, status="done"),
        lambda: planning.remove_plan(app, plan),
        lambda: save_task(app, TaskDraft(wording="Thêm"), plan_id=plan),
        lambda: blocs.remove_bloc(app, bloc.id),
        lambda: blocs.save_meeting(app, bloc_id=bloc.id, kind="signing", held_on=dt.date(2024, 2, 1)),
        lambda: save_fund(app, year=YEAR, total=None, spent_otherwise=None, note="x"),
        lambda: pay_prizes(app, [number], paid_on=dt.date(2024, 12, 20)),
        lambda: _report_every_target(app),
        lambda: planning.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Một kế hoạch nữa"),
        lambda: planning.save_plan(app, year=YEAR + 1, kind="KH_CONGTAC", title="Chuyển năm", plan_id=plan),
        lambda: journal.undo(app, max(row.id for row in journal.lines(app)[0] if row.step)),
    )
    before = dump(app)
    for attempt in attempts:
        with pytest.raises(OfficeError) as refused:
            attempt()
        assert refused.value.code == "closing.locked", attempt
        assert dump(app) == before
    planning.save_plan(app, year=YEAR + 1, kind="KH_CONGTAC", title="Kế hoạch năm sau")
    reopen_year(app, YEAR, reason=WHY)
    set_task_status(app, task, status="done")
    assert [one.kind for one in app.read(events, year=YEAR)] == ["reopened", "closed"]


def dump(app: AppContext) -> list[str]:
    with app.database.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        return list(driver.iterdump())


def test_revoking_an_award_changes_the_figures_of_its_year_and_needs_it_open(
    busy: tuple[AppContext, int],
) -> None:
    app, number = busy
    close_year(app, YEAR, reason=WHY)
    grant = app.read(of_decision, number)[0]

    def revoke() -> None:
        changes.record_revocation(
            app,
            [grant.id],
            issuer="UBND tỉnh",
            number="9/QĐ-UBND",
            signed_on=dt.date(2025, 3, 1),
            reason="Khai không đúng sự thật",
        )

    with pytest.raises(OfficeError) as refused:
        revoke()
    assert refused.value.code == "closing.locked"
    reopen_year(app, YEAR, reason=WHY)
    revoke()


def test_the_lock_is_no_step_of_undo_and_needs_a_reason(busy: tuple[AppContext, int]) -> None:
    app, _ = busy
    close_year(app, YEAR, reason=WHY)
    with pytest.raises(OfficeError) as twice:
        close_year(app, YEAR, reason=WHY)
    assert twice.value.code == "closing.already"
    with pytest.raises(OfficeError) as silent:
        reopen_year(app, YEAR, reason=" ")
    assert silent.value.code == "closing.no_reason"
    newest = journal.lines(app)[0][0]
    assert newest.action == "close_year"
    assert not newest.step
    with pytest.raises(OfficeError) as future:
        close_year(app, YEAR + 1, reason=WHY)
    assert future.value.code == "closing.not_begun"


def test_the_next_year_opens_from_the_closed_one_by_one_step_of_undo(busy: tuple[AppContext, int]) -> None:
    app, _ = busy
    save_member(app, full_name="Lường Văn Quyết", role="chair")
    save_member(
        app, full_name="Quàng Thị Xoan", role="member", valid_to=dt.date(2024, 12, 31), position="Phó phòng"
    )
    close_year(app, YEAR, reason=WHY)
    opened = open_next_year(app, YEAR)
    assert (opened.plans, opened.blocs, opened.members, opened.ended) == (1, 1, 1, ("Quàng Thị Xoan",))
    assert opened.units == len(app.read(units))
    assert [one.title for one in app.read(plans, year=YEAR + 1)] == ["Kế hoạch công tác năm 2025"]
    assert [one.wording for one in app.read(tasks, year=YEAR + 1)] == ["Tổng kết phong trào năm 2025"]
    assert app.read(office).current_year == YEAR + 1
    again = open_next_year(app, YEAR)
    assert (again.plans, again.blocs) == (0, 0)
    journal.undo(app, opened.changes.journal_id or 0)
    assert not app.read(plans, year=YEAR + 1)
    assert not app.read(blocs_of, year=YEAR + 1)
