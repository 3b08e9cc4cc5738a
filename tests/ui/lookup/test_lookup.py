"""Tra cứu – Báo cáo: answers while the officer types, marks narrow, reports are saved and can be opened."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
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
    squeezed,
)
from thidua_desktop.db.tables.people import Household
from thidua_desktop.domain.text import search_key
from thidua_desktop.services.office.context import AppContext
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_typing_without_marks_finds_all_and_marks_narrow(real_window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(real_window, "lookup")
    qtbot.keyClicks(page.box, "hoa")
    qtbot.waitUntil(lambda: page.found.model.total == 2, timeout=60_000)
    page.box.setText("Hoà")
    qtbot.waitUntil(lambda: page.found.model.total == 1, timeout=60_000)
    settle(real_window)
    assert page.heading.text() == "Hoàng Thị Hoà · 1 lần khen thưởng"


def test_an_award_shows_its_decision_day_and_level(real_window: MainWindow) -> None:
    page = open_page(real_window, "lookup", "hoang thi hoa")
    settle(real_window)
    row = page.grants.model.row_at(0)
    message = {column.key: column.words(row) for column in page.grants.model.columns}
    assert (message["year"], message["number"], message["signed_on"]) == (
        "2023",
        "3140/QĐ-UBND",
        "20/12/2023",
    )
    assert message["level"].startswith("Chủ tịch")


def test_enter_goes_to_those_found_and_arrows_through_them(real_window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(real_window, "lookup", "hoang")
    press(real_window, qtbot, page.box, Qt.Key.Key_Return)
    assert page.found.view.hasFocus()
    first = page.heading.text()
    press(real_window, qtbot, page.found.view, Qt.Key.Key_Down)
    assert page.heading.text() != first


def test_nobody_found_is_said(real_window: MainWindow) -> None:
    page = open_page(real_window, "lookup", "zzz")
    settle(real_window)
    assert page.hint.text() == "Không tìm thấy ai có tên “zzz”."


def make_report(page: Any, words: str) -> None:
    next(action for action in page.reports.menu().actions() if words in action.text()).trigger()


def test_a_report_is_saved_and_opened(
    real_window: MainWindow,
    officer: Officer,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page = open_page(real_window, "lookup")
    real_window.context.set_year(2023)
    for name in ("tong hop.xlsx", "tong ket.pdf"):
        officer.save_file = tmp_path / name
        make_report(page, "kết quả" if name.endswith("xlsx") else "tổng kết")
        settle(real_window)
        assert officer.errors == []
        assert (tmp_path / name).stat().st_size > 1000
        assert str(tmp_path / name) in page.notice.words.text()
    press(real_window, qtbot, page.notice.open, Qt.Key.Key_Space)
    assert [Path(url.toLocalFile()).name for url in opened] == ["tong ket.pdf"]


def test_a_year_without_awards_is_refused_in_a_sentence(
    real_window: MainWindow, officer: Officer, tmp_path: Path
) -> None:
    page = open_page(real_window, "lookup")
    officer.save_file = tmp_path / "trong.xlsx"
    make_report(page, "kết quả")
    settle(real_window)
    assert [getattr(error, "code", "") for error in officer.errors] == ["statistics.nothing_to_count"]
    assert not (tmp_path / "trong.xlsx").exists()


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow) -> None:
    page = open_page(real_window, "lookup", "hoang")
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])


def _found(page: Any) -> list[Any]:
    return [page.found.model.row_at(place) for place in range(page.found.model.total)]


def test_who_was_given_nothing_yet_is_found_all_the_same(real_window: MainWindow, app: AppContext) -> None:
    name = "Hộ ông Lò Văn Pâng"
    with app.database.writing("save_person", name=name) as uow:
        uow.add(Household, name=name, search_key=search_key(name), sort_key=search_key(name))
    page = open_page(real_window, "lookup", "khau vat")
    settle(real_window)
    assert {row.name for row in _found(page)} >= {"UBND xã Khau Vạt"}
    open_page(real_window, "lookup", "lò văn pâng")
    settle(real_window)
    assert [row.subject_type for row in _found(page)] == ["household"]
    assert page.heading.text().startswith("Hộ ông Lò Văn Pâng")


def test_a_decision_of_another_body_that_took_an_award_back_is_recorded(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    page = open_page(real_window, "lookup", "hoang thi hoa")
    settle(real_window)
    page.grants.view.select_places([0])
    officer.forms = [
        {"number": "15/QĐ-UBND", "signed_on": dt.date(2024, 6, 3), "reason": "Khai không đúng"},
    ]
    press(real_window, qtbot, page.revoke_button, Qt.Key.Key_Space)
    settle(real_window)
    assert officer.errors == []
    assert page.heading.text() == "Hoàng Thị Hoà · chưa có khen thưởng"


def test_the_fund_of_the_year_is_entered_beside_the_figures(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    page = open_page(real_window, "lookup")
    real_window.context.set_year(2023)
    message: list[str] = []

    def enter(dialog: Any) -> None:
        settle(real_window)
        officer.forms = [{"total": Decimal(90_000_000), "spent_otherwise": Decimal(1_000_000)}]
        dialog.ask_fund()
        settle(real_window)
        message.append(dialog.fund_line.text())

    officer.hands = [enter]
    make_report(page, "Xem số liệu")
    settle(real_window)
    assert officer.errors == []
    assert message[0].startswith("Quỹ thi đua, khen thưởng: 90.000.000 đồng; đã chi ")
