"""Files dropped on the window, on the program's icon, or given to a second start: all reach the import page."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import cast

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.page_app import app, bare_app, officer, real_window, settle
from thidua_desktop.queries.importing.batches import batches
from ui.core.answer_box import answer_box
from ui.core.one_instance import OneInstance
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
LIST = Path(__file__).parents[2] / "samples" / "import" / "o01_mau_chuan.xlsx"


def shown_file(window: MainWindow) -> str:
    """The file the import page shows. The page must have come to the front."""
    assert window.current_key == "commendation"
    page = cast(CommendationPage, window.page("commendation"))
    step = cast(ImportingStep, page.steps["intake"])
    assert (page.current, step.open_file.isVisible()) == ("intake", True)
    stored = window.context.app.read(batches, year=window.context.year)
    return " ".join(batch.file_name for batch in stored)


def test_a_list_dropped_on_any_page_opens_the_import_page(real_window: MainWindow, qtbot: QtBot) -> None:
    real_window.open_page("overview")
    settle(real_window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(LIST))])
    with qtbot.waitSignal(real_window.context.files_dropped):
        real_window.dropEvent(
            QDropEvent(
                QPointF(9, 9),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    settle(real_window)
    assert shown_file(real_window) == LIST.name


def test_a_second_start_gives_its_files_to_the_open_window(
    real_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = OneInstance(tmp_path), OneInstance(tmp_path)
    assert first.acquire()
    first.files_given.connect(real_window.import_files)
    asking = Thread(target=lambda: second.ask_forward((LIST,), seconds=60))
    with qtbot.waitSignal(first.files_given, timeout=60_000):
        asking.start()
    qtbot.waitUntil(lambda: not asking.is_alive(), timeout=60_000)
    settle(real_window)
    first.release()
    assert shown_file(real_window) == LIST.name


def test_a_file_that_is_no_list_is_named(real_window: MainWindow) -> None:
    real_window.import_files((Path("/a/ảnh <b>.png"),))
    assert real_window.statusBar().currentMessage().startswith("ảnh <b>.png không phải danh sách")


def test_the_windows_have_the_programs_icon(qapp: QApplication) -> None:
    sizes = {size.width() for size in qapp.windowIcon().availableSizes()}
    assert {16, 24, 32, 48, 256} <= sizes


def test_the_answer_of_a_command_is_shown_as_it_stands(qapp: QApplication) -> None:
    box = answer_box("\n".join(f"dòng {n} <b>" for n in range(50)), log=Path("/nhật ký/command.log"))
    lines = box.words.text().splitlines()
    assert (lines[0], lines[8], lines[14], len(lines)) == ("dòng 0 <b>", "…", "dòng 49 <b>", 17)
    assert "command.log" in lines[-1]
    assert box.words.textFormat() == Qt.TextFormat.PlainText
