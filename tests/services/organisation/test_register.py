"""Units live and end, people move, and bad input gets a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import SAMPLES, TODAY, YEAR, listed
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.queries.organisation.people import persons, workplaces
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.scoring.blocs import blocs, members
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.scoring.blocs import save_bloc


def test_a_person_who_moves_is_found_at_either_place_on_its_day(app: AppContext) -> None:
    for name in ("Trường A", "Trường B"):
        organisation.save_unit(app, name=name, kind="school")
    first, second = (unit.id for unit in app.read(units))
    people.save_person(app, full_name="Lò Văn Đạt", unit_id=first, position="Giáo viên")
    (person,) = app.read(persons)
    people.save_person(app, person_id=person.id, full_name="Lò Văn Đạt", unit_id=second, position="Hiệu phó")
    before = app.read(workplaces, [person.id], on=TODAY - dt.timedelta(days=1))
    after = app.read(workplaces, [person.id], on=TODAY + dt.timedelta(days=1))
    assert before[person.id] == (first, "Trường A", "Giáo viên")
    assert after[person.id] == (second, "Trường B", "Hiệu phó")


def test_a_dissolved_unit_keeps_its_name_for_its_successor_of_another_time(app: AppContext) -> None:
    end = dt.date(2025, 6, 30)
    organisation.save_unit(app, name="UBND xã An Phú", kind="commune", valid_to=end)
    organisation.save_unit(app, name="UBND xã An Phú", kind="commune", valid_from=end + dt.timedelta(days=1))
    old, new = app.read(units)
    organisation.save_unit(
        app, unit_id=old.id, name=old.name, kind=old.kind, valid_to=end, successor_id=new.id
    )
    stored = next(unit for unit in app.read(units) if unit.id == old.id)
    assert stored.successor_name == "UBND xã An Phú"
    assert stored.exists_on(end)
    assert not stored.exists_on(end + dt.timedelta(days=1))


def test_two_units_of_one_name_at_one_time_are_refused(app: AppContext) -> None:
    organisation.save_unit(app, name="Phòng Nội vụ", kind="department")
    with pytest.raises(OfficeError, match=r"organisation\.same_name"):
        organisation.save_unit(app, name="Phòng  Nội vụ", kind="department")


def test_the_head_of_a_bloc_is_one_of_its_members(app: AppContext) -> None:
    for name in ("A", "B"):
        organisation.save_unit(app, name=name, kind="school")
    first, second = (unit.id for unit in app.read(units))
    with pytest.raises(OfficeError, match=r"organisation\.head_not_member"):
        save_bloc(app, year=YEAR, name="Khối 1", kind="bloc", member_ids=[first], head_unit_id=second)
    save_bloc(app, year=YEAR, name="Khối 1", kind="bloc", member_ids=[first], head_unit_id=first)
    assert [(bloc.name, bloc.head_name, bloc.members) for bloc in app.read(blocs, year=YEAR)] == [
        ("Khối 1", "A", 1)
    ]
    assert {member.unit_name: member.bloc_name for member in app.read(members, year=YEAR)} == {
        "A": "Khối 1",
        "B": "",
    }


def test_persons_sort_by_given_name_in_vietnamese_order_and_are_found_without_marks(app: AppContext) -> None:
    for name in ("Nguyễn Văn Út", "Lò Thị Đào", "Trần Thị Dung", "Vàng A Ánh", "Hà Ân"):
        people.save_person(app, full_name=name)
    assert [row.full_name.split()[-1] for row in app.read(persons)] == ["Ánh", "Ân", "Dung", "Đào", "Út"]
    assert [row.full_name for row in app.read(persons, words="dao")] == ["Lò Thị Đào"]
    assert app.read(persons, words="đạo") == ()


def test_nobody_is_born_tomorrow(app: AppContext) -> None:
    with pytest.raises(OfficeError, match=r"people\.born_in_future"):
        people.save_person(app, full_name="A", born=PartialDate("2025", "year"))


def test_a_signer_needs_a_name_a_title_and_days_in_order(app: AppContext) -> None:
    with pytest.raises(OfficeError, match=r"settings\.signer_incomplete"):
        settings.save_signer(app, full_name="A", lines=(" ",))
    with pytest.raises(OfficeError, match=r"settings\.dates_reversed"):
        settings.save_signer(
            app, full_name="A", lines=("X",), valid_from=TODAY, valid_to=TODAY - dt.timedelta(days=1)
        )


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_import_cancelled_half_way_writes_nothing(app: AppContext, at: int) -> None:
    staged = staging.stage(app, SAMPLES / "o01_mau_chuan.xlsx", year=YEAR)

    def cancel(done: int, total: int, text: str) -> None:
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        staging.commit(app, staged.batch_id, progress=cancel)
    assert listed(app) == ()
    assert app.read(persons) == ()


def test_a_full_disk_is_reported_and_nothing_is_half_written(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, SAMPLES / "o01_mau_chuan.xlsx", year=YEAR)
    with app.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(OfficeError, match=r"database\.disk_full"):
        for number in range(500):
            people.save_person(app, full_name=f"Nguyễn Văn {'An' * 400} {number}")
    with app.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
    assert staging.commit(app, staged.batch_id).nominations == 15
