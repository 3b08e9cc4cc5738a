"""Facts, conclusions and judging for many nominees at once, in the real window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import TODAY, YEAR, messy_workbook, set_up, settle
from tests.ui.page_app import Officer
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.year_facts import YearFacts, year_facts
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.services.importing import staging
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.dialogs.paste_grid import PasteGridDialog
from ui.pages.nominations.step import NomineesStep
from ui.window.shell import build_window

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path / "Dữ liệu"), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    set_up(opened)
    staging.commit(opened, staging.stage(opened, messy_workbook(tmp_path), year=YEAR).batch_id)
    yield opened
    opened.close()


@pytest.fixture
def officer() -> Officer:
    return Officer()


@pytest.fixture
def step(qtbot: QtBot, app: AppContext, officer: Officer) -> Iterator[NomineesStep]:
    window = build_window(app, MachineSettings(app.folder), year=YEAR, dialogs=officer)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_page("commendation", "nominees")
    settle(window.context.runner)
    page = window.page("commendation")
    made = page.steps["nominees"]  # type: ignore[attr-defined]
    assert isinstance(made, NomineesStep)
    page.open_step("nominees") if hasattr(page, "open_step") else None
    settle(window.context.runner)
    yield made
    settle(window.context.runner)
    window.close()


def _facts(app: AppContext) -> tuple[YearFacts, ...]:
    return app.read(year_facts, year=YEAR, rows=app.read(nominations, year=YEAR))


def _rest(step: NomineesStep) -> None:
    settle(step.context.runner)


def test_facts_of_everybody_are_one_paste_one_action_and_one_undo(
    step: NomineesStep, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    before = _facts(app)
    assert len(before) > 2

    def hand(dialog: PasteGridDialog) -> None:
        assert dialog.table.rowCount() == len(before)
        QGuiApplication.clipboard().setText("Hoàn thành tốt nhiệm vụ\tKhông")
        qtbot.keyClick(dialog.table, Qt.Key.Key_V, _CTRL)
        qtbot.keyClick(dialog.table, Qt.Key.Key_D, _CTRL)
        dialog.table.setCurrentCell(0, 3)
        qtbot.keyClick(dialog.table, Qt.Key.Key_D, _CTRL)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, _CTRL)
        _rest(step)
        assert dialog.result() == QDialog.DialogCode.Accepted

    officer.hands.append(hand)
    step.facts_action.trigger()
    _rest(step)
    assert {(row.rating, row.discipline) for row in _facts(app)} == {("HTT", "none")}
    line = app.read(last_undoable)
    assert line is not None and line.action == "save_year_facts"
    journal.undo(app, line.id)
    assert _facts(app) == before


def test_what_is_judged_and_asked_is_what_the_filter_shows(
    step: NomineesStep, app: AppContext, officer: Officer
) -> None:
    rows = step.table.model.shown_rows()
    name = rows[0].name
    step.table.filter_box.setText(name)
    step.table.apply_filter()
    shown = step.table.model.shown_rows()
    assert 0 < len(shown) < len(rows)
    assert str(len(shown)) in step.submit_button.text()
    asked: list[int] = []
    officer.hands.append(lambda dialog: asked.append(dialog.table.rowCount()))
    step.facts_action.trigger()
    _rest(step)
    assert asked == [len({(row.subject_type, row.subject_id) for row in shown})]
    step.submit()
    _rest(step)
    judged = [row for row in app.read(nominations, year=YEAR) if row.state == "submitted"]
    assert {row.id for row in judged} <= {row.id for row in shown}


def test_one_conclusion_for_many(step: NomineesStep, app: AppContext, officer: Officer) -> None:
    step.table.view.selectAll()
    rows = step.table.selected()
    assert len(rows) > 1 and step._buttons["overrule"].isEnabled()
    officer.forms.append({"verdict": "eligible", "reason": "Đã có phiếu đánh giá"})
    step.commands.overrule(rows)
    _rest(step)
    found = app.read(nominations, year=YEAR)
    assert {row.override_verdict for row in found if row.id in {one.id for one in rows}} == {"eligible"}
    line = app.read(last_undoable)
    assert line is not None and line.action == "override_verdicts"


def test_what_is_done_one_by_one_says_so_while_many_are_chosen(step: NomineesStep) -> None:
    menu = step.more_button.menu()
    step.table.view.selectAll()
    menu.aboutToShow.emit()
    closed = [action for action in menu.actions() if not action.isEnabled()]
    assert len(closed) == 3 and all("chọn một dòng" in action.toolTip() for action in closed)
    step.table.select([step.table.model.shown_rows()[0].id])
    menu.aboutToShow.emit()
    assert all(action.isEnabled() for action in menu.actions())
