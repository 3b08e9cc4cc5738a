"""Forms that are filled many times: saved and emptied for the next record with one key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import Answers, TypedDialogs, focused, press, tab_to, typed
from tests.ui.page_app import YEAR, app, bare_app, open_page, settle
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import FormDialog
from ui.window.main_window import MainWindow
from ui.window.shell import build_window

__all__ = ["app", "bare_app"]

_ON = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def typed_window(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, answers: Answers
) -> Iterator[MainWindow]:
    window = build_window(app, settings, year=YEAR)
    dialogs = TypedDialogs(window, settings)
    dialogs.answers = answers
    window.context.dialogs = dialogs
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    settle(window)
    yield window
    settle(window)
    window.close()


def go_on(window: MainWindow) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return, _ON)
    settle(window)


def test_units_are_added_one_after_the_other_and_the_kind_stays(
    typed_window: MainWindow, app: AppContext, answers: Answers
) -> None:
    section = open_page(typed_window, "registers").open_tab("units")
    settle(typed_window)
    shown: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog) and dialog.again_button is not None
        assert "Thêm và tiếp" in dialog.again_button.text().replace("&", "")
        typed("Trường Tiểu học số 1")
        tab_to("kind")
        press(Qt.Key.Key_Down)
        kind = dialog.form.values()["kind"]
        go_on(typed_window)
        assert dialog.isVisible() and focused().objectName() == "name"
        assert (dialog.form.values()["name"], dialog.form.values()["kind"]) == (None, kind)
        shown.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        go_on(typed_window)  # a blank form is not saved
        assert dialog.isVisible() and dialog.form.problems()
        typed("Trường Tiểu học số 2")
        go_on(typed_window)
        assert dialog.isVisible()
        press(Qt.Key.Key_Escape)

    answers.dialogs.append(fill)
    section.new_button.click()
    settle(typed_window)
    made = {row.name: row.kind for row in app.read(units) if "số" in row.name}
    assert set(made) == {"Trường Tiểu học số 1", "Trường Tiểu học số 2"}
    assert len(set(made.values())) == 1
    assert any("Trường Tiểu học số 1" in words for words in shown), "the form says what it saved"
    assert [row.name for row in section.panel.selected()] == ["Trường Tiểu học số 2"]


def test_a_refusal_keeps_what_was_typed_and_the_form_goes_on_after_it(
    typed_window: MainWindow, app: AppContext, answers: Answers
) -> None:
    section = open_page(typed_window, "registers").open_tab("units")
    settle(typed_window)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        typed("Phòng Nội vụ")
        go_on(typed_window)
        assert dialog.isVisible() and dialog.form.values()["name"] == "Phòng Nội vụ"
        typed(" số 2")
        press(Qt.Key.Key_Return, ctrl=True)  # the usual way ends the form
        settle(typed_window)
        assert dialog.result() == QDialog.DialogCode.Accepted

    answers.dialogs.append(fill)
    section.new_button.click()
    settle(typed_window)
    assert "Phòng Nội vụ số 2" in {row.name for row in app.read(units)}


def test_persons_and_tasks_too(typed_window: MainWindow, app: AppContext, answers: Answers) -> None:
    section = open_page(typed_window, "registers").open_tab("people")
    settle(typed_window)

    def persons_typed(dialog: QDialog) -> None:
        for name in ("Lò Thị Sao", "Giàng A Phủ"):
            typed(name)
            go_on(typed_window)
        press(Qt.Key.Key_Escape)

    answers.dialogs.append(persons_typed)
    section.new_button.click()
    settle(typed_window)
    assert {"Lò Thị Sao", "Giàng A Phủ"} <= {row.full_name for row in app.read(persons)}

    page = open_page(typed_window, "tasks")

    def tasks_typed(dialog: QDialog) -> None:
        for wording in ("Phát động phong trào", "Kiểm tra chéo"):
            tab_to("wording")
            typed(wording)
            go_on(typed_window)
        press(Qt.Key.Key_Escape)

    answers.dialogs.append(tasks_typed)
    page._new()
    settle(typed_window)
    assert {"Phát động phong trào", "Kiểm tra chéo"} <= {row.wording for row in app.read(tasks, year=YEAR)}


def test_a_form_that_changes_a_record_does_not_offer_it(typed_window: MainWindow, answers: Answers) -> None:
    section = open_page(typed_window, "registers").open_tab("units")
    settle(typed_window)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        assert dialog.again_button is None
        press(Qt.Key.Key_Escape)

    answers.dialogs.append(look)
    section.ask(section.panel.model.every_row()[0])
    settle(typed_window)
