"""The council's list, attendance and rule, by keyboard in the real window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import TODAY, YEAR, Answers, TypedDialogs, messy_workbook, press, set_up, settle
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.council.members import attendance
from thidua_desktop.queries.council.sessions import sessions, votes
from thidua_desktop.services.council import members
from thidua_desktop.services.council import sessions as council
from thidua_desktop.services.council.session_changes import SessionRules, set_rules
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.core.task_runner import TaskRunner
from ui.dialogs.history import HistoryDialog
from ui.pages.council.attendance import AttendanceDialog
from ui.pages.council.step import CouncilStep

SEATS = (
    ("Lường Văn Quyết", "chair", True),
    ("Hà Thị Thắm", "standing", True),
    ("Lò Thị Mai", "member", True),
    ("Quàng Thị Xoan", "secretary", False),
)


@pytest.fixture
def step(qtbot: QtBot, tmp_path: Path, settings: MachineSettings) -> Iterator[CouncilStep]:
    """The step in a window of its own, a meeting of three with six candidates open."""
    app = open_app(DataFolder(tmp_path / "d"), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    set_up(app)
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=YEAR).batch_id)
    nominations.submit(app, year=YEAR)
    for name, role, voting in SEATS:
        members.save_member(app, full_name=name, role=role, votes=voting)
    window = QMainWindow()
    dialogs = TypedDialogs(window, settings)
    dialogs.answers = Answers()
    runner = TaskRunner(on_error=dialogs.error)
    context = Context(app=app, runner=runner, dialogs=dialogs, settings=settings, year=YEAR)
    made = CouncilStep(context)
    context.changed.connect(lambda changes: (made.touch(changes.topics), made.activate()))
    window.setCentralWidget(made)
    qtbot.addWidget(window)
    window.resize(1100, 640)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    made.activate()
    settle(runner)
    yield made
    settle(runner)
    runner.close()
    app.close()


def answers_of(step: CouncilStep) -> Answers:
    dialogs = step.context.dialogs
    assert isinstance(dialogs, TypedDialogs)
    return dialogs.answers


def opened(step: CouncilStep) -> AppContext:
    """Opens a meeting with what the form shows."""
    answers_of(step).dialogs.append(lambda dialog: press(Qt.Key.Key_Return))
    step.ask_session()
    settle(step.context.runner)
    return step.context.app


def test_a_new_meeting_starts_from_the_list_of_members(step: CouncilStep) -> None:
    app = opened(step)
    (held,) = app.read(sessions, year=YEAR)
    assert (held.total_members, held.present, held.chair) == (3, 3, "Lường Văn Quyết")
    assert {one.attended for one in app.read(attendance, held.id)} == {"present"}


def test_space_notes_who_is_away_and_the_ballots_follow(step: CouncilStep) -> None:
    app = opened(step)

    def note(dialog: QDialog) -> None:
        assert isinstance(dialog, AttendanceDialog)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Space)
        dialog.accept()

    answers_of(step).dialogs.append(note)
    step.ask_attendance()
    settle(step.context.runner)
    (held,) = app.read(sessions, year=YEAR)
    assert (held.total_members, held.present, held.absent_written) == (3, 1, 1)
    assert {vote.issued for vote in app.read(votes, held.id)} == {2}


def test_equal_votes_ask_for_the_chairmans_side_beside_the_count(step: CouncilStep) -> None:
    app = opened(step)
    (held,) = app.read(sessions, year=YEAR)
    set_rules(app, held.id, SessionRules(threshold=Fraction(1, 2), strict=True, tie_rule="chair"))
    step.touch()
    step.activate()
    settle(step.context.runner)
    ids = [vote.nomination_id for vote in app.read(votes, held.id)]
    council.record(app, held.id, [council.Count(ids[0], 1, 1, 3, 3, 3, abstain=1)])
    step.touch()
    step.activate()
    settle(step.context.runner)
    step.grid.setCurrentIndex(step.model.index(0, 0))
    assert step.tie.isVisible()
    assert not step.close_button.isEnabled()
    step.settle_tie(agrees=True)
    step.save_typed()
    settle(step.context.runner)
    assert step.close_button.isEnabled()
    assert app.read(votes, held.id)[0].chair_agrees is True


def test_who_changed_a_count_and_from_what_is_shown_by_ctrl_h(step: CouncilStep) -> None:
    app = opened(step)
    (held,) = app.read(sessions, year=YEAR)
    ids = [vote.nomination_id for vote in app.read(votes, held.id)]
    for agree in (1, 3):
        council.record(app, held.id, [council.Count(ids[0], agree, 3 - agree, 3, 3, 3)])
    step.touch()
    step.activate()
    settle(step.context.runner)
    changes: list[tuple[str, str]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, HistoryDialog)
        rows = dialog.panel.model.shown_rows()
        changes.extend((line.before, line.after) for line in rows if line.field == "Đồng ý")
        dialog.accept()

    answers_of(step).dialogs.append(look)
    step.grid.setFocus()
    step.grid.setCurrentIndex(step.model.index(0, 0))
    QTest.keyClick(step.grid, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settle(step.context.runner)
    assert ("1", "3") in changes
