"""What is typed is stored: closing the window, another page or year keep what stands in an editor, or ask."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.scored_bloc import scored
from tests.ui.award_samples import TODAY, messy_workbook, typed
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.catalogue.schemes import shipped_keys, shipped_scheme
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.council.sessions import votes
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.importing.batches import rows as staged
from thidua_desktop.queries.nominations.nominations import nominations as nominated
from thidua_desktop.queries.office.settings import find_office
from thidua_desktop.queries.planning import plan_text
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plan_text as text_service
from thidua_desktop.services.scoring import score_sheets
from thidua_desktop.services.scoring.schemes import create_scheme, draft_of
from ui.core.errors import _caught
from ui.pages.commendation.page import CommendationPage
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@dataclass(frozen=True)
class Opened:
    """An editor with something typed into it; ``stored`` reads what the database says of it."""

    stored: Callable[[], object]
    requested: object


def score(window: MainWindow, app: AppContext, _folder: Path) -> Opened:
    """A cell of the score sheet, still open."""
    sheet = scored(app)
    panel = open_page(window, "blocs").open_tab("scoring")
    settle(window)
    panel.sheet.grid.select_row("Xã An Phú", "T", "head")
    QApplication.processEvents()
    typed("2")

    def stored() -> object:
        loaded = score_sheets.load(app, sheet)
        entry = loaded.entries.get((loaded.id_of("Xã An Phú"), "T", "head"))
        return entry and entry.raw

    return Opened(stored, "2")


def plan_words(window: MainWindow, app: AppContext, _folder: Path) -> Opened:
    """The text of a place of the plan."""
    plan_id = app.read(plans, year=YEAR)[0].id
    text_service.add_place(app, plan_id=plan_id, after=None)
    page = open_page(window, "plan")
    page.tabs.setCurrentWidget(page.outline)
    settle(window)
    page.outline.words.setFocus()
    typed("Nâng cao chất lượng")
    return Opened(lambda: [one.text for one in app.read(plan_text.places, plan_id)], ["Nâng cao chất lượng"])


def scheme_name(window: MainWindow, app: AppContext, _folder: Path) -> Opened:
    """The name of a criterion of a scheme."""
    _, code = create_scheme(app, shipped_scheme(sorted(shipped_keys())[0]))
    tab = open_page(window, "blocs").open_tab("schemes")
    tab.choose(code)
    settle(window)
    first = draft_of(app, code).criteria[0].code
    tab.tree.select_row(f"line:{first}")
    settle(window)
    line = cast(QLineEdit, tab.form.form.editor("name"))
    line.setFocus()
    line.selectAll()
    typed("Tiêu chí của cụm")
    return Opened(lambda: draft_of(app, code).criteria[0].name, "Tiêu chí của cụm")


def moved_task(window: MainWindow, app: AppContext, _folder: Path) -> Opened:
    """A task moved by keys a moment ago."""
    page = open_page(window, "tasks")
    moved = [one for one in app.read(tasks, year=YEAR) if one.wording == "Ký giao ước"]
    assert page.gantt.move_by_keys(moved, 7)

    def stored() -> object:
        return any(one.starts_on or one.ends_on for one in app.read(tasks, year=YEAR))

    return Opened(stored, True)


def vote(window: MainWindow, app: AppContext, folder: Path) -> Opened:
    """A count of votes, still open."""
    session = meeting(app, folder)
    page = cast(CommendationPage, open_page(window, "commendation"))
    page.open_step("council")
    settle(window)
    grid = cast(Any, page.steps["council"]).grid
    grid.begin()
    QApplication.processEvents()
    typed("2")
    return Opened(lambda: next(one.agree for one in app.read(votes, session)), 2)


def import_cell(window: MainWindow, app: AppContext, folder: Path) -> Opened:
    """A cell of a list being imported, still open."""
    page = cast(CommendationPage, open_page(window, "commendation"))
    step = cast(Any, page.steps["intake"])
    step.read_files((messy_workbook(folder),))
    settle(window)
    view = step.preview.sheets.view
    model = view.model()
    place = next(
        (row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.index(row, column).data() == "Lò Văn Đạt"
    )
    view.setCurrentIndex(model.index(*place))
    view.setFocus()
    view.edit(model.index(*place))
    QApplication.processEvents()
    cast(QLineEdit, QApplication.focusWidget()).selectAll()
    typed("Lò Văn Đại")

    def stored() -> object:
        found = app.read(batches, year=YEAR)
        return any("Lò Văn Đại" in str(app.read(staged, batch_id=one.id)) for one in found)

    return Opened(stored, True)


EDITORS = {one.__name__: one for one in (score, plan_words, scheme_name, moved_task, vote, import_cell)}


def close(window: MainWindow) -> None:
    window.close()


def another_page(window: MainWindow) -> None:
    window.open_page("lookup")
    settle(window)


def another_year(window: MainWindow) -> None:
    window.context.set_year(YEAR - 1)
    settle(window)


@pytest.mark.parametrize("leave", [close, another_page, another_year], ids=lambda one: one.__name__)
@pytest.mark.parametrize("editor", EDITORS)
def test_an_open_editor_is_stored_when_it_is_left(
    editor: str,
    leave: Callable[[MainWindow], None],
    real_window: MainWindow,
    app: AppContext,
    officer: Officer,
    tmp_path: Path,
) -> None:
    opened = EDITORS[editor](real_window, app, tmp_path)
    assert opened.stored() != opened.requested
    leave(real_window)
    assert opened.stored() == opened.requested
    assert (officer.reported, officer.errors) == ([], [])


def test_an_unforeseen_error_stores_what_is_typed(
    real_window: MainWindow, app: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = plan_words(real_window, app, tmp_path)
    monkeypatch.setattr("ui.core.errors.show_error", lambda *_: None)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        _caught(type(error), error, sys.exc_info()[2])
    settle(real_window)
    assert opened.stored() == opened.requested


def office(window: MainWindow, app: AppContext, _folder: Path) -> None:
    """The office's particulars, not saved yet."""
    tab = open_page(window, "system").open_tab("office")
    settle(window)
    line = tab.form.editor("place")
    line.setFocus()
    typed("x")


def task_line(window: MainWindow, app: AppContext, _folder: Path) -> None:
    """The quick line of tasks, not entered yet."""
    page = open_page(window, "tasks")
    page.entry.start()
    typed("Viết báo cáo")


def draft_number(window: MainWindow, app: AppContext, folder: Path) -> None:
    """The number of a decision that is not issued."""
    session = meeting(app, folder)
    sessions.fill_agreed(app, session)
    sessions.close(app, session)
    passed = app.read(nominated, year=YEAR, states=["passed"])
    decisions.draft(app, year=YEAR, nomination_ids=[one.id for one in passed])
    page = cast(CommendationPage, open_page(window, "commendation"))
    page.open_step("decisions")
    settle(window)
    line = cast(Any, page.steps["decisions"]).draft_panel.form.editor("number")
    line.setFocus()
    typed("12")


def refused_score(window: MainWindow, app: AppContext, folder: Path) -> None:
    """A score above the most."""
    score(window, app, folder)
    typed("99")
    QTest.keyClick(cast(Any, QApplication.focusWidget()), Qt.Key.Key_Return)


ASKING = {
    "thông tin cơ quan": office,
    "dòng nhiệm vụ đang gõ": task_line,
    "số, ngày của dự thảo quyết định": draft_number,
    "điểm đang chấm": refused_score,
}


@pytest.mark.parametrize("words", ASKING)
def test_what_cannot_be_stored_by_itself_is_asked_about_and_said_at_the_foot(
    words: str, real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    ASKING[words](real_window, app, tmp_path)
    settle(real_window)
    assert real_window._saved.text() == f"Chưa lưu: {words}"
    officer.yes = False
    assert not real_window.close()
    assert words in officer.reported[-1] and real_window.isVisible()
    officer.yes = True
    assert real_window.close()


def test_the_office_page_says_saved_only_when_it_is(
    real_window: MainWindow, app: AppContext, qtbot: QtBot
) -> None:
    office(real_window, app, Path())
    tab = real_window.page("system").tab("office")  # type: ignore[attr-defined]
    real_window.context.announce(Changes(frozenset({"settings"})))
    settle(real_window)
    assert tab.form.values()["place"].endswith("x"), "a reading does not take what was typed"
    qtbot.keyClick(tab.save, Qt.Key.Key_Space)
    settle(real_window)
    stored = app.read(find_office)
    assert stored is not None and stored.place.endswith("x")
    assert real_window._saved.text() == "Mọi thay đổi đã được lưu"


def test_a_reading_leaves_the_words_being_written(real_window: MainWindow, app: AppContext) -> None:
    plan_words(real_window, app, Path())
    outline = real_window.page("plan").outline  # type: ignore[attr-defined]
    real_window.context.announce(Changes(frozenset({"plan"})))
    settle(real_window)
    assert outline.words.toPlainText() == "Nâng cao chất lượng"
    assert outline.words.hasFocus()
    typed(" phục vụ")
    assert outline.words.toPlainText() == "Nâng cao chất lượng phục vụ"


def meeting(app: AppContext, folder: Path) -> int:
    """A meeting of three with the six of the sample workbook."""
    staging.commit(app, staging.stage(app, messy_workbook(folder), year=YEAR).batch_id)
    nominations.submit(app, year=YEAR)
    opened = sessions.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng",
        held_on=TODAY,
        place="Phòng họp",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=9,
        nomination_ids=[row.id for row in app.read(nominated, year=YEAR, states=["submitted"])],
        threshold=Fraction(2, 3),
    )
    return opened.session_id
