"""Danh mục, Hệ thống: registers by keyboard, the law to read, undo, data, look, help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    LONG,
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
    squeezed,
)
from thidua_desktop.config import resource
from thidua_desktop.queries.office.journal import recent
from thidua_desktop.queries.office.settings import find_office, signers
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import spellings, units
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.settings import take_number
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import units as organisation
from ui.core.undoing import UndoButtons
from ui.dialogs.help import HelpDialog, HelpPaper
from ui.pages.organisation.people_moving import MovingDialog
from ui.pages.organisation.spellings import SpellingsDialog
from ui.pages.registers import SECTIONS as REGISTERS
from ui.pages.system.help import PAGES
from ui.pages.system.page import SECTIONS
from ui.style.theme import theme
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def section(window: MainWindow, key: str) -> Any:
    page = open_page(window, "system", key)
    settle(window)
    return page.tab(key)


def test_a_unit_is_added_changed_and_removed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "units")
    officer.forms.append({"name": "UBND xã Nà Khoang", "member_count": 9})
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    tab.panel.filter_box.setText("na khoang")
    tab.panel.apply_filter()
    tab.panel.view.select_places([0])
    officer.forms.append({"valid_to": dt.date(2024, 6, 30)})
    press(real_window, qtbot, tab.panel.view, Qt.Key.Key_Return)
    changed = next(unit for unit in app.read(units) if unit.name == "UBND xã Nà Khoang")
    assert (changed.member_count, changed.valid_to) == (9, dt.date(2024, 6, 30))
    columns = {column.key: column for column in tab.panel.model.columns}
    assert columns["state"].words(tab.panel.model.row_at(0)) == "Đã kết thúc"
    press(real_window, qtbot, tab.panel.view, Qt.Key.Key_Delete)
    assert len(app.read(units)) == 3


def test_a_unit_of_the_same_name_is_refused_and_asked_again(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "units")
    officer.forms += [{"name": "Phòng Nội vụ"}, {"name": "Phòng Nội vụ mới"}]
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    settle(real_window)
    assert [getattr(error, "code", "") for error in officer.errors] == ["organisation.same_name"]
    assert "Phòng Nội vụ mới" in [unit.name for unit in app.read(units)]


def test_a_spelling_is_taught_and_forgotten(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "units")
    tab.panel.view.select_places([0])

    def hand(dialog: SpellingsDialog) -> None:
        qtbot.keyClicks(dialog.line, "PNV huyen")
        press(real_window, qtbot, dialog.line, Qt.Key.Key_Return)
        assert [one.spelling for one in app.read(spellings)] == ["pnv huyen"]
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        dialog.list.setCurrentRow(0)
        press(real_window, qtbot, dialog.forget, Qt.Key.Key_Space)
        dialog.accept()

    officer.hands.append(hand)
    spell = next(button for button in tab._needing_row if "Cách viết" in button.text().replace("&", ""))
    press(real_window, qtbot, spell, Qt.Key.Key_Space)
    assert app.read(spellings) == ()


def test_a_person_is_added_and_looked_up(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "people")
    assert [row.full_name for row in tab.panel.model.shown_rows()] == ["Hoàng Thị Hoà", "Hoàng Văn Hóa"]
    officer.forms.append({"full_name": "Lò Thị Pọng", "sex": "F"})
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    assert "Lò Thị Pọng" in [person.full_name for person in app.read(persons)]
    tab.panel.view.select_places([0])
    first = next(button for button in tab._needing_row if "Đã được" in button.text())
    press(real_window, qtbot, first, Qt.Key.Key_Space)
    assert real_window.current_key == "lookup"
    page: Any = real_window.page("lookup")
    assert page.heading.text() == "Hoàng Thị Hoà · 1 lần khen thưởng"


def test_signers_and_office_are_stored(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "signers")
    officer.forms.append({"full_name": "Lục Thị Vân", "lines": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"})
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    assert app.read(signers)[1].lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    tab = section(real_window, "office")
    tab.form.set_values({"name": "Ủy ban nhân dân huyện Nậm Pục"})
    press(real_window, qtbot, tab.save, Qt.Key.Key_Space)
    office = app.read(find_office)
    assert office is not None and office.name == "Ủy ban nhân dân huyện Nậm Pục"
    assert "Nậm Pục" in real_window.windowTitle()


def test_the_law_is_read_with_source_and_what_is_unconfirmed(real_window: MainWindow) -> None:
    tab = section(real_window, "catalogue")
    assert tab.rule_sets.currentData() == "R2022A"
    tab.panel.select(["CSTT"])
    settle(real_window)
    message = tab.details.toPlainText()
    assert "Chiến sĩ tiên tiến" in message and "Điều kiện" in message and "chưa xác nhận" in message
    tab.rule_sets.setCurrentIndex(3)
    settle(real_window)
    assert tab.panel.model.total > 0
    assert "2.340.000 đồng/tháng" in tab.salaries.text()


def test_ctrl_z_names_the_last_action_and_takes_it_back(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "units")
    officer.forms.append({"name": "UBND xã Pá Lau"})
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    qtbot.keyClick(real_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert "Hoàn tác: Lưu đơn vị “UBND xã Pá Lau”?" in officer.reported[-1]
    assert "UBND xã Pá Lau" not in [unit.name for unit in app.read(units)]
    journal = section(real_window, "journal")
    columns = {column.key: column for column in journal.panel.model.columns}
    first, second = journal.panel.model.shown_rows()[:2]
    assert columns["action"].words(first) == "Hoàn tác: Lưu đơn vị “UBND xã Pá Lau”"
    assert columns["state"].words(second) == "Đã hoàn tác"


def test_an_older_action_is_refused_while_a_later_one_stands_on_it_and_that_one_is_offered(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = section(real_window, "units")
    officer.forms += [{"name": "UBND xã Pá Lau"}, {"short_name": "Pá Lau"}]
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    tab.panel.select([next(unit.id for unit in app.read(units) if unit.name == "UBND xã Pá Lau")])
    press(real_window, qtbot, tab.panel.view, Qt.Key.Key_Return)
    journal = section(real_window, "journal")
    later, made = app.read(recent)[:2]
    journal.panel.select([made.id])
    press(real_window, qtbot, journal.undo, Qt.Key.Key_Space)
    settle(real_window)
    refusal, question = officer.reported[-2:]
    assert refusal.endswith("Hãy hoàn tác thao tác ấy trước.")
    assert question.startswith("Hoàn tác: Lưu đơn vị")
    states = {row.id: row.undone for row in app.read(recent)}
    assert (states[later.id], states[made.id]) == (True, False)
    journal.panel.select([made.id])
    press(real_window, qtbot, journal.undo, Qt.Key.Key_Space)
    settle(real_window)
    assert "UBND xã Pá Lau" not in [unit.name for unit in app.read(units)]


def test_ctrl_y_brings_back_what_ctrl_z_took_and_both_are_named_on_their_buttons(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    buttons = real_window.findChild(UndoButtons)
    tab = section(real_window, "units")
    officer.forms.append({"name": "UBND xã Pá Lau"})
    press(real_window, qtbot, tab.new_button, Qt.Key.Key_Space)
    settle(real_window)
    assert buttons.undo_button.toolTip() == "Hoàn tác: Lưu đơn vị “UBND xã Pá Lau” (Ctrl+Z)"
    assert not buttons.redo_button.isEnabled()
    qtbot.keyClick(real_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert buttons.redo_button.toolTip() == "Làm lại: Lưu đơn vị “UBND xã Pá Lau” (Ctrl+Y)"
    qtbot.keyClick(real_window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert "UBND xã Pá Lau" in [unit.name for unit in app.read(units)]
    assert not buttons.redo_button.isEnabled()
    journal = section(real_window, "journal")
    words = {column.key: column for column in journal.panel.model.columns}["action"].words
    assert words(journal.panel.model.shown_rows()[0]) == "Làm lại: Lưu đơn vị “UBND xã Pá Lau”"


def test_refusing_the_question_undoes_nothing(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    officer.yes = False
    before = app.read(recent)
    qtbot.keyClick(real_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert app.read(recent) == before


def test_data_is_checked_and_copied(real_window: MainWindow, qtbot: QtBot, app: AppContext) -> None:
    tab = section(real_window, "data")
    press(real_window, qtbot, tab.verify, Qt.Key.Key_Space)
    assert tab.found.text().splitlines()[0] == "✓ Tệp dữ liệu nguyên vẹn."
    press(real_window, qtbot, tab.copies.backup, Qt.Key.Key_Space)
    assert len(list(app.folder.backups.glob("*.db"))) == 1
    assert "Đã sao lưu" in tab.copies.copied.text()


@pytest.fixture
def applied() -> Iterator[None]:
    yield
    theme().apply("light")


@pytest.mark.usefixtures("applied")
def test_the_look_changes_at_once_and_is_stored(real_window: MainWindow) -> None:
    tab = section(real_window, "look")
    tab.schemes.choose("dark")
    tab.points.choose(12)
    assert theme().scheme == "dark"
    assert (real_window.context.settings.scheme, real_window.context.settings.font_points) == ("dark", 12)


def test_every_page_of_the_help_reads(real_window: MainWindow, qtbot: QtBot) -> None:
    tab = section(real_window, "help")
    headings = set()
    for _ in PAGES:
        headings.add(tab.page.toPlainText().splitlines()[0])
        press(real_window, qtbot, tab.list, Qt.Key.Key_Down)
    assert len(headings) == len(PAGES)
    assert {path.stem for path in resource("help").glob("*.md")} == set(PAGES)


@pytest.mark.parametrize(
    ("page", "target", "topic"),
    [
        ("overview", None, "start"),
        ("tasks", None, "plan"),
        ("blocs", "scoring", "scoring"),
        ("commendation", "decisions", "decision"),
        ("registers", "council", "council"),
        ("system", "data", "safety"),
    ],
)
def test_f1_opens_the_help_of_the_place_and_comes_back(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, page: str, target: str | None, topic: str
) -> None:
    open_page(real_window, page, target)
    officer.hands.append(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    qtbot.keyClick(real_window, Qt.Key.Key_F1)
    dialog = officer.ran[-1]
    assert isinstance(dialog, HelpDialog)
    assert dialog.view.topic == topic
    assert real_window.current_key == page, "the work stands as it was"
    assert not dialog.isVisible()


def test_the_help_is_searched_and_its_keys_are_printed(real_window: MainWindow, officer: Officer) -> None:
    tab = section(real_window, "help")
    for letter in "phoi giay":
        tab.view.search.insert(letter)
    left = [PAGES[row] for row in range(tab.list.count()) if not tab.list.item(row).isHidden()]
    assert "printing" in left and len(left) < len(PAGES)
    tab.view.search.clear()
    tab.view.open("keys")
    tab.print_button.click()
    settle(real_window)
    assert isinstance(officer.ran[-1], HelpPaper)
    assert tab.view.as_pdf().startswith(b"%PDF")
    officer.ran[-1].reject()


@pytest.mark.parametrize(("page", "sections"), [("registers", REGISTERS), ("system", SECTIONS)])
def test_nothing_is_nameless_or_squeezed(
    real_window: MainWindow, page: str, sections: tuple[tuple[str, str], ...]
) -> None:
    shown = open_page(real_window, page)
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        for key, _ in sections:
            shown.open_tab(key)
            settle(real_window)
            assert (key, nameless(shown), doubled_letters(shown), squeezed(shown)) == (key, [], [], [])


def test_the_units_stand_among_the_registers(real_window: MainWindow) -> None:
    page = open_page(real_window, "system", "units")
    settle(real_window)
    assert real_window.current_key == "registers"
    assert LONG in [row.name for row in page.tab("units").panel.model.shown_rows()]


def test_the_office_tab_reports_the_next_number_of_the_book(real_window: MainWindow, app: AppContext) -> None:
    tab = section(real_window, "office")
    decision, register = tab.series.text().splitlines()
    assert decision == "Quyết định khen thưởng năm 2024: số tiếp theo là 1."
    assert register == "Sổ khen thưởng năm 2024: số vào sổ tiếp theo là 1."
    with app.database.writing("save_office") as uow:
        take_number(uow, kind="register", year=2024, count=5)
    real_window.context.announce(uow.changes)
    settle(real_window)
    assert tab.series.text().splitlines()[1] == "Sổ khen thưởng năm 2024: số vào sổ tiếp theo là 6."


def test_the_body_above_printed_on_papers_is_stored_by_the_office_tab(
    real_window: MainWindow, app: AppContext, qtbot: QtBot
) -> None:
    tab = section(real_window, "office")
    tab.form.set_values({"letterhead_superior": "Ủy ban nhân dân tỉnh Sơn Hà"})
    press(real_window, qtbot, tab.save, Qt.Key.Key_Space)
    found = app.read(find_office)
    assert found is not None
    assert found.letterhead_superior == "Ủy ban nhân dân tỉnh Sơn Hà"
    tab.reload()
    settle(real_window)
    assert tab.form.values()["letterhead_superior"] == "Ủy ban nhân dân tỉnh Sơn Hà"


def test_after_a_split_it_is_asked_who_goes_where_and_answered_by_keyboard(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    organisation.save_unit(app, name="Xã Tà Gia", kind="commune")
    old = next(unit.id for unit in app.read(units) if unit.name == "Xã Tà Gia")
    for name in ("Lò Văn Đạt", "Quàng Thị Hoa"):
        people.save_person(app, full_name=name, unit_id=old)
    tab = section(real_window, "units")
    officer.forms.append(
        {"kind": "split", "on_day": dt.date(2024, 7, 1), "names": "Xã Tà Gia Một\nXã Tà Gia Hai"}
    )

    def hand(dialog: MovingDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.count.text() == "2 người chuyển, 0 người ở lại"
        dialog.accept()

    officer.hands.append(hand)
    tab.panel.select([old])
    press(real_window, qtbot, tab.change_button, Qt.Key.Key_Space)
    settle(real_window)
    now = {row.full_name: row.unit_name for row in app.read(persons)}
    assert now["Lò Văn Đạt"] == "Xã Tà Gia Một"
    assert now["Quàng Thị Hoa"] == "Xã Tà Gia Hai"
