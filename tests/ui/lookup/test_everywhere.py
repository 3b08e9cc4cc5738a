"""Ctrl+K from anywhere: people, units, decisions, tasks, plans and places, by the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, real_window, settle
from tests.ui.window.test_forms import type_keys
from ui.dialogs.everywhere import EverywhereDialog, Hit, places
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def ask(
    window: MainWindow, officer: Officer, qtbot: QtBot, words: str, *, down: int = 0, life: bool = False
) -> list[str]:
    """Presses Ctrl+K, types, walks down and presses Enter; the answers shown."""
    message: list[str] = []

    def hand(dialog: Any) -> None:
        assert isinstance(dialog, EverywhereDialog)
        type_keys(dialog.box, words)
        dialog.look_now()
        settle(window)
        message.extend(dialog.model.item(row).text() for row in range(dialog.model.rowCount()))
        for _ in range(down):
            qtbot.keyClick(dialog.box, Qt.Key.Key_Down)
        how = Qt.KeyboardModifier.ControlModifier if life else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(dialog.box, Qt.Key.Key_Return, how)

    officer.hands.append(hand)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    return message


def test_a_person_opens_with_the_awards(real_window: MainWindow, officer: Officer, qtbot: QtBot) -> None:
    message = ask(real_window, officer, qtbot, "hth")
    assert message[:2] == ["Cá nhân", "Hoàng Thị Hoà · 1985 · Phòng Nội vụ · 1 lần khen thưởng"]
    assert real_window.current_key == "lookup"
    page = real_window.page("lookup")
    assert page.heading.text() == "Hoàng Thị Hoà · 1 lần khen thưởng"  # type: ignore[attr-defined]


def test_the_life_record_is_one_key_away(real_window: MainWindow, officer: Officer, qtbot: QtBot) -> None:
    ask(real_window, officer, qtbot, "Hoà", life=True)
    settle(real_window)
    assert type(officer.ran[-1]).__name__ == "LifeDialog"


@pytest.mark.parametrize(
    ("words", "page", "kind"),
    [
        ("3140", "commendation", "Quyết định"),
        ("giao uoc", "tasks", "Nhiệm vụ"),
        ("ke hoach cong tac", "plan", "Kế hoạch, văn bản"),
        ("nhat ky", "system", "Mở mục"),
        ("khau vat", "lookup", "Tập thể, đơn vị"),
    ],
)
def test_each_kind_opens_its_place(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, words: str, page: str, kind: str
) -> None:
    open_page(real_window, "overview")
    assert ask(real_window, officer, qtbot, words)[0] == kind
    assert real_window.current_key == page
    assert officer.errors == []


def test_nothing_found_is_said_and_enter_stays(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    assert ask(real_window, officer, qtbot, "zzzz") == ["Không tìm thấy gì có “zzzz”."]
    assert real_window.current_key == "overview"


def test_every_place_has_a_name() -> None:
    assert all(isinstance(hit, Hit) and hit.words for hit in places("he thong").hits)
