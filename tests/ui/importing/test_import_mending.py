"""Mending in place and telling what columns are, with the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.award_samples import YEAR, typed
from tests.ui.page_app import (
    LONG,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.services.office.context import AppContext
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.column_fields import MIME
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@pytest.fixture
def step(real_window: MainWindow) -> ImportingStep:
    real_window.open_page("commendation")
    settle(real_window)
    page = cast(CommendationPage, real_window.page("commendation"))
    return cast(ImportingStep, page.steps["intake"])


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


def test_finding_after_finding_is_corrected_by_enter_type_enter(
    real_window: MainWindow, step: ImportingStep, app: AppContext, tmp_path: Path
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
    assert [batch.rows for batch in app.read(batches, year=YEAR)] == [3]
    assert step.import_button.isEnabled()


def test_f2_on_a_cell_opens_it_and_the_same_words_change_nothing(
    real_window: MainWindow, step: ImportingStep, app: AppContext, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    before = app.read(batches, year=YEAR)
    view = step.preview.sheets.view
    step.preview.sheets.go_to("Sheet", (3, 1))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    typed_over(real_window, "Vàng A Sử")
    assert app.read(batches, year=YEAR) == before
    QTest.keyClick(view, Qt.Key.Key_Return)
    typed_over(real_window, "Vàng A Sùng")
    assert [line.record.name for line in step.preview.lines][2] == "Vàng A Sùng"
    assert step.preview.sheets.cell() == (3, 1)
    assert view.hasFocus()


def test_escape_leaves_an_open_cell_and_not_the_file(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    step.preview.sheets.go_to("Sheet", (3, 1))
    step.open_file.correct_button.click()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle(real_window)
    assert step.preview.isVisible()
    assert step.preview.sheets.view.hasFocus()


def test_unknown_columns_are_asked_above_the_sheet_and_remembered(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
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
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    step.read_files((workbook(tmp_path),))
    settle(real_window)
    assert not step.preview.columns.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (910, 512)])
def test_the_row_of_columns_fits_and_is_named(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path, size: tuple[int, int]
) -> None:
    real_window.resize(*size)
    step.read_files((workbook(tmp_path, last="Công tích nổi bật"),))
    settle(real_window)
    assert (nameless(step), doubled_letters(step), squeezed(step)) == ([], [], [])


def two_tables(folder: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", "Mức riêng"),
        (1, "Lò Thị Én", "12/3/1979", LONG, "LĐTT", "a"),
        (2, "Nguyễn Văn An", "12/3/1980", LONG, "LĐTT", "b"),
        (),
        ("STT", "Tên tập thể", "Đơn vị", "Danh hiệu", "Công tích nổi bật"),
        (1, "Tổ Toán", LONG, "Tập thể lao động tiên tiến", "c"),
        (2, "Tổ Văn", LONG, "Tập thể lao động tiên tiến", "d"),
    ):
        sheet.append(line)
    book.save(folder / "hai bảng.xlsx")
    return folder / "hai bảng.xlsx"


def drop(target: QWidget, place: QPoint, field: str) -> bool:
    """A field let fall on a widget, as the mouse does it; whether it was taken."""
    data = QMimeData()
    data.setData(MIME, field.encode())
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(
            place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(target, event)
    fallen = QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, fallen)
    return fallen.isAccepted()


def test_each_table_of_a_sheet_is_reported_its_own_columns(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    step.read_files((two_tables(tmp_path),))
    settle(real_window)
    strip = step.preview.columns
    assert [strip.table_box.itemText(place) for place in range(strip.table_box.count())] == [
        "Bảng 1 (từ dòng 1)",
        "Bảng 2 (từ dòng 5)",
    ]
    assert strip.unknown == 2
    strip.table_box.setFocus()
    QTest.keyClick(strip.table_box, Qt.Key.Key_Down)
    heading = next(iter(strip.boxes))
    assert heading.heading == "Công tích nổi bật"
    strip.boxes[heading].choose("achievement")
    strip.remember_button.click()
    settle(real_window)
    assert [line.record.achievement for line in step.preview.lines] == [None, None, "c", "d"]
    assert strip.unknown == 1


def test_a_field_carried_onto_a_column_is_what_that_column_of_that_table_is(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    step.read_files((two_tables(tmp_path),))
    settle(real_window)
    view, strip = step.preview.sheets.view, step.preview.columns
    cell = view.visualRect(view.model().index(5, 4)).center()
    assert drop(view.viewport(), cell, "achievement")
    assert strip.table_box.currentIndex() == 1
    chosen = {one.letter: box.currentData() for one, box in strip.boxes.items()}
    assert chosen["E"] == "achievement"
    heads = view.horizontalHeader()
    letter = QPoint(heads.sectionViewportPosition(5) + 5, 5)
    view.scrollToTop()
    assert drop(heads.viewport(), letter, "note")
    assert strip.table_box.currentIndex() == 0
    assert {one.letter: box.currentData() for one, box in strip.boxes.items()}["F"] == "note"
    assert step.preview.sheets.model.target == -1, "nothing hangs over a column any more"


def test_a_field_is_put_with_the_keyboard_at_the_column_the_officer_stands_on(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    step.read_files((two_tables(tmp_path),))
    settle(real_window)
    step.preview.sheets.go_to("Sheet", (5, 4))
    palette = step.preview.columns.field_palette
    assert palette.isVisible()
    palette.setFocus()
    requested = palette.findItems("Thành tích", Qt.MatchFlag.MatchExactly)[0]
    palette.setCurrentItem(requested)
    QTest.keyClick(palette, Qt.Key.Key_Return)
    strip = step.preview.columns
    assert strip.table_box.currentIndex() == 1
    assert {one.letter: box.currentData() for one, box in strip.boxes.items()}["E"] == "achievement"
    here = next(box for one, box in strip.boxes.items() if one.letter == "E")
    assert here.isAncestorOf(QApplication.focusWidget()) or here.hasFocus()


def test_a_list_without_any_header_is_shown_and_reported(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    book = Workbook()
    for line in (("An", "tốt", "ba"), ("Bình", "khá", "bốn"), ("Cường", "tốt", "năm")):
        book.worksheets[0].append(line)
    book.save(tmp_path / "trần.xlsx")
    step.read_files((tmp_path / "trần.xlsx",))
    settle(real_window)
    strip = step.preview.columns
    assert strip.isVisible()
    assert not step.import_button.isEnabled()
    assert [one.sample for one in strip.boxes] == ["An", "tốt", "ba"]
    for box, field in zip(strip.boxes.values(), ("name", "achievement", "note"), strict=True):
        box.choose(field)
    strip.remember_button.click()
    settle(real_window)
    assert len(step.preview.lines) == 3
    assert step.preview.lines[1].record.achievement == "khá"
