"""Kế hoạch năm: plans and targets stored, counted and removed by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.services.office.context import AppContext
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_targets_show_their_range_and_what_is_missing(real_window: MainWindow) -> None:
    panel = open_page(real_window, "plan").panel
    row = panel.model.row_at(0)
    message = {column.key: column.words(row) for column in panel.model.columns}
    assert (message["group"], message["asked"], message["standing"]) == (
        "Thi đua – Khen thưởng",
        "2–3",
        "đạt 0 % – còn thiếu 2",
    )


def test_a_target_is_added_with_numbers_as_the_officer_writes_them(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    officer.forms.append(
        {"wording": "Sản lượng lương thực", "section": "KT", "minimum": "37.960", "measure": "tấn"}
    )
    press(real_window, qtbot, page.add_target, Qt.Key.Key_Space)
    added = app.read(targets, year=2024)[-1]
    assert (added.minimum, added.maximum, added.measure) == ("37960", "37960", "tấn")
    assert page.panel.model.rowCount() == 2


def test_a_wrong_number_comes_back_with_what_the_officer_typed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    officer.forms += [{"wording": "Giảm nghèo", "section": "XH", "minimum": "4.5"}, {"minimum": "4,5"}]
    press(real_window, qtbot, page.add_target, Qt.Key.Key_Space)
    settle(real_window)
    assert [getattr(error, "code", "") for error in officer.errors] == ["targets.wrong_number"]
    assert app.read(targets, year=2024)[-1].wording == "Giảm nghèo"
    assert app.read(targets, year=2024)[-1].minimum == "4.5"


def test_enter_edits_and_delete_removes_a_target(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    page.panel.view.select_places([0])
    officer.forms.append({"maximum": "5"})
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Return)
    assert app.read(targets, year=2024)[0].maximum == "5"
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Delete)
    assert app.read(targets, year=2024) == ()


def test_a_year_without_plan_says_what_to_do(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    real_window.context.set_year(2025)
    settle(real_window)
    assert page._empty_heading.text() == "Năm 2025 chưa có kế hoạch"
    assert not page.add_target.isEnabled()
    officer.forms.append({"title": "Kế hoạch\nnăm 2025"})
    press(real_window, qtbot, page.add_plan, Qt.Key.Key_Space)
    assert app.read(plans, year=2025)[0].title == "Kế hoạch năm 2025"
    assert page.add_target.isEnabled()


def test_a_second_plan_can_be_chosen_and_removed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    officer.forms.append({"title": "Kế hoạch phát động", "kind": "KH_PHATDONG"})
    press(real_window, qtbot, page.add_plan, Qt.Key.Key_Space)
    assert page.choice.count() == 2
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    settle(real_window)
    assert page.panel.model.total == 0
    press(real_window, qtbot, page.remove_plan, Qt.Key.Key_Space)
    assert len(app.read(plans, year=2024)) == 1


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow) -> None:
    page = open_page(real_window, "plan")
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])
