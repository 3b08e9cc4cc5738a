"""The optional password: asked at the start, and again after minutes without a key or the mouse."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import FormDialog
from ui.widgets.forms import Field

PASSWORD: Final = "access/password"
MINUTES: Final = "access/lock_minutes"
DEFAULT_MINUTES: Final = 15
_LOOK_MS: Final = 5_000
_WRONG_SECONDS: Final = 1.0
_SIGNS_OF_LIFE: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


def unlocked(settings: MachineSettings, parent: QWidget | None = None) -> bool:
    """True when no password is set or the right one was typed; False when it was given up."""
    stored = settings.words(PASSWORD)
    if not stored:
        return True

    def check(values: object) -> str | None:
        from thidua_desktop.services.office.access import password_fits

        typed = values.get("password") if isinstance(values, dict) else None
        if password_fits(str(typed or ""), stored):
            return None
        time.sleep(_WRONG_SECONDS)  # guessing by hand becomes slow
        return text("access.wrong")

    dialog = FormDialog(
        text("access.title"),
        [Field("password", text("access.password"), "password", required=True)],
        parent,
        accept_label=text("access.open"),
        lead=text("access.lead"),
        submit=check,
    )
    accepted = dialog.exec() == FormDialog.DialogCode.Accepted.value
    dialog.deleteLater()
    return accepted


class AutoLock(QObject):
    """Hides the window after the minutes chosen; the password brings it back, giving up closes it."""

    def __init__(self, window: QWidget, settings: MachineSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._last = time.monotonic()
        self._locked = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.appearance)
        self.begin()

    def begin(self) -> None:
        """Watches when a password and minutes are set; called again after they were changed."""
        app = QApplication.instance()
        if app is None:
            return
        if self._settings.words(PASSWORD) and self.minutes > 0:
            app.installEventFilter(self)
            self._timer.start()
        else:
            app.removeEventFilter(self)
            self._timer.stop()

    @property
    def minutes(self) -> int:
        return self._settings.number(MINUTES, DEFAULT_MINUTES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = time.monotonic()
        return False

    def appearance(self) -> None:
        """Locks when nobody touched the program long enough. An open dialog keeps what is typed in it."""
        idle = time.monotonic() - self._last
        if self._locked or idle < self.minutes * 60 or QApplication.activeModalWidget() is not None:
            return
        self.lock()

    def lock(self) -> None:
        """Hides the window until the password was typed."""
        self._locked = True
        app = QApplication.instance()
        quits = QApplication.quitOnLastWindowClosed()
        QApplication.setQuitOnLastWindowClosed(False)
        self._window.hide()
        again = unlocked(self._settings)
        QApplication.setQuitOnLastWindowClosed(quits)
        self._locked = False
        self._last = time.monotonic()
        self._window.show()
        if not again:
            self._window.close()
            if app is not None and not self._window.isVisible():
                QApplication.exit(0)
