"""The composition root: opens a data folder and puts the parts together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua_desktop.config import DataFolder, default_data_folder
from thidua_desktop.db.engine.backup import snapshot
from thidua_desktop.db.engine.database import Clock, Database, local_now
from thidua_desktop.db.engine.migrate import prepare
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import follow_office

__all__ = ["DataFolder", "default_data_folder", "open_app", "open_copy"]


def open_app(folder: DataFolder, *, clock: Clock = local_now) -> AppContext:
    """Opens the folder, making or upgrading its database first.

    OfficeError when the database is lost, empty, newer, foreign, altered, damaged, locked, or the disk
    refuses; the file is then as it was.
    """
    prepare(folder.database, backups=folder.backups)
    app = AppContext(folder=folder, database=Database(folder.database, clock=clock))
    follow_office(app)
    return app


@contextmanager
def open_copy(folder: DataFolder, *, clock: Clock = local_now) -> Iterator[AppContext]:
    """The same data to look at only: a passing copy of the database is opened (and upgraded where it is
    older), and not a byte of the data folder changes. Attachments are read from the folder itself.

    OfficeError as ``open_app``; a folder without a database is refused as ``database.gone``.
    """
    own = {"path": folder.database, "folder": folder.root}
    if not folder.database.exists():
        raise OfficeError("database.gone", **own)
    with tempfile.TemporaryDirectory(prefix="thidua-") as scratch:
        copy = Path(scratch) / folder.database.name
        snapshot(folder.database, copy)
        try:
            prepare(copy, backups=Path(scratch) / "backups")
        except OfficeError as error:  # it is about the data folder, not about the passing copy
            raise OfficeError(error.code, **{**error.params, **own}) from error
        database = Database(copy, clock=clock)
        try:
            app = AppContext(folder=folder, database=database)
            follow_office(app)
            yield app
        finally:
            database.close()
