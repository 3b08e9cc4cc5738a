"""Đôn đốc in the real window: opened from the menu, a unit noted as reminded."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.services.reports.chase import to_chase
from ui.pages.lookup.chase import ChaseDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_a_unit_is_noted_as_reminded(real_window: MainWindow, officer: Officer, qtbot: QtBot) -> None:
    context = real_window.context
    context.set_year(YEAR)
    page = open_page(real_window, "lookup")
    expected = to_chase(context.app, year=YEAR)

    def act(dialog: ChaseDialog) -> None:
        settle(real_window)
        assert [one.unit_id for one in dialog.units.model.shown_rows()] == [one.unit_id for one in expected]
        assert dialog.mark_button.isEnabled() is bool(expected)
        if expected:
            dialog.copy_button.click()
            settle(real_window)
            assert expected[0].lines[0] in QGuiApplication.clipboard().text()
            dialog.mark_button.click()
            settle(real_window)
        dialog.reject()

    officer.hands.append(act)
    (action,) = (one for one in page.reports.menu().actions() if one.text() == "Đôn đốc đơn vị…")
    action.trigger()
    settle(real_window)
    assert sum(one.sent_on is not None for one in to_chase(context.app, year=YEAR)) == bool(expected)
    assert not officer.errors
