"""``backup``: a verified copy now, and where asked one more on another disk."""

from __future__ import annotations

import argparse

from thidua_desktop.bootstrap import open_app
from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import data_folder, notify, show_progress
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.backup import backups
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """``--to`` names a folder on another disk that gets the copy too. A folder without data is refused."""
    folder = data_folder(arguments)
    if not folder.database.exists():
        raise OfficeError("database.gone", path=folder.database)
    app = open_app(folder)
    try:
        made = backups.make_copy(app, reason="manual", progress=show_progress)
    finally:
        app.close()
    notify(text("system.data.backed_up", path=made))
    if arguments.to is not None:
        second = backups.copy_to_second_place(folder, arguments.to, progress=show_progress)
        notify(text("system.data.backed_up", path=second))
    return DONE
