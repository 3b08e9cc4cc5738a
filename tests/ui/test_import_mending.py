"""Mending in place and telling what columns are, with the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.award_samples import YEAR, typed
from tests.ui.page_desk import (
    LONG,
    bare_desk,
    desk,
    doubled_letters,
    nameless,
    officer,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.importing import batches
from thidua_desktop.services.desk import Desk
from ui.main_window import MainWindow
from ui.pages.awards.intake import IntakeStep
from ui.pages.commendation import CommendationPage

__all__ = ["bare_desk", "desk", "officer", "real_window"]


@pytest.fixture
def step(real_window: MainWindow) -> IntakeStep:
    real_window.open_page("commendation")
    settle(real_window)
    page = cast(CommendationPage, real_window.page("commendation"))
    return cast(IntakeStep, page.steps["intake"])


def workbook(folder: Path, *, last: str = "Ghi chú", unit: str = LONG) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", last),
        (1, "Lò Thị Én", "31/02/1979", unit, "LĐTT", "x"),
        (2, "Nguyễn Văn An", "12/13/1980", unit, "LĐTT", "y"),
        (3, "Vàng A Sử", "5/6/1985", unit, "LĐTT", "z"),
    ):
        sheet.append(line)
    path = folder / "danh sách.xlsx"
    book.save(path)
    return path


def typed_over(window: MainWindow, words: str) -> None:
    """Types into the open cell and goes on with Enter."""
    editor = cast(QLineEdit, QApplication.focusWidget())
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName().startswith("Nội dung mới của ô")
    editor.selectAll()
    typed(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(window)


def test_finding_after_finding_is_mended_by_enter_type_enter(
    real_window: MainWindow, step: IntakeStep, desk: Desk, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    findings = step.preview.findings
    assert step.preview.counts()["error"] == 2
    findings.setFocus()
    findings.setCurrentRow(0)
    for words in ("28/02/1979", "12/12/1980"):
        QTest.keyClick(findings, Qt.Key.Key_Return)
        typed_over(real_window, words)
    assert step.preview.counts() == {"new": 3, "update": 0, "identical": 0, "error": 0}
    assert [batch.rows for batch in desk.read(batches, year=YEAR)] == [3]
    assert step.import_button.isEnabled()


def test_f2_on_a_cell_opens_it_and_the_same_words_change_nothing(
    real_window: MainWindow, step: IntakeStep, desk: Desk, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    before = desk.read(batches, year=YEAR)
    view = step.preview.sheets.view
    step.preview.sheets.go_to("Sheet", (3, 1))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    typed_over(real_window, "Vàng A Sử")
    assert desk.read(batches, year=YEAR) == before
    QTest.keyClick(view, Qt.Key.Key_Return)
    typed_over(real_window, "Vàng A Sùng")
    assert [line.record.name for line in step.preview.lines][2] == "Vàng A Sùng"
    assert step.preview.sheets.cell() == (3, 1)
    assert view.hasFocus()


def test_escape_leaves_an_open_cell_and_not_the_file(
    real_window: MainWindow, step: IntakeStep, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    step.preview.sheets.go_to("Sheet", (3, 1))
    step.open_file.mend_button.click()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle(real_window)
    assert step.preview.isVisible()
    assert step.preview.sheets.view.hasFocus()


def test_unknown_columns_are_asked_above_the_sheet_and_remembered(
    real_window: MainWindow, step: IntakeStep, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path, last="Công tích nổi bật"),))
    settle(real_window)
    strip = step.preview.columns
    assert strip.isVisible()
    assert (strip.unknown, strip.remember_button.text()) == (1, "Nhớ cho đơn &vị này")
    heading = next(iter(strip.boxes))
    box = strip.boxes[heading]
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    assert step.preview.sheets.cell() == (0, 5), "the sheet shows the column"
    QTest.keyClicks(line, "thanh tich")
    completer = box.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    assert popup.isVisible()
    popup.hide()
    box.choose("achievement")
    strip.remember_button.click()
    settle(real_window)
    assert not strip.isVisible()
    assert step.preview.lines[0].record.achievement == "x"
    step.open_file.columns_button.click()
    assert strip.isVisible(), "she may change her mind"


def test_a_file_whose_headings_are_all_known_asks_nothing(
    real_window: MainWindow, step: IntakeStep, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    assert not step.preview.columns.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (910, 512)])
def test_the_row_of_columns_fits_and_is_named(
    real_window: MainWindow, step: IntakeStep, tmp_path: Path, size: tuple[int, int]
) -> None:
    real_window.resize(*size)
    step.read_files((workbook(tmp_path, last="Công tích nổi bật"),))
    settle(real_window)
    assert (nameless(step), doubled_letters(step), squeezed(step)) == ([], [], [])
