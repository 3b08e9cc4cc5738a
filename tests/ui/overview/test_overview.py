"""Tổng quan: one look says what is due, unfinished, silent and short of its target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.ui.page_app import (
    LONG,
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
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.overview import overview
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.tasks import set_task_status
from thidua_desktop.services.scoring.blocs import save_bloc
from ui.pages.overview.year import YearChart
from ui.targets.standing import StandingBar
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def words(window: MainWindow) -> list[str]:
    page = window.page("overview")
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def line_button(window: MainWindow, line: str) -> QPushButton:
    buttons = window.page("overview").findChildren(QPushButton)
    return next(button for button in buttons if button.accessibleName() == f"Mở: {line}")


def test_overdue_tasks_stand_before_those_of_this_month(real_window: MainWindow) -> None:
    message = words(real_window)
    assert message.index("Ký giao ước") < message.index("Họp hội đồng")
    assert {"Quá hạn", "Tháng này"} <= set(message)


def test_every_line_leads_to_its_place(real_window: MainWindow, qtbot: QtBot) -> None:
    press(real_window, qtbot, line_button(real_window, "Ký giao ước"), Qt.Key.Key_Space)
    assert real_window.current_key == "tasks"
    assert real_window.page("tasks").panel.current().wording == "Ký giao ước"
    real_window.open_page("overview")
    press(real_window, qtbot, line_button(real_window, "Chiến sĩ thi đua cơ sở"), Qt.Key.Key_Space)
    assert real_window.page("plan").panel.current().award_code == "CSTDCS"


def test_silent_units_are_counted_and_copied(real_window: MainWindow, qtbot: QtBot) -> None:
    assert "3 đơn vị chưa có đề nghị năm 2024" in words(real_window)
    page = real_window.page("overview")
    copy = next(button for button in page.findChildren(QPushButton) if "Sao chép" in button.text())
    press(real_window, qtbot, copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text().splitlines()[-1] == "UBND xã Khau Vạt"


def test_an_award_stands_beside_its_target_in_words_too(real_window: MainWindow) -> None:
    bar = real_window.page("overview").findChild(StandingBar)
    assert bar is not None
    assert bar.accessibleName() == (
        "Chiến sĩ thi đua cơ sở: Chỉ tiêu 2–3 · đăng ký 0 · đề nghị 0 · thông qua 0 · quyết định 0 · in 0"
    )


def test_a_task_done_elsewhere_leaves_the_list(real_window: MainWindow, app: AppContext) -> None:
    late = app.read(tasks, year=2024)[0].id
    real_window.context.act(lambda _: set_task_status(app, late, status="done"), label="x")
    settle(real_window)
    assert "Ký giao ước" not in words(real_window)


def test_another_year_says_what_is_missing(real_window: MainWindow) -> None:
    real_window.context.set_year(2025)
    settle(real_window)
    message = words(real_window)
    assert "Kế hoạch năm 2025 chưa có chỉ tiêu khen thưởng." in message
    assert "Không có việc nào còn dở." in message


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow) -> None:
    page = real_window.page("overview")
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])
    assert LONG in "".join(words(real_window))


def test_the_years_of_the_database_are_offered(real_window: MainWindow) -> None:
    assert real_window.context.years == (2025, 2024, 2023, 2022, 2021)
    assert open_page(real_window, "overview").head.year_box.currentText() == "Năm 2024"


def test_the_keyboard_stays_where_it_was_when_the_page_is_built_again(
    real_window: MainWindow, app: AppContext
) -> None:
    line_button(real_window, "Họp hội đồng").setFocus()
    late = app.read(tasks, year=2024)[0].id
    real_window.context.act(lambda _: set_task_status(app, late, status="doing"), label="x")
    settle(real_window)
    focused = QApplication.focusWidget()
    assert focused is not None and focused.accessibleName() == "Mở: Họp hội đồng"
    meeting = app.read(tasks, year=2024)[1].id
    real_window.context.act(lambda _: set_task_status(app, meeting, status="done"), label="x")
    settle(real_window)
    focused = QApplication.focusWidget()
    assert focused is not None, "its line is gone: the keyboard goes to what stands in its place"
    assert real_window.page("overview").isAncestorOf(focused)


def test_every_stop_is_reached_by_tab_alone(real_window: MainWindow) -> None:
    page = real_window.page("overview")
    requested = {
        b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled()
    }
    page.take_focus()
    reached: set[str] = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert requested <= reached
    assert any(name.startswith("Biểu đồ nhiệm vụ của năm") for name in reached)


def test_the_chart_of_the_year_speaks_and_opens_a_month(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    chart = real_window.page("overview").findChild(YearChart)
    assert chart is not None
    assert chart.chosen == 12, "today's month"
    assert chart.accessibleDescription() == "Tháng 12: 1 nhiệm vụ, xong 0, quá hạn 0, còn lại 1"
    for _ in range(9):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.month_words(chart.chosen) == "Tháng 3: 1 nhiệm vụ, xong 0, quá hạn 1, còn lại 0"
    press(real_window, qtbot, chart, Qt.Key.Key_Return)
    assert real_window.current_key == "tasks"
    shown = real_window.page("tasks").panel.model.shown_rows()
    assert [row.wording for row in shown] == ["Ký giao ước"]


def test_who_has_not_registered_is_reported_apart_from_who_has_not_nominated(
    real_window: MainWindow, qtbot: QtBot
) -> None:
    message = words(real_window)
    assert "3 đơn vị chưa đăng ký thi đua năm 2024" in message
    assert not any("điểm tự chấm" in line for line in message), "no score sheet is open"
    line = "3 đơn vị chưa đăng ký thi đua năm 2024"
    press(real_window, qtbot, line_button(real_window, line), Qt.Key.Key_Space)
    assert real_window.current_key == "registration"


def test_certificates_not_printed_are_unfinished_work(real_window: MainWindow, app: AppContext) -> None:
    seen = app.read(overview, year=2023, today=app.today())
    assert seen.unprinted == 0, "a decision recorded from elsewhere needs no certificate of ours"
    with app.database.writing("demo") as uow:
        decision = uow.connection.execute(select(Decision.id)).scalars().first()
        assert decision is not None
        uow.update(Decision, decision, origin="own")
    assert app.read(overview, year=2023, today=app.today()).unprinted == 0, "the title brings money alone"
    with app.database.writing("demo") as uow:
        grant = (
            uow.connection.execute(select(Grant.id).where(Grant.decision_id == decision)).scalars().first()
        )
        assert grant is not None
        uow.update(Grant, grant, award_code="CSTDCS")
    assert app.read(overview, year=2023, today=app.today()).unprinted == 1


@pytest.mark.parametrize(("width", "columns"), [(911, 1), (1366, 2)])
def test_on_a_small_screen_cards_stand_below_each_other_and_nothing_is_cut(
    real_window: MainWindow, width: int, columns: int
) -> None:
    real_window.resize(width, 600)
    settle(real_window)
    settle(real_window)
    page = real_window.page("overview")
    assert page._background.width() <= page._area.viewport().width()
    requested = {"Nhiệm vụ theo kế hoạch", "Đơn vị chưa gửi", "Danh hiệu so với chỉ tiêu"}
    headings = [
        label for label in page.findChildren(QLabel) if label.text() in requested and label.isVisible()
    ]
    lefts = {label.mapTo(page, label.rect().topLeft()).x() for label in headings}
    assert (len(headings), len(lefts)) == (3, columns)


def test_what_blocs_have_not_done_by_its_day_stands_on_the_first_page(
    real_window: MainWindow, app: AppContext
) -> None:
    real_window.context.act(
        lambda _: save_bloc(
            app, year=2024, name="Cụm số 7", kind="cluster", member_ids=[], head_unit_id=None
        ),
        label="Cụm số 7",
    )
    settle(real_window)
    open_page(real_window, "overview")
    settle(real_window)
    buttons = real_window.page("overview").findChildren(QPushButton)
    reported = [button.accessibleName() for button in buttons if "(hạn" in button.accessibleName()]
    assert [line.partition(": ")[2].partition(": ")[0] for line in reported] == [
        "Chưa ghi ngày ký giao ước (hạn 15/02)",
        "Chưa ghi cuộc họp sơ kết (hạn 15/08)",
        "Chưa ghi hội nghị tổng kết (hạn 10/01)",
    ]
    assert all("Cụm số 7" in line for line in reported)
