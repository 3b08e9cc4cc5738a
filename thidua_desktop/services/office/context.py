"""The application context: what every action works on. Made once by ``bootstrap``, handed to pages and commands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.database import Database

if TYPE_CHECKING:  # the window opens before SQLAlchemy is there
    from sqlalchemy.engine import Connection

    from thidua_desktop.db.engine.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AppContext:
    """An open data folder."""

    folder: DataFolder
    database: Database

    def read(self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one query in its own consistent view: ``app.read(nominations.listed, year=2024)``."""
        with self.database.reading() as connection:
            return query(connection, *args, **kwargs)

    def interrupt_reading(self) -> None:
        """Ends the statement that is reading now, from another thread: its caller gets ``Cancelled``."""
        self.database.interrupt_reading()

    def within(self, uow: UnitOfWork) -> AppContext:
        """The same application context inside a writing block: an action reads, refuses and writes in one
        transaction."""
        return AppContext(self.folder, self.database.within(uow))

    def today(self) -> dt.date:
        return self.database.today()

    def close(self) -> None:
        self.database.close()
