"""First lists by paste, in the real window: presses counted, doubts shown before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    YEAR,
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
from thidua_desktop.queries.council.members import members
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.services.importing.plain_table import read_plain_table
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from ui.dialogs.paste_grid import PasteGridDialog
from ui.style.theme import theme
from ui.targets.panel import TargetsPanel
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

_CTRL = Qt.KeyboardModifier.ControlModifier
_UNITS = "\n".join(f"Thôn Nà Pó {number}\tĐơn vị khác\t\t4{number}" for number in range(1, 9))


class _Presses:
    """Keys pressed in a dialog, counted; the window answers after each."""

    def __init__(self, window: MainWindow, qtbot: QtBot, dialog: PasteGridDialog) -> None:
        self._window, self._qtbot, self._dialog, self.count = window, qtbot, dialog, 0

    def __call__(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        self._qtbot.keyClick(self._dialog.table, key, modifier)
        settle(self._window)


def _opened(
    window: MainWindow, qtbot: QtBot, officer: Officer, tab: str, hand: Callable[[PasteGridDialog], None]
) -> QWidget:
    section = open_page(window, "registers").open_tab(tab)
    settle(window)
    officer.hands.append(hand)
    press(window, qtbot, section.paste_button, Qt.Key.Key_Return)
    return section


def test_eight_units_are_at_most_four_presses_by_paste(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    counted = []

    def hand(dialog: PasteGridDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        keys = _Presses(real_window, qtbot, dialog)
        keys(Qt.Key.Key_V, _CTRL)
        keys(Qt.Key.Key_Return, _CTRL)
        counted.append(keys.count + 1)  # and the button that opened it

    section = _opened(real_window, qtbot, officer, "units", hand) if _clip(_UNITS) else None
    assert section is not None
    made = {row.name: row.member_count for row in app.read(units) if row.name.startswith("Thôn")}
    assert made == {f"Thôn Nà Pó {number}": 40 + number for number in range(1, 9)}
    assert counted == [3]
    assert {row.name for row in section.panel.selected()} == set(made), "what was made is selected"  # type: ignore[attr-defined]
    step = app.read(last_undoable)
    assert step is not None and step.action == "add_units"


def test_an_equal_name_stops_and_an_alike_one_is_asked_before_saving(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    before = len(app.read(units))

    def hand(dialog: PasteGridDialog) -> None:
        keys = _Presses(real_window, qtbot, dialog)
        keys(Qt.Key.Key_V, _CTRL)
        assert "đã có" in dialog.problem.text(), "doubts stand there right after the paste"
        keys(Qt.Key.Key_Return, _CTRL)
        assert dialog.isVisible() and len(app.read(units)) == before
        dialog.table.item(0, 0).setText("Trạm Y tế")
        keys(Qt.Key.Key_Return, _CTRL)
        assert dialog.isVisible() and "Vẫn" in dialog.save.text()
        assert "phòng nội vụ" in dialog.problem.text()
        keys(Qt.Key.Key_Return, _CTRL)

    _clip("Phòng Nội vụ\nphòng nội vụ")
    _opened(real_window, qtbot, officer, "units", hand)
    assert {"Trạm Y tế", "phòng nội vụ"} <= {row.name for row in app.read(units)}


def test_a_cell_that_is_not_understood_is_seen_red(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    def hand(dialog: PasteGridDialog) -> None:
        keys = _Presses(real_window, qtbot, dialog)
        keys(Qt.Key.Key_V, _CTRL)
        cell = dialog.table.visualItemRect(dialog.table.item(1, 1))
        picture = dialog.table.viewport().grab(cell).toImage()
        assert picture.pixelColor(picture.width() // 2, 5) == theme().colour("danger_soft")
        keys(Qt.Key.Key_Return, _CTRL)
        assert dialog.isVisible() and not app.read(units)[0].name.startswith("Trạm")

    _clip("Trạm A\tthôn\nTrạm B\tlạ")
    _opened(real_window, qtbot, officer, "units", hand)
    assert not [row for row in app.read(units) if row.name.startswith("Trạm")]


def test_a_block_with_headings_finds_its_columns(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    def hand(dialog: PasteGridDialog) -> None:
        keys = _Presses(real_window, qtbot, dialog)
        keys(Qt.Key.Key_V, _CTRL)
        assert "Ghi chú" in dialog.problem.text()
        keys(Qt.Key.Key_Return, _CTRL)

    _clip("STT\tĐơn vị\tHọ và tên\tNgày sinh\tGhi chú\n1\tPhòng Nội vụ\tLò Thị Sao\t2/9/1990\tmới")
    _opened(real_window, qtbot, officer, "people", hand)
    made = next(row for row in app.read(persons) if row.full_name == "Lò Thị Sao")
    assert made.born is not None and (made.unit_name, made.born.value) == ("Phòng Nội vụ", "1990-09-02")


def test_rows_are_typed_with_enter_and_tab(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    def hand(dialog: PasteGridDialog) -> None:
        editor = _type(dialog, "Lò Văn Á")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        editor = _type(dialog, "Lò Văn B")
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert (dialog.table.currentRow(), dialog.table.currentColumn()) == (1, 1)
        dialog.table.setFocus()
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, _CTRL)
        settle(real_window)

    _opened(real_window, qtbot, officer, "council", hand)
    assert [row.full_name for row in app.read(members)] == ["Lò Văn Á", "Lò Văn B"]


def test_a_workbook_and_its_template_take_the_place_of_the_clipboard(
    real_window: MainWindow,
    app: AppContext,
    officer: Officer,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mẫu.xlsx"
    monkeypatch.setattr(officer, "choose_save_file", lambda *_, **__: path)
    monkeypatch.setattr(officer, "choose_open_files", lambda *_, **__: (path,))

    def hand(dialog: PasteGridDialog) -> None:
        dialog.template_button.click()
        settle(real_window)
        headings = read_plain_table(path)[0]
        _write(path, [list(headings), ["Thôn Nà Tâu", "Đơn vị khác", "", "35"]])
        dialog.file_button.click()
        settle(real_window)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, _CTRL)
        settle(real_window)

    _opened(real_window, qtbot, officer, "units", hand)
    assert {row.name: row.member_count for row in app.read(units)}["Thôn Nà Tâu"] == 35


def test_thirty_one_figures_are_at_most_six_presses(
    real_window: MainWindow, app: AppContext, officer: Officer, qtbot: QtBot
) -> None:
    plan_id = app.read(plans, year=YEAR)[0].id
    for number in range(31):
        draft = TargetDraft(wording=f"Chỉ tiêu {number + 1}", section="TDKT", minimum="10")
        save_target(app, draft, plan_id=plan_id)
    page = open_page(real_window, "plan", "targets")
    panel = page.findChildren(TargetsPanel)[0]
    counted = []

    def hand(dialog: PasteGridDialog) -> None:
        assert dialog.table.rowCount() == 31
        keys = _Presses(real_window, qtbot, dialog)
        keys(Qt.Key.Key_V, _CTRL)
        keys(Qt.Key.Key_Return, _CTRL)
        counted.append(keys.count + 1)

    _clip("\n".join(f"{number},5" for number in range(31)))
    officer.hands.append(hand)
    press(real_window, qtbot, panel.fill_button, Qt.Key.Key_Return)
    values = [row.actuals[0].value for row in app.read(targets, year=YEAR) if row.award_code is None]
    assert values == [f"{number}.5" for number in range(31)]
    assert counted == [3]


def _clip(words: str) -> bool:
    QGuiApplication.clipboard().setText(words)
    return True


def _write(path: Path, rows: list[list[str]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _type(dialog: PasteGridDialog, words: str) -> QLineEdit:
    """Key by key, as a keyboard with Vietnamese letters sends them: the first opens the editor."""
    target: QWidget = dialog.table
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        target = next(one for one in dialog.table.findChildren(QLineEdit) if one.isVisible())
    assert isinstance(target, QLineEdit)
    return target
