"""Nhiệm vụ – Tiến độ: status by keyboard, time as written and understood, filters, the strip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_desk import (
    Officer,
    bare_desk,
    desk,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.plan import tasks
from thidua_desktop.services.desk import Desk
from ui.main_window import MainWindow
from ui.pages.tasks_forms import read_months
from ui.theme import theme

__all__ = ["bare_desk", "desk", "officer", "real_window"]


def said(page: object, place: int, key: str) -> str:
    model = page.panel.model  # type: ignore[attr-defined]
    column = next(column for column in model.columns if column.key == key)
    return str(column.words(model.row_at(place)))


def test_space_moves_a_task_on(real_window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    page = open_page(real_window, "tasks")
    assert said(page, 0, "status") == "Quá hạn"
    page.panel.view.select_places([0])
    for status in ("doing", "done", "todo"):
        press(real_window, qtbot, page.panel.view, Qt.Key.Key_Space)
        assert desk.read(tasks, year=2024)[0].status == status
        if status == "done":
            assert said(page, 0, "status") == "Đã xong 20/12/2024"


def test_the_menu_marks_all_chosen_tasks(real_window: MainWindow, desk: Desk) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([0, 1])
    page.status_button.menu().actions()[2].trigger()
    settle(real_window)
    assert {task.status for task in desk.read(tasks, year=2024)} == {"done"}


def test_time_is_kept_as_written_and_understood(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "tasks")
    officer.forms.append({"wording": "Kiểm tra cơ sở", "when_text": "Tháng 9 - 11"})
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    added = desk.read(tasks, year=2024)[-1]
    assert (added.number, added.when_text, added.months) == (3, "Tháng 9 - 11", (9, 10, 11))


def test_months_she_types_win_over_the_phrase(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([1])
    officer.forms.append({"months": "11; 12"})
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Return)
    assert desk.read(tasks, year=2024)[1].months == (11, 12)
    assert read_months("3 1,2") == (1, 2, 3)


def test_month_and_state_filter_the_list(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    page.months.setCurrentIndex(2)
    assert page.panel.model.rowCount() == 1
    page.months.setCurrentIndex(0)
    page.show_target("overdue")
    assert [row.wording for row in page.panel.model.shown_rows()] == ["Ký giao ước"]


def test_without_a_plan_she_is_sent_to_make_one(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    page = open_page(real_window, "tasks")
    real_window.context.set_year(2025)
    settle(real_window)
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    assert real_window.current_key == "plan"


def test_the_strip_paints_what_is_late_in_red_and_todays_line(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    view = page.panel.view
    view.clearSelection()
    view.clearFocus()
    box = view.visualRect(page.panel.model.index(0, page._strip_column))
    picture = view.viewport().grab(box).toImage()
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert theme().colour("danger_text").name() in colours
    above = [picture.pixelColor(x, picture.height() // 2 - 9).name() for x in range(picture.width())]
    dark = [x for x, name in enumerate(above) if name != theme().colour("surface").name()]
    assert dark and min(dark) > picture.width() * 0.9, "today's line stands in December"


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])
