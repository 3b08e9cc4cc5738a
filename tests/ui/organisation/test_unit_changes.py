"""Danh mục – đơn vị: merging and renaming from the register, with the keyboard."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.office.context import AppContext
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
DAY = dt.date(2024, 7, 1)


def test_chosen_units_are_merged_by_a_document_and_the_register_reports_it(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    section = open_page(real_window, "system", "units").tab("units")
    settle(real_window)
    ids = {unit.name: unit.id for unit in app.read(units)}
    section.panel.select([ids["UBND xã Khau Vạt"], ids["Phòng Nội vụ"]])
    officer.forms.append(
        {"kind": "merge", "on_day": DAY, "names": "UBND xã Khau Vạt Mới", "basis": "Nghị quyết 20/NQ-HĐND"}
    )
    press(real_window, qtbot, section.change_button, Qt.Key.Key_Space)
    assert officer.asked == ["Sáp nhập, chia tách, đổi tên, giải thể"]
    old = next(unit for unit in app.read(units) if unit.name == "UBND xã Khau Vạt")
    assert (old.successor_name, old.valid_to) == ("UBND xã Khau Vạt Mới", dt.date(2024, 6, 30))
    reported = next(column for column in section.panel.model.columns if column.key == "changes")
    row = next(one for one in section.panel.model.shown_rows() if one.name == "UBND xã Khau Vạt Mới")
    words = reported.words(row)
    assert words.startswith("Từ 01/07/2024:")
    assert words.endswith("sáp nhập thành UBND xã Khau Vạt Mới. Căn cứ: Nghị quyết 20/NQ-HĐND.")


def test_two_chosen_units_are_not_renamed_at_once(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    section = open_page(real_window, "system", "units").tab("units")
    settle(real_window)
    section.panel.select([unit.id for unit in app.read(units)][:2])
    officer.forms.append({"kind": "rename", "on_day": DAY, "names": "Tên chung"})
    press(real_window, qtbot, section.change_button, Qt.Key.Key_Space)
    assert [error.code for error in officer.errors] == ["unit_changes.one_only"]
    assert "Tên chung" not in {unit.name for unit in app.read(units)}
