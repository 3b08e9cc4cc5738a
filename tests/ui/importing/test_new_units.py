"""Units a file would add: chosen many at a time, joined with others, remembered for the next file."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.award_samples import YEAR
from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.unit_answers import join_units
from thidua_desktop.services.office.context import AppContext
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.new_units_dialog import NewUnitsDialog
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
SPELLINGS = ("UBND xã Phiêng La", "Xã Phiêng La", "UB xã Phiêng La", "Trạm Kiểm lâm Nà Hin")


def listed(
    path: Path, names: tuple[str, ...] = ("Lò Văn Phớ", "Vàng Thị Dua", "Giàng A Tủa", "Cà Văn Hặc")
) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"))
    for place, name in enumerate(names):
        sheet.append((place + 1, name, f"0{place + 1}/05/1980", SPELLINGS[place], "LĐTT"))
    book.save(path)
    return path


@pytest.fixture
def step(real_window: MainWindow, tmp_path: Path) -> ImportingStep:
    real_window.open_page("commendation")
    settle(real_window)
    opened = cast(ImportingStep, cast(CommendationPage, real_window.page("commendation")).steps["intake"])
    opened.read_files((listed(tmp_path / "danh sách.xlsx"),))
    settle(real_window)
    return opened


def test_several_new_units_are_joined_at_once_by_the_keyboard_and_remembered(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    button = step.open_file.units_button
    assert button.isVisible()
    assert "(4)" in button.text()
    before = {unit.name for unit in app.read(units)}

    def decide(dialog: NewUnitsDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog), squeezed(dialog)) == ([], [], [])
        said = [dialog.table.item(row, 2).text() for row in range(4)]
        assert any("giống" in words for words in said), said
        rows = {dialog.table.item(row, 0).text(): row for row in range(4)}
        dialog.table.clearSelection()
        dialog.table.setFocus()
        for name in SPELLINGS[1:3]:
            dialog.table.selectionModel().select(
                dialog.table.model().index(rows[name], 0),
                dialog.table.selectionModel().SelectionFlag.Select
                | dialog.table.selectionModel().SelectionFlag.Rows,
            )
        dialog.choice.setCurrentText(SPELLINGS[0])
        dialog.join_button.setFocus()
        QTest.keyClick(dialog.join_button, Qt.Key.Key_Space)
        assert dialog.joined == dict.fromkeys(SPELLINGS[1:3], SPELLINGS[0])
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    officer.hands.append(decide)
    button.click()
    settle(real_window)
    assert {line.record.unit for line in step.preview.lines} == {SPELLINGS[0], SPELLINGS[3]}
    assert "(1)" in step.open_file.units_button.text()
    step.commands.commit()
    settle(real_window)
    assert {unit.name for unit in app.read(units)} - before == {SPELLINGS[0], SPELLINGS[3]}
    assert not step.open_file.units_button.isVisible()
    again = staging.stage(
        app, listed(tmp_path / "tháng sau.xlsx", ("Ma Thị Xa", "Hờ A Sào", "Ly Mí Pó")), year=YEAR
    )
    assert {record.unit for record in again.file.records} == {SPELLINGS[0]}


def test_units_left_for_later_change_nothing(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer
) -> None:
    before = app.read(units)

    def later(dialog: NewUnitsDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    officer.hands.append(later)
    step.open_file.units_button.click()
    settle(real_window)
    assert app.read(units) == before
    assert "(4)" in step.open_file.units_button.text()


def test_the_unit_others_are_joined_with_is_added_with_them(step: ImportingStep, app: AppContext) -> None:
    before = {unit.name for unit in app.read(units)}
    batch = step.preview.preview
    assert batch is not None
    staged = join_units(app, batch.batch.batch_id, {SPELLINGS[1]: SPELLINGS[0], SPELLINGS[2]: SPELLINGS[0]})
    assert {unit.name for unit in app.read(units)} - before == {SPELLINGS[0]}
    assert {record.unit for record in staged.file.records} == {SPELLINGS[0], SPELLINGS[3]}
