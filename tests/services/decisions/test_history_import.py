"""Awards of former years from a list: decisions and grants, nothing twice, all taken back by one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.services.small_office import YEAR, grants_of, listed, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.decisions import decisions
from thidua_desktop.queries.decisions.grants import of_year
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.decisions.external import past_award_list
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence

HEADS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Chức vụ",
    "Đơn vị",
    "Năm",
    "Danh hiệu, hình thức khen thưởng",
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan ban hành",
    "Cấp",
)
ISSUER = "Chủ tịch UBND huyện Lâm Thượng"
DAT = ("Lò Văn Đạt", 1982, "Chuyên viên", "Phòng Nội vụ")
ROWS = (
    (*DAT, 2021, "CSTĐCS", "125/QĐ-UBND", dt.date(2021, 12, 20), ISSUER, "Huyện"),
    (*DAT, 2022, "CSTĐCS", "130/QĐ-UBND", "22/12/2022", ISSUER, "Huyện"),
    (*DAT, 2023, "BK tỉnh", "900/QĐ-UBND", "05/3/2024", "Chủ tịch UBND tỉnh Sơn Hà", "Tỉnh"),
    (
        "Nguyễn Thị Ước",
        1981,
        "Kế toán",
        "Phòng Nội vụ",
        2021,
        "LĐTT",
        "125/QĐ-UBND",
        "20/12/2021",
        ISSUER,
        "",
    ),
    (
        "Trường Tiểu học Nậm Pục",
        None,
        None,
        None,
        "2021-2022",
        "TTLĐTT",
        "45/QĐ-UBND",
        "5/7/2022",
        ISSUER,
        "",
    ),
)


def table(folder: Path, rows: Sequence[Sequence[object]], *, heads: Sequence[str] = HEADS) -> Path:
    """A list of former awards with its title."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("DANH SÁCH KHEN THƯỞNG CÁC NĂM TRƯỚC",))
    sheet.append(heads)
    for number, row in enumerate(rows, start=1):
        sheet.append((number, *row))
    path = folder / "Lịch sử.xlsx"
    book.save(path)
    return path


def test_each_line_becomes_a_grant_of_its_decision(app: AppContext, tmp_path: Path) -> None:
    found = past_award_list.analyse(app, table(tmp_path, ROWS))
    assert found.counts == {"new": 5}
    assert app.read(decisions) == (), "nothing is written before it is asked for"
    done = past_award_list.commit(app, found)
    assert (done.grants, done.decisions) == (5, 4)
    assert [person.full_name for person in app.read(persons)] == ["Lò Văn Đạt", "Nguyễn Thị Ước"]
    given = [
        (one.award_year, one.award_code, one.decision_number, one.level)
        for one in grants_of(app, "Lò Văn Đạt")
    ]
    assert given == [
        (2023, "BK_TINH", "900/QĐ-UBND", "province"),
        (2022, "CSTDCS", "130/QĐ-UBND", "district"),
        (2021, "CSTDCS", "125/QĐ-UBND", "district"),
    ]
    (school,) = [one for one in app.read(of_year, year=2022) if one.subject_type == "collective"]
    assert (school.name, school.year_type) == ("Trường Tiểu học Nậm Pục", "school")
    assert {unit.name for unit in app.read(units)} == {"Phòng Nội vụ", "Trường Tiểu học Nậm Pục"}


def test_the_same_list_again_adds_nothing_and_says_so(app: AppContext, tmp_path: Path) -> None:
    path = table(tmp_path, ROWS)
    past_award_list.commit(app, past_award_list.analyse(app, path))
    again = past_award_list.analyse(app, path)
    assert again.counts == {"identical": 5}
    with pytest.raises(OfficeError, match=r"history\.nothing_new"):
        past_award_list.commit(app, again)
    more = table(tmp_path, [*ROWS, (*DAT, 2020, "LĐTT", "110/QĐ-UBND", "20/12/2020", ISSUER, "")])
    assert past_award_list.analyse(app, more).counts == {"identical": 5, "new": 1}


def test_one_undo_takes_all_of_it_back(app: AppContext, tmp_path: Path) -> None:
    changes = past_award_list.commit(app, past_award_list.analyse(app, table(tmp_path, ROWS))).changes
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert (app.read(decisions), app.read(persons), app.read(units)) == ((), (), ())


def test_former_awards_meet_the_person_nominated_this_year_and_count_for_the_conditions(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, [("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "BK tỉnh")]))
    nominating.submit(app, year=YEAR)
    before = listed(app)[0].verdict
    past_award_list.commit(app, past_award_list.analyse(app, table(tmp_path, ROWS[:2])))
    assert len(app.read(persons)) == 1
    nominating.submit(app, year=YEAR)
    assert before is not None
    assert {one.subject_id for one in grants_of(app, "Lò Văn Đạt")} == {listed(app)[0].subject_id}


def test_number_day_and_issuer_may_stand_in_one_column(app: AppContext, tmp_path: Path) -> None:
    heads = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu", "Số, ngày quyết định")
    row = ("Lò Văn Đạt", "Phòng Nội vụ", "LĐTT", f"Số 12/QĐ-UBND ngày 15/01/2022 của {ISSUER}")
    (found,) = past_award_list.analyse(app, table(tmp_path, [row], heads=heads)).rows
    assert (found.decision.number, found.decision.day) == ("12/QĐ-UBND", dt.date(2022, 1, 15))
    assert (found.year.year, found.level) == (2021, "district"), (
        "a decision of January rewards the year before"
    )
    assert "2021" in found.remark


def test_lines_that_tell_no_year_or_award_are_named_and_the_rest_is_taken(
    app: AppContext, tmp_path: Path
) -> None:
    rows = [*ROWS[:1], (*DAT[:1], None, "", "Phòng Nội vụ", "", "LĐTT", "", "", "", "")]
    found = past_award_list.analyse(app, table(tmp_path, rows))
    assert found.counts == {"new": 1, "error": 1}
    assert "năm" in found.rows[1].remark
    assert past_award_list.commit(app, found).grants == 1


def test_a_list_of_this_years_nominees_is_not_taken_for_history(app: AppContext, tmp_path: Path) -> None:
    path = workbook(tmp_path, [("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT")])
    with pytest.raises(OfficeError, match=r"history\.no_columns") as refused:
        past_award_list.analyse(app, path)
    assert "Khen thưởng" in error_sentence(refused.value)
