"""Blocs over the years, and units that merge, split, take another name or end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, workbook
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.blocs import Officers, next_officers
from thidua_desktop.queries.organisation.people import persons, workplaces
from thidua_desktop.queries.organisation.unit_changes import unit_changes
from thidua_desktop.queries.organisation.units import unit_index, units
from thidua_desktop.queries.scoring.blocs import blocs, due_steps, in_two, members, rotations
from thidua_desktop.queries.scoring.schemes import schemes
from thidua_desktop.queries.scoring.score_sheets import scored_units, sheets
from thidua_desktop.services.importing import staging
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import unit_changes as changing
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.scoring import blocs as keeping
from thidua_desktop.services.scoring import score_sheets

NAMES = ("Xã A", "Xã B", "Xã C", "Xã D")
JULY = dt.date(YEAR, 7, 1)


@pytest.fixture
def ids(app: AppContext) -> dict[str, int]:
    """Four communes, the first three in one bloc led by A with B as deputy."""
    for name in NAMES:
        organisation.save_unit(app, name=name, kind="commune")
    found = {unit.name: unit.id for unit in app.read(units)}
    keeping.save_bloc(
        app,
        year=YEAR,
        name="Cụm 1",
        kind="cluster",
        member_ids=[found[name] for name in NAMES[:3]],
        head_unit_id=found["Xã A"],
        deputy_unit_id=found["Xã B"],
    )
    return found


def listed(app: AppContext, year: int = YEAR) -> dict[str, tuple[str, dt.date | None, dt.date | None]]:
    return {
        row.unit_name: (row.bloc_name, row.valid_from, row.valid_to) for row in app.read(members, year=year)
    }


def test_merged_units_hand_their_place_people_and_office_to_the_successor(
    app: AppContext, ids: dict[str, int]
) -> None:
    people.save_person(app, full_name="Lò Văn Đạt", unit_id=ids["Xã B"], position="Công chức")
    done = changing.merge(
        app, [ids["Xã A"], ids["Xã B"]], name="Xã An Bình", on_day=JULY, basis="Nghị quyết 15/NQ-HĐND"
    )
    end = JULY - dt.timedelta(days=1)
    assert listed(app) == {
        "Xã A": ("Cụm 1", None, end),
        "Xã B": ("Cụm 1", None, end),
        "Xã C": ("Cụm 1", None, None),
        "Xã An Bình": ("Cụm 1", JULY, None),
        "Xã D": ("", None, None),
    }
    (bloc,) = app.read(blocs, year=YEAR)
    assert (bloc.head_name, bloc.deputy_name, bloc.members) == ("Xã An Bình", "", 2)
    by_name = {unit.name: unit for unit in app.read(units)}
    assert (by_name["Xã A"].successor_name, by_name["Xã A"].valid_to) == ("Xã An Bình", end)
    (person,) = app.read(persons)
    assert app.read(workplaces, [person.id], on=end)[person.id][1] == "Xã B"
    assert app.read(workplaces, [person.id], on=JULY)[person.id][1:] == ("Xã An Bình", "Công chức")
    (trace,) = app.read(unit_changes, unit_id=ids["Xã A"])
    assert (trace.kind, trace.from_names, trace.to_names, trace.basis) == (
        "merge",
        ("Xã A", "Xã B"),
        ("Xã An Bình",),
        "Nghị quyết 15/NQ-HĐND",
    )
    assert done.journal_id is not None
    journal.undo(app, done.journal_id)
    assert listed(app)["Xã A"] == ("Cụm 1", None, None)
    assert app.read(unit_changes) == ()


def test_a_merged_unit_gets_no_new_people_awards_or_places_after_its_end(
    app: AppContext, ids: dict[str, int]
) -> None:
    changing.merge(app, [ids["Xã B"]], into=ids["Xã A"], on_day=JULY)
    with pytest.raises(OfficeError, match=r"organisation\.unit_ended"):
        people.save_person(app, full_name="Lò Văn Đạt", unit_id=ids["Xã B"])
    with pytest.raises(OfficeError, match=r"organisation\.unit_ended"):
        nominations.add(
            app,
            year=YEAR + 1,
            subject_type="collective",
            subject_id=ids["Xã B"],
            award_code="TTLDTT",
            unit_id=ids["Xã B"],
        )
    keeping.save_bloc(app, year=YEAR + 1, name="Cụm 1", kind="cluster", member_ids=[ids["Xã A"]])
    (later,) = app.read(blocs, year=YEAR + 1)
    with pytest.raises(OfficeError, match=r"blocs\.unit_ended"):
        keeping.put_into(app, [ids["Xã B"]], bloc_id=later.id)
    assert "Xã B" in {unit.name for unit in app.read(units)}
    with pytest.raises(OfficeError, match=r"unit_changes\.ended"):
        changing.rename(app, ids["Xã B"], name="Xã Bê", on_day=JULY)


def test_a_new_name_keeps_the_unit_and_the_old_name_still_finds_it(
    app: AppContext, ids: dict[str, int]
) -> None:
    changing.rename(app, ids["Xã C"], name="Phường C", on_day=JULY, basis="QĐ 12")
    assert app.read(unit_index)["xa c"] == ids["Xã C"]
    assert listed(app)["Phường C"] == ("Cụm 1", None, None)
    (trace,) = app.read(unit_changes)
    assert (trace.from_names, trace.to_names) == (("Xã C",), ("Phường C",))


def test_the_parts_of_a_split_unit_take_its_place_without_its_office(
    app: AppContext, ids: dict[str, int]
) -> None:
    changing.split(app, ids["Xã A"], names=["Xã A1", "Xã A2"], on_day=JULY)
    assert {name for name, row in listed(app).items() if row == ("Cụm 1", JULY, None)} == {"Xã A1", "Xã A2"}
    assert app.read(blocs, year=YEAR)[0].head_name == ""
    changing.split(app, ids["Xã C"], names=["Xã C mới"], keeps=True, on_day=JULY)
    assert listed(app)["Xã C"] == ("Cụm 1", None, None)
    with pytest.raises(OfficeError, match=r"unit_changes\.no_name"):
        changing.split(app, ids["Xã C"], names=["Chỉ một"], on_day=JULY)


def test_a_dissolved_unit_ends_everywhere(app: AppContext, ids: dict[str, int]) -> None:
    changing.dissolve(app, ids["Xã B"], on_day=dt.date(YEAR, 1, 1))
    assert "Xã B" not in listed(app)
    assert app.read(blocs, year=YEAR)[0].deputy_name == ""


def test_one_unit_alone_cannot_be_merged_nor_get_a_name_in_use(app: AppContext, ids: dict[str, int]) -> None:
    with pytest.raises(OfficeError, match=r"unit_changes\.too_few"):
        changing.merge(app, [ids["Xã A"]], name="Xã Mới", on_day=JULY)
    with pytest.raises(OfficeError, match=r"organisation\.same_name"):
        changing.rename(app, ids["Xã A"], name="Xã D", on_day=JULY)


def test_next_year_the_elected_lead_and_otherwise_the_next_in_turn(
    app: AppContext, ids: dict[str, int]
) -> None:
    (proposed,) = app.read(rotations, from_year=YEAR, to_year=YEAR + 1)
    assert (proposed.elected, proposed.officers) == (False, Officers(ids["Xã B"], ids["Xã C"]))
    (bloc,) = app.read(blocs, year=YEAR)
    keeping.save_meeting(app, bloc_id=bloc.id, kind="closing", elected=Officers(ids["Xã C"]))
    keeping.copy_blocs(app, from_year=YEAR, to_year=YEAR + 1)
    (new,) = app.read(blocs, year=YEAR + 1)
    assert (new.head_name, new.deputy_name, new.members) == ("Xã C", "", 3)
    with pytest.raises(OfficeError, match=r"organisation\.blocs_already"):
        keeping.copy_blocs(app, from_year=YEAR, to_year=YEAR + 1)


@pytest.mark.parametrize(
    ("order", "present", "expected"),
    [
        ([1, 2, 3], Officers(3, 1, 2), Officers(1, 2, 3)),
        ([1, 2], Officers(1, 2), Officers(2, 1)),
        ([1], Officers(1, None), Officers(1)),
        ([1, 2], Officers(9, 2), Officers(None, 2)),
        ([1, 2, 3], Officers(), Officers()),
    ],
)
def test_the_turn_goes_round(order: list[int], present: Officers, expected: Officers) -> None:
    assert next_officers(order, present, None) == expected


def test_two_blocs_one_after_the_other_are_not_two_at_once(app: AppContext, ids: dict[str, int]) -> None:
    (first,) = app.read(blocs, year=YEAR)
    keeping.save_bloc(app, year=YEAR, name="Cụm 2", kind="cluster", member_ids=[ids["Xã D"]])
    second = app.read(blocs, year=YEAR)[1]
    keeping.put_into(app, [ids["Xã C"]], bloc_id=second.id, from_day=JULY)
    assert in_two(app.read(members, year=YEAR)) == {ids["Xã C"]}
    (old,) = [
        row for row in app.read(members, year=YEAR) if (row.unit_name, row.bloc_id) == ("Xã C", first.id)
    ]
    assert old.member_id is not None
    keeping.take_out(app, [old.member_id], last_day=JULY - dt.timedelta(days=1))
    assert in_two(app.read(members, year=YEAR)) == frozenset()


def test_the_office_scores_itself_in_the_bloc_of_a_higher_level(app: AppContext, ids: dict[str, int]) -> None:
    keeping.save_higher(app, year=YEAR, name="Khối các huyện", kind="bloc", scheme_code="cong_an_cum_xa_2025")
    (bloc,) = app.read(blocs, year=YEAR, level="higher")
    assert [row.bloc_name for row in app.read(sheets, year=YEAR)] == ["Cụm 1", "Khối các huyện"]
    _, sheet_id = score_sheets.open_sheet(app, bloc_id=bloc.id, year=YEAR, scheme_code="cong_an_cum_xa_2025")
    assert [name for _, name in app.read(scored_units, bloc.id, year=YEAR)] == [OFFICE.name]
    (stored,) = app.read(schemes)
    assert (stored.origin, stored.used, stored.version) == ("shipped", True, 1)
    assert sheet_id
    keeping.copy_blocs(app, from_year=YEAR, to_year=YEAR + 1)
    (later,) = app.read(blocs, year=YEAR + 1, level="higher")
    assert (later.name, later.members, later.scheme_code) == ("Khối các huyện", 1, "cong_an_cum_xa_2025")


def test_after_a_split_people_go_where_the_officer_says_and_stay_where_the_officer_says_nothing(
    app: AppContext, ids: dict[str, int]
) -> None:
    for name in ("Lò Văn Đạt", "Quàng Thị Hoa"):
        people.save_person(app, full_name=name, unit_id=ids["Xã A"], position="Công chức")
    changing.split(app, ids["Xã A"], names=["Xã A1", "Xã A2"], on_day=JULY)
    (change,) = app.read(unit_changes, unit_id=ids["Xã A"])
    assert change.to_names == ("Xã A1", "Xã A2")
    known = {row.full_name: row.id for row in app.read(persons, unit_id=ids["Xã A"])}
    done = changing.move_people(app, {known["Lò Văn Đạt"]: change.to_ids[1]}, on_day=JULY)
    now = {row.full_name: (row.unit_name, row.position) for row in app.read(persons)}
    assert now == {"Lò Văn Đạt": ("Xã A2", "Công chức"), "Quàng Thị Hoa": ("Xã A", "Công chức")}
    journal.undo(app, done.journal_id)
    assert {row.unit_name for row in app.read(persons)} == {"Xã A"}
    with pytest.raises(OfficeError, match=r"organisation\.unit_ended"):
        changing.move_people(app, {known["Lò Văn Đạt"]: ids["Xã A"]}, on_day=JULY)


def test_nobody_is_moved_into_a_unit_that_has_ended_and_whoever_is_there_can_be_corrected(
    app: AppContext, ids: dict[str, int]
) -> None:
    for name, unit in (("Lò Văn Đạt", "Xã A"), ("Quàng Thị Hoa", "Xã B")):
        people.save_person(app, full_name=name, unit_id=ids[unit])
    changing.dissolve(app, ids["Xã B"], on_day=dt.date(YEAR, 1, 1))
    known = {row.full_name: row.id for row in app.read(persons)}
    with pytest.raises(OfficeError, match=r"organisation\.unit_ended"):
        people.save_person(app, full_name="Lò Văn Đạt", unit_id=ids["Xã B"], person_id=known["Lò Văn Đạt"])
    people.save_person(app, full_name="Quàng Thị Hòa", unit_id=ids["Xã B"], person_id=known["Quàng Thị Hoa"])
    assert "Quàng Thị Hòa" in {row.full_name for row in app.read(persons)}


def test_a_list_that_names_a_unit_ended_before_the_year_is_reported_with_the_unit_that_followed(
    app: AppContext, ids: dict[str, int], tmp_path: Path
) -> None:
    changing.merge(app, [ids["Xã A"], ids["Xã B"]], name="Xã An Bình", on_day=dt.date(YEAR - 1, 7, 1))
    rows = [
        ("Lò Văn Đạt", "1980", "Công chức", "Xã A", "LĐTT"),
        ("Lò Thị Mai", "1981", "Công chức", "Xã C", "LĐTT"),
    ]
    read = staging.read(app, workbook(tmp_path, rows), year=YEAR)
    reported = [one for one in read.findings if one.code == "UNIT_ENDED"]
    assert [staging.finding_words(one) for one in reported] == [
        "Đơn vị “Xã A” đã kết thúc hoạt động từ ngày "
        f"30/06/{YEAR - 1}, trước năm đề nghị. Đơn vị kế thừa: Xã An Bình."
    ]


def test_what_blocs_have_not_done_by_their_days_is_reported_by_day(
    app: AppContext, ids: dict[str, int]
) -> None:
    reported = app.read(due_steps, year=YEAR, today=dt.date(YEAR, 2, 20))
    assert [(one.code, one.day, one.names, one.late) for one in reported] == [
        ("signing", dt.date(YEAR, 2, 15), ("Cụm 1",), True)
    ]
    (bloc,) = app.read(blocs, year=YEAR)
    keeping.save_meeting(app, bloc_id=bloc.id, kind="review", held_on=dt.date(YEAR, 7, 20))
    reported = app.read(due_steps, year=YEAR, today=dt.date(YEAR, 12, 20))
    assert [(one.code, one.late) for one in reported] == [("signing", True), ("closing", False)]
