"""Every field and label of every page, step and dialog: UniKey's letters come through, names stay plain text.

UniKey corrects what was typed by Backspace and a composed letter.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_app import app, bare_app, opened, settle
from tests.ui.window import test_small_screens as screens
from tests.ui.window.test_forms import type_keys
from tests.ui.window.test_plain_names import rich
from tests.ui.window.test_small_screens import Looker, full, walk
from tests.ui.window_samples import shown
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.style import screen
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "full"]

PLAIN = "Nguyen Dat"
TELEX = "Nguye\bê\bễn D\bĐa\bạt"
COMPOSED = "Nguyễn Đạt"
Typed = QLineEdit | QPlainTextEdit | QTextEdit


def words(editor: Typed) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def typed(editor: Typed, keys: str) -> str:
    editor.clear()
    type_keys(editor, keys)
    return words(editor)


def mistyped(parent: QWidget) -> list[str]:
    """Fields that take letters and do not come to the composed name; each has its text again afterwards."""
    faults = []
    for editor in shown(parent):
        if not isinstance(editor, Typed) or not editor.isEnabled() or editor.isReadOnly():
            continue
        before = words(editor)
        if typed(editor, PLAIN) == PLAIN and (found := typed(editor, TELEX)) != COMPOSED:
            faults.append(f"{editor.objectName() or type(editor).__name__}: {found}")
        editor.clear()
        type_keys(editor, before)
    return faults


@dataclass
class Typist(Looker):
    """Types into every field of every dialog that opens, and gives it up."""

    fields: int = 0
    titles: list[str] = field(default_factory=list)

    def look(self, parent: QWidget, name: str) -> None:
        self.found += [f"[{name}] reads markup: {one}" for one in rich(parent)]
        self.fields += sum(isinstance(one, Typed) for one in shown(parent))
        self.found += [f"[{name}] {one}" for one in mistyped(parent)]

    def appearance(self, dialog: QDialog) -> None:
        if dialog.windowTitle() in self.seen:
            return
        self.seen.add(dialog.windowTitle())
        dialog.show()
        QApplication.processEvents()
        self.look(dialog, dialog.windowTitle())
        dialog.hide()
        dialog.deleteLater()


def test_every_field_takes_a_vietnamese_name_and_no_label_reads_markup(
    qtbot: QtBot, full: AppContext, settings: MachineSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "available", lambda _: QRect(0, 0, 1366, 728))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    typist = Typist()

    def type_in(window: MainWindow, _: Looker, name: str) -> None:
        typist.look(window, name)
        settle(window)

    monkeypatch.setattr(screens, "analyse", type_in)
    for window in opened(qtbot, full, settings, typist):
        window.resize(1366, 728)
        settle(window)
        walk(window, typist)
    assert typist.found == []
    assert typist.fields > 100
