"""Registration at the start of a year: who sent, who waits, who was given back, and what came of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.services.small_office import TODAY, YEAR, listed, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.nominations.registering import State
from thidua_desktop.queries.eligibility.facts import facts_of
from thidua_desktop.queries.nominations.registrations import (
    RegistrationRow,
    compared,
    registered_counts,
    registration_lines,
)
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.services.journal.journal import undo
from thidua_desktop.services.nominations import registrations as service
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.organisation.year_records import record_year
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.targets import TargetDraft, save_actual, save_target

CYCLE: Any = {"year": YEAR, "year_type": "calendar"}


@pytest.fixture
def school(app: AppContext) -> int:
    organisation.save_unit(app, name="Trường Tiểu học Pá Lau", kind="school", member_count=10)
    organisation.save_unit(app, name="Phòng Nội vụ", kind="department", member_count=8)
    number = next(one.id for one in app.read(units) if one.kind == "school")
    save_person(app, full_name="Lò Thị Hà", unit_id=number, position="Giáo viên")
    save_person(app, full_name="Lò Văn Minh", unit_id=number, position="Giáo viên")
    return number


def person(app: AppContext, words: str) -> int:
    return app.read(persons, words=words)[0].id


def unit(app: AppContext, unit_id: int, *, year: int = YEAR, year_type: str = "calendar") -> RegistrationRow:
    rows = service.rows_of(app, year=year, year_type=year_type)
    return next(row for row in rows if row.unit_id == unit_id)


def register(
    app: AppContext, school: int, who: str = "Lò Thị Hà", award: str = "CSTDCS", **cycle: object
) -> None:
    values = {**CYCLE, **cycle}
    service.add_line(
        app,
        year=int(str(values["year"])),
        year_type=str(values["year_type"]),
        unit_id=school,
        subject_type="person",
        subject_id=person(app, who),
        award_code=award,
    )


def test_a_unit_nobody_heard_of_yet_has_sent_nothing(app: AppContext, school: int) -> None:
    assert [row.state for row in service.rows_of(app, **CYCLE)] == ["not_sent", "not_sent"]
    assert [row.unit_id for row in service.rows_of(app, year=YEAR, year_type="school")] == [school]


def test_a_registration_walks_from_sent_to_approved(app: AppContext, school: int) -> None:
    register(app, school)
    assert registered(app) == 0
    service.move(app, [school], state="pending", **CYCLE)
    assert (unit(app, school).sent_on, registered(app)) == (TODAY, 1)
    service.move(app, [school], state="approved", **CYCLE)
    assert unit(app, school).state == "approved"
    with pytest.raises(OfficeError, match=r"registrations\.approved"):
        register(app, school, "Lò Văn Minh")


def registered(app: AppContext) -> int:
    return app.read(registered_counts, year=YEAR).get(("CSTDCS", "person"), 0)


def test_giving_back_needs_a_reason_and_no_longer_counts(app: AppContext, school: int) -> None:
    register(app, school)
    service.move(app, [school], state="pending", **CYCLE)
    with pytest.raises(OfficeError, match=r"registrations\.reason_needed"):
        service.move(app, [school], state="returned", reason=" ", **CYCLE)
    service.move(app, [school], state="returned", reason="Thiếu chữ ký", **CYCLE)
    assert (unit(app, school).return_reason, registered(app)) == ("Thiếu chữ ký", 0)
    service.move(app, [school], state="pending", **CYCLE)
    assert (unit(app, school).return_reason, registered(app)) == ("", 1)


@pytest.mark.parametrize("state", ["approved", "returned"])
def test_what_was_not_sent_is_neither_approved_nor_given_back(
    app: AppContext, school: int, state: State
) -> None:
    register(app, school)
    with pytest.raises(OfficeError, match=r"registrations\.move_refused"):
        service.move(app, [school], state=state, reason="x", **CYCLE)


def test_an_empty_registration_is_not_received(app: AppContext, school: int) -> None:
    with pytest.raises(OfficeError, match=r"registrations\.empty"):
        service.move(app, [school], state="pending", **CYCLE)


def test_nobody_registers_twice_for_one_title(app: AppContext, school: int) -> None:
    register(app, school)
    with pytest.raises(OfficeError, match=r"registrations\.registered_already"):
        register(app, school)
    register(app, school, award="LDTT")
    with pytest.raises(OfficeError, match=r"registrations\.wrong_subject"):
        register(app, school, award="TTLDTT")


def test_the_school_year_is_registered_beside_the_calendar_year(app: AppContext, school: int) -> None:
    register(app, school)
    register(app, school, year_type="school")
    assert unit(app, school, year_type="school").lines == unit(app, school).lines == 1


def test_last_years_list_is_copied_once(app: AppContext, school: int) -> None:
    register(app, school, year=YEAR - 1)
    service.copy_year(app, unit_ids=[school], **CYCLE)
    assert [one.name for one in app.read(registration_lines, **CYCLE)] == ["Lò Thị Hà"]
    with pytest.raises(OfficeError, match=r"registrations\.nothing_to_copy"):
        service.copy_year(app, unit_ids=[school], **CYCLE)


def test_a_units_own_list_is_imported_and_the_second_time_adds_nothing(
    app: AppContext, school: int, tmp_path: Path
) -> None:
    rows = [
        ("Lò Thị Hà", "1980", "Giáo viên", "Trường Tiểu học Pá Lau", "Chiến sĩ thi đua cơ sở"),
        ("Quàng Văn Tiên", "1985", "Giáo viên", "Trường Tiểu học Pá Lau", "LĐTT"),
    ]
    path = workbook(tmp_path, rows)
    done = service.import_list(app, path, **CYCLE)
    assert dict(done.units) == {"Trường Tiểu học Pá Lau": 2}
    lines = app.read(registration_lines, **CYCLE)
    assert {(one.name, one.award_code) for one in lines} == {
        ("Lò Thị Hà", "CSTDCS"),
        ("Quàng Văn Tiên", "LDTT"),
    }
    assert unit(app, school).state == "pending"
    assert len(app.read(persons, words="Lò Thị Hà")) == 1
    assert not listed(app)
    again = service.import_list(app, path, **CYCLE)
    assert dict(again.units) == {"Trường Tiểu học Pá Lau": 0}
    assert len(app.read(registration_lines, **CYCLE)) == 2


def test_an_imported_registration_is_taken_back_whole(app: AppContext, school: int, tmp_path: Path) -> None:
    rows = [("Quàng Văn Tiên", "1985", "Giáo viên", "Trường Tiểu học Pá Lau", "LĐTT")]
    done = service.import_list(app, workbook(tmp_path, rows), **CYCLE)
    assert done.changes.journal_id is not None
    undo(app, done.changes.journal_id)
    assert not app.read(registration_lines, **CYCLE)
    assert not app.read(persons, words="Quàng Văn Tiên")


def test_a_file_that_is_no_list_is_refused_and_nothing_is_stored(
    app: AppContext, school: int, tmp_path: Path
) -> None:
    path = tmp_path / "giấy mời.csv"
    path.write_text("kính mời,đồng chí\n", encoding="utf-8")
    with pytest.raises(OfficeError, match=r"registrations\.unreadable"):
        service.import_list(app, path, **CYCLE)
    assert not app.read(registration_lines, **CYCLE)


def test_registered_nominated_and_decided_stand_beside_each_other(
    app: AppContext, school: int, tmp_path: Path
) -> None:
    register(app, school)
    register(app, school, "Lò Văn Minh")
    service.move(app, [school], state="pending", **CYCLE)
    take_in(app, workbook(tmp_path, [("Lò Thị Hà", None, "Giáo viên", "Trường Tiểu học Pá Lau", "CSTĐCS")]))
    row = app.read(compared, **CYCLE)[0]
    assert (row.unit_name, row.registered, row.nominated, row.decided) == ("Trường Tiểu học Pá Lau", 2, 1, 0)


def test_who_registered_is_known_to_the_conditions_unless_the_years_record_says_otherwise(
    app: AppContext, school: int, tmp_path: Path
) -> None:
    unit_name = "Trường Tiểu học Pá Lau"
    take_in(
        app,
        workbook(
            tmp_path,
            [(name, None, "Giáo viên", unit_name, "CSTĐCS") for name in ("Lò Thị Hà", "Lò Văn Minh")],
        ),
    )

    def ticks() -> dict[str, bool | None]:
        facts = app.read(facts_of, listed(app), implied={})
        return {row.name: facts[row.id].ticks.get("registered") for row in listed(app)}

    assert ticks() == {"Lò Thị Hà": None, "Lò Văn Minh": None}
    register(app, school)
    service.move(app, [school], state="pending", **CYCLE)
    assert ticks() == {"Lò Thị Hà": True, "Lò Văn Minh": False}
    minh = person(app, "Lò Văn Minh")
    record_year(app, year=YEAR, records=[{"person_id": minh, "registered": True}])
    assert ticks() == {"Lò Thị Hà": True, "Lò Văn Minh": True}


def test_the_share_of_units_that_register_counts_itself_until_the_officer_reports_another(
    app: AppContext, school: int
) -> None:
    plan.save_plan(app, year=YEAR, kind="KH_PHATDONG", title="Kế hoạch phát động")
    (found,) = app.read(plans, year=YEAR)
    wording = "Cơ quan, đơn vị đăng ký thi đua"
    target = TargetDraft(wording=wording, section="TDKT", minimum="100", measure="%")
    save_target(app, target, plan_id=found.id)

    def reached() -> tuple[object, object]:
        (row,) = app.read(targets, year=YEAR)
        return row.units, row.actual

    assert reached() == ((0, 2), Decimal(0))
    register(app, school)
    service.move(app, [school], state="pending", **CYCLE)
    assert reached() == ((1, 2), Decimal(50))
    (row,) = app.read(targets, year=YEAR)
    save_actual(app, target_id=row.id, period="Q1", value="87,5")
    assert reached()[1] == Decimal("87.5")


def test_one_number_for_collectives_and_persons_together_counts_both(app: AppContext, school: int) -> None:
    plan.save_plan(app, year=YEAR, kind="KH_PHATDONG", title="Kế hoạch phát động")
    (found,) = app.read(plans, year=YEAR)
    shared = TargetDraft(
        wording="được Thủ tướng Chính phủ tặng Bằng khen",
        section="TDKT",
        award_code="BK_TTG",
        minimum="1",
        maximum="2",
        measure="tập thể, cá nhân",
    )
    save_target(app, shared, plan_id=found.id)
    register(app, school, award="BK_TTG")
    service.add_line(
        app, unit_id=school, subject_type="collective", subject_id=school, award_code="BK_TTG", **CYCLE
    )
    service.move(app, [school], state="pending", **CYCLE)
    (row,) = app.read(targets, year=YEAR)
    assert (row.minimum, row.maximum, row.registered) == ("1", "2", 2)
