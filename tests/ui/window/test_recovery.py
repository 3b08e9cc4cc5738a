"""Data that do not open: the reason in a sentence, the copies beside it, and the window after a restore."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.hot_journal import unfinished_write
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
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import backups
from thidua_desktop.services.backup.handover import make_book
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from ui.core.machine_settings import MachineSettings
from ui.window.main_window import MainWindow
from ui.window.recovery import RecoveryDialog, open_or_recover, restore_between_windows
from ui.window.safekeeping import Safekeeping

__all__ = ["app", "bare_app", "officer", "real_window"]


def spoil(name: str) -> Callable[[Path], None]:
    def missing(path: Path) -> None:
        path.unlink()

    def empty(path: Path) -> None:
        path.write_bytes(b"")

    def truncated(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:9000])

    def foreign(path: Path) -> None:
        path.write_bytes(b"khong phai co so du lieu" * 400)

    return {"missing": missing, "empty": empty, "truncated": truncated, "foreign": foreign}[name]


@pytest.mark.parametrize("name", ["missing", "empty", "truncated", "foreign"])
def test_a_spoiled_file_is_set_aside_and_the_newest_copy_restored_by_one_key(
    name: str, app: AppContext, settings: MachineSettings, qtbot: QtBot
) -> None:
    copy = backups.make_copy(app, reason="day")
    folder, before = app.folder, app.read(units)
    app.close()
    spoil(name)(folder.database)
    seen: list[RecoveryDialog] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecoveryDialog)
        seen.append(dialog)
        qtbot.waitUntil(lambda: dialog.restore_button.isEnabled(), timeout=60_000)
        chosen = dialog.panel.chosen()
        assert chosen is not None and chosen.path == copy and "3 đơn vị" in chosen.contents_words
        assert (nameless(dialog), doubled_letters(dialog), squeezed(dialog)) == ([], [], [])
        qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Return)

    QTimer.singleShot(100, answer)
    again = open_or_recover(folder, settings)
    assert again is not None and len(seen) == 1
    assert again.read(units) == before
    again.close()


def test_a_new_beginning_sets_everything_aside(
    app: AppContext, settings: MachineSettings, qtbot: QtBot
) -> None:
    folder = app.folder
    app.close()
    (folder.attachments / "ab").mkdir(parents=True)
    (folder.attachments / "ab" / "abcd").write_bytes(b"x")
    before = folder.database.read_bytes()[:5000]
    folder.database.write_bytes(before)

    def agree() -> None:
        sure: Any = QApplication.activeModalWidget()
        sure.accept()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecoveryDialog)
        QTimer.singleShot(100, agree)
        dialog.fresh_button.click()

    QTimer.singleShot(100, answer)
    again = open_or_recover(folder, settings)
    assert again is not None
    assert again.read(units) == ()
    again.close()
    aside = next((folder.root / "de-rieng").iterdir())
    assert (aside / "thidua.db").read_bytes() == before
    assert (aside / "attachments" / "ab" / "abcd").read_bytes() == b"x"


def test_a_write_cut_short_by_a_power_failure_opens_without_a_word(
    app: AppContext, settings: MachineSettings
) -> None:
    folder, before = app.folder, app.read(units)
    app.close()
    unfinished_write(folder.database)
    again = open_or_recover(folder, settings)
    assert again is not None
    assert again.read(units) == before
    again.close()


def test_a_fault_that_passes_offers_only_to_try_again(
    tmp_path: Path, settings: MachineSettings, qtbot: QtBot
) -> None:
    error = OfficeError("database.locked", path=tmp_path / "thidua.db")
    dialog = RecoveryDialog(DataFolder(tmp_path), settings, error)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = [b for b in (dialog.restore_button, dialog.fresh_button, dialog.again_button) if b.isVisible()]
    assert shown == [dialog.again_button]
    dialog.reject()


def test_a_copy_is_chosen_in_the_window_which_closes_and_opens_on_it(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = open_page(real_window, "system", "data").tab("data")
    press(real_window, qtbot, tab.copies.backup, Qt.Key.Key_Space)
    before = app.read(units)
    organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    tab.copies.panel.view.select_places([0])
    settle(real_window)
    assert (nameless(tab), doubled_letters(tab), squeezed(tab)) == ([], [], [])
    press(real_window, qtbot, tab.copies.restore, Qt.Key.Key_Space)
    assert "3 đơn vị" in officer.reported[-1]
    assert not real_window.isVisible() and real_window.restore_from is not None
    app.close()
    restore_between_windows(app.folder, real_window.restore_from)
    again = open_app(app.folder)
    assert again.read(units) == before
    assert [copy.reason for copy in backups.copies(app.folder.backups)] == ["restore", "manual"]
    again.close()


def test_damage_found_behind_the_window_stops_writing_and_says_so(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    app.database.close()
    data = bytearray(app.folder.database.read_bytes())
    data[20 * 4096 : 60 * 4096] = b"\x5a" * (40 * 4096)
    app.folder.database.write_bytes(bytes(data))
    keeper = Safekeeping(real_window.context, real_window)
    settle(real_window)
    assert any("bị hỏng" in sentence for sentence in officer.reported)
    with pytest.raises(OfficeError, match=r"database\.damaged"):
        organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    real_window.context.closing.disconnect(keeper._before_closing)
    officer.errors.clear()


def test_the_copy_of_the_day_and_the_copy_on_closing_are_made(
    real_window: MainWindow, app: AppContext
) -> None:
    Safekeeping(real_window.context, real_window)
    settle(real_window)
    assert [copy.reason for copy in backups.copies(app.folder.backups)] == ["day"]
    organisation.save_unit(app, name="UBND xã Nà Khoang", kind="commune", member_count=1)
    real_window.close()
    assert [copy.reason for copy in backups.copies(app.folder.backups)] == ["close", "day"]


def test_data_in_a_synchronised_folder_are_warned_of_once(
    real_window: MainWindow, officer: Officer, app: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(app.folder.root.parent))
    for _ in range(2):
        Safekeeping(real_window.context, real_window)
        settle(real_window)
    warnings = [sentence for sentence in officer.reported if "OneDrive" in sentence]
    assert len(warnings) == 1 and str(app.folder.root) in warnings[0]
    shown_lines = [label.text() for label in open_page(real_window, "system", "data").findChildren(QLabel)]
    assert warnings[0] in shown_lines


def test_a_hand_over_book_is_made_and_opened_in_the_window(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext, tmp_path: Path
) -> None:
    tab = open_page(real_window, "system", "data").tab("data")
    officer.forms.append({"password": "mat khau rieng", "again": "mat khau rieng"})
    officer.save_file = tmp_path / "So ban giao.tdkt"
    press(real_window, qtbot, tab.handover.make, Qt.Key.Key_Space)
    assert "So ban giao.tdkt" in tab.handover.made.text()
    officer.open_files = (officer.save_file,)
    officer.forms.append({"password": "mat khau rieng"})
    press(real_window, qtbot, tab.copies.other, Qt.Key.Key_Space)
    assert (real_window.restore_from, real_window.restore_password) == (officer.save_file, "mat khau rieng")
    new = DataFolder(tmp_path / "máy mới")
    restore_between_windows(new, officer.save_file, "mat khau rieng")
    again = open_app(new)
    assert again.read(units) == app.read(units)
    again.close()


def test_a_hand_over_book_dropped_on_the_window_offers_to_restore_it(
    real_window: MainWindow, officer: Officer, app: AppContext, tmp_path: Path
) -> None:
    book = make_book(app, tmp_path / "So ban giao.TDKT", year=2026)
    real_window.import_files((book,))
    assert "So ban giao.TDKT" in officer.reported[-1]
    assert (real_window.restore_from, real_window.restore_password) == (book, "")


def test_a_restore_waits_for_running_work_without_another_question(
    real_window: MainWindow, officer: Officer, app: AppContext, tmp_path: Path
) -> None:
    copy = backups.make_copy(app, reason="manual")
    done: list[str] = []
    context = real_window.context
    context.runner.run(lambda _: time.sleep(0.3), done=lambda _: done.append("work"), label="Đọc dữ liệu")
    asked = len(officer.reported)
    context.restore_wanted.emit(copy, "")
    assert (real_window.restore_from, real_window.isVisible()) == (copy, False)
    assert done == ["work"] and len(officer.reported) == asked
