"""Day one by keyboard: steps that stay until done, news after an update, the sample office."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    Officer,
    bare_app,
    nameless,
    officer,
    opened,
    press,
    settle,
)
from thidua_desktop import __version__
from thidua_desktop.config import resource
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.settings import save_office, save_signer
from thidua_desktop.services.organisation.units import save_unit
from thidua_desktop.services.planning.plans import save_plan
from ui.core.machine_settings import MachineSettings
from ui.dialogs import sample_office
from ui.pages.overview import start
from ui.window.main_window import MainWindow

__all__ = ["bare_app", "officer"]


@pytest.fixture
def window(
    qtbot: QtBot, bare_app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    save_office(bare_app, OFFICE)
    yield from opened(qtbot, bare_app, settings, officer)


def labels(window: MainWindow) -> list[str]:
    found = window.page("overview").findChildren(QLabel)
    return [label.text() for label in found if label.isVisible()]


def button(window: MainWindow, name: str) -> QPushButton:
    found = window.page("overview").findChildren(QPushButton)
    return next(
        one
        for one in found
        if one.isVisible() and name in (one.accessibleName(), one.text().replace("&", ""))
    )


def heading(window: MainWindow) -> list[str]:
    return [words for words in labels(window) if words.startswith("Bắt đầu sử dụng: ")]


def again(window: MainWindow) -> None:
    window.page("overview").reload()
    settle(window)


def test_the_steps_stay_until_each_is_done_or_not_needed(
    window: MainWindow, qtbot: QtBot, bare_app: AppContext
) -> None:
    assert heading(window) == ["Bắt đầu sử dụng: còn 4 bước"]
    assert nameless(window.page("overview")) == []
    name = "Mở: Ghi danh mục đơn vị: tên đầy đủ, tên tắt, loại, số người"
    press(window, qtbot, button(window, name), Qt.Key.Key_Space)
    assert (window.current_key, window.page("registers").place) == ("registers", "units")
    save_unit(bare_app, name="Trường Tiểu học", kind="school")
    save_signer(bare_app, full_name="Lò Văn An", lines=("CHỦ TỊCH",))
    window.open_page("overview")
    again(window)
    assert heading(window) == ["Bắt đầu sử dụng: còn 2 bước"]
    assert labels(window).count("Đã xong") == 2
    skip = "Không cần: Xếp đơn vị vào khối, cụm thi đua năm 2024"
    press(window, qtbot, button(window, skip), Qt.Key.Key_Space)
    settle(window)
    assert heading(window) == ["Bắt đầu sử dụng: còn 1 bước"]
    press(window, qtbot, button(window, skip.replace("Không cần", "Cần làm")), Qt.Key.Key_Space)
    settle(window)
    assert heading(window) == ["Bắt đầu sử dụng: còn 2 bước"]
    press(window, qtbot, button(window, skip), Qt.Key.Key_Space)
    save_plan(bare_app, year=2024, kind="KH_CONGTAC", title="Kế hoạch năm 2024")
    again(window)
    assert heading(window) == []


def test_what_is_new_is_offered_once_after_an_update(
    window: MainWindow, qtbot: QtBot, settings: MachineSettings
) -> None:
    title = f"Có gì mới trong phiên bản {__version__}"
    assert title not in labels(window)
    settings.put(start._NEWS, "0.0.9")
    again(window)
    assert title in labels(window)
    press(window, qtbot, button(window, "Xem điểm mới"), Qt.Key.Key_Space)
    settle(window)
    page = window.page("system")
    assert page.place == "help"
    assert "Có gì mới" in page.tab("help").page.toPlainText()
    window.open_page("overview")
    again(window)
    assert title not in labels(window)


def test_the_guide_has_news_of_this_version() -> None:
    assert f"## {__version__}" in resource("help", "news.md").read_text(encoding="utf-8")


def test_the_sample_office_is_made_opened_and_thrown_away(
    window: MainWindow,
    qtbot: QtBot,
    officer: Officer,
    bare_app: AppContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(sample_office, "start_program", lambda *given: started.append(given))
    press(window, qtbot, button(window, "Thử với cơ quan mẫu"), Qt.Key.Key_Space)
    settle(window)
    folder = bare_app.folder.sample
    assert started == [("--data", str(folder.root))]
    assert folder.database.exists()
    assert MachineSettings(folder).number("window/year") == 2026
    again(window)
    press(window, qtbot, button(window, "Xóa cơ quan mẫu"), Qt.Key.Key_Space)
    settle(window)
    assert not folder.root.exists()
    assert bare_app.folder.database.exists()
