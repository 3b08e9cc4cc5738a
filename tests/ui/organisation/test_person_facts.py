"""Filling what is not known of persons: typed, pasted as a block, refused in words, never lost silently."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
)
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.person_facts import person_facts
from thidua_desktop.services.office.context import AppContext
from ui.dialogs.person_facts import PersonFactsDialog
from ui.pages.lookup.figures import FiguresDialog, show_figures
from ui.pages.lookup.page import LookupPage
from ui.pages.organisation.people import PeopleSection
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def _people(window: MainWindow) -> PeopleSection:
    page = open_page(window, "registers")
    section = page.open_tab("people")
    settle(window)
    assert isinstance(section, PeopleSection)
    return section


def _type(dialog: PersonFactsDialog, words: str) -> QLineEdit:
    """Key by key, as a keyboard with Vietnamese letters sends them: the first opens the editor."""
    target: QWidget = dialog.table
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        target = dialog.table.findChildren(QLineEdit)[-1]
    assert isinstance(target, QLineEdit)
    return target


def test_a_pasted_block_fills_many_persons_in_one_action(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    section = _people(real_window)

    def paste(dialog: PersonFactsDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        QGuiApplication.clipboard().setText("Nữ\tTày\tKế toán\nNam\tKINH\tTổ trưởng\tCó\nthừa")
        qtbot.keyClick(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert "1 dòng cuối" in dialog.problem.text()
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    officer.hands.append(paste)
    press(real_window, qtbot, section.facts_button, Qt.Key.Key_Space)
    found = {row.name: row for row in app.read(person_facts, [row.id for row in app.read(persons)])}
    reported = sorted((row.sex, row.ethnicity, row.position, row.is_leader) for row in found.values())
    assert reported == [("F", "Tày", "Kế toán", None), ("M", "Kinh", "Tổ trưởng", True)]
    assert app.read(person_facts) == (), "nobody is left of whom something is not known"


def test_a_word_that_is_not_understood_stays_red_and_nothing_is_saved(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    section = _people(real_window)

    def hand(dialog: PersonFactsDialog) -> None:
        dialog.table.setCurrentCell(0, 3)
        dialog.table.setFocus()
        editor = _type(dialog, "Mường")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        dialog.table.item(1, 2).setText("gì đó")
        dialog.accept()
        assert dialog.isVisible()
        assert "gì đó" in dialog.problem.text()
        officer.yes = False
        dialog.reject()
        assert dialog.isVisible(), "what was typed is not thrown away without a word"
        assert "2 ô chưa lưu" in officer.reported[-1]
        dialog.table.item(1, 2).setText("")
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, section.facts_button, Qt.Key.Key_Space)
    assert "Mường" in [row.ethnicity for row in app.read(person_facts)]


def test_the_figures_ask_for_the_persons_behind_the_unknown(
    real_window: MainWindow, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    page: LookupPage = open_page(real_window, "lookup")
    page.context.set_year(2023)
    settle(real_window)
    asked: list[list[str]] = []

    def walk(dialog: FiguresDialog) -> None:
        key = next(one for one in dialog.figures.model.shown_rows() if one.key == "people_unknown")
        dialog.figures.select([(key.key, key.label)])
        officer.hands.append(lambda facts: asked.append([facts.table.item(0, 0).text()]))
        dialog.fill_button.click()
        settle(real_window)
        asked.append([row.name for row in key.grants])

    officer.hands.append(walk)
    show_figures(page.context, page)
    settle(real_window)
    assert asked[0] == asked[1][:1]
