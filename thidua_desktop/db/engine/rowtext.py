"""Row values as JSON and back, for the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Table

from thidua_desktop.db.engine.base import Dong, PartialDateText
from thidua_desktop.domain.dates import PartialDate


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as plain JSON: days as ISO text, đồng as text, partial dates as their text."""
    return {name: _plain(value) for name, value in values.items()}


def from_json(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the columns of the table want them."""
    return {name: _typed(table, name, value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, PartialDate):
        return value.value
    return value


def _typed(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, Date):
        return dt.date.fromisoformat(value)
    if isinstance(kind, Dong):
        return Decimal(value)
    if isinstance(kind, PartialDateText):
        return PartialDate.parse_iso(value)
    return value
