"""Templates out: filled in by a unit, they come back with nothing to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.services.small_office import YEAR, listed
from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing import staging, templates
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import save_unit

SCHOOL = "Trường Tiểu học Minh Quang"
FIRST = 7
NAMED = ("UNITS_NEW", "SHEET_EXAMPLE")
"""Named, not asked: teams of the unit that are new, the example sheet that is left out."""
FILLED = (
    ("Cá nhân", "Nguyễn Thị Hường", "05/03/1980", "Nữ", "001180012345", "Giáo viên", "Lao động tiên tiến"),
    ("Cá nhân", "Đỗ Văn Ước", "1985", "Nam", "", "Hiệu trưởng", "Chiến sĩ thi đua cơ sở"),
    ("Tập thể", "Tổ Văn phòng", "", "", "", "", "Tập thể lao động tiên tiến"),
)


@pytest.fixture
def unit_id(app: AppContext) -> int:
    save_unit(app, name=SCHOOL, kind="school")
    return next(unit.id for unit in app.read(units) if unit.name == SCHOOL)


def blank(app: AppContext, unit_id: int, folder: Path, *, year: int = YEAR) -> Path:
    name = templates.template_name(SCHOOL, year)
    return templates.save_template(app, unit_id=unit_id, path=folder / name, year=year)


def fill(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    book = load_workbook(path)
    sheet = book["Danh sách"]
    for row, (kind, name, dob, sex, number, position, award) in enumerate(rows, start=FIRST):
        values = (row - FIRST + 1, kind, name, dob, sex, number, position, award)
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value or None
    book.save(path)
    return path


def test_a_filled_template_asks_nothing_and_arrives_right(
    app: AppContext, unit_id: int, tmp_path: Path
) -> None:
    staged = staging.stage(app, fill(blank(app, unit_id, tmp_path), FILLED), year=YEAR)
    assert [one for one in staged.file.findings if one.severity != "info" and one.code not in NAMED] == []
    assert [(r.subject_type, r.name, r.dob and r.dob.value, r.sex, r.unit) for r in staged.file.records] == [
        ("person", "Nguyễn Thị Hường", "1980-03-05", "F", SCHOOL),
        ("person", "Đỗ Văn Ước", "1985", "M", SCHOOL),
        ("collective", "Tổ Văn phòng", None, None, SCHOOL),
    ]
    assert staged.file.records[0].national_id == "001180012345"
    assert [r.awards for r in staged.file.records] == [("LDTT",), ("CSTDCS",), ("TTLDTT",)]
    staging.commit(app, staged.batch_id)
    assert {row.unit_name for row in listed(app)} == {SCHOOL}


@pytest.mark.parametrize("year", [2024, 2026])
@pytest.mark.parametrize(
    "kind", [("person", "Cá nhân"), ("collective", "Tập thể"), ("household", "Hộ gia đình")]
)
def test_every_award_that_can_be_chosen_is_known_when_it_comes_back(
    app: AppContext, unit_id: int, tmp_path: Path, kind: tuple[str, str], year: int
) -> None:
    subject, shown = kind
    names = templates.award_names(subject, year=year)  # type: ignore[arg-type]
    people = {"person": "Lò Văn", "collective": "Tổ", "household": "Hộ ông Lò Văn"}
    letters = "Án Bình Cường Dũng Em Giang Hà Khôi Lâm Minh Nam Phong Quân Sơn Tú Uyên Vinh Xuân Yên Đạt Ước"
    letters += " Ân Oanh Ích Ái"
    rows = tuple(
        (shown, f"{people[subject]} {letter}", "1980" if subject == "person" else "", "", "", "", name)
        for name, letter in zip(names, letters.split(), strict=False)
    )
    staged = staging.read(app, fill(blank(app, unit_id, tmp_path, year=year), rows), year=year)
    assert [one for one in staged.findings if one.severity != "info" and one.code not in NAMED] == []
    by_code = {award.code: award for award in load_awards()}
    read = [next(iter(record.awards)) for record in staged.records]
    assert len(read) == len(names)
    assert all(
        name in {by_code[code].name, *(d.name for d in by_code[code].names)}
        for code, name in zip(read, names, strict=True)
    )


def test_a_template_sent_back_empty_is_said_to_be_empty(
    app: AppContext, unit_id: int, tmp_path: Path
) -> None:
    path = blank(app, unit_id, tmp_path)
    assert staging.read(app, path, year=YEAR).open_status == "empty"


def test_the_template_bears_the_units_name_and_prints_on_a4_with_its_heading(
    app: AppContext, unit_id: int, tmp_path: Path
) -> None:
    sheet = load_workbook(blank(app, unit_id, tmp_path))["Danh sách"]
    assert sheet["A2"].value == f"Đơn vị: {SCHOOL}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "D7"
    assert sheet["F7"].number_format == sheet["D7"].number_format == "@"
    offered = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert offered["B7"].formula1 == '"Cá nhân,Tập thể,Hộ gia đình"'
    assert offered["E7"].formula1 == '"Nam,Nữ"'
    assert "'Danh mục'!" in offered["H7"].formula1
    assert offered["D7"].prompt.startswith("Gõ ngày/tháng/năm")


def test_every_unit_gets_its_own_file_under_a_name_windows_takes(app: AppContext, tmp_path: Path) -> None:
    for name in (SCHOOL, "Trường: Tiểu học / A?", "Trường Tiểu học A", "TRƯỜNG TIỂU HỌC A"):
        save_unit(app, name=name, kind="school")
    paths = templates.save_all_templates(app, tmp_path, year=YEAR)
    assert (
        len({path.name.casefold() for path in paths})
        == len(app.read(units))
        == len(list(tmp_path.glob("*.xlsx")))
    )
    assert not any(set('<>:"/\\|?*') & set(path.name) for path in paths)


def test_an_unknown_unit_and_an_empty_register_are_refused(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"templates\.no_unit"):
        templates.save_template(app, unit_id=99, path=tmp_path / "x.xlsx", year=YEAR)
    with pytest.raises(OfficeError, match=r"templates\.no_units"):
        templates.save_all_templates(app, tmp_path, year=YEAR)


@given(st.text(max_size=200))
def test_whatever_a_unit_is_called_its_file_has_a_name(name: str) -> None:
    made = templates.template_name(name, 2024)
    assert made.endswith(".xlsx")
    assert len(made) <= 125
    assert not set('<>:"/\\|?*\n\t') & set(made)
    assert not made.removesuffix(".xlsx").endswith((" ", "."))
