"""Starts the window: log, language, look, one instance, application context, pages."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QProcess, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from thidua_desktop.config import APP_NAME, DataFolder, program_command, resource
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.core.errors import install_hooks, show_error
from ui.core.garbage import WindowGarbage
from ui.core.logs import start_log
from ui.core.machine_settings import MachineSettings
from ui.core.one_instance import OneInstance
from ui.dialogs.base import ConfirmDialog
from ui.style.icons import recolour
from ui.style.theme import theme
from ui.window.locking import unlocked
from ui.window.viewing import BOOKS, view

log = logging.getLogger(__name__)

RESTART: Final = 3
"""The window was closed to restore: the program starts once more."""


def run(folder: DataFolder, files: tuple[Path, ...] = ()) -> int:
    """Opens the window on a data folder and stays until it is closed; the exit code of the program.

    ``files``: opened on the import page, in the window that is already open if there is one.
    """
    application = make_application(sys.argv[:1])
    install_hooks()
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError:
        refused = "folder_is_file" if folder.root.exists() else "folder_refused"
        show_error(None, OfficeError(f"ui.{refused}", folder=folder.root))
        return 1
    start_log(folder)
    settings = MachineSettings(folder)
    apply_style(application, settings)
    books = [file for file in files if file.suffix.lower() in BOOKS]
    if books:
        return view(application, books[0])
    instance = OneInstance(folder.root, application)
    try:
        if not _acquired(instance, files):
            return 0
        if not unlocked(settings):
            return 0
        code = _run_window(application, folder, settings, instance, files)
    except OSError:
        show_error(None, OfficeError("ui.folder_forbidden", folder=folder.root))
        return 1
    finally:
        instance.release()
    if code == RESTART:
        start_again(folder)
        return 0
    return code


def _acquired(instance: OneInstance, files: tuple[Path, ...]) -> bool:
    """True when this is the only window; another one that does not come forward is named."""
    while not instance.acquire():
        if instance.ask_forward(files):
            return False
        question = ConfirmDialog(
            text("ui.instance.title"),
            text("ui.instance.silent"),
            yes=text("ui.instance.again"),
            no=text("ui.buttons.close"),
        )
        if question.exec() != ConfirmDialog.DialogCode.Accepted.value:
            return False
    return True


def make_application(arguments: list[str]) -> QApplication:
    """The application in Vietnamese; Qt's own sentences are installed before the first widget."""
    _name_for_taskbar()
    application = QApplication(arguments)
    application.setApplicationName(text("common.app_name"))
    application.setWindowIcon(QIcon(str(resource("style", "app.ico"))))
    QLocale.setDefault(QLocale("vi_VN"))
    translator = QTranslator(application)
    if not translator.load(str(resource("i18n", "qtbase_vi.qm"))):
        raise FileNotFoundError("qtbase_vi.qm")
    application.installTranslator(translator)
    WindowGarbage(application)
    return application


def _name_for_taskbar() -> None:
    """Windows groups the windows of one program, and shows its icon, by this name; before any window."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(f"{APP_NAME}.{APP_NAME}")


def apply_style(application: QApplication, settings: MachineSettings) -> None:
    """Puts on the look the officer chose and keeps icons in its colours."""
    applied = theme()
    applied.changed.connect(lambda: recolour(applied))
    applied.apply(settings.scheme, points=settings.font_points)


def _run_window(
    application: QApplication,
    folder: DataFolder,
    settings: MachineSettings,
    instance: OneInstance,
    files: tuple[Path, ...],
) -> int:
    """The window until it is closed, then the restore it asked for. The exit code, or ``RESTART``."""
    from ui.window.recovery import open_or_recover, restore_between_windows
    from ui.window.shell import open_window

    app = open_or_recover(folder, settings)
    if app is None:
        return 1
    try:
        window = open_window(app, settings)
        instance.knocked.connect(window.come_to_front)
        instance.files_given.connect(window.import_files)
        if files:
            QTimer.singleShot(0, lambda: window.import_files(files))
        QTimer.singleShot(0, lambda: log.info("usable"))
        code = application.exec()
    finally:
        app.close()
    if window.restore_from is None:
        return code
    restore_between_windows(folder, window.restore_from, window.restore_password)
    return RESTART


def start_again(folder: DataFolder) -> None:
    """A new process on the restored data: nothing of the former window is left in it."""
    program, *arguments = program_command()
    QProcess.startDetached(program, [*arguments, "--data", str(folder.root)])
