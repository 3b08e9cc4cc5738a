"""Many units, persons, members and figures by one action each; equal and alike ones are reported before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.page_app import YEAR, app, bare_app
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.members import members
from thidua_desktop.queries.office.journal import last_undoable, recent
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.services.council.members import add_members, member_doubts, read_role
from thidua_desktop.services.importing.plain_table import read_plain_table, save_plain_template
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import first_lists
from thidua_desktop.services.planning.targets import save_actuals

__all__ = ["app", "bare_app"]

UNITS = [{"name": f"Thôn Nà Pó {number}", "kind": "other", "member_count": 40} for number in range(1, 9)]


def test_eight_units_are_one_action_and_one_undo(app: AppContext) -> None:
    before, lines = app.read(units), len(app.read(recent))
    first_lists.add_units(app, UNITS)
    assert len(app.read(units)) == len(before) + 8
    assert len(app.read(recent)) == lines + 1
    step = app.read(last_undoable)
    assert step is not None
    journal.undo(app, step.id)
    assert app.read(units) == before


def test_equal_units_stop_and_alike_ones_are_asked(app: AppContext) -> None:
    rows = [{"name": name, "kind": "other"} for name in ("Phòng Nội vụ", "phòng nội vụ", "Thôn A", "Thôn a")]
    found = first_lists.unit_doubts(app, rows)
    assert [(one.row, one.stops) for one in found] == [(0, True), (1, False), (3, False)]
    with pytest.raises(OfficeError, match="same_name"):
        first_lists.add_units(app, [*UNITS, rows[0]])
    assert not [row for row in app.read(units) if row.name.startswith("Thôn Nà")], "all or nothing"


def test_persons_come_with_unit_and_facts_and_the_alike_are_asked(app: AppContext) -> None:
    rows = [
        {"name": "hoàng thị hoà", "born": PartialDate("1985", "year"), "unit": "Phòng Nội vụ"},
        {"name": "Lò Văn Pó", "unit": "PHÒNG NỘI VỤ", "position": "Tổ trưởng", "sex": "M"},
        {"name": "Lò Thị Sao", "unit": "Trạm lạ"},
    ]
    found = first_lists.person_doubts(app, rows)
    assert [(one.row, one.stops) for one in found] == [(0, False), (2, True)]
    with pytest.raises(OfficeError, match="no_such_unit"):
        first_lists.add_persons(app, rows)
    first_lists.add_persons(app, rows[:2])
    added = {row.full_name: row for row in app.read(persons)}["Lò Văn Pó"]
    assert (added.unit_name, added.position, added.sex) == ("Phòng Nội vụ", "Tổ trưởng", "M")


def test_members_of_the_council_and_a_second_chair(app: AppContext) -> None:
    assert [read_role(words) for words in ("chair", "Chủ tịch", "Ủy viên")] == ["chair", "chair", "member"]
    rows = [
        {"name": "Lò Văn A", "role": "chair"},
        {"name": "Lò Văn B", "role": "chair"},
        {"name": "Lò Văn A"},
    ]
    assert [one.row for one in member_doubts(app, rows)] == [1, 2]
    with pytest.raises(OfficeError, match="block_refused"):
        add_members(app, rows)
    add_members(app, [rows[0], {"name": "Lò Văn B"}])
    assert sorted(row.role for row in app.read(members)) == ["chair", "member"]


def test_figures_of_many_targets_replace_those_of_the_period(app: AppContext) -> None:
    target = app.read(targets, year=YEAR)[0].id
    save_actuals(app, {target: "5"}, period="Q1")
    save_actuals(app, {target: "7"}, period="Q1")
    assert [one.value for one in app.read(targets, year=YEAR)[0].actuals] == ["7"]


def test_a_template_reads_back_with_its_headings(tmp_path: Path) -> None:
    path = save_plain_template(tmp_path / "mẫu.xlsx", title="Mẫu", headings=["Tên đơn vị", "Số người"])
    assert read_plain_table(path) == (("Tên đơn vị", "Số người"),)
