"""Twelve jobs of a year done in the real window by keyboard alone, with the presses and typed fields counted.

``python -m benchmarks.presses`` writes the table to ``benchmarks/presses.md``; the same jobs run small in the tests.
A press is one key or key with Ctrl, Alt or Shift; words typed into one field are one field; a block pasted is one
press. A file dialog of the system is one field (the name) and one press (Enter).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QWidget

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.dialogs.service import WindowDialogs
from ui.widgets.forms import mnemonic, plain_label
from ui.window.main_window import MainWindow
from ui.window.shell import build_window

YEAR: Final = 2024
TODAY: Final = dt.date(2024, 12, 20)
Key = Qt.Key
_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Count:
    """What one job took, and the most it may take (None: only shown)."""

    job: str
    presses: int
    fields: int
    most: int | None = None


class Keyboard:
    """Keys to whatever has the keyboard, counted."""

    def __init__(self) -> None:
        self.presses = self.fields = 0

    def __call__(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        self.presses += 1
        QTest.keyClick(focused(), key, modifier)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Every letter as one key event, as an input method sends it."""
        self.fields += 1
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, _PLAIN, letter))

    def paste(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self(Key.Key_V, _CTRL)

    def alt(self, words: str) -> None:
        """Alt and the underlined letter of what begins with the words. LookupError where it is not in sight."""
        top = QApplication.activeModalWidget() or QApplication.activeWindow()
        shown = [] if top is None else top.findChildren(QWidget)
        for widget in shown:
            if isinstance(widget, QAbstractButton | QLabel) and widget.isVisible() and widget.isEnabled():
                label = widget.text()
                if plain_label(label).startswith(words) and mnemonic(label):
                    self(Qt.Key(ord(mnemonic(label).upper())), _ALT)
                    return
        raise LookupError(words)

    def tab_to(self, name: str) -> None:
        """Tab to the field of this name. LookupError when Tab never comes there."""
        for _ in range(40):
            if focused().objectName() == name:
                return
            self(Key.Key_Tab)
        raise LookupError(name)


def focused() -> QWidget:
    """What has the keyboard: of an open menu, of the open dialog, else of the window."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    top = QApplication.activeModalWidget() or QApplication.activeWindow()
    if top is None:
        raise LookupError("no window")
    return top.focusWidget() or top


class CountedDialogs(WindowDialogs):
    """The real dialogs, answered by the keyboard; the system's file dialogs are counted and answered at once."""

    def __init__(self, parent: QWidget, settings: MachineSettings, keys: Keyboard) -> None:
        super().__init__(parent, settings)
        self._keys = keys
        self.answers: list[Callable[[Any], None]] = []
        self.files: tuple[Path, ...] = ()
        self.save: Path | None = None
        self.errors: list[BaseException] = []

    def choose_open_files(self, title: str, *, patterns: str, purpose: str) -> tuple[Path, ...]:
        self._counted()
        return self.files

    def choose_save_file(self, title: str, *, name: str, patterns: str, purpose: str) -> Path | None:
        self._counted()
        return self.save

    def choose_folder(self, title: str, *, purpose: str) -> Path | None:
        self._counted()
        return self.files[0]

    def error(self, error: BaseException) -> None:
        self.errors.append(error)

    def run(self, dialog: QDialog) -> bool:
        if not self.answers:
            raise LookupError(f"nobody answers {dialog.windowTitle()}")
        answer = self.answers.pop(0)

        def act() -> None:
            dialog.activateWindow()
            QApplication.processEvents()  # its letters answer once it is shown
            try:
                answer(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, act)
        accepted = super().run(dialog)
        self._parent.activateWindow()
        return accepted

    def _counted(self) -> None:
        self._keys.presses += 1
        self._keys.fields += 1


@dataclass
class Walk:
    """A window, the keyboard before it, and what was counted."""

    app: AppContext
    window: MainWindow
    dialogs: CountedDialogs
    keys: Keyboard
    counts: list[Count] = field(default_factory=list)

    @contextmanager
    def job(self, name: str, *, most: int | None = None) -> Iterator[Keyboard]:
        presses, fields = self.keys.presses, self.keys.fields
        yield self.keys
        self.settle()
        if self.dialogs.errors:
            raise self.dialogs.errors[0]
        self.counts.append(Count(name, self.keys.presses - presses, self.keys.fields - fields, most))

    def settle(self) -> None:
        """Until nothing is going down, the task runner has nothing left and its answers are shown."""
        for _ in range(4):
            QApplication.processEvents()
            for _ in range(40):
                if not any(
                    isinstance(one, QAbstractButton) and one.isDown() for one in QApplication.allWidgets()
                ):
                    break
                QTest.qWait(10)
            self.window.context.runner.wait()

    def menu(self, words: str, entry: str) -> None:
        """Opens the menu of a button by its letter, goes down to an entry and presses Enter."""

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                raise LookupError(words)
            for _ in range(len(menu.actions())):
                self.keys(Key.Key_Up)  # the last entry first: the shortest way to most of them
                active = menu.activeAction()
                if active is not None and plain_label(active.text()).startswith(entry):
                    break
            self.keys(Key.Key_Return)

        QTimer.singleShot(0, choose)
        self.keys.alt(words)
        for _ in range(60):  # a menu opens once its button has gone down
            QTest.qWait(10)
            if QApplication.activePopupWidget() is None:
                break
        self.settle()


@contextmanager
def walk(folder: Path) -> Iterator[Walk]:
    """The real window on a new data folder."""
    data = DataFolder(folder / "Dữ liệu")
    app = open_app(data, clock=lambda: dt.datetime.combine(TODAY, dt.time(8)).astimezone())
    settings = MachineSettings(data)
    keys = Keyboard()
    window = build_window(app, settings, year=YEAR)
    dialogs = CountedDialogs(window, settings, keys)
    window.context.dialogs = dialogs
    window.resize(1366, 728)
    made = Walk(app, window, dialogs, keys)
    try:
        yield made
    finally:
        made.settle()
        window.close()
        app.close()
