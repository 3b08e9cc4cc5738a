"""The papers beside the decision: for editing, for paying out, for the level above, for the archive."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.ui.award_samples import AWARD, TODAY, YEAR, messy_workbook
from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    officer,
    open_page,
    real_window,
    settle,
)
from tests.ui.window_samples import shown
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.council.sessions import sessions
from thidua_desktop.queries.decisions.changes import changes_of
from thidua_desktop.queries.decisions.decisions import papers
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.council import sessions as council
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.pages.commendation.page import CommendationPage
from ui.pages.council.step import CouncilStep
from ui.pages.decisions.step import DecidingStep
from ui.pages.nominations.step import NomineesStep
from ui.printing.paper_dialog import PaperDialog
from ui.widgets.forms import mnemonic
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

HIGHER = "Bằng khen của Chủ tịch UBND tỉnh"


def pass_all(app: AppContext, folder: Path, *, award: str = AWARD) -> int:
    """Nominations taken in, appraised and passed; the meeting."""
    batch = staging.stage(app, messy_workbook(folder, award=award), year=YEAR).batch_id
    staging.commit(app, batch)
    nominating.submit(app, year=YEAR)
    opened = council.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng năm 2024",
        held_on=TODAY,
        place="Phòng họp số 1",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=9,
        nomination_ids=[row.id for row in app.read(nominations, year=YEAR)],
        threshold=Fraction(2, 3),
    )
    council.fill_agreed(app, opened.session_id)
    council.close(app, opened.session_id)
    return opened.session_id


def deciding(window: MainWindow) -> DecidingStep:
    page: CommendationPage = open_page(window, "commendation", "decisions")
    settle(window)
    return cast(DecidingStep, page.steps["decisions"])


def filled(window: MainWindow) -> list[str]:
    """Enabled filled buttons in sight: the officer sees at once which one goes on."""
    return [
        button.text()
        for button in shown(window)
        if isinstance(button, QPushButton) and button.property("kind") == "primary" and button.isEnabled()
    ]


def test_a_draft_has_one_filled_button_and_goes_to_word_with_what_was_typed(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path)
    step = deciding(real_window)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    drafted = decisions.draft(app, year=YEAR, nomination_ids=own[:4])
    real_window.context.announce(drafted.changes)
    settle(real_window)
    assert step.draft_panel.decision is not None
    assert filled(real_window) == [step.draft_panel.sign_button.text()]
    assert doubled_letters(step) == []
    step.draft_panel.form.set_values({"number": 12, "signed_on": TODAY})
    officer.save_file = tmp_path / "Quyết định.docx"
    step.draft_panel.view.docx_button.click()
    settle(real_window)
    assert officer.errors == []
    assert _words(officer.save_file).count("12/QĐ-UBND") >= 1


def test_the_payment_list_of_an_issued_decision_is_stored_when_saved(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    drafted = decisions.draft(app, year=YEAR, nomination_ids=own)
    decisions.sign(app, drafted.decision_id, number=7, signed_on=TODAY)
    step = deciding(real_window)
    officer.save_file = tmp_path / "chi.pdf"
    officer.hands.append(lambda dialog: dialog.view.save())
    step.draft_panel.payment_button.click()
    settle(real_window)
    assert officer.save_file.read_bytes().startswith(b"%PDF")
    assert [paper.kind for paper in app.read(papers, decision_id=drafted.decision_id)] == ["payment"]


def test_what_waits_for_the_level_above_becomes_a_request(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path, award=HIGHER)
    step = deciding(real_window)
    assert not step.request_button.isVisible()
    step.queues.choose("higher")
    settle(real_window)
    assert step.request_button.text() == "Lập &tờ trình (6)…"
    assert not step.draft_button.isVisible()
    officer.save_file = tmp_path / "tờ trình.docx"
    officer.hands.append(lambda dialog: dialog.view.save_docx())
    step.request_button.click()
    settle(real_window)
    dialog = cast(PaperDialog, officer.ran[-1])
    assert dialog.windowTitle() == "Tờ trình đề nghị cấp trên khen thưởng"
    assert "Giàng A Phủ" in _words(officer.save_file)


def test_a_request_goes_up_and_its_answer_is_noted_from_the_same_list(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path, award=HIGHER)
    step = deciding(real_window)
    step.queues.choose("higher")
    settle(real_window)
    officer.forms.append({"number": 45, "sent_on": TODAY})
    step.send_button.click()
    settle(real_window)
    assert len(decisions.queue(app, year=YEAR).asked) == 6
    step.queues.choose("asked")
    settle(real_window)
    assert step.answer_button.isVisible()
    officer.forms.append({"result": "refused", "reason": "Chưa đủ điều kiện"})
    step.answer_button.click()
    settle(real_window)
    assert decisions.queue(app, year=YEAR).asked == ()


def test_a_wrong_name_in_an_issued_decision_is_put_right_by_a_new_draft(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    changes = decisions.sign(app, number, number=12, signed_on=TODAY)
    step = deciding(real_window)
    real_window.context.announce(changes)
    settle(real_window)
    officer.forms.append({"name": "Nguyễn Thị Ướt", "reason": "Ghi sai tên"})
    step.draft_panel.ask_change("amend")
    settle(real_window)
    drafted = step.draft_panel.decision
    assert drafted is not None
    assert (drafted.kind, drafted.state) == ("amend", "draft")
    line = step.draft_panel.form.editor("number")
    assert isinstance(line, QLineEdit)
    assert "13" in line.placeholderText()
    decisions.sign(app, drafted.id, number=13, signed_on=TODAY)
    real_window.context.announce(Changes(topics=frozenset({"decisions"})))
    settle(real_window)
    assert "12/QĐ-UBND" in step.draft_panel.traces.text()


def test_several_wrong_names_are_typed_one_after_another_into_one_correcting_decision(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    changes = decisions.sign(app, number, number=12, signed_on=TODAY)
    first, second, *_ = app.read(of_decision, number)
    step = deciding(real_window)
    real_window.context.announce(changes)
    settle(real_window)
    officer.forms += [
        {"grant": first.id, "name": "Nguyễn Thị Ướt", "reason": "Ghi sai tên", "more": True},
        {"position": "Hiệu trưởng"},  # the next person and the reason stand already
    ]
    step.draft_panel.ask_change("amend")
    settle(real_window)
    assert officer.errors == []
    drafted = step.draft_panel.decision
    assert drafted is not None and (drafted.kind, drafted.state) == ("amend", "draft")
    assert [(one.grant_id, one.corrected, one.reason) for one in app.read(changes_of, drafted.id)] == [
        (first.id, {"name_printed": "Nguyễn Thị Ướt"}, "Ghi sai tên"),
        (second.id, {"position_printed": "Hiệu trưởng"}, "Ghi sai tên"),
    ]


@pytest.mark.parametrize("kind", ["revoke", "replace"])
def test_any_choice_of_rows_is_revoked_or_left_out(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path, kind: str
) -> None:
    pass_all(app, tmp_path)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    changes = decisions.sign(app, number, number=12, signed_on=TODAY)
    first, second, *others = app.read(of_decision, number)
    assert others
    step = deciding(real_window)
    real_window.context.announce(changes)
    settle(real_window)
    officer.forms.append({"grant": (first.id, second.id), "reason": "Chưa đủ điều kiện"})
    step.draft_panel.ask_change(kind)  # type: ignore[arg-type]
    settle(real_window)
    assert officer.errors == []
    drafted = step.draft_panel.decision
    assert drafted is not None and drafted.kind == kind
    gone = {one.grant_id for one in app.read(changes_of, drafted.id) if one.corrected is None}
    assert gone == {first.id, second.id}


def test_no_field_of_an_amendment_takes_the_letter_of_its_button() -> None:
    fields = ("amend_who", "name", "position", "unit", "reason", "more")
    letters = [mnemonic(text(f"deciding.changes.{key}")) for key in (*fields, "accept")]
    assert len(set(letters)) == len(letters)


def test_saved_minutes_are_stored_with_their_meeting(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    pass_all(app, tmp_path)
    page: CommendationPage = open_page(real_window, "commendation", "council")
    settle(real_window)
    before = app.read(sessions, year=YEAR)
    officer.save_file = tmp_path / "biên bản.pdf"
    officer.hands.append(lambda dialog: dialog.view.save())
    cast(CouncilStep, page.steps["council"]).minutes_button.click()
    settle(real_window)
    assert officer.save_file.exists()
    stored = list((app.folder.root / "attachments").rglob("*"))
    assert any(path.is_file() and path.read_bytes() == officer.save_file.read_bytes() for path in stored)
    assert app.read(sessions, year=YEAR) == before


@pytest.mark.parametrize("wide", [911, 1366])
def test_an_overruled_verdict_says_so_and_waits_no_longer(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path, wide: int
) -> None:
    real_window.resize(wide, 700)
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path, award="CSTĐCS"), year=YEAR).batch_id)
    nominating.submit(app, year=YEAR)
    page: CommendationPage = open_page(real_window, "commendation", "nominees")
    settle(real_window)
    step = cast(NomineesStep, page.steps["nominees"])
    row = next(one for one in app.read(nominations, year=YEAR) if one.verdict != "eligible")
    doubted = sum(_count(step, key) for key in ("needs_review", "not_eligible"))
    step.table.select([row.id])
    officer.forms.append({"reason": "Đã xem hồ sơ gốc"})
    step.commands.overrule(step.table.selected())
    settle(real_window)
    column: Any = next(one for one in step.table.model.columns if one.key == "verdict")
    now = next(one for one in app.read(nominations, year=YEAR) if one.id == row.id)
    assert column.words(now) == "Đủ (kết luận lại)"
    assert "Đủ (kết luận lại)" in step.card.toPlainText()
    assert sum(_count(step, key) for key in ("needs_review", "not_eligible")) == doubted - 1


def _count(step: NomineesStep, key: str) -> int:
    return int(step.chips.button(key).text().split()[-1])


def _words(path: Path) -> str:
    """Every text of a Word file, run together."""
    import re
    from zipfile import ZipFile

    with ZipFile(path) as package:
        body = package.read("word/document.xml").decode("utf-8")
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
