"""The composition root: opens a data folder and puts the parts together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua_desktop.config import DataFolder, default_data_folder
from thidua_desktop.db.engine.backup import snapshot
from thidua_desktop.db.engine.database import Clock, Database, local_now
from thidua_desktop.db.engine.migrate import QUICK_CHECK_SECONDS, prepare
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.stored_words import follow_stored_office

__all__ = ["DataFolder", "default_data_folder", "open_app", "open_copy"]


def open_app(
    folder: DataFolder, *, clock: Clock = local_now, check_seconds: float = QUICK_CHECK_SECONDS
) -> AppContext:
    """Opens the folder, making or upgrading its database first.

    ``check_seconds``: how long its pages may be checked; the window asks for little and checks all of them
    in its worker, before anything can be written.

    OfficeError when the database is lost, empty, newer, foreign, altered, damaged, locked, or the disk
    refuses; the file is then as it was. A folder unpacked to look at refuses every write.
    """
    prepare(folder.database, backups=folder.backups, check_seconds=check_seconds)
    database = Database(folder.database, clock=clock)
    if folder.view_only:
        database.stop_writing(OfficeError("database.view_only"))
    follow_stored_office(folder.database)
    return AppContext(folder=folder, database=database)


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
            follow_stored_office(copy)
            yield AppContext(folder=folder, database=database)
        finally:
            database.close()
