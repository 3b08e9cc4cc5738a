"""Stores contents once by hash and reads them back by id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.session import json_text
from thidua_desktop.db.tables.content import StoredContent

_CHUNK: Final = 500


class Contents:
    """Gives each content its id, the same for equal ones; used inside one writing block."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] = {}

    def ids_of(self, contents: Iterable[Any]) -> list[int]:
        """The ids of JSON contents, in order."""
        return [self.id_of(content) for content in contents]

    def id_of(self, content: Any) -> int:
        """The id of one JSON content, stored now unless it is already."""
        sha256 = hashlib.sha256(json_text(content).encode()).hexdigest()
        if sha256 not in self._ids:
            known = self._connection.execute(
                select(StoredContent.id).where(StoredContent.sha256 == sha256)
            ).scalar_one_or_none()
            if known is None:
                made = (
                    insert(StoredContent).values(sha256=sha256, content=content).returning(StoredContent.id)
                )
                known = self._connection.execute(made).scalar_one()
            self._ids[sha256] = known
        return self._ids[sha256]


def contents(connection: Connection, ids: Sequence[int]) -> Mapping[int, Any]:
    """Contents by their ids."""
    requested = sorted(set(ids))
    found: dict[int, Any] = {}
    for start in range(0, len(requested), _CHUNK):
        query = select(StoredContent.id, StoredContent.content).where(
            StoredContent.id.in_(requested[start : start + _CHUNK])
        )
        found.update((row.id, row.content) for row in connection.execute(query))
    return found
