"""The preview of a file in the real window: cells lit as found, counts that add up, jumps by the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.award_samples import YEAR
from tests.ui.page_app import app, bare_app, officer, real_window, settle
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office.context import AppContext
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.step import ImportingStep
from ui.style.theme import theme
from ui.widgets.cell_refs import TONES, place_of
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Danh hiệu")
UNIT = "Trường Tiểu học Bản Lầu"


def workbook(path: Path, *rows: tuple[str, str, str]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for number, (name, born, position) in enumerate(rows, start=1):
        sheet.append((number, name, born, position, UNIT, "LĐTT"))
    book.save(path)
    return path


@pytest.fixture
def step(real_window: MainWindow, app: AppContext, tmp_path: Path) -> ImportingStep:
    """A file with a row of each kind stands in the preview; two of its people were imported before."""
    former = workbook(
        tmp_path / "trước.xlsx",
        ("Lò Thị Én", "04/05/1987", ""),
        ("Nguyễn Văn An", "05/06/1980", "Kế toán"),
    )
    staging.commit(app, staging.stage(app, former, year=YEAR).batch_id)
    real_window.open_page("commendation")
    settle(real_window)
    opened = cast(ImportingStep, cast(CommendationPage, real_window.page("commendation")).steps["intake"])
    path = workbook(
        tmp_path / "sau.xlsx",
        ("Lò Thị Én", "04/05/1987", "Hiệu trưởng"),
        ("Nguyễn Văn An", "05/06/1980", "Kế toán"),
        ("Vàng A Sử", "07/08/1985", "Giáo viên"),
        ("Cầm Văn Ơn", "31/02/1979", "Giáo viên"),
        ("Đỗ Thị Mười", "9/9/85", "Giáo viên"),
    )
    opened.read_files((path,))
    settle(real_window)
    return opened


def test_new_update_identical_warning_and_error_are_counted_and_add_up(
    step: ImportingStep, app: AppContext
) -> None:
    before = len(app.read(nominations, year=YEAR))
    counts = step.preview.counts()
    assert counts == {"new": 2, "update": 1, "identical": 1, "error": 1}
    assert sum(counts.values()) == len(step.preview.lines) == 5
    assert "5" in step.preview.total.text()
    shown = {
        key: int(step.preview.chips.button(key).text().split()[-1])
        for key in ("all", "new", "update", "identical", "error", "doubtful")
    }
    assert shown == {"all": 5, **counts, "doubtful": 1}
    assert len(app.read(nominations, year=YEAR)) == before == 2


def test_every_found_cell_is_painted_in_the_colour_of_what_was_found(step: ImportingStep) -> None:
    view, model = step.preview.sheets.view, step.preview.sheets.model
    picture = view.viewport().grab().toImage()
    painted = {}
    for finding in step.preview.preview.file.findings if step.preview.preview else ():
        _, cell = place_of(finding.ref)
        assert cell is not None and model.mark(cell) is not None
        room = view.visualRect(model.index(*cell))
        point = (room.bottomLeft() + QPoint(3, -3)) * picture.devicePixelRatio()
        painted[finding.code] = picture.pixelColor(point)
        assert finding.severity == "info" or painted[finding.code] == theme().colour(
            f"{TONES[model.mark(cell) or 'info']}_soft"
        )
    assert painted["DOB_INVALID"] != painted["DOB_TWO_DIGIT_YEAR"]


def test_the_arrows_go_from_finding_to_finding_and_the_sheet_follows(
    real_window: MainWindow, step: ImportingStep
) -> None:
    findings = step.preview.findings
    findings.setFocus()
    findings.setCurrentRow(0)
    places = set()
    for row in range(findings.count()):
        assert findings.currentRow() == row
        sheet, cell = place_of(findings.finding_at(row).ref)
        assert (step.preview.sheets.current_sheet(), step.preview.sheets.cell()) == (sheet, cell)
        assert step.preview.sheets.view.visualRect(step.preview.sheets.view.currentIndex()).isValid()
        places.add(cell)
        QTest.keyClick(findings, Qt.Key.Key_Down)
        settle(real_window)
    assert (4, 2) in places, "the impossible date"


def test_a_kind_of_row_is_chosen_with_the_keyboard_and_a_row_leads_to_the_sheet(
    real_window: MainWindow, step: ImportingStep
) -> None:
    chip = step.preview.chips.button("error")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    settle(real_window)
    shown = step.preview.rows.view.model()
    assert [shown.index(row, 1).data() for row in range(shown.rowCount())] == ["Cầm Văn Ơn"]
    for button in (step.preview.chips.button("all"), step.preview.sides.button("rows")):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    view = step.preview.rows.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    settle(real_window)
    chosen = step.preview.rows.selected()
    assert [line.record.name for line in chosen] == [shown.index(4, 1).data()]
    cell = step.preview.sheets.cell()
    assert cell is not None and cell[0] + 1 == chosen[0].record.row
