"""The ministry's forms: filled from what stands, their sums checked, and the workbook of the year."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.small_office import YEAR, pass_all, take_in, workbook
from thidua_desktop.catalogue.forms import forms_on
from thidua_desktop.db.tables.plan_text import PlanMovement
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as planning
from thidua_desktop.services.reports.forms import disagreements, filled_forms, save_forms
from thidua_desktop.services.reports.year_book import save_year_book

PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
)
OFFICE = shutil.which("soffice")


def plan(app: AppContext, *found: tuple[str, str, str, str, str]) -> None:
    """Movements as (launcher, regularity, first day, last day, kind)."""
    planning.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch năm")
    plan_id = app.read(plans, year=YEAR)[0].id
    precision = {4: "year", 7: "month", 10: "day"}
    with app.database.writing("plan.edit") as uow:
        for place, (by, often, starts, ends, kind) in enumerate(found, start=1):
            uow.add(
                PlanMovement,
                plan_id=plan_id,
                position=place,
                name=f"Phong trào {place}",
                kind=kind,
                launched_by=by,
                regularity=often,
                starts=PartialDate(starts, precision[len(starts)]) if starts else None,
                ends=PartialDate(ends, precision[len(ends)]) if ends else None,
            )


def test_movements_of_the_office_are_counted_once_in_each_kind_of_row(app: AppContext) -> None:
    us = "Ủy ban nhân dân"
    plan(
        app,
        (us, "regular", "2024", "2024", "movement"),
        (us, "thematic", "2024-03-15", "2025-03-14", "movement"),
        (us, "thematic", "2024-02", "2024-09", "movement"),
        (us, "thematic", "2024", "2025", "movement"),
        (us, "thematic", "2024", "2026", "movement"),
        (us, "thematic", "2024-01-01", "2030", "movement"),
        ("Thủ tướng Chính phủ", "thematic", "2024", "2025", "movement"),
    )
    form = filled_forms(app, year=YEAR)[0]
    assert {code: count for (code, _), count in form.cells.items()} == {
        "01": 6,
        "05": 6,
        "06": 1,
        "07": 2,
        "08": 1,
        "09": 1,
        "10": 1,
        "11": 5,
        "12": 1,
    }
    assert disagreements(form) == ()
    assert form.notes == (
        "Biểu 0601: 1 phong trào do cơ quan khác phát động, không tính ở biểu của cơ quan này.",
    )


def test_what_is_not_known_is_named_and_not_guessed(app: AppContext) -> None:
    plan(app, ("Ủy ban nhân dân", "", "2024", "", "movement"))
    form = filled_forms(app, year=YEAR)[0]
    assert list(disagreements(form)) == [
        "Biểu 0601, cột 4: mã 01 là 1 nhưng tổng các mã 06, 07, 08, 09, 10 là 0.",
        "Biểu 0601, cột 4: mã 01 là 1 nhưng tổng các mã 11, 12 là 0.",
    ]
    assert len(form.notes) == 2


@pytest.mark.parametrize("code", ["0601", "0602", "0603", "0604", "0605"])
def test_each_planted_disagreement_names_its_cells_and_clean_cells_are_silent(
    app: AppContext, code: str
) -> None:
    filled = next(one for one in filled_forms(app, year=YEAR) if one.form.code == code)
    for column in (one.key for one in filled.form.columns):
        clean = {check.total: 0 for check in filled.form.checks}
        clean.update({code: 0 for code, _ in filled.form.rows})
        for check in reversed(filled.form.checks):
            clean[check.total] = 7
            for part in check.parts:
                if part not in {other.total for other in filled.form.checks}:
                    clean[part] = 0
            clean[check.parts[-1]] = 7
        good = replace(filled, cells={(row, column): count for row, count in clean.items()})
        assert disagreements(good) == ()
        for check in filled.form.checks:
            bad = replace(good, cells={**good.cells, (check.parts[0], column): clean[check.parts[0]] + 1})
            (line,) = [
                one for one in disagreements(bad) if f"mã {check.total} là 7" in one and check.parts[0] in one
            ]
            assert f"Biểu {code}, cột {column}" in line


def test_forms_are_dated_and_their_being_in_force_is_not_claimed() -> None:
    assert forms_on(dt.date(2022, 12, 15)) == ()
    assert [one.code for one in forms_on(dt.date(2026, 12, 15))] == ["0601", "0602", "0603", "0604", "0605"]
    assert {one.in_force for one in forms_on(dt.date(2026, 12, 15))} == {"U"}


@pytest.fixture
def issued(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    made = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    decisions.sign(app, made, number=125, signed_on=dt.date(YEAR, 12, 20))
    return app


def test_forms_are_saved_as_workbook_and_pdf(issued: AppContext, tmp_path: Path) -> None:
    save_forms(issued, tmp_path / "b.xlsx", year=YEAR)
    save_forms(issued, tmp_path / "b.pdf", year=YEAR)
    assert load_workbook(tmp_path / "b.xlsx").sheetnames == ["0601", "0602", "0603", "0604", "0605"]
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_the_formulas_of_the_workbook_of_the_year_show_what_they_calculate(
    issued: AppContext, tmp_path: Path
) -> None:
    plan(issued, ("Ủy ban nhân dân", "regular", "2024", "2024", "movement"))
    save_year_book(issued, tmp_path / "y.xlsx", year=YEAR)
    out = tmp_path / "out"
    command = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "ods", "--outdir", str(out), str(tmp_path / "y.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    command[-4:] = ["xlsx", "--outdir", str(out), str(out / "y.ods")]
    subprocess.run(command, check=True, capture_output=True)
    formulas = load_workbook(tmp_path / "y.xlsx")
    stored, again = (load_workbook(path, data_only=True) for path in (tmp_path / "y.xlsx", out / "y.xlsx"))
    checked = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    one, two = (
                        stored[sheet.title][cell.coordinate].value,
                        again[sheet.title][cell.coordinate].value,
                    )
                    assert (one or 0) == pytest.approx(two or 0), (sheet.title, cell.coordinate)
                    checked += 1
    assert checked > 20
