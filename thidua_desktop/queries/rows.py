"""From result rows to frozen values: the columns of a query stand in the order of the fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Executable, func, select
from sqlalchemy.engine import Connection

R = TypeVar("R")


def fetch(connection: Connection, query: Executable, make: Callable[..., R]) -> tuple[R, ...]:
    """Every row of the query as ``make(*columns)``."""
    result: Any = connection.execute(query)
    return tuple(make(*row) for row in result.all())


def number_of(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet the conditions, one of which ties them to the row around.

    Counted for that row alone, by its index, instead of for every row there ever was.
    """
    return select(func.count()).where(*conditions).scalar_subquery()


def one_of(column: Any, ids: Iterable[int]) -> ColumnElement[bool]:
    """``column`` among the ids, however many: they travel as one value."""
    each = func.json_each(json.dumps(sorted(set(ids)))).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found
