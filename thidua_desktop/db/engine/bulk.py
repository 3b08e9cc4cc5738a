"""Many rows into one table by the shortest way: one prepared statement, values made ready by their types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.engine import Connection, Dialect

_CHUNK = 5_000
_Ready = Callable[[Any], Any]


def insert_many(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], ids: Sequence[int]
) -> None:
    """Inserts ``rows`` with these ids. All rows name the same columns; the others take their defaults.

    KeyError when a row lacks a column the first one names, TypeError for a default that is no plain value.
    """
    dialect = connection.dialect
    names = list(rows[0])
    fixed = {
        column.name: _default(column)
        for column in table.c
        if column.default is not None and column.name not in names
    }
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in ("id", *names, *fixed))
    places = ", ".join("?" * (1 + len(names) + len(fixed)))
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})"
    constants = tuple(_ready(table.c[name], dialect)(value) for name, value in fixed.items())
    makers = [(name, _maker(table.c[name], dialect)) for name in names]
    for start in range(0, len(rows), _CHUNK):
        part = slice(start, start + _CHUNK)
        connection.exec_driver_sql(statement, list(_tuples(rows[part], ids[part], makers, constants)))


def _tuples(
    rows: Sequence[Mapping[str, Any]],
    ids: Sequence[int],
    makers: Sequence[tuple[str, _Ready | None]],
    constants: tuple[Any, ...],
) -> Iterator[tuple[Any, ...]]:
    for number, row in zip(ids, rows, strict=True):
        values = [make(row[name]) if make else row[name] for name, make in makers]
        yield (number, *values, *constants)


def _default(column: Column[Any]) -> Any:
    default = column.default
    if default is None or not default.is_scalar:
        raise TypeError(column)
    return default.arg  # type: ignore[attr-defined]


def _maker(column: Column[Any], dialect: Dialect) -> _Ready | None:
    """How the column's type makes a value ready for the driver; None when it takes it as it is."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _ready(column: Column[Any], dialect: Dialect) -> _Ready:
    return _maker(column, dialect) or (lambda value: value)
