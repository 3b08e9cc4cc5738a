"""The composition root: opens a data folder and puts the parts together."""

from __future__ import annotations

from thidua_desktop.config import DataFolder, default_data_folder
from thidua_desktop.db.migrate import prepare
from thidua_desktop.db.store import Clock, Store, local_now
from thidua_desktop.services.desk import Desk

__all__ = ["DataFolder", "default_data_folder", "open_desk"]


def open_desk(folder: DataFolder, *, clock: Clock = local_now) -> Desk:
    """Opens the folder, making or upgrading its database first.

    OfficeError when the database is newer, foreign, damaged, locked, or the disk refuses.
    """
    prepare(folder.database, backups=folder.backups)
    return Desk(folder=folder, store=Store(folder.database, clock=clock))
