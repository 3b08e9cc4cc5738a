"""Hands a file to the program the machine has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from thidua_desktop.domain.errors import OfficeError
from ui.core.context import Context


def handed_over(path: Path) -> bool:
    """False when this machine has no program for the file or folder."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_file(context: Context, path: Path) -> None:
    """Opens it, or says that this machine has no program for it."""
    if not handed_over(path):
        context.dialogs.error(OfficeError("ui.no_program", name=path.name))
