"""The optional password: only the right one opens, idleness asks again, giving up closes."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.office.access import password_fits, password_hash
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import FormDialog
from ui.pages.registry import PAGES
from ui.pages.tabs import TabbedPage
from ui.window.locking import PASSWORD, AutoLock, unlocked
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.window.locking._WRONG_SECONDS", 0)


def typing(password: str, then: Callable[[FormDialog], None]) -> None:
    def act() -> None:
        dialog: Any = QApplication.activeModalWidget()
        dialog.form.set_values({"password": password})
        then(dialog)

    QTimer.singleShot(50, act)


def test_the_hash_says_nothing_and_fits_only_its_password() -> None:
    stored = password_hash("Mật khẩu 2026")
    assert stored.startswith("$argon2id$") and "Mật" not in stored
    assert password_fits("Mật khẩu 2026", stored), "typed in composing letters"
    assert not password_fits("mật khẩu 2026", stored)
    assert not password_fits("Mật khẩu 2026", "rác")
    with pytest.raises(OfficeError, match=r"access\.too_short"):
        password_hash("12345")


def test_a_wrong_password_stays_and_the_right_one_opens(
    settings: MachineSettings, qapp: QApplication
) -> None:
    assert unlocked(settings), "none is set"
    settings.put(PASSWORD, password_hash("bi mat 2026"))
    settings.save()
    assert MachineSettings(settings.folder).words(PASSWORD) == settings.words(PASSWORD)

    def wrong(dialog: FormDialog) -> None:
        dialog.accept()
        assert dialog.isVisible()
        dialog.form.set_values({"password": "bi mat 2026"})
        dialog.accept()

    typing("khong phai", wrong)
    assert unlocked(settings)
    typing("", lambda dialog: dialog.reject())
    assert not unlocked(settings)


def test_an_idle_window_hides_until_the_password_comes(
    real_window: MainWindow, settings: MachineSettings
) -> None:
    settings.put(PASSWORD, password_hash("bi mat 2026"))
    lock = AutoLock(real_window, settings)
    lock.appearance()
    assert real_window.isVisible()
    hidden: list[bool] = []

    def right(dialog: FormDialog) -> None:
        hidden.append(not real_window.isVisible())
        dialog.accept()

    lock._last -= 16 * 60
    typing("bi mat 2026", right)
    lock.appearance()
    assert hidden == [True] and real_window.isVisible()
    settings.put(PASSWORD, "")
    lock.begin()


def test_the_password_is_set_and_taken_off_in_the_window(
    real_window: MainWindow, officer: Officer, settings: MachineSettings
) -> None:
    tab = open_page(real_window, "system", "data").tab("data")
    card = tab.access
    officer.forms.append({"password": "bi mat 2026", "again": "bi mat 2026", "minutes": 5})
    card.set_button.click()
    assert password_fits("bi mat 2026", settings.words(PASSWORD))
    assert "5 phút" in card.state.text()
    typing("bi mat 2026", lambda dialog: dialog.accept())
    card.remove_button.click()
    assert settings.words(PASSWORD) == ""


def test_no_page_opens_a_socket(real_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was asked for")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, forbidden)
    for entry in PAGES:
        page = open_page(real_window, entry.key)
        for place in range(page.tabs.count() if isinstance(page, TabbedPage) else 0):
            page.tabs.setCurrentIndex(place)
            settle(real_window)
