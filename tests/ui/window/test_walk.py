"""From a commune's workbook to a saved decision in the real window, with the keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import (
    NAMES,
    TODAY,
    YEAR,
    Answers,
    TypedDialogs,
    messy_workbook,
    press,
    set_up,
    settle,
    tab_to,
    typed,
)
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.decisions.decisions import decisions, papers
from thidua_desktop.queries.nominations.nominations import nominations
from ui.core.machine_settings import MachineSettings
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow
from ui.window.shell import build_window

Key = Qt.Key


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, answers: Answers) -> Iterator[MainWindow]:
    folder = DataFolder(tmp_path / "Dữ liệu")
    app = open_app(folder, clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    set_up(app)
    settings = MachineSettings(folder)
    made = build_window(app, settings, year=YEAR)
    dialogs = TypedDialogs(made, settings)
    dialogs.answers = answers
    made.context.dialogs = dialogs
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=60_000)
    settle(made.context.runner)
    yield made
    settle(made.context.runner)
    made.close()
    app.close()


def open_meeting(dialog: QDialog) -> None:
    """Title, day, place, threshold and base stand already; the officer types who sat and how many."""
    for field, words in (
        ("chair", "Lường Văn Quyết"),
        ("secretary", "Quàng Thị Xoan"),
        ("total_members", "9"),
        ("present", "9"),
    ):
        tab_to(field)
        typed(words)
    press(Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted.value


def agree(dialog: QDialog) -> None:
    press(Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted.value


def test_from_a_workbook_to_a_saved_decision_with_the_keyboard(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    runner = window.context.runner
    answers.open_files = (messy_workbook(tmp_path),)
    answers.save_file = tmp_path / "Quyết định.pdf"

    qtbot.keyClick(window, Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settle(runner)
    page = cast(CommendationPage, window.page("commendation"))
    assert [other for other in QApplication.topLevelWidgets() if other.isVisible()] == [window]
    qtbot.keyClick(window, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle(runner)
    preview = cast(ImportingStep, page.steps["intake"]).preview
    assert preview.counts() == {"new": 6, "update": 0, "identical": 0, "error": 0}
    assert window.context.app.read(nominations, year=YEAR) == ()
    press(Key.Key_Space)  # the import button has the keyboard
    settle(runner)
    assert len(window.context.app.read(nominations, year=YEAR)) == 6

    press(Key.Key_2, alt=True)
    settle(runner)
    press(Key.Key_T, alt=True)
    settle(runner)
    assert {row.state for row in window.context.app.read(nominations, year=YEAR)} == {"submitted"}

    press(Key.Key_3, alt=True)
    settle(runner)
    answers.dialogs.append(open_meeting)
    press(Key.Key_M, alt=True)
    settle(runner)
    for agreed, against in (("8", "1"), ("9", "0")):  # type, Enter, type, Enter
        typed(agreed)
        press(Key.Key_Return)
        typed(against)
        press(Key.Key_Return)
    press(Key.Key_I, alt=True)  # the others: everybody agreed, said once
    settle(runner)
    answers.dialogs.append(agree)
    press(Key.Key_K, alt=True)
    settle(runner)
    assert {row.state for row in window.context.app.read(nominations, year=YEAR)} == {"passed"}

    press(Key.Key_4, alt=True)
    settle(runner)
    press(Key.Key_S, alt=True)  # first press: the queue into a draft, the number is asked at once
    settle(runner)
    typed("3186")
    press(Key.Key_Tab)
    typed("20/12/2024")
    press(Key.Key_B, alt=True)  # second press: issued
    settle(runner)
    press(Key.Key_L, alt=True)  # third press: saved
    settle(runner)

    assert answers.errors == []
    message = "\n".join(page.extract_text() for page in PdfReader(answers.save_file).pages)
    flat = " ".join(message.split())
    assert "3186/QĐ-UBND" in flat
    assert "ngày 20 tháng 12 năm 2024" in flat
    assert [name for name in NAMES if name not in flat] == []
    issued = window.context.app.read(decisions, year=YEAR)[0]
    assert (issued.state, issued.grants) == ("signed", 6)
    assert len(window.context.app.read(papers, decision_id=issued.id)) == 1
