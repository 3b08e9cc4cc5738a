"""Starts the window: log, language, look, one instance, desk, pages."""

from __future__ import annotations

import datetime as dt
import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import Final

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from thidua_desktop.config import DataFolder, resource
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.errors import install_hooks, show_error
from ui.garbage import WindowGarbage
from ui.icons import recolour
from ui.machine_settings import MachineSettings
from ui.one_instance import OneInstance
from ui.theme import theme

_LOG_BYTES: Final = 1_000_000
_LOGS_KEPT: Final = 3


def run(folder: DataFolder) -> int:
    """Opens the window on a data folder and stays until it is closed; the exit code of the program."""
    app = make_application(sys.argv[:1])
    install_hooks()
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
        folder.logs.mkdir(exist_ok=True)
    except OSError:
        show_error(None, OfficeError("ui.folder_refused", folder=folder.root))
        return 1
    _start_log(folder)
    settings = MachineSettings(folder)
    dress(app, settings)
    instance = OneInstance(folder.root, app)
    if not instance.acquire():
        return 0
    try:
        return _run_window(app, folder, settings, instance)
    finally:
        instance.release()


def make_application(arguments: list[str]) -> QApplication:
    """The application in Vietnamese; Qt's own sentences are installed before the first widget."""
    app = QApplication(arguments)
    app.setApplicationName(text("common.app_name"))
    QLocale.setDefault(QLocale("vi_VN"))
    translator = QTranslator(app)
    if not translator.load(str(resource("i18n", "qtbase_vi.qm"))):
        raise FileNotFoundError("qtbase_vi.qm")
    app.installTranslator(translator)
    WindowGarbage(app)
    return app


def dress(app: QApplication, settings: MachineSettings) -> None:
    """Puts on the look she chose and keeps icons in its colours."""
    worn = theme()
    worn.changed.connect(lambda: recolour(worn))
    worn.apply(settings.scheme, points=settings.font_points)


def _run_window(
    app: QApplication, folder: DataFolder, settings: MachineSettings, instance: OneInstance
) -> int:
    """Opens the desk and the window on it."""
    from thidua_desktop.bootstrap import open_desk
    from ui.shell import open_window

    try:
        desk = open_desk(folder)
    except Exception as error:
        show_error(None, error)
        return 1
    try:
        window = open_window(desk, settings)
        instance.knocked.connect(window.come_to_front)
        return app.exec()
    finally:
        desk.close()


def _start_log(folder: DataFolder) -> None:
    handler = RotatingFileHandler(
        folder.logs / "thidua.log", maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    # A windowed program has no stderr: crashes of the interpreter go to a file of their own.
    faulthandler.enable((folder.logs / "crash.log").open("a", encoding="utf-8"))
    logging.getLogger(__name__).info("started %s", dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
