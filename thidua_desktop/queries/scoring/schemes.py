"""Scoring schemes of the office with their versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.schemes import ScoringScheme
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One version of a scheme; ``origin`` ``shipped`` or ``office``, ``used``: units are scored by it."""

    id: int
    code: str
    version: int
    name: str
    source: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    origin: str
    used: bool


_COLUMNS = (
    ScoringScheme.id,
    ScoringScheme.code,
    ScoringScheme.version,
    ScoringScheme.name,
    ScoringScheme.source,
    ScoringScheme.valid_from,
    ScoringScheme.valid_to,
    ScoringScheme.origin,
    ScoringScheme.used,
)


def schemes(connection: Connection) -> tuple[SchemeRow, ...]:
    """The newest version of each scheme the office has, in the order they were made."""
    newest = (
        select(ScoringScheme.code, func.max(ScoringScheme.version).label("version"))
        .where(ScoringScheme.deleted_at.is_(None))
        .group_by(ScoringScheme.code)
        .subquery()
    )
    query = (
        select(*_COLUMNS)
        .join(newest, (newest.c.code == ScoringScheme.code) & (newest.c.version == ScoringScheme.version))
        .where(ScoringScheme.deleted_at.is_(None))
        .order_by(ScoringScheme.code)
    )
    return fetch(connection, query, SchemeRow)


def scheme_versions(connection: Connection, code: str) -> tuple[SchemeRow, ...]:
    """Every version of a scheme, newest first."""
    query = (
        select(*_COLUMNS)
        .where(ScoringScheme.code == code, ScoringScheme.deleted_at.is_(None))
        .order_by(ScoringScheme.version.desc())
    )
    return fetch(connection, query, SchemeRow)


def scheme_content(connection: Connection, code: str, *, version: int | None = None) -> str | None:
    """TOML text of a version, the newest when none is named; None for an unknown scheme."""
    query = select(ScoringScheme.content).where(
        ScoringScheme.code == code, ScoringScheme.deleted_at.is_(None)
    )
    if version is not None:
        query = query.where(ScoringScheme.version == version)
    return connection.execute(query.order_by(ScoringScheme.version.desc()).limit(1)).scalar_one_or_none()
