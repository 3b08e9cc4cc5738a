"""What would be stuck is settled before a meeting opens; untouched rows are grey and said at closing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.services.small_office import listed, take_in, workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.council.sessions import sessions, votes
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from ui.pages.council.not_ready import NotReadyDialog
from ui.pages.council.vote_grid import KEYS
from ui.style.theme import theme
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

ROWS = (
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Hà Thị Thắm", "1985", "Kế toán", "Phòng Nội vụ", "Giấy khen"),
    ("Lường Thị Nga", "1986", "Kế toán", "UBND xã Khau Vạt", "Giấy khen"),
    ("Vũ Văn Tư", "1979", "Lái xe", "", "LĐTT"),
)
MEETING = {"chair": "Lường Văn Quyết", "secretary": "Quàng Thị Xoan", "total_members": 9, "present": 9}


@pytest.fixture
def step(app: AppContext, tmp_path: Path, real_window: MainWindow) -> Any:
    take_in(app, workbook(tmp_path, ROWS))
    nominating.submit(app, year=YEAR)
    page = open_page(real_window, "commendation", "council")
    settle(real_window)
    return page.steps["council"]


def select(dialog: NotReadyDialog, *reasons: str) -> None:
    shown = dialog.table.model.shown_rows()
    dialog.table.select([one.row.id for one in shown if one.reason in reasons])


def test_forms_and_units_are_settled_for_several_at_once_then_the_meeting_opens(
    step: Any, app: AppContext, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    unit = next(one.id for one in app.read(units) if one.name == "Phòng Nội vụ")

    def forms(dialog: NotReadyDialog) -> None:
        select(dialog, "award_unclear")
        qtbot.keyClick(dialog.buttons["award"], Qt.Key.Key_Space)

    def unit_of(dialog: NotReadyDialog) -> None:
        assert [one.reason for one in dialog.table.model.shown_rows()] == ["unit_missing"]
        qtbot.keyClick(dialog.buttons["unit"], Qt.Key.Key_Space)

    officer.hands += [forms, unit_of]
    officer.forms += [{"award": "GK_HUYEN"}, {"unit": unit}, MEETING]
    step.first_button.click()
    settle(real_window)
    assert {row.award_code for row in listed(app)} == {"CSTDCS", "GK_HUYEN", "LDTT"}
    assert {row.unit_name for row in listed(app) if row.name == "Vũ Văn Tư"} == {"Phòng Nội vụ"}
    (held,) = app.read(sessions, year=YEAR)
    assert held.candidates == 4


def test_the_meeting_may_open_without_those_that_are_stuck(
    step: Any, app: AppContext, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    officer.hands.append(lambda dialog: qtbot.keyClick(dialog.buttons["without"], Qt.Key.Key_Space))
    officer.forms.append(MEETING)
    step.first_button.click()
    settle(real_window)
    (held,) = app.read(sessions, year=YEAR)
    assert held.candidates == 1


def test_untouched_rows_are_grey_searched_for_and_counted_at_closing(
    step: Any, app: AppContext, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    for row in listed(app):
        if row.award_code == "GK":
            nominating.set_award(app, [row.id], year=YEAR, award_code="GK_HUYEN")
    officer.hands.append(lambda dialog: qtbot.keyClick(dialog.buttons["without"], Qt.Key.Key_Space))
    officer.forms.append(MEETING)
    step.touch(None)
    step.activate()
    settle(real_window)
    step.first_button.click()
    settle(real_window)
    model, grid = step.model, step.grid
    assert model.rowCount() == 3
    index = model.index(0, KEYS.index("agree"))
    assert (model.data(index), model.data(model.index(0, KEYS.index("result")))) == ("", "Chưa biểu quyết")
    grey = model.data(index, int(Qt.ItemDataRole.ForegroundRole))
    assert grey == QColor(theme().colour("text_muted"))
    assert not grid.isColumnHidden(KEYS.index("unit"))
    qtbot.keyClicks(step.finding.find_box, "khau vat")
    shown = [model.candidates[row].row.name for row in range(3) if not grid.isRowHidden(row)]
    assert shown == ["Lường Thị Nga"]
    step.finding.find_box.clear()
    titles = step.finding.titles
    assert titles.itemText(0) == "Tất cả hình thức: 3, chưa ghi phiếu 3"
    codes = [one.row.award_code for one in model.candidates]
    assert codes == sorted(codes, key=codes.index), "candidates of one title stand together"
    titles.setFocus()
    qtbot.keyClick(titles, Qt.Key.Key_Down)
    here = titles.currentData()
    assert [model.candidates[row].row.award_code for row in range(3) if not grid.isRowHidden(row)] == [
        code for code in codes if code == here
    ]
    qtbot.keyClick(titles, Qt.Key.Key_Up)
    assert not any(grid.isRowHidden(row) for row in range(3))
    place = next(row for row in range(3) if model.candidates[row].row.award_code == "CSTDCS")
    model.setData(model.index(place, KEYS.index("agree")), "9")
    settle(real_window)
    assert "Chưa biểu quyết 2" in step._result.text()
    step.close_session()
    assert "2 trường hợp chưa biểu quyết" in officer.reported[-1]
    assert "1 trường hợp đã biểu quyết mà điều kiện chưa kết luận" in officer.reported[-1]
    settle(real_window)
    (held,) = app.read(sessions, year=YEAR)
    assert held.state == "closed"
    assert sorted(str(vote.passed) for vote in app.read(votes, held.id)) == ["None", "None", "True"]
