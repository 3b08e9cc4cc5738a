"""The one gate for errors: those the officer can correct become a sentence, the others a report the
officer can send."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from thidua_desktop import __version__
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.domain.redacting import redacted_trace
from thidua_desktop.texts import error_sentence, text
from ui.dialogs.base import Dialog
from ui.dialogs.message import MessageDialog

log = logging.getLogger(__name__)


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """A calm sentence for ``OfficeError``; for anything else it is logged and the report opens."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, OfficeError):
        MessageDialog(text("ui.refused.title"), error_sentence(error), parent, icon="warning").exec()
        return
    log.error("unexpected error", exc_info=error)
    ReportDialog(details_of(error), parent).exec()


def details_of(error: BaseException) -> str:
    """What maintaining needs: versions, the trace, the kind of error; never a name, number or address."""
    program = f"{text('common.app_name')} {__version__}"
    return (
        f"{program} · Python {platform.python_version()} · {platform.platform()}\n\n{redacted_trace(error)}"
    )


class ReportDialog(Dialog):
    """An error nobody foresaw: its details to copy, and the choice to go on or to end in order."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.report.title"), parent, lead=text("ui.report.lead"))
        view = QPlainTextEdit(details, readOnly=True)
        view.setAccessibleName(text("ui.report.details"))
        view.setMinimumSize(560, 220)
        self.body.addWidget(view)
        self._details = details
        copy = self.add_button(text("ui.report.copy"), at_left=True)
        copy.clicked.connect(self.copy_details)
        end = self.add_button(text("ui.report.end"))
        end.clicked.connect(self._end)
        self.add_button(text("ui.report.go_on"), kind="primary").clicked.connect(self.accept)

    def copy_details(self) -> None:
        QApplication.clipboard().setText(self._details)

    def _end(self) -> None:
        self.reject()
        QApplication.closeAllWindows()
        QApplication.exit(1)


def install_hooks() -> None:
    """Every error that reaches Qt's loop or a thread is logged and reported; Ctrl+C still ends."""
    sys.excepthook = _caught
    relay = _Relay(QApplication.instance())
    threading.excepthook = lambda args: relay.failed.emit(args.exc_value)


class _Relay(QObject):
    """Brings an error of another thread into the window's, where alone a dialog may open."""

    failed = Signal(object)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.failed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, error: BaseException) -> None:
        _caught(type(error), error, None)


_showing = False


def _store_what_is_typed() -> None:
    """The program may end by this error: nothing typed waits in a field."""
    from ui.core.handing_over import hand_over_everything

    try:
        hand_over_everything()
    except Exception:
        log.exception("what was typed could not be stored")


def _caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    global _showing
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        QApplication.exit(130)
        return
    if _showing:  # an error while one is shown: a repaint that fails must not open a window a frame
        log.error("unexpected error", exc_info=error)
        return
    _showing = True
    _store_what_is_typed()
    try:
        show_error(QApplication.activeWindow(), error)
    finally:
        _showing = False
