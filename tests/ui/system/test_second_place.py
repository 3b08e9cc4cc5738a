"""The second place: chosen, closed with a password, opened again, from the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from ui.window.main_window import MainWindow
from ui.window.safekeeping import SECOND_KEY, SECOND_PLACE

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_the_second_place_is_closed_with_a_password_that_is_stored_nowhere(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = real_window.context.settings
    settings.put(SECOND_PLACE, str(tmp_path))
    tab = open_page(real_window, "system", "data").tab("data")
    card = tab.second
    press(real_window, qtbot, tab.copies.backup, Qt.Key.Key_Space)
    press(real_window, qtbot, card.now, Qt.Key.Key_Space)
    assert [path.suffix for path in tmp_path.glob("*/thidua_*.db*")] == [".db"]

    officer.forms.append({"password": "mat khau rieng", "again": "mat khau rieng"})
    press(real_window, qtbot, card.close_copies, Qt.Key.Key_Space)
    settle(real_window)
    assert [path.suffix for path in tmp_path.glob("*/thidua_*.db*")] == [".dbk"]
    assert "mã hóa" in card.place.text()
    assert not card.close_copies.isVisible() and card.open_copies.isVisible()
    stored = settings.words(SECOND_KEY)
    assert stored and b"mat khau rieng".hex() not in stored

    press(real_window, qtbot, card.open_copies, Qt.Key.Key_Space)
    assert not settings.words(SECOND_KEY) and card.close_copies.isVisible()
