"""Former years by a button, the record on one sheet, the figures with their lists, joining two records."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.decisions.grants import of_year
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.office.context import AppContext
from ui.pages.lookup.figures import FiguresDialog
from ui.pages.lookup.life import LifeDialog
from ui.pages.lookup.page import LookupPage
from ui.pages.lookup.past_awards import HistoryDialog
from ui.pages.organisation.people import PeopleSection
from ui.pages.registers import RegistersPage
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@pytest.fixture
def former(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("STT", "Họ và tên", "Đơn vị", "Năm", "Danh hiệu", "Số quyết định", "Ngày quyết định"))
    sheet.append((1, "Bế Thị Nhàn", "Phòng Nội vụ", 2021, "LĐTT", "12/QĐ-UBND", "20/12/2021"))
    sheet.append((2, "Bế Thị Nhân", "Phòng Nội vụ", 2022, "LĐTT", "14/QĐ-UBND", "22/12/2022"))
    path = tmp_path / "các năm trước.xlsx"
    book.save(path)
    return path


def test_former_years_are_shown_before_they_are_taken_in_and_print_on_one_sheet(
    real_window: MainWindow,
    app: AppContext,
    officer: Officer,
    former: Path,
) -> None:
    page: LookupPage = open_page(real_window, "lookup")
    officer.open_files = (former,)

    def agree(dialog: HistoryDialog) -> None:
        assert dialog.panel.model.rowCount() == 2
        assert app.read(of_year, year=2021) == ()
        dialog.accept()

    officer.hands.append(agree)
    page.history_button.click()
    settle(real_window)
    assert [one.name for one in app.read(of_year, year=2021)] == ["Bế Thị Nhàn"]
    page.box.setText("be thi nhan")
    page.search_now()
    settle(real_window)
    assert page.found.model.rowCount() == 2
    officer.hands.append(lambda dialog: None)
    page.life_button.click()
    settle(real_window)
    assert isinstance(officer.ran[-1], LifeDialog)


def test_a_figure_leads_to_the_awards_it_counts(
    real_window: MainWindow,
    app: AppContext,
    officer: Officer,
) -> None:
    from ui.pages.lookup.figures import show_figures

    page: LookupPage = open_page(real_window, "lookup")
    seen: list[tuple[int, int]] = []

    def walk(dialog: FiguresDialog) -> None:
        for figure in dialog.figures.model.shown_rows():
            dialog.figures.select([(figure.key, figure.label)])
            if figure.key != "money":
                seen.append((int(figure.value), dialog.grants.model.total))

    officer.hands.append(walk)
    show_figures(page.context, page)
    settle(real_window)
    assert seen
    assert all(value == shown for value, shown in seen)


def test_two_records_selected_are_joined(
    real_window: MainWindow,
    app: AppContext,
    officer: Officer,
) -> None:
    page: RegistersPage = open_page(real_window, "registers")
    section = page.open_tab("people")
    assert isinstance(section, PeopleSection)
    settle(real_window)
    before = app.read(persons)
    section.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
    section.panel.select([before[0].id, before[1].id])
    officer.forms.append({"reason": "Một người"})
    section.merge_button.click()
    settle(real_window)
    assert len(app.read(persons)) == len(before) - 1
