"""From result rows to frozen values: the columns of a query stand in the order of the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.engine import Connection

R = TypeVar("R")


def fetch(connection: Connection, query: Executable, make: Callable[..., R]) -> tuple[R, ...]:
    """Every row of the query as ``make(*columns)``."""
    result: Any = connection.execute(query)
    return tuple(make(*row) for row in result)
