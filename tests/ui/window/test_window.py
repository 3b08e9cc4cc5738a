"""The window as the officer uses it: tabs by keyboard, years, changes, dropped files, and as the officer left it."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import FakeDialogs, ListPage, shown
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.file_kinds import LISTS
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.core.one_instance import OneInstance
from ui.pages.base import Page, YearBox
from ui.pages.registry import PAGES, PageEntry
from ui.window.main_window import FailedPage, MainWindow
from ui.window.shell import build_window


def page(window: MainWindow, key: str) -> ListPage:
    found = window.page(key)
    assert isinstance(found, ListPage)
    return found


def test_the_tabs_stand_in_the_order_of_the_officers_year(window: MainWindow) -> None:
    words = [window.rail.button(entry.key).text() for entry in PAGES]
    assert words == [
        "Tổng quan",
        "Kế hoạch năm",
        "Nhiệm vụ – Tiến độ",
        "Đăng ký – Sáng kiến",
        "Khối – Cụm thi đua",
        "Khen thưởng",
        "Tra cứu – Báo cáo",
        "Danh mục",
        "Hệ thống",
    ]


def test_ctrl_and_a_number_opens_a_tab(window: MainWindow, qtbot: QtBot) -> None:
    for number, entry in enumerate(PAGES, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.current_key == entry.key
        assert window.rail.button(entry.key).isChecked()


def test_arrows_and_space_open_a_tab_without_a_mouse(window: MainWindow, qtbot: QtBot) -> None:
    first = window.rail.button("overview")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = window.rail.button("plan")
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert window.current_key == "plan"


def test_every_widget_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    nameless = []
    for widget in shown(window):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            face = QAccessible.queryAccessibleInterface(widget)
            if not face or not face.text(QAccessible.Text.Name):
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_every_standard_button_is_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    words = {}
    for button in QDialogButtonBox.StandardButton:
        if button.value and bin(button.value).count("1") == 1:
            words[button.name] = box.addButton(button).text()
    assert words["Ok"] == "Đồng ý"
    assert words["Cancel"] == "Hủy"
    assert words["Discard"] == "Không lưu"
    english = {
        "OK",
        "Cancel",
        "Open",
        "Save",
        "Close",
        "Apply",
        "Reset",
        "Help",
        "Yes",
        "No",
        "Abort",
        "Retry",
    }
    assert not english & {word.replace("&", "") for word in words.values()}
    message = QMessageBox(QMessageBox.Icon.NoIcon, "Thử", "Thử", QMessageBox.StandardButton.Yes)
    qtbot.addWidget(message)
    assert message.buttons()[0].text() == "&Có"


def test_a_page_is_made_only_when_it_is_opened(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.page("tasks")
    window.open_page("tasks")
    assert page(window, "tasks").reloads == 1


def test_a_change_reloads_the_open_page_now_and_a_hidden_one_when_it_is_opened(window: MainWindow) -> None:
    window.open_page("plan")
    plan, overview = page(window, "plan"), page(window, "overview")
    window.context.announce(Changes(frozenset({"people"})))
    assert (plan.reloads, overview.reloads) == (2, 1)
    window.open_page("overview")
    assert overview.reloads == 2
    window.context.announce(Changes(frozenset({"settings"})))
    assert overview.reloads == 2


def test_the_year_is_the_same_on_every_page(window: MainWindow) -> None:
    window.open_page("plan")
    boxes = window.findChildren(YearBox)
    boxes[0].setCurrentIndex(boxes[0].findData(2024))
    boxes[0].activated.emit(boxes[0].currentIndex())
    assert {box.currentText() for box in boxes} == {"Năm 2024"}
    assert window.context.year == 2024
    assert page(window, "plan").reloads == 2
    assert window.context.settings.number("window/year") == 2024


def test_a_page_can_send_the_officers_to_another_with_what_to_show(window: MainWindow) -> None:
    window.context.go("commendation", 17)
    assert window.current_key == "commendation"
    assert page(window, "commendation").targets == [17]


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_lists_among_dropped_files_are_imported_and_the_others_named(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.context.files_dropped) as reported:
        drop(window, Path("/a/Danh sách.xlsx"), Path("/a/ảnh.png"))
    assert reported.args == [(Path("/a/Danh sách.xlsx"),)]
    assert window.statusBar().currentMessage().startswith("ảnh.png không phải")


@pytest.mark.parametrize("ending", [*LISTS, ""])
def test_what_the_file_chooser_offers_can_be_dropped_too(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    """The last one is a folder."""
    path = tmp_path / f"Danh sách{ending.upper()}"
    if not ending:
        path.mkdir()
    with qtbot.waitSignal(window.context.files_dropped) as reported:
        drop(window, path)
    assert reported.args == [(path,)]


def test_a_narrow_window_keeps_only_the_icons_of_the_rail(window: MainWindow, qapp: QApplication) -> None:
    wide = window.rail.width()
    window.resize(900, 600)
    qapp.processEvents()
    assert window.rail.width() < wide / 2


@pytest.mark.expects_log("cannot be made")
def test_a_page_that_cannot_be_made_leaves_the_rest_usable(
    qtbot: QtBot, settings: MachineSettings, dialogs: FakeDialogs, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[int] = []

    def broken_once(context: Context) -> Page:
        attempts.append(1)
        if len(attempts) == 1:
            raise ZeroDivisionError
        return ListPage(context)

    entries = [PageEntry("plan", "ui.nav.plan", "home", broken_once)]
    window = build_window(None, settings, year=2026, entries=entries, dialogs=dialogs)
    qtbot.addWidget(window)
    window.show()
    window.open_page("plan")
    failed = window.page("plan")
    assert isinstance(failed, FailedPage)
    failed.retry.click()
    assert isinstance(window.page("plan"), ListPage)
    assert "cannot be made" in caplog.text
    window.close()


def test_columns_order_sort_and_filter_are_as_left_yesterday(
    window: MainWindow, qtbot: QtBot, settings: MachineSettings, dialogs: FakeDialogs
) -> None:
    panel = page(window, "overview").panel
    panel.view.setColumnWidth(1, 333)
    panel.view.setColumnHidden(2, True)
    panel.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    panel.view.horizontalHeader().moveSection(0, 1)
    panel.filter_box.setText("tram")
    window.close()
    again = build_window(
        None,
        MachineSettings(window.context.settings.folder),
        year=2026,
        entries=[PageEntry("overview", "ui.nav.overview", "home", ListPage)],
        dialogs=dialogs,
    )
    qtbot.addWidget(again)
    again.show()
    again.open_page("overview")
    left = page(again, "overview").panel
    assert left.state() == panel.state()
    assert left.model.rowCount() == 2
    again.close()


def test_a_second_start_brings_the_first_window_forward(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OneInstance(tmp_path), OneInstance(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    answers: list[bool] = []
    asking = Thread(target=lambda: answers.append(second.ask_forward(seconds=60)))
    with qtbot.waitSignal(first.knocked, timeout=60_000):
        asking.start()
    qtbot.waitUntil(lambda: not asking.is_alive(), timeout=60_000)
    assert answers == [True]
    first.release()
    assert second.acquire()
    second.release()


def test_a_window_that_does_not_answer_is_noticed(tmp_path: Path, qapp: QApplication) -> None:
    first, second = OneInstance(tmp_path), OneInstance(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    assert not second.ask_forward(seconds=0.2)  # the first one's event loop does not run
    first.release()


@pytest.mark.parametrize("content", [b"", b"\0" * 64, b"khong phai khoa", b"4711\nold-pc\nThiDua\n"])
def test_a_lock_file_nobody_holds_is_taken_over_whatever_it_contains(
    tmp_path: Path, qapp: QApplication, content: bytes
) -> None:
    (tmp_path / "window.lock").write_bytes(content)
    instance = OneInstance(tmp_path)
    assert instance.acquire()
    instance.release()


def test_the_year_box_is_reachable_by_keyboard(window: MainWindow) -> None:
    boxes = [box for box in shown(window) if isinstance(box, QComboBox)]
    assert all(box.focusPolicy() & Qt.FocusPolicy.TabFocus for box in boxes)
