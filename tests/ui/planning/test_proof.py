"""Before a decision is issued the proof-reader is heard; what it found opens its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.small_office import listed, pass_all, take_in, workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.decisions.decisions import decision
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from ui.pages.decisions.proof_dialog import ProofDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

ROWS = (
    ("Bà Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Ông Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
)


@pytest.fixture
def drafted(app: AppContext, tmp_path: Path) -> int:
    take_in(app, workbook(tmp_path, ROWS))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    organisation.save_unit(
        app, unit_id=unit.id, name=unit.name, kind=unit.kind, valid_to=dt.date(2024, 6, 30)
    )
    return made


@pytest.fixture
def panel(drafted: int, real_window: MainWindow) -> Any:
    page = open_page(real_window, "commendation", ("decisions", drafted))
    settle(real_window)
    return page.steps["decisions"].draft_panel


def issue(panel: Any, window: MainWindow, qtbot: QtBot) -> None:
    panel.form.set_values({"number": 41, "signed_on": dt.date(2024, 12, 20)})
    qtbot.keyClick(panel.sign_button, Qt.Key.Key_Space)
    settle(window)


def test_an_error_stops_issuing_until_the_officer_says_so(
    app: AppContext, drafted: int, panel: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    seen: list[int] = []

    def look(dialog: ProofDialog) -> None:
        seen.append(dialog.list.count())
        dialog.reject()

    officer.hands.append(look)
    issue(panel, real_window, qtbot)
    assert seen and app.read(decision, drafted).state == "draft"
    officer.hands.append(lambda dialog: qtbot.keyClick(dialog.issue_button, Qt.Key.Key_Space))
    issue(panel, real_window, qtbot)
    assert app.read(decision, drafted).state == "signed"


def test_enter_on_a_finding_opens_the_nominee_it_speaks_of(
    panel: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    def go(dialog: ProofDialog) -> None:
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    officer.hands.append(go)
    qtbot.keyClick(panel.proof_button, Qt.Key.Key_Space)
    settle(real_window)
    page: Any = real_window.page("commendation")
    assert page.current == "nominees"
    assert page.steps["nominees"].table.current().name in ("Nguyễn Thị Ước", "Lò Văn Đạt")


def test_the_button_says_how_many_places_are_to_be_looked_at(panel: Any) -> None:
    assert any(letter.isdigit() for letter in panel.proof_button.text())


def test_one_cause_on_many_lines_is_one_finding_that_opens_all_of_them(
    app: AppContext, real_window: MainWindow, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [(f"Lò Thị Mận {letter}", "1981", "", "Phòng Nội vụ", "LĐTT") for letter in "ABCDEGH"]
    take_in(app, workbook(tmp_path, rows))
    pass_all(app)
    passed = {row.id for row in listed(app) if row.state == "passed"}
    draft = decisions.draft(app, year=YEAR, nomination_ids=sorted(passed)).decision_id
    page: Any = open_page(real_window, "commendation", ("decisions", draft))
    settle(real_window)
    seen: list[str] = []

    def go(dialog: ProofDialog) -> None:
        sentences = [dialog.list.item(place).text() for place in range(dialog.list.count())]
        (place,) = [n for n, words in enumerate(sentences) if "chưa có chức vụ" in words]
        dialog.list.setCurrentRow(place)
        seen.append(dialog.go_button.text().replace("&", ""))
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    officer.hands.append(go)
    qtbot.keyClick(page.steps["decisions"].draft_panel.proof_button, Qt.Key.Key_Space)
    settle(real_window)
    assert seen == ["Mở 7 dòng này"]
    assert page.current == "nominees"
    assert {row.id for row in page.steps["nominees"].table.selected()} == passed
