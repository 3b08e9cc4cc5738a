"""The only entry point to the database: read in a block, write in a block; a write is one journaled transaction."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua_desktop.db.engine.session import faults_named, open_engine
from thidua_desktop.domain.errors import OfficeError

if TYPE_CHECKING:  # the window opens before SQLAlchemy is there
    from sqlalchemy import Engine
    from sqlalchemy.engine import Connection

    from thidua_desktop.db.engine.unit_of_work import UnitOfWork

Clock = Callable[[], dt.datetime]


def local_now() -> dt.datetime:
    """The office's own clock, with its offset."""
    return dt.datetime.now().astimezone()


class Database:
    """Reads and writes of one database file. ``clock`` is given by tests that need a fixed day."""

    def __init__(self, path: Path, *, clock: Clock = local_now) -> None:
        self.path = path
        self.clock = clock
        self._opened: Engine | None = None
        self._opening = threading.Lock()
        self._reading: sqlite3.Connection | None = None
        self._reads = threading.Lock()
        self._stopped: OfficeError | None = None
        self._writing_thread: int | None = None

    @property
    def _engine(self) -> Engine:
        """Made with the first statement, in the thread that asks it."""
        with self._opening:
            if self._opened is None:
                self._opened = open_engine(self.path)
            return self._opened

    def today(self) -> dt.date:
        return self.clock().date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view; nothing can be written through it by accident of a forgotten commit.

        RuntimeError inside a writing block of the same thread: its reads go through the writer's connection.
        """
        self._refuse_nested()
        with faults_named(self.path), self._engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            with self._reads:
                self._reading = driver
            try:
                yield connection
            finally:
                with self._reads:
                    self._reading = None
            connection.rollback()

    def interrupt_reading(self) -> None:
        """Ends the statement that is reading now; called from another thread. Writing is never interrupted.

        Whoever reads gets ``Cancelled``.
        """
        with self._reads:
            if self._reading is not None:
                self._reading.interrupt()

    @contextmanager
    def writing(self, action: str, **params: object) -> Iterator[UnitOfWork]:
        """One user action = one transaction = one journal entry. All of it is stored, or nothing.

        ``action`` is a key of ``resources/texts/actions.toml``, the sentence shown by undo. RuntimeError
        inside a writing block of the same thread.
        """
        from thidua_desktop.db.engine.unit_of_work import UnitOfWork

        if self._stopped is not None:
            raise self._stopped
        self._refuse_nested()
        with faults_named(self.path), self._engine.connect() as bare:
            connection = bare.execution_options(writes=True)
            with connection.begin():
                self._writing_thread = threading.get_ident()
                try:
                    uow = UnitOfWork(connection, at=self.clock().isoformat(timespec="seconds"))
                    yield uow
                    uow.finish(action, params)
                finally:
                    self._writing_thread = None

    def within(self, uow: UnitOfWork) -> Database:
        """The same store as seen inside a writing block: it reads through the writer's connection."""
        return _StoreWithin(self, uow)

    def _refuse_nested(self) -> None:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("read through the writer's connection inside a writing block")

    def stop_writing(self, reason: OfficeError) -> None:
        """From now on every write is refused with ``reason``: damage was found and must not grow."""
        self._stopped = reason

    def close(self) -> None:
        """Lets go of the file so that it can be copied or replaced."""
        if self._opened is not None:
            self._opened.dispose()


class _StoreWithin(Database):
    """Reads what a writing block has written so far; writes go through its writer alone."""

    def __init__(self, database: Database, uow: UnitOfWork) -> None:
        self.path = database.path
        self.clock = database.clock
        self._connection = uow.connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def writing(self, action: str, **params: object) -> Iterator[UnitOfWork]:
        raise RuntimeError("one action is one transaction")
        yield  # pragma: no cover - makes this a generator

    def close(self) -> None:
        """Belongs to the store outside."""
