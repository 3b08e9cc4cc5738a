"""Each step of Khen thưởng on its own: what the officer sees, what is refused, what is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import TODAY, YEAR, messy_workbook, set_up, settle
from tests.ui.window_samples import FakeDialogs, shown
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.decisions.decisions import decision
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.pages.certificates.step import PrintingStep
from ui.pages.commendation.page import STEPS, CommendationPage
from ui.pages.council.step import CouncilStep
from ui.pages.council.vote_grid import KEYS
from ui.pages.decisions.step import DecidingStep
from ui.pages.importing.step import ImportingStep
from ui.pages.importing.worksheet_view import letter_of
from ui.pages.nominations.step import NomineesStep
from ui.widgets.cell_refs import place_of
from ui.widgets.forms import mnemonic
from ui.window.main_window import MainWindow
from ui.window.shell import build_window


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path / "Dữ liệu"), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    set_up(opened)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, app: AppContext, dialogs: FakeDialogs) -> Iterator[MainWindow]:
    made = build_window(app, MachineSettings(app.folder), year=YEAR, dialogs=dialogs)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.open_page("commendation")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=60_000)
    settle(made.context.runner)
    yield made
    settle(made.context.runner)
    made.close()


@pytest.fixture
def page(window: MainWindow) -> CommendationPage:
    return cast(CommendationPage, window.page("commendation"))


def importing_step(page: CommendationPage) -> ImportingStep:
    return cast(ImportingStep, page.steps["intake"])


def rest(page: CommendationPage) -> None:
    settle(page.context.runner)


def read_file(page: CommendationPage, path: Path) -> ImportingStep:
    step = importing_step(page)
    step.read_files((path,))
    rest(page)
    return step


def passed(app: AppContext, folder: Path, *, close: bool = True) -> int:
    """Nominations imported, appraised and put to the council; the meeting."""
    staging.commit(app, staging.stage(app, messy_workbook(folder), year=YEAR).batch_id)
    nominating.submit(app, year=YEAR)
    session_id = sessions.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng năm 2024",
        held_on=dt.date(2024, 12, 10),
        place="Phòng họp số 1",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=9,
        nomination_ids=[row.id for row in app.read(nominations, year=YEAR)],
        threshold=Fraction(2, 3),
    ).session_id
    if close:
        sessions.fill_agreed(app, session_id)
        sessions.close(app, session_id)
    return session_id


def test_a_file_that_is_no_workbook_is_refused_with_a_calm_sentence(
    page: CommendationPage, app: AppContext, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    wrong = tmp_path / "hỏng.xlsx"
    wrong.write_bytes(b"PK\x03\x04 not a workbook at all")
    step = read_file(page, wrong)
    assert "hỏng.xlsx" in step.notice.text()
    assert step.notice.isVisible()
    assert dialogs.errors == []
    assert app.read(nominations, year=YEAR) == ()


def test_a_bad_file_does_not_stop_the_others(page: CommendationPage, tmp_path: Path) -> None:
    wrong = tmp_path / "hỏng.xlsx"
    wrong.write_bytes(b"")
    step = importing_step(page)
    step.read_files((wrong, messy_workbook(tmp_path)))
    rest(page)
    assert step.files.model.total == 1
    assert step.notice.isVisible()


def test_nothing_is_written_before_import_and_the_counts_add_up(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    step = read_file(page, messy_workbook(tmp_path))
    assert sum(step.preview.counts().values()) == len(step.preview.lines) == 6
    assert app.read(nominations, year=YEAR) == ()
    assert step.import_button.text() == "&Nhập 6 dòng"
    step.commands.commit()
    rest(page)
    assert len(app.read(nominations, year=YEAR)) == 6
    again = read_file(page, messy_workbook(tmp_path, name="lần hai.xlsx"))
    assert sum(again.preview.counts().values()) == 6
    assert not again.import_button.isEnabled()


def test_undo_of_an_import_restores_the_state_before(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    step = read_file(page, messy_workbook(tmp_path))
    step.commands.commit()
    rest(page)
    assert step.undo_button.isVisible()
    step.commands.undo()
    rest(page)
    assert app.read(nominations, year=YEAR) == ()
    assert step.import_button.isVisible()
    assert step.preview.to_import() == 6


def test_a_finding_jumps_to_its_cell_and_back(page: CommendationPage, tmp_path: Path) -> None:
    step = read_file(page, messy_workbook(tmp_path, award="Giấy khen lạ"))
    findings = step.preview.findings
    assert findings.count() > 0
    last = findings.count() - 1
    findings.setCurrentRow(last)
    sheet, cell = place_of(findings.finding_at(last).ref)
    index = step.preview.sheets.view.currentIndex()
    assert (step.preview.sheets.current_sheet(), (index.row(), index.column())) == (sheet, cell)
    first = place_of(findings.finding_at(0).ref)[1]
    assert first is not None
    step.preview.sheets.view.setCurrentIndex(step.preview.sheets.model.index(*first))
    assert findings.currentRow() == 0


def test_an_unknown_award_is_reported_once_and_the_file_is_read_again(
    page: CommendationPage, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    step = read_file(page, messy_workbook(tmp_path, award="Danh hiệu người tốt của ta"))
    assert step.preview.counts()["error"] == 6
    assert step.award_button.isVisible()
    dialogs.answers = {"1": "LDTT"}
    step.commands.answer_awards()
    rest(page)
    assert step.preview.counts()["new"] == 6
    assert not step.award_button.isVisible()


def test_appraisal_gives_verdicts_and_a_card_with_sources(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=YEAR).batch_id)
    page.open_step("nominees")
    rest(page)
    step = cast(NomineesStep, page.steps["nominees"])
    step.submit()
    rest(page)
    assert {row.state for row in app.read(nominations, year=YEAR)} == {"submitted"}
    assert step.chips.button("unjudged").text().endswith("0")
    card = step.card.toPlainText()
    assert "Căn cứ" in card
    assert "Danh sách xã gửi.xlsx" in card


def test_a_removed_nomination_comes_back_by_the_line_beside_the_title(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=YEAR).batch_id)
    page.open_step("nominees")
    rest(page)
    step = cast(NomineesStep, page.steps["nominees"])
    step.table.view.selectAll()
    step.remove()
    rest(page)
    assert app.read(nominations, year=YEAR) == ()
    assert page.undo_bar.isVisible()
    page.undo_bar.undo()
    rest(page)
    assert len(app.read(nominations, year=YEAR)) == 6


def test_a_count_that_does_not_add_up_cannot_be_closed(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    passed(app, tmp_path, close=False)
    page.open_step("council")
    rest(page)
    step = cast(CouncilStep, page.steps["council"])
    assert not step.close_button.isEnabled(), "nobody has voted yet"
    model = step.model
    assert model.data(model.index(0, KEYS.index("result"))) == "Chưa biểu quyết"
    assert model.data(model.index(0, KEYS.index("agree"))) == ""
    step.finding.fill_button.click()
    rest(page)
    assert step.close_button.isEnabled()
    model.setData(model.index(0, KEYS.index("agree")), "5")
    assert not step.close_button.isEnabled()
    assert step.wrong.isVisible()
    model.setData(model.index(0, KEYS.index("disagree")), "4")
    assert step.close_button.isEnabled()
    assert model.data(model.index(0, KEYS.index("share"))) == "55,55 %"
    step.close_session()
    rest(page)
    states = sorted(row.state for row in app.read(nominations, year=YEAR))
    assert states == ["failed", *["passed"] * 5]


def test_a_decision_asks_for_number_and_day_only(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    passed(app, tmp_path)
    page.open_step("decisions")
    rest(page)
    step = cast(DecidingStep, page.steps["decisions"])
    step.draft()
    rest(page)
    panel = step.draft_panel
    values = panel.form.values()
    assert [key for key, value in values.items() if value is None] == ["number", "signed_on"]
    panel.sign()
    assert set(panel.form.problems()) == {"number", "signed_on"}
    panel.form.set_values({"number": 12, "signed_on": TODAY})
    panel.sign()
    rest(page)
    assert panel.decision is not None
    assert app.read(decision, panel.decision.id).number == "12/QĐ-UBND"
    page.open_step("certificates")
    rest(page)
    printing = cast(PrintingStep, page.steps["certificates"])
    assert printing.view.canvas.current_page == 0
    assert printing.view.save_button.isEnabled()


def test_a_discarded_draft_gives_its_people_back(
    page: CommendationPage, app: AppContext, tmp_path: Path
) -> None:
    passed(app, tmp_path)
    page.open_step("decisions")
    rest(page)
    step = cast(DecidingStep, page.steps["decisions"])
    step.draft()
    rest(page)
    step.draft_panel.discard()
    rest(page)
    assert len(decisions.queue(app, year=YEAR).own) == 6
    assert step.draft_panel.decision is None


def test_a_certificate_stored_for_pre_printed_stock_has_no_background(
    page: CommendationPage, app: AppContext, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    passed(app, tmp_path)
    drafted = decisions.draft(
        app, year=YEAR, nomination_ids=[row.id for row in decisions.queue(app, year=YEAR).own]
    )
    decisions.sign(app, drafted.decision_id, number=7, signed_on=TODAY)
    page.open_step("certificates")
    rest(page)
    step = cast(PrintingStep, page.steps["certificates"])
    dialogs.save_file = tmp_path / "đủ.pdf"
    step.view.save()
    step.form.set_values({"full": "stock"})
    step.draw()
    rest(page)
    dialogs.save_file = tmp_path / "phôi.pdf"
    step.view.save()
    rest(page)
    assert (tmp_path / "phôi.pdf").stat().st_size < (tmp_path / "đủ.pdf").stat().st_size


@pytest.mark.parametrize("filled", [False, True])
def test_every_step_is_walked_by_keyboard_and_nothing_is_cut(
    page: CommendationPage, window: MainWindow, app: AppContext, tmp_path: Path, filled: bool, qtbot: QtBot
) -> None:
    if filled:
        passed(app, tmp_path, close=False)
        page._year_changed(YEAR)
    window.resize(911, 512)
    for number, (key, _) in enumerate(STEPS, start=1):
        top = QApplication.focusWidget() or window
        qtbot.keyClick(top, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        rest(page)
        assert page.current == key
        widgets = shown(page)
        nameless = [
            type(one).__name__
            for one in widgets
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        ]
        assert nameless == []
        letters = [
            mnemonic(one.text()) for one in widgets if isinstance(one, QAbstractButton) and one.isEnabled()
        ]
        letters += [mnemonic(one.text()) for one in widgets if isinstance(one, QLabel) and one.buddy()]
        letters = [letter for letter in letters if letter]
        assert len(letters) == len(set(letters)), (key, letters)
        cut = [
            one.text()
            for one in widgets
            if isinstance(one, QLabel | QPushButton)
            and not getattr(one, "wordWrap", bool)()
            and one.width() < one.minimumSizeHint().width()
        ]
        assert cut == []


def test_columns_are_lettered_as_in_excel() -> None:
    assert [letter_of(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert place_of("DS!AB12") == ("DS", (11, 27))
    assert place_of("DS") == ("DS", None)
