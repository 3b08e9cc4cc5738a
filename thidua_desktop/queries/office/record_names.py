"""What a row of any table is called: its own name, or the names of the rows it points at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.schema import table_named

_NAMES: Final = (
    "full_name",
    "name",
    "title",
    "name_printed",
    "wording",
    "heading",
    "file_name",
    "number",
    "subject",
    "text",
    "event",
    "title_printed",
    "alias_key",
    "stored_key",
    "measure",
)
_POINTED: Final = 2
"""Of the rows pointed at, so many are named; they in turn only by their own name or one more step."""
_STEPS: Final = 2
_LONGEST: Final = 120


def record_name(
    connection: Connection, table_name: str, row_id: int, *, gone: Mapping[str, Any] | None = None
) -> str:
    """The name of a row in plain words; empty when it has none. ``gone``: values of a row no longer stored."""
    values = dict(gone) if gone else _values(connection, table_name, row_id)
    return _name(connection, table_name, values, _STEPS)


def _name(connection: Connection, table_name: str, values: Mapping[str, Any], steps: int) -> str:
    for name in _NAMES:
        words = values.get(name)
        if isinstance(words, str) and words.strip():
            line = words.strip().splitlines()[0]
            return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    if steps == 0:
        return ""
    found: list[str] = []
    for column in table_named(table_name).c:
        pointed = values.get(column.name)
        for key in column.foreign_keys:
            if pointed is None or len(found) == _POINTED:
                continue
            other = key.column.table.name
            words = _name(connection, other, _values(connection, other, pointed), steps - 1)
            if words and words not in found:
                found.append(words)
    return " – ".join(found)


def _values(connection: Connection, table_name: str, row_id: int) -> dict[str, Any]:
    table = table_named(table_name)
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
    return dict(row or {})
