"""Writes rows and remembers each of them for the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine import name_index, year_lock
from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.bulk import insert_many
from thidua_desktop.db.engine.rowtext import to_json
from thidua_desktop.db.engine.schema import topic_of
from thidua_desktop.db.tables import journal
from thidua_desktop.domain.changes import Changes

_MANY = 50
"""Rows from which the shorter way to the driver pays."""


class UnitOfWork:
    """Handed out by ``Database.writing``; after the block ``changes`` says what was touched.

    ``takes_back`` and ``brings_back`` are set by an undo or a redo: entries then marked as taken back by this
    one, or as in effect again.
    """

    def __init__(self, connection: Connection, *, at: str) -> None:
        self.connection = connection
        self.at = at
        self.changes = Changes()
        self.takes_back: tuple[int, ...] = ()
        self.brings_back: tuple[int, ...] = ()
        self._log: list[dict[str, Any]] = []
        self._params: dict[str, object] = {}

    def describe(self, **params: object) -> None:
        """Places of the action's sentence that are known only after reading inside the transaction."""
        self._params.update(params)

    def insert(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> range:
        """Adds the rows in order and returns their ids, consecutive and never used before."""
        table = _table(model)
        if not rows:
            return range(0)
        first = self._take_ids(table.name, len(rows))
        ids = range(first, first + len(rows))
        if len(rows) < _MANY:
            full = [{**row, "id": number} for number, row in zip(ids, rows, strict=True)]
            self.connection.execute(insert(table), full)
        else:
            insert_many(self.connection, table, rows, ids)
        self._note(table, ids[0], ids[-1], op="I")
        return ids

    def add(self, model: type[Base], **values: Any) -> int:
        """Adds one row and returns its id."""
        return self.insert(model, [values])[0]

    def update(self, model: type[Base], row_id: int, **values: Any) -> bool:
        """Changes the named columns; False when nothing differs. KeyError without such a row."""
        table = _table(model)
        row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
        if row is None:
            raise KeyError(row_id)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        self.connection.execute(update(table).where(table.c.id == row_id).values(**changed))
        self._note(
            table,
            row_id,
            row_id,
            op="U",
            before=to_json({name: row[name] for name in changed}),
            after=to_json(changed),
        )
        return True

    def remove(self, model: type[Base], ids: Iterable[int]) -> None:
        """To the bin where the table has one, else out of the table with its values stored in the journal."""
        table = _table(model)
        for row_id in ids:
            if "deleted_at" in table.c:
                self.update(model, row_id, deleted_at=self.at)
                continue
            row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().one()
            self.connection.execute(delete(table).where(table.c.id == row_id))
            self._note(table, row_id, row_id, op="D", before=to_json(dict(row)))

    def note_raw(self, table: Table, row_id: int, **entry: Any) -> None:
        """Keeps a change made outside these methods (undo) in the journal."""
        self._note(table, row_id, row_id, **entry)

    def finish(self, action: str, params: Mapping[str, object]) -> None:
        """Writes the journal entry; called once by the store before the commit.

        OfficeError ``closing.locked`` when a change touches a closed year.
        """
        params = {**params, **self._params}
        if not self._log and not self.takes_back:
            return
        year_lock.refuse_closed(self.connection, self._log, action=action)
        name_index.follow(self.connection, self._log)
        topics = sorted({topic_of(change["table_name"]) for change in self._log})
        entry = _table(journal.JournalEntry)
        entry_id = self.connection.execute(select(func.coalesce(func.max(entry.c.id), 0))).scalar_one() + 1
        self.connection.execute(
            insert(journal.JournalEntry).values(
                id=entry_id, at=self.at, action=action, params=to_json(params), topics=topics
            )
        )
        if self._log:
            self.connection.execute(
                insert(journal.JournalChange), [{**change, "entry_id": entry_id} for change in self._log]
            )
        for ids, mark in ((self.takes_back, entry_id), (self.brings_back, None)):
            if ids:
                self.connection.execute(update(entry).where(entry.c.id.in_(ids)).values(undone_by=mark))
        self.changes = Changes(topics=frozenset(topics), journal_id=entry_id)

    def _take_ids(self, table_name: str, count: int) -> int:
        counter = journal.IdCounter
        last = self.connection.execute(
            select(counter.last_id).where(counter.table_name == table_name)
        ).scalar_one_or_none()
        if last is None:
            self.connection.execute(insert(counter).values(table_name=table_name, last_id=count))
            return 1
        self.connection.execute(
            update(counter).where(counter.table_name == table_name).values(last_id=last + count)
        )
        return int(last) + 1

    def _note(
        self,
        table: Table,
        row_id: int,
        last_id: int,
        *,
        op: str,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        self._log.append(
            {
                "table_name": table.name,
                "row_id": row_id,
                "last_id": last_id,
                "op": op,
                "before": before,
                "after": after,
            }
        )


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table
