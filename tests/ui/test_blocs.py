"""Khối – Cụm thi đua: members by ticks, officers among them, last year's blocs copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_desk import (
    LONG,
    Officer,
    bare_desk,
    desk,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.blocs import blocs
from thidua_desktop.services.desk import Desk
from ui.main_window import MainWindow
from ui.pages.blocs_tabs.dialog import BlocDialog

__all__ = ["bare_desk", "desk", "officer", "real_window"]


def test_last_years_blocs_are_copied_with_members_and_officers(
    real_window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    assert page.panel.model.total == 0
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)
    copied = desk.read(blocs, year=2024)
    assert [(bloc.name, bloc.members, bloc.head_name) for bloc in copied] == [("Khối cơ quan", 2, LONG)]
    assert not page.copy.isEnabled()
    assert [row.unit_name for row in page.members.model.shown_rows()] == [LONG, "Phòng Nội vụ"]


def test_units_in_no_bloc_are_named_and_shown(real_window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)
    assert page.notice.text() == "1 đơn vị chưa thuộc khối, cụm nào: UBND xã Khau Vạt"
    press(real_window, qtbot, page.outside, Qt.Key.Key_Space)
    assert [row.unit_name for row in page.members.model.shown_rows()] == ["UBND xã Khau Vạt"]


def test_a_bloc_is_made_by_ticks_found_by_typing(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)

    def hand(dialog: BlocDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        qtbot.keyClicks(dialog.form.editor("name"), "Cum xa")
        qtbot.keyClicks(dialog.filter, "phong noi")
        items = [dialog.list.item(place) for place in range(dialog.list.count())]
        visible = [item for item in items if not item.isHidden()]
        assert [item.text() for item in visible] == ["Phòng Nội vụ (đang ở Khối cơ quan)"]
        dialog.list.setCurrentItem(visible[0])
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        dialog.officers.set_values({"head": dialog.chosen()[0]})
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    assert [bloc.head_name for bloc in desk.read(blocs, year=2024)] == [LONG, "Phòng Nội vụ"]
    assert "1 đơn vị thuộc từ hai khối, cụm trở lên: Phòng Nội vụ" in page.notice.text()


def test_enter_opens_and_delete_removes_a_bloc(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)

    def hand(dialog: BlocDialog) -> None:
        assert len(dialog.chosen()) == 2
        dialog.officers.set_values({"deputy": dialog.values["head_unit_id"]})
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Return)
    assert desk.read(blocs, year=2024)[0].deputy_name == LONG
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Delete)
    assert desk.read(blocs, year=2024) == ()


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])
