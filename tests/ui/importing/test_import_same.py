"""People of one name beside each other: one person, or two."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.award_samples import YEAR
from tests.ui.page_app import (
    LONG,
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    real_window,
    settle,
    squeezed,
)
from tests.ui.window_samples import shown
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.office.context import AppContext
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.same_people_dialog import SameDialog
from ui.pages.importing.step import ImportingStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
HOA = "Hoàng Thị Hoà"


@pytest.fixture
def step(real_window: MainWindow, tmp_path: Path) -> ImportingStep:
    """A file that names two women known or unknown: one has an award of last year in another unit."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"),
        (1, HOA, "", LONG, "CSTĐCS"),
        (2, "Lò Thị Én", "", LONG, "LĐTT"),
        (3, "Lò Thị Én", "12/3/1980", LONG, "LĐTT"),
    ):
        sheet.append(line)
    path = tmp_path / "danh sách.xlsx"
    book.save(path)
    real_window.open_page("commendation")
    settle(real_window)
    page = cast(CommendationPage, real_window.page("commendation"))
    found = cast(ImportingStep, page.steps["intake"])
    found.read_files((path,))
    settle(real_window)
    return found


def words(dialog: SameDialog) -> str:
    return "\n".join(one.text() for one in shown(dialog) if isinstance(one, QLabel))


def test_both_are_seen_with_birth_unit_and_past_awards_and_the_answer_holds(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer
) -> None:
    assert step.open_file.same_button.text() == "Người &cùng tên (2)…"
    seen: list[str] = []

    def decide(dialog: SameDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog), squeezed(dialog)) == ([], [], [])
        seen.append(words(dialog))
        dialog.one_button.click()
        seen.append(words(dialog))
        dialog.two_button.click()

    officer.hands.append(decide)
    step.open_file.same_button.click()
    settle(real_window)
    assert "3140/QĐ-UBND" in seen[0]
    assert "1985" in seen[0]
    assert "Phòng Nội vụ" in seen[0]
    assert "dòng 3" in seen[1]
    assert not step.open_file.same_button.isVisible()
    step.commands.commit()
    settle(real_window)
    assert len(app.read(persons, words=HOA)) == 1
    assert len(app.read(persons, words="Lò Thị Én")) == 2
    assert len(app.read(nominations, year=YEAR)) == 3


def test_one_person_twice_in_a_file_is_nominated_once(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer
) -> None:
    def decide(dialog: SameDialog) -> None:
        dialog.two_button.click()
        dialog.one_button.click()

    officer.hands.append(decide)
    step.commands.answer_same()
    settle(real_window)
    assert step.preview.counts() == {"new": 2, "update": 0, "identical": 1, "error": 0}
    step.commands.commit()
    settle(real_window)
    assert len(app.read(persons, words=HOA)) == 2
    assert len(app.read(persons, words="Lò Thị Én")) == 1


def test_what_was_answered_before_the_officer_stopped_is_stored(
    real_window: MainWindow, step: ImportingStep, officer: Officer
) -> None:
    def stop(dialog: SameDialog) -> None:
        dialog.one_button.click()
        dialog.reject()

    officer.hands.append(stop)
    step.commands.answer_same()
    settle(real_window)
    assert step.open_file.same_button.text() == "Người &cùng tên (1)…"


def test_what_is_left_for_later_is_asked_again_and_decides_nothing(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer
) -> None:
    before = step.open_file.same_button.text()

    def later(dialog: SameDialog) -> None:
        button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Để &sau")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert not dialog.reported

    officer.hands.append(later)
    step.open_file.same_button.click()
    settle(real_window)
    assert step.open_file.same_button.text() == before
    assert app.read(nominations, year=YEAR) == ()
