"""The legal bases of a draft are chosen in the window; the paper follows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.small_office import listed, pass_all, take_in, workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.office.context import AppContext
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
OWN = "Quyết định số 14/2024/QĐ-UBND của Ủy ban nhân dân tỉnh"


def test_a_basis_is_added_and_another_left_out_by_the_keyboard(
    app: AppContext, tmp_path: Path, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    take_in(app, workbook(tmp_path, [("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS")]))
    pass_all(app)
    made = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in listed(app)]).decision_id
    page = open_page(real_window, "commendation", "decisions")
    settle(real_window)
    panel = page.steps["decisions"].draft_panel
    officer.forms.append({"TT_01_2024": False, "own": OWN})
    panel.bases_button.setFocus()
    qtbot.keyClick(panel.bases_button, Qt.Key.Key_Space)
    settle(real_window)
    lines = paper.sheet_of(app, made).legal_bases
    assert lines[-1] == f"Căn cứ {OWN}"
    assert not any("01/2024/TT-BNV" in line for line in lines)
    assert any("98/2023" in line for line in lines)
    assert "năm 2024: 1" in panel.form.editor("number").placeholderText()
