"""The texts of the year's reports written in the real window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.services.reports.report_texts import save_texts, written
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_the_judgement_of_a_report_is_written_from_the_menu(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    context = real_window.context
    save_texts(context.app, {"next": "Đẩy mạnh điển hình tiên tiến."}, year=YEAR - 1)
    context.set_year(YEAR)
    page = open_page(real_window, "lookup")
    (action,) = (one for one in page.reports.menu().actions() if one.text() == "Viết lời báo cáo tổng kết…")
    officer.forms.append({"judgement": "Phong trào đi vào nền nếp."})
    action.trigger()
    settle(real_window)
    assert written(context.app, year=YEAR) == {"judgement": "Phong trào đi vào nền nếp."}
    assert officer.asked == [f"Viết lời báo cáo tổng kết năm {YEAR}"]
