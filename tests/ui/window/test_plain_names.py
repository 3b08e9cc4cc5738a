"""Names that look like markup stand on every page, tip and message as the letters they are."""

from __future__ import annotations

import dataclasses
import logging
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    OFFICE,
    YEAR,
    Officer,
    app,
    bare_app,
    clock,
    officer,
    open_page,
    opened,
    settle,
)
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.tasks import TaskDraft, save_task
from thidua_desktop.services.scoring import blocs
from ui.core.errors import details_of, install_hooks
from ui.core.logs import log_handler
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import ConfirmDialog
from ui.pages.registry import PAGES
from ui.pages.tabs import TabbedPage
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "clock", "officer"]

MARKUP = "<b>Phòng</b> <img src='/khong/co.png'> A & B"


@pytest.fixture
def marked_desk(bare_app: AppContext) -> AppContext:
    """Everything that has a name has this one."""
    settings.save_office(bare_app, dataclasses.replace(OFFICE, name=f"UBND {MARKUP}"))
    settings.save_signer(bare_app, full_name=f"Ông {MARKUP}", lines=("CHỦ TỊCH",))
    organisation.save_unit(bare_app, name=f"Đơn vị {MARKUP}", kind="commune", member_count=12)
    unit = bare_app.read(units)[0]
    blocs.save_bloc(
        bare_app,
        year=YEAR,
        name=f"Khối {MARKUP}",
        kind="bloc",
        member_ids=[unit.id],
        head_unit_id=unit.id,
    )
    save_person(bare_app, full_name=f"Hoàng {MARKUP}", unit_id=unit.id)
    plan.save_plan(bare_app, year=YEAR, kind="KH_CONGTAC", title=f"Kế hoạch {MARKUP}")
    plan_id = bare_app.read(plans, year=YEAR)[0].id
    save_task(bare_app, TaskDraft(wording=f"Họp {MARKUP}", when_text="Tháng 12"), plan_id=plan_id)
    assert bare_app.read(persons)
    return bare_app


@pytest.fixture
def marked_window(
    qtbot: QtBot, marked_desk: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    yield from opened(qtbot, marked_desk, settings, officer)


def rich(top: QWidget) -> list[str]:
    """Labels that would read markup without having said so, and documents that took an image from a name."""
    faults = []
    for label in top.findChildren(QLabel):
        guessing = label.textFormat() == Qt.TextFormat.AutoText and label.isVisible()
        if guessing or (label.textFormat() == Qt.TextFormat.RichText and "<img" in label.text()):
            faults.append(f"{label.objectName()} {label.text()}")
    pictures = re.compile(r'<img src="pictures/[a-z]+\.png"[^>]*>')  # of the guide
    for document in top.findChildren(QTextEdit):
        if "<img" in pictures.sub("", document.toHtml()):
            faults.append(f"{document.objectName()} {document.toPlainText()[:80]}")
    return faults


def test_every_page_and_tab_shows_names_as_letters(marked_window: MainWindow) -> None:
    seen = 0
    for entry in PAGES:
        page = open_page(marked_window, entry.key)
        tabs = page.tabs.count() if isinstance(page, TabbedPage) else 1
        for place in range(tabs):
            if isinstance(page, TabbedPage):
                page.tabs.setCurrentIndex(place)
            settle(marked_window)
            assert rich(marked_window) == [], entry.key
            seen += sum(MARKUP in label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert seen
    bar = marked_window.statusBar().findChildren(QLabel)
    assert any(MARKUP in label.text() for label in bar)
    assert MARKUP in marked_window.windowTitle()


def test_message_boxes_tips_and_questions_show_names_as_letters(qapp: QApplication, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Tên", MARKUP)
    box.setInformativeText(MARKUP)
    question = ConfirmDialog("Tên", MARKUP, yes="&Có")
    for dialog in (box, question):
        qtbot.addWidget(dialog)
        dialog.show()
        assert rich(dialog) == []
        assert any(label.text() == MARKUP for label in dialog.findChildren(QLabel))
    QToolTip.showText(QPoint(5, 5), MARKUP, question)
    tips = [one for one in qapp.topLevelWidgets() if isinstance(one, QLabel) and one.text() == MARKUP]
    assert [tip.textFormat() for tip in tips] == [Qt.TextFormat.PlainText]
    QToolTip.hideText()


def test_details_and_the_log_name_nobody_and_are_for_their_user_only(tmp_path: Path) -> None:
    error = ValueError("không lưu được Hoàng Thị Hoà, số 001085012345")
    assert "Hoàng" not in details_of(error) and "0010" not in details_of(error)
    (tmp_path / "logs").mkdir()
    handler = log_handler(DataFolder(tmp_path))
    given = (ValueError, error, None)
    handler.emit(logging.LogRecord("ui", logging.ERROR, __file__, 1, "unexpected error", (), given))
    handler.close()
    log = tmp_path / "logs" / "thidua.log"
    message = log.read_text(encoding="utf-8")
    assert "ValueError" in message and "Hoàng" not in message and "001085" not in message
    if os.name == "posix":
        assert log.stat().st_mode & 0o077 == 0


@pytest.mark.expects_log("unexpected error")
def test_an_error_in_any_thread_ends_in_the_calm_dialog(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown: list[str] = []
    monkeypatch.setattr("ui.core.errors.ReportDialog.exec", lambda self: shown.append(self._details))
    install_hooks()

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=60_000)
    assert "ZeroDivisionError" in shown[0]
