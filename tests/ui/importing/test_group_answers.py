"""One cause, one answer for all its rows: dates that read both ways, nominees of unclear kind, rows without a unit."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook

from tests.ui.award_samples import YEAR
from tests.ui.page_app import Officer, app, bare_app, officer, real_window, settle
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
UNIT = "Phòng Nội vụ"


@pytest.fixture
def step(real_window: MainWindow) -> ImportingStep:
    real_window.open_page("commendation")
    settle(real_window)
    return cast(ImportingStep, cast(CommendationPage, real_window.page("commendation")).steps["intake"])


def read(window: MainWindow, step: ImportingStep, path: Path, rows: list[tuple[object, ...]]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "DS"
    for row in rows:
        sheet.append(row)
    book.save(path)
    step.read_files((path,))
    settle(window)


def test_the_order_of_all_dates_of_a_column_is_answered_once(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"),
        (1, "Lò Văn Phớ", "05/06/1980", UNIT, "LĐTT"),
        (2, "Vàng Thị Dua", "09/07/1981", UNIT, "LĐTT"),
        (3, "Giàng A Tủa", "06/25/1982", UNIT, "LĐTT"),
        (4, "Cà Văn Hặc", "07/08/1983", UNIT, "LĐTT"),
    ]
    read(real_window, step, tmp_path / "ngày.xlsx", rows)
    assert step.open_file.groups_button.isVisible()
    officer.forms.append({"1": "month_first"})
    step.open_file.groups_button.click()
    settle(real_window)
    born = {line.record.row: line.record.dob.value for line in step.preview.lines if line.record.dob}
    assert born == {2: "1980-05-06", 3: "1981-09-07", 4: "1982-06-25", 5: "1983-07-08"}
    assert not step.open_file.groups_button.isVisible()


def test_rows_without_a_unit_get_the_one_answered_for_all(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu"),
        (1, "Lò Văn Phớ", "15/06/1980", "LĐTT"),
        (2, "Vàng Thị Dua", "25/06/1981", "LĐTT"),
    ]
    read(real_window, step, tmp_path / "đơn vị.xlsx", rows)
    assert [line.record.unit for line in step.preview.lines] == [None, None]
    officer.forms.append({"1": UNIT})
    step.open_file.groups_button.click()
    settle(real_window)
    assert [line.record.unit for line in step.preview.lines] == [UNIT, UNIT]
    step.commands.commit()
    settle(real_window)
    assert {one.unit_name for one in app.read(nominations, year=YEAR)} == {UNIT}


def test_a_group_left_blank_stays_asked(
    real_window: MainWindow, step: ImportingStep, officer: Officer, tmp_path: Path
) -> None:
    rows = [("STT", "Họ và tên", "Danh hiệu"), (1, "Lò Văn Phớ", "LĐTT"), (2, "Vàng Thị Dua", "LĐTT")]
    read(real_window, step, tmp_path / "để sau.xlsx", rows)
    words = step.open_file.groups_button.text()
    officer.forms.append({})
    step.open_file.groups_button.click()
    settle(real_window)
    assert step.open_file.groups_button.text() == words
    assert [line.record.unit for line in step.preview.lines] == [None, None]
