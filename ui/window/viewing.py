"""Opens a hand-over book or a view-only copy to look at: a passing folder, every write refused."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from thidua_desktop.config import BOOK_ENDING, VIEW_ENDING, DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.core.errors import show_error
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Dialog, FormDialog
from ui.dialogs.restoring import password_fields

BOOKS: Final = frozenset({BOOK_ENDING, VIEW_ENDING})
"""Endings of files that are opened here instead of imported."""


def view(application: QApplication, path: Path) -> int:
    """Shows a book until its window is closed; the exit code of the program. Nothing of it stays on the disk."""
    from thidua_desktop.services.backup.handover import opened_to_view

    try:
        password = _password(path)
        if password is None:
            return 0
        with opened_to_view(path, password=password) as folder:
            return _show(application, folder)
    except (OfficeError, OSError) as error:
        show_error(None, error)
        return 1


def _password(path: Path) -> str | None:
    """The password typed, empty for a book without one; None when it was given up."""
    from thidua_desktop.services.backup.handover import needs_password

    if not needs_password(path):
        return ""
    dialog = FormDialog(text("handover.ask"), password_fields())
    accepted = dialog.exec() == Dialog.DialogCode.Accepted.value
    return str(dialog.form.values()["password"]) if accepted else None


def _show(application: QApplication, folder: DataFolder) -> int:
    from thidua_desktop.bootstrap import open_app
    from ui.window.shell import open_window

    app = open_app(folder)
    try:
        window = open_window(app, MachineSettings(folder))
        code = application.exec()
        window.deleteLater()
        return code
    finally:
        app.close()
