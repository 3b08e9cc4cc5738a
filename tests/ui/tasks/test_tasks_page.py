"""Nhiệm vụ – Tiến độ: written, marked and moved by keyboard; the timeline beside the table; in and out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    LONG,
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
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import TaskRow, evidence, tasks
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.tasks import TaskDraft, add_tasks, save_task, set_progress
from ui.pages.tasks.files import TaskFiles
from ui.pages.tasks.forms import read_months
from ui.pages.tasks.task_import import TaskImport
from ui.style.theme import theme
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def message(page: object, place: int, key: str) -> str:
    model = page.panel.model  # type: ignore[attr-defined]
    column = next(column for column in model.columns if column.key == key)
    return str(column.words(model.row_at(place)))


def all_tasks(app: AppContext) -> tuple[TaskRow, ...]:
    return app.read(tasks, year=2024)


def undo_last(app: AppContext) -> None:
    last = app.read(last_undoable)
    assert last is not None
    journal.undo(app, last.id)


def type_keys(window: MainWindow, page: object, key: Qt.Key, how: Qt.KeyboardModifier) -> None:
    QTest.keyClick(page.panel.view, key, how)  # type: ignore[attr-defined]
    page.gantt.commit_pending()  # type: ignore[attr-defined]
    settle(window)


def test_space_moves_a_task_on(real_window: MainWindow, qtbot: QtBot, app: AppContext) -> None:
    page = open_page(real_window, "tasks")
    assert message(page, 0, "status") == "Quá hạn"
    page.panel.view.select_places([0])
    for status in ("doing", "done", "todo"):
        press(real_window, qtbot, page.panel.view, Qt.Key.Key_Space)
        assert app.read(tasks, year=2024)[0].status == status
        if status == "done":
            assert (message(page, 0, "status"), message(page, 0, "progress")) == ("Đã xong", "100 %")
            assert app.read(tasks, year=2024)[0].done_on == dt.date(2024, 12, 20)


def test_the_menu_marks_all_chosen_tasks(real_window: MainWindow, app: AppContext) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([0, 1])
    page.more.menu().aboutToShow.emit()
    next(one for one in page.more.menu().actions() if one.text() == "Đã xong").trigger()
    settle(real_window)
    assert {task.status for task in app.read(tasks, year=2024)} == {"done"}


def test_several_tasks_are_changed_by_one_form_and_one_undo(
    real_window: MainWindow, app: AppContext, officer: Officer
) -> None:
    page = open_page(real_window, "tasks")
    before = app.read(tasks, year=2024)
    page.panel.view.select_places([0, 1])
    page.more.menu().aboutToShow.emit()
    entries = {one.text(): one for one in page.more.menu().actions()}
    evidence = next(one for words, one in entries.items() if "inh chứng" in words)
    assert not evidence.isEnabled() and "đúng một dòng" in evidence.toolTip()
    officer.forms.append({"lead": "Phòng Nội vụ", "when_text": "Quý III"})
    entries["Sửa chung 2 nhiệm vụ…"].trigger()
    settle(real_window)
    now = app.read(tasks, year=2024)
    assert {(row.lead, row.when_text, tuple(row.months)) for row in now} == {
        ("Phòng Nội vụ", "Quý III", (7, 8, 9))
    }
    assert [row.wording for row in now] == [row.wording for row in before]
    step = app.read(last_undoable)
    assert step is not None and step.action == "change_tasks"
    journal.undo(app, step.id)
    assert app.read(tasks, year=2024) == before


def test_time_is_stored_as_written_and_understood(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "tasks")
    officer.forms.append({"wording": "Kiểm tra cơ sở", "when_text": "Tháng 9 - 11"})
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    added = app.read(tasks, year=2024)[-1]
    assert (added.label, added.when_text, added.months) == ("3", "Tháng 9 - 11", (9, 10, 11))


def test_months_the_officer_types_win_over_the_phrase(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([1])
    officer.forms.append({"months": "11; 12"})
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Return)
    assert app.read(tasks, year=2024)[1].months == (11, 12)
    assert read_months("3 1,2") == (1, 2, 3)


def test_month_and_state_filter_the_list(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    page.filters.months.setCurrentIndex(2)
    assert page.panel.model.rowCount() == 1
    page.filters.months.setCurrentIndex(0)
    page.show_target("overdue")
    assert [row.wording for row in page.panel.model.shown_rows()] == ["Ký giao ước"]


def test_without_a_plan_the_officer_is_sent_to_make_one(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    page = open_page(real_window, "tasks")
    real_window.context.set_year(2025)
    settle(real_window)
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    assert real_window.current_key == "plan"


def test_tasks_are_written_one_after_another_with_enter_alone(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "tasks")
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Insert)
    for number in (1, 2):
        for words in (f"Việc mới {number}", "Tháng 9, 10", "Phòng Nội vụ", "Các khối thi đua"):
            line = QApplication.focusWidget()
            assert isinstance(line, QLineEdit)
            line.insert(words)
            QTest.keyClick(line, Qt.Key.Key_Return)
        settle(real_window)
    added = all_tasks(app)[-2:]
    assert [(task.label, task.wording) for task in added] == [("3", "Việc mới 1"), ("4", "Việc mới 2")]
    assert {(task.months, task.lead, task.partners) for task in added} == {
        ((9, 10), "Phòng Nội vụ", "Các khối thi đua")
    }
    assert QApplication.focusWidget() is page.entry.boxes["wording"]


def test_the_entry_line_reports_what_a_time_is_understood_as(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    for phrase, words in (
        ("Học kỳ II", "Hiểu là tháng 1, 2, 3, 4, 5"),
        ("Thường xuyên", "Hiểu là suốt năm"),
        ("Khi cấp trên giao", "Chưa hiểu “Khi cấp trên giao”"),
    ):
        page.entry.boxes["when_text"].setText(phrase)
        assert page.entry.understood.text().startswith(words)
    page.entry.add.click()
    assert page.entry.understood.text() == "Hãy gõ nội dung nhiệm vụ trước."


def test_alt_and_arrows_move_a_bar_and_its_ends_and_ctrl_z_takes_it_back(
    real_window: MainWindow, app: AppContext
) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([1])
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    type_keys(real_window, page, Qt.Key.Key_Left, alt)
    moved = all_tasks(app)[1]
    assert (moved.starts_on, moved.ends_on) == (dt.date(2024, 11, 24), dt.date(2024, 12, 24))
    assert moved.when_text == "Tháng 12", "the phrase stays as written"
    type_keys(real_window, page, Qt.Key.Key_Right, alt | shift)
    assert all_tasks(app)[1].ends_on == dt.date(2024, 12, 31)
    type_keys(real_window, page, Qt.Key.Key_Right, alt | Qt.KeyboardModifier.ControlModifier)
    assert all_tasks(app)[1].starts_on == dt.date(2024, 12, 1)
    for _ in range(3):
        undo_last(app)
    assert all_tasks(app)[1].starts_on is None


def test_a_bar_is_dragged_whole_or_by_one_end(real_window: MainWindow, app: AppContext) -> None:
    page = open_page(real_window, "tasks")
    gantt, background = page.gantt, page.gantt.viewport()

    def drag(where: float, days: int) -> None:
        box = gantt.bars()[0].boxes[0]
        start = QPoint(round(box.left() + box.width() * where), round(box.center().y()))
        end = start + QPoint(round(days * gantt.scale.per_day), 0)
        QTest.mousePress(background, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(background, end)
        QTest.mouseRelease(background, Qt.MouseButton.LeftButton, pos=end)
        settle(real_window)

    def length() -> int:
        first, last = all_tasks(app)[0].spans[0]
        return (last - first).days

    before = length()
    drag(0.5, 30)
    moved = all_tasks(app)[0]
    assert abs((moved.spans[0][0] - dt.date(2024, 1, 31)).days) <= 1
    assert length() == before
    drag(1.0, -20)
    assert all_tasks(app)[0].spans[0][0] == moved.spans[0][0]
    assert abs(length() - (before - 20)) <= 1
    drag(0.0, 10)
    assert abs(length() - (before - 30)) <= 2
    page.panel.view.select_places([0])
    page._follow_phrase()
    settle(real_window)
    assert all_tasks(app)[0].spans == ((dt.date(2024, 1, 1), dt.date(2024, 3, 31)),)


def test_bars_stand_in_the_rows_of_the_table_and_scroll_with_them(
    real_window: MainWindow, app: AppContext
) -> None:
    plan_id = app.read(plans, year=2024)[0].id
    drafts = [TaskDraft(wording=f"{LONG} {number}", when_text="Tháng 5, 6") for number in range(200)]
    made = add_tasks(app, drafts, plan_id=plan_id)
    real_window.context.announce(made)
    page = open_page(real_window, "tasks")
    view, gantt = page.panel.view, page.gantt
    for place in (0, 90, 201):
        view.scrollTo(page.panel.model.index(place, 0))
        settle(real_window)
        bar = next(bar for bar in gantt.bars() if bar.task.id == page.panel.model.row_at(place).id)
        row = view.visualRect(page.panel.model.index(place, 0))
        seen = gantt.viewport().mapTo(page, bar.row.topLeft().toPoint()).y()
        assert seen == view.viewport().mapTo(page, row.topLeft()).y()
    assert len(gantt.bars()) < 40, "only what is in sight is painted"


def test_the_timeline_shows_what_is_late_done_and_todays_line(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.clearSelection()
    gantt = page.gantt
    late, due = gantt.bars()
    assert (late.task.state(page._today), due.task.state(page._today)) == ("overdue", "due")
    picture = gantt.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def colours(x0: float, x1: float, y: float) -> set[str]:
        places = range(round(x0 * ratio), round(x1 * ratio))
        return {picture.pixelColor(x, round(y * ratio)).name() for x in places}

    box = late.boxes[0]
    row = colours(box.left() + 2, box.right() - 20, box.center().y())
    assert len(row) > 1, "hatched, not by colour alone"
    today = gantt.scale.left_of(dt.date(2024, 12, 20)) + gantt.scale.per_day / 2
    assert theme().colour("danger").name() in colours(today - 2, today + 2, late.row.top() + 2)
    assert theme().colour("danger").name() not in colours(2, box.right(), late.row.top() + 2)


@pytest.mark.parametrize(("zoom", "days"), [("year", 366), ("quarter", 92), ("month", 31)])
def test_the_timeline_zooms_and_keeps_today_in_sight(real_window: MainWindow, zoom: str, days: int) -> None:
    page = open_page(real_window, "tasks")
    page.zoom.choose(zoom)
    seen = page.gantt.viewport().width() / page.gantt.scale.per_day
    assert round(seen) == days
    left = page.gantt.scale.left_of(dt.date(2024, 12, 20)) - page.gantt.horizontalScrollBar().value()
    assert 0 <= left <= page.gantt.viewport().width()


def test_a_task_without_days_gets_them_by_drawing_its_bar(real_window: MainWindow, app: AppContext) -> None:
    plan_id = app.read(plans, year=2024)[0].id
    made = save_task(app, TaskDraft(wording="Khi được giao"), plan_id=plan_id)
    real_window.context.announce(made)
    page = open_page(real_window, "tasks")
    gantt, background = page.gantt, page.gantt.viewport()
    row = gantt.bars()[-1].row
    start = QPoint(round(gantt.scale.left_of(dt.date(2024, 6, 1)) + 1), round(row.center().y()))
    end = start + QPoint(round(40 * gantt.scale.per_day), 0)
    QTest.mousePress(background, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(background, end)
    QTest.mouseRelease(background, Qt.MouseButton.LeftButton, pos=end)
    settle(real_window)
    first, last = all_tasks(app)[-1].spans[0]
    assert first.month == 6 or first == dt.date(2024, 5, 31)
    assert (last - first).days > 30


def test_plus_and_minus_write_how_far_a_task_is(real_window: MainWindow, app: AppContext) -> None:
    page = open_page(real_window, "tasks")
    page.panel.view.select_places([0])
    QTest.keyClick(page.panel.view, Qt.Key.Key_Plus)
    settle(real_window)
    assert (all_tasks(app)[0].progress, all_tasks(app)[0].status) == (10, "doing")
    real_window.context.announce(set_progress(app, all_tasks(app)[0].id, progress=90))
    settle(real_window)
    QTest.keyClick(page.panel.view, Qt.Key.Key_Plus)
    settle(real_window)
    assert (all_tasks(app)[0].status, message(page, 0, "status")) == ("done", "Đã xong")


def test_a_row_of_several_pieces_is_split_and_each_has_its_own_state(
    real_window: MainWindow, app: AppContext
) -> None:
    plan_id = app.read(plans, year=2024)[0].id
    words = "Sơ kết phong trào\nXây dựng báo cáo"
    real_window.context.announce(
        save_task(app, TaskDraft(wording=words, when_text="Tháng 6"), plan_id=plan_id)
    )
    page = open_page(real_window, "tasks")
    page._split(all_tasks(app)[-1])
    settle(real_window)
    assert [task.label for task in all_tasks(app)][-3:] == ["3", "3.1", "3.2"]
    assert message(page, 4, "wording") == "– Xây dựng báo cáo"
    page.panel.view.select_places([4])
    QTest.keyClick(page.panel.view, Qt.Key.Key_Space)
    settle(real_window)
    assert [task.status for task in all_tasks(app)][-3:] == ["doing", "todo", "doing"], "the row follows"


def test_units_named_as_lead_or_partner_filter_the_list(real_window: MainWindow, app: AppContext) -> None:
    plan_id = app.read(plans, year=2024)[0].id
    drafts = [
        TaskDraft(wording="Một", lead="Phòng Nội vụ", partners="Các xã; Văn phòng"),
        TaskDraft(wording="Hai", lead="Văn phòng"),
        TaskDraft(wording="Ba", lead="Phòng Tài chính"),
    ]
    real_window.context.announce(add_tasks(app, drafts, plan_id=plan_id))
    page = open_page(real_window, "tasks")
    page.filters.only_unit("Văn phòng")
    assert [row.wording for row in page.panel.model.shown_rows()] == ["Một", "Hai"]
    page.show_target("unfinished")
    assert page.panel.model.rowCount() == 5


def test_evidence_is_stored_opened_and_taken_away(
    real_window: MainWindow,
    officer: Officer,
    app: AppContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(real_window, "tasks")
    paper = tmp_path / "Báo cáo số 12.pdf"
    paper.write_bytes(b"%PDF-1.4 report")
    opened: list[bytes] = []
    monkeypatch.setattr("ui.pages.tasks.files.show_file", lambda _, path: opened.append(path.read_bytes()))

    def hand(dialog: TaskFiles) -> None:
        officer.open_files = (paper,)
        dialog.add.click()
        settle(real_window)
        assert [row.name for row in dialog.panel.model.shown_rows()] == ["Báo cáo số 12.pdf"]
        dialog.panel.view.select_places([0])
        paper.unlink()  # the stored copy is the program's own
        dialog.open_button.click()
        settle(real_window)

    officer.hands.append(hand)
    page.panel.view.select_places([0])
    page._show_files(page.panel.chosen())
    settle(real_window)
    assert opened == [b"%PDF-1.4 report"]
    assert len(app.read(evidence, task_id=all_tasks(app)[0].id)) == 1
    assert message(page, 0, "evidence") == "1"
    undo_last(app)
    assert app.read(evidence, task_id=all_tasks(app)[0].id) == ()


def test_a_table_from_a_workbook_is_asked_about_before_it_is_stored(
    real_window: MainWindow, officer: Officer, app: AppContext, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["BẢNG PHÂN CÔNG NHIỆM VỤ"])
    sheet.append([])
    sheet.append(["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"])
    sheet.append([1, "Ký giao ước", "Phòng Nội vụ", "", "Quý I"])
    sheet.append([2, "Kiểm tra chuyên đề", "Phòng Nội vụ", "Các xã", "Khi trời mát"])
    sheet.append([3, "Tổng kết", "Phòng Nội vụ", "Các xã", "Tháng 11, 12"])
    path = tmp_path / "phân công.xlsx"
    book.save(path)
    page = open_page(real_window, "tasks")

    def hand(dialog: TaskImport) -> None:
        checked = [dialog._taken(place) for place in range(3)]
        assert checked == [False, True, True], "what is in the plan already is left out at first"
        assert dialog.table.currentRow() == 1, "it stands on the time it did not understand"
        item = dialog.table.item(1, 3)
        assert item is not None
        item.setText("tám")
        assert not dialog.take.isEnabled()
        item.setText("8")
        dialog.take.click()

    officer.open_files = (path,)
    officer.hands.append(hand)
    page.take_in.click()
    settle(real_window)
    added = all_tasks(app)[2:]
    assert [(task.wording, task.when_text, task.months) for task in added] == [
        ("Kiểm tra chuyên đề", "Khi trời mát", (8,)),
        ("Tổng kết", "Tháng 11, 12", (11, 12)),
    ]
    undo_last(app)
    assert len(all_tasks(app)) == 2


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "ics"])
def test_the_rows_in_sight_leave_as_a_file(
    real_window: MainWindow, officer: Officer, tmp_path: Path, kind: str
) -> None:
    page = open_page(real_window, "tasks")
    officer.save_file = tmp_path / f"nhiệm vụ.{kind}"
    page.papers.export(kind)
    settle(real_window)
    magic = {"xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR"}
    assert officer.save_file.read_bytes().startswith(magic[kind])


def test_the_timeline_leaves_as_a_picture(real_window: MainWindow, officer: Officer, tmp_path: Path) -> None:
    page = open_page(real_window, "tasks")
    officer.save_file = tmp_path / "tiến độ.png"
    page.papers.save_picture()
    assert officer.save_file.read_bytes().startswith(b"\x89PNG")
    officer.save_file = tmp_path / "không có thư mục này" / "tiến độ.png"
    page.papers.save_picture()
    assert [getattr(error, "code", "") for error in officer.errors] == ["tasks.picture_failed"]


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow) -> None:
    page = open_page(real_window, "tasks")
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])
