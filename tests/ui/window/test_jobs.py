"""Work in the task runner: answers come to the window, work can stop, errors become sentences."""

from __future__ import annotations

import sys
import threading
import time

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ui.core.errors
from tests.ui.window_samples import FakeDialogs
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from ui.core.context import Context
from ui.core.errors import ReportDialog, details_of, show_error
from ui.core.task_runner import TaskRunner
from ui.dialogs.message import MessageDialog
from ui.widgets.forms import plain_label
from ui.window.main_window import MainWindow
from ui.window.progress_card import ProgressCard


def forever(progress: Progress) -> None:
    for done in range(100_000):
        progress(done, 100_000, f"Dòng {done}")
        time.sleep(0.002)


def test_work_is_done_beside_the_window_and_answered_in_it(context: Context, qtbot: QtBot) -> None:
    threads: list[object] = []

    def work(progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress(1, 1, "")
        return 42

    got: list[int] = []

    def done(value: int) -> None:
        threads.append(QThread.currentThread())
        got.append(value)

    context.runner.run(work, done=done, label="Đếm")
    qtbot.waitUntil(lambda: got == [42], timeout=60_000)
    assert threads[0] is not threads[1]
    assert threads[1] == QApplication.instance().thread()  # type: ignore[union-attr]


def test_pieces_of_work_never_overtake_each_other(context: Context) -> None:
    order: list[int] = []
    for number in range(20):
        context.runner.run(lambda _, n=number: order.append(n), done=lambda _: None, label="")  # type: ignore[misc]
    context.runner.wait()
    assert order == list(range(20))


def test_cancelled_work_stops_at_its_next_report_and_reports_nobody_it_is_done(
    context: Context, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    reported: list[object] = []
    ended: list[bool] = []
    job = context.runner.run(
        forever, done=reported.append, label="Nhập", cancellable=True, always=lambda: ended.append(True)
    )
    with qtbot.waitSignal(context.runner.cancelled):
        context.runner.cancel(job)
    qtbot.waitUntil(lambda: ended == [True], timeout=60_000)
    assert reported == []
    assert dialogs.errors == []


def test_an_error_goes_to_who_asked_or_else_is_shown(context: Context, dialogs: FakeDialogs) -> None:
    mine: list[Exception] = []

    def wrong(progress: Progress) -> None:
        raise OfficeError("ui.no_printer")

    context.runner.run(wrong, done=lambda _: None, failed=mine.append, label="")
    context.runner.run(wrong, done=lambda _: None, label="")
    context.runner.wait()
    assert [type(error) for error in mine] == [OfficeError]
    assert [type(error) for error in dialogs.errors] == [OfficeError]


def test_an_action_announces_what_it_changed(context: Context, qtbot: QtBot) -> None:
    changes = Changes(frozenset({"people"}))
    with qtbot.waitSignal(context.changed) as reported:
        context.act(lambda _: changes, label="Lưu")
    assert reported.args == [changes]


def test_nothing_is_reported_to_a_dialog_that_is_gone(context: Context, qtbot: QtBot) -> None:
    import shiboken6

    owner, reported, gate = QObject(), [], threading.Event()
    context.runner.run(lambda _: gate.wait(), done=reported.append, label="", owner=owner)
    shiboken6.delete(owner)
    gate.set()
    context.runner.wait()
    assert reported == []


def test_short_work_shows_no_card_and_long_work_does(window: MainWindow, qtbot: QtBot) -> None:
    runner = window.context.runner
    appeared: list[bool] = []
    runner.run(lambda _: None, done=lambda _: appeared.append(window.card.isVisible()), label="Ngắn")
    runner.wait()
    assert appeared == [False]
    job = runner.run(forever, done=lambda _: None, label="Nhập 3 tệp", cancellable=True)
    assert not window.card.isVisible()
    qtbot.waitUntil(window.card.isVisible, timeout=60_000)
    card = window.findChild(ProgressCard)
    assert isinstance(card, ProgressCard)
    stop = card.findChild(QPushButton)
    assert isinstance(stop, QPushButton)
    stop.click()
    assert job.stop.is_set()
    qtbot.waitUntil(lambda: not window.card.isVisible(), timeout=60_000)
    qtbot.waitUntil(lambda: "Đã hủy: Nhập 3 tệp" in window.statusBar().currentMessage(), timeout=60_000)


def test_closing_waits_for_work_and_asks_first(window: MainWindow, dialogs: FakeDialogs) -> None:
    gate, reported = threading.Event(), []
    window.context.runner.run(lambda _: gate.wait(), done=reported.append, label="Sao lưu")
    dialogs.yes = False
    assert not window.close()
    assert window.isVisible()
    dialogs.yes = True
    gate.set()
    assert window.close()
    assert reported == [True]


def test_a_known_refusal_is_one_calm_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[MessageDialog] = []
    monkeypatch.setattr(MessageDialog, "exec", lambda box: shown.append(box))
    parent = QWidget()
    qtbot.addWidget(parent)
    show_error(parent, OfficeError("ui.printer_gone", printer="HP"))
    assert "“HP”" in shown[0].words.text()
    assert plain_label(shown[0].ok_button.text()) == "Đồng ý"


def test_the_report_of_an_unforeseen_error_can_be_copied(qtbot: QtBot) -> None:
    dialog = ReportDialog(details_of(ZeroDivisionError("chia cho không")))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.copy_details()
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    assert {button.text() for button in dialog.findChildren(QPushButton)} == {
        "&Sao chép chi tiết",
        "Đón&g chương trình",
        "&Tiếp tục làm việc",
    }


@pytest.mark.expects_log("unexpected error")
def test_an_error_in_the_windows_loop_is_reported_once_and_the_window_goes_on(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    reports: list[str] = []

    def shown(parent: QWidget | None, error: BaseException) -> None:
        reports.append(str(error))
        sys.excepthook(ValueError, ValueError("trong khi đang báo lỗi"), None)

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(ui.core.errors, "show_error", shown)
    ui.core.errors.install_hooks()
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("lần một"), None)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("lần hai"), None)
    assert reports == ["lần một", "lần hai"]


def test_what_is_no_ordinary_error_ends_its_task_and_not_the_worker(qtbot: QtBot) -> None:
    seen: list[BaseException] = []
    runner = TaskRunner(on_error=seen.append)

    def leave(_progress: Progress) -> None:
        raise SystemExit(3)

    runner.run(leave, done=lambda _: None, label="x")
    after: list[int] = []
    runner.run(lambda _: 7, done=after.append, label="y")
    runner.close()
    assert [str(error) for error in seen] == ["SystemExit"]
    assert after == [7]
