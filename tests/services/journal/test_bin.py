"""Deletions wait in the bin, come back whole, and are final after the days set."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.source import below, nothing, place, tree
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.office.settings import signers
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.journal import bin as bin_service
from thidua_desktop.services.journal import journal
from thidua_desktop.services.journal.actions import DELETIONS
from thidua_desktop.services.journal.undo_rules import UndoRefusedError
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.planning import plans as planning
from thidua_desktop.services.planning import tasks as task_service
from thidua_desktop.services.planning.tasks import TaskDraft

EDITS = frozenset(
    {
        "save_attendance",
        "save_bloc",
        "save_bloc_days",
        "save_certificate_words",
        "save_council_interest",
        "use_initiative",
    }
)
"""Actions that remove rows only as part of saving what a form holds: the journal shows them."""


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path), clock=clock)
    settings.save_office(opened, OFFICE)
    for name in ("Xã Nà Khoang", "Xã Khau Vạt"):
        organisation.save_unit(opened, name=name, kind="commune", member_count=3)
    yield opened
    opened.close()


def remove_unit(app: AppContext, name: str) -> None:
    organisation.remove_units(app, [unit.id for unit in app.read(units) if unit.name == name])


def names(app: AppContext) -> list[str]:
    return [unit.name for unit in app.read(units)]


def waiting(app: AppContext) -> list[str]:
    return [bin_service.contents_words(row) for row in bin_service.in_bin(app)[1]]


def test_deletions_come_back_in_any_order(app: AppContext) -> None:
    remove_unit(app, "Xã Nà Khoang")
    settings.save_signer(app, full_name="Lò Văn Pọng", lines=("CHỦ TỊCH",))
    settings.remove_signers(app, [app.read(signers)[0].id])
    assert waiting(app) == ["Người ký: Lò Văn Pọng", "Đơn vị: Xã Nà Khoang"]
    older = bin_service.in_bin(app)[1][1]
    journal.undo(app, older.id)
    assert "Xã Nà Khoang" in names(app)
    assert waiting(app) == ["Người ký: Lò Văn Pọng"]


def test_a_task_comes_back_with_its_pieces(app: AppContext) -> None:
    planning.save_plan(app, year=2026, kind="KH_CONGTAC", title="Kế hoạch năm 2026")
    plan_id = app.read(plans, year=2026)[0].id
    task_service.save_task(app, plan_id=plan_id, draft=TaskDraft(wording="Chấm điểm\nHọp khối"))
    task_id = app.read(tasks, year=2026)[0].id
    task_service.split_task(app, task_id)
    before = app.read(tasks, year=2026)
    task_service.remove_tasks(app, [task_id])
    assert app.read(tasks, year=2026) == ()
    journal.undo(app, bin_service.in_bin(app)[1][0].id)
    assert app.read(tasks, year=2026) == before


def test_an_emptied_bin_is_final_and_the_journal_still_names_it(app: AppContext) -> None:
    remove_unit(app, "Xã Nà Khoang")
    row = bin_service.in_bin(app)[1][0]
    bin_service.empty(app)
    assert bin_service.in_bin(app)[1] == ()
    with pytest.raises(UndoRefusedError) as refused:
        journal.undo(app, row.id)
    assert refused.value.code == "journal.bin_emptied"
    assert "Xã Nà Khoang" not in names(app)
    assert row.id in [line.id for line in journal.lines(app)[0]]


def test_a_deletion_restored_and_done_again_waits_anew(app: AppContext) -> None:
    remove_unit(app, "Xã Nà Khoang")
    entry = bin_service.in_bin(app)[1][0].id
    journal.undo(app, entry)
    remove_unit(app, "Xã Khau Vạt")
    bin_service.empty(app)
    journal.redo(app, entry)
    assert waiting(app) == ["Đơn vị: Xã Nà Khoang"]
    journal.undo(app, entry)
    assert names(app) == ["Xã Nà Khoang"]


def test_after_the_days_set_a_deletion_is_final(app: AppContext, clock: Clock) -> None:
    bin_service.set_days(app, 10)
    remove_unit(app, "Xã Nà Khoang")
    clock.now += dt.timedelta(days=8)
    remove_unit(app, "Xã Khau Vạt")
    clock.now += dt.timedelta(days=1)
    assert not bin_service.expire(app)
    clock.now += dt.timedelta(days=1)
    assert bin_service.expire(app)
    assert waiting(app) == ["Đơn vị: Xã Khau Vạt"]
    assert not bin_service.expire(app)


def test_a_clock_set_back_makes_nothing_final_early(app: AppContext, clock: Clock) -> None:
    now = clock.now
    remove_unit(app, "Xã Nà Khoang")
    clock.now -= dt.timedelta(days=300)
    remove_unit(app, "Xã Khau Vạt")
    clock.now = now + dt.timedelta(days=1)
    bin_service.expire(app)
    assert waiting(app)[-1] == "Đơn vị: Xã Nà Khoang"


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_days_out_of_range_are_refused(app: AppContext, days: int) -> None:
    with pytest.raises(OfficeError) as refused:
        bin_service.set_days(app, days)
    assert refused.value.code == "bin.days"


def test_every_service_that_removes_rows_is_a_deletion_or_an_edit() -> None:
    found = []
    for path in below("thidua_desktop/services"):
        for block in (node for node in ast.walk(tree(path)) if isinstance(node, ast.With)):
            actions = _actions(block)
            removes = [node for node in ast.walk(block) if _removes(node)]
            if removes and actions and not actions & (DELETIONS | EDITS):
                found.append(f"{place(path, block)} {sorted(actions)}")
    nothing(found)


def _actions(block: ast.With) -> set[str]:
    calls = [item.context_expr for item in block.items if isinstance(item.context_expr, ast.Call)]
    return {
        str(call.args[0].value)
        for call in calls
        if ast.unparse(call.func).endswith("database.writing")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def _removes(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "uow.remove"
